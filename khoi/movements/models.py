"""Rows of movements, and the questions about them."""
