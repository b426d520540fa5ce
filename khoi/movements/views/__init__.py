"""Pages of movements."""

from khoi.movements.views import joining, leading, own, showing
from khoi.movements.views.blueprint import movements

__all__ = ["joining", "leading", "movements", "own", "showing"]
