"""The steps in the order of the year, with their pages."""

from flask import Blueprint

from khoi.accounts.views import accounts
from khoi.home.views import home
from khoi.ranking.views import ranking
from khoi.scoring.views import scoring
from khoi.sheets.views import sheets
from khoi.summaries.views import summaries
from khoi.years.views import years

BLUEPRINTS: tuple[Blueprint, ...] = (accounts, years, sheets, scoring, ranking, summaries, home)
