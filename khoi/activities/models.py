"""Rows of activities, and the questions about them."""
