"""Phong trào: launched, joined, reported, summed up."""
