"""Rows of the plan, and the questions about them."""
