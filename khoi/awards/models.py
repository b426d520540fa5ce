"""Rows of awards, and the questions about them."""
