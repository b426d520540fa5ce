"""Every table of the house, imported once so that the metadata is whole."""

from khoi.accounts import models as accounts
from khoi.activities import models as activities
from khoi.awards import models as awards
from khoi.ballots import models as ballots
from khoi.deliberation import models as deliberation
from khoi.documents import models as documents
from khoi.home import models as home
from khoi.movements import models as movements
from khoi.plans import models as plans
from khoi.pledges import models as pledges
from khoi.ranking import models as ranking
from khoi.reports import models as reports
from khoi.scoring import models as scoring
from khoi.sheets import models as sheets
from khoi.summaries import models as summaries
from khoi.turnover import models as turnover
from khoi.years import models as years
from tenants import calendars, factors, files, journal, mail, models, notices, sessions

__all__ = [
    "accounts",
    "activities",
    "awards",
    "ballots",
    "calendars",
    "deliberation",
    "documents",
    "factors",
    "files",
    "home",
    "journal",
    "mail",
    "models",
    "movements",
    "notices",
    "plans",
    "pledges",
    "ranking",
    "reports",
    "scoring",
    "sessions",
    "sheets",
    "summaries",
    "turnover",
    "years",
]
