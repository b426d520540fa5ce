"""Every table of the house, imported once so that the metadata is whole."""

from khoi.accounts import models as accounts
from khoi.ranking import models as ranking
from khoi.scoring import models as scoring
from khoi.sheets import models as sheets
from khoi.years import models as years
from tenants import files, journal, models, notices, sessions

__all__ = ["accounts", "files", "journal", "models", "notices", "ranking", "scoring", "sessions", "sheets", "years"]
