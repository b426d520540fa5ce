"""What the demo bloc lives through beside the scores, in the order of the year."""

from collections.abc import Callable

from khoi.demo.activities import make_activities
from khoi.demo.awards import make_awards
from khoi.demo.ballots import make_ballots
from khoi.demo.deliberation import make_deliberation
from khoi.demo.documents import make_documents
from khoi.demo.home import make_home
from khoi.demo.links import make_links
from khoi.demo.movements import make_movements
from khoi.demo.plans import make_plans
from khoi.demo.pledges import make_pledges
from khoi.demo.reports import make_reports
from khoi.demo.stagehand import Stagehand
from khoi.demo.summaries import make_summaries
from khoi.demo.years import make_years

#: One act a step of the house; each uses the portal's own actions, at the times they would have happened.
ACTS: tuple[Callable[[Stagehand], None], ...] = (
    make_years,
    make_plans,
    make_documents,
    make_activities,
    make_pledges,
    make_movements,
    make_reports,
    make_ballots,
    make_deliberation,
    make_summaries,
    make_awards,
    make_links,
    make_home,
)
