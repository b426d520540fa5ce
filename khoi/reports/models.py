"""Rows of reports, and the questions about them."""
