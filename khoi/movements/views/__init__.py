"""Pages of movements."""

from khoi.movements.views.blueprint import movements

__all__ = ["movements"]
