"""Pages of the turn of the year."""

from khoi.turnover.views.blueprint import turnover

__all__ = ["turnover"]
