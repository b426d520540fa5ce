"""Pages of awards."""

from khoi.awards.views.blueprint import awards

__all__ = ["awards"]
