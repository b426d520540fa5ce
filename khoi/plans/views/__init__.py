"""Pages of the plan."""

from khoi.plans.views import departments, importing, plan, reporting, tasks
from khoi.plans.views.blueprint import plans

__all__ = ["departments", "importing", "plan", "plans", "reporting", "tasks"]
