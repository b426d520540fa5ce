"""Rows of pledges, and the questions about them."""
