"""What an agency sends while it drafts and files."""

from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from khoi.reports.models import LONGEST_REASON, LONGEST_TEXT
from khoi.reports.rules import LONGEST_WORDS
from tenants.forms import Form


class VersionForm(Form):
    """What its person saw: a counter that moves with every change."""

    version = IntegerField("Phiên bản", [NumberRange(min=0, max=2**31 - 1)])


class CellForm(VersionForm):
    """One thing that saves itself; `choose` answers the question which of two values stays."""

    choose = HiddenField()

    @property
    def keeps_theirs(self) -> bool:
        return bool(self.choose.data == "theirs")

    @property
    def insists(self) -> bool:
        return bool(self.choose.data == "mine")


class TextForm(CellForm):
    """The words of one section."""

    text = TextAreaField(
        "Nội dung", [Length(max=LONGEST_TEXT, message=f"Dài quá {LONGEST_TEXT:,} ký tự.".replace(",", "."))]
    )


class FigureForm(CellForm):
    """One figure, or the words of an indicator that asks for words."""

    value = StringField("Số liệu", [Length(max=LONGEST_WORDS)])


class GiveBackForm(VersionForm):
    """The head gives the report back to the clerk."""

    reason = TextAreaField("Lý do chuyển lại", [DataRequired(), Length(max=LONGEST_REASON)])
