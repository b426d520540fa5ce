"""Pages of the plan."""

from khoi.plans.views.blueprint import plans

__all__ = ["plans"]
