"""The steps in the order of the year, with their pages."""

from flask import Blueprint

from khoi.accounts.views import accounts
from khoi.activities.views import activities
from khoi.awards.views import awards
from khoi.ballots.views import ballots
from khoi.deliberation.views import deliberation
from khoi.documents.views import documents
from khoi.home.views import home
from khoi.movements.views import movements
from khoi.plans.views import plans
from khoi.pledges.views import pledges
from khoi.ranking.views import ranking
from khoi.reports.views import reports
from khoi.scoring.views import scoring
from khoi.sheets.views import sheets
from khoi.summaries.views import summaries
from khoi.turnover.views import turnover
from khoi.years.views import years

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts, years, plans, documents, activities, movements, pledges, reports, sheets, scoring, ranking, ballots,
    awards, deliberation, summaries, turnover, home,
)  # fmt: skip
