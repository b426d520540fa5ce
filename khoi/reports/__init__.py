"""Periodic reports: asked for, drafted, filed, returned."""
