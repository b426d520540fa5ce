"""Pages of the meeting."""

from khoi.deliberation.views import calling, electing, following, meeting, rows, writing  # noqa: F401
from khoi.deliberation.views.blueprint import deliberation

__all__ = ["deliberation"]
