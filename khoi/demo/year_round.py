"""What the demo bloc lives through beside the scores, in the order of the year."""

from collections.abc import Callable

from khoi.demo.pledges import make_pledges
from khoi.demo.stagehand import Stagehand

#: One act a step of the house; each uses the portal's own actions, at the times they would have happened.
ACTS: tuple[Callable[[Stagehand], None], ...] = (make_pledges,)
