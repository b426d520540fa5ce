"""The pages of the score sheet."""

from khoi.sheets.views import drafting, importing, publishing, settings, showing
from khoi.sheets.views.blueprint import sheets

__all__ = ["drafting", "importing", "publishing", "settings", "sheets", "showing"]
