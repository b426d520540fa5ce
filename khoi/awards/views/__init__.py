"""Pages of awards."""

from khoi.awards.views import deciding, proposing, showing
from khoi.awards.views.blueprint import awards

__all__ = ["awards", "deciding", "proposing", "showing"]
