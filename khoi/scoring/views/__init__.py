"""The pages of the scorecard: what the agency enters, its evidence, what others see of it."""

from khoi.scoring.views.blueprint import scoring

__all__ = ["scoring"]
