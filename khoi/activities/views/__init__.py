"""Pages of activities."""

from khoi.activities.views.blueprint import activities

__all__ = ["activities"]
