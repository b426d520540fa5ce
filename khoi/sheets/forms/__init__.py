"""What the lead types about a sheet: a row, the settings, a file."""

from khoi.sheets.forms.rows import LineForm, RowForm
from khoi.sheets.forms.settings import SettingsForm
from khoi.sheets.forms.steps import ConfirmForm, FileForm, StepForm

__all__ = ["ConfirmForm", "FileForm", "LineForm", "RowForm", "SettingsForm", "StepForm"]
