"""Rows of documents, and the questions about them."""
