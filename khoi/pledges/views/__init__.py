"""Pages of pledges."""

from khoi.pledges.views.blueprint import pledges

__all__ = ["pledges"]
