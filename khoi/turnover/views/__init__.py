"""Pages of the turn of the year."""

from khoi.turnover.views import closing, handing, rolling, turning
from khoi.turnover.views.blueprint import turnover

__all__ = ["closing", "handing", "rolling", "turning", "turnover"]
