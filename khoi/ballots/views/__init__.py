"""Pages of the ballots."""

from khoi.ballots.views import closing, counting, drafting, running, showing, telling, voting
from khoi.ballots.views.blueprint import ballots

__all__ = ["ballots", "closing", "counting", "drafting", "running", "showing", "telling", "voting"]
