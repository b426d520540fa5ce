"""Rows of the turn of the year, and the questions about them."""
