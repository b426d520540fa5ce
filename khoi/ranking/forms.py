"""What the chairs fill in: the outcome of a vote, the reason of a withdrawal."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from khoi.ranking.rules import DecidedKind
from tenants.forms import Form, WholeField, options

MINUTES = "Số biên bản làm căn cứ"


class TieVote(Form):
    """A member's place among those it is equal with: 1 stands first."""

    result = WholeField("Thứ tự", [InputRequired()], least=1, most=99)
    basis = StringField(MINUTES, [InputRequired(), Length(max=300)])


class ClassVote(Form):
    """A class granted or refused by vote."""

    #: What a vote may end in: (value, words).
    outcomes = ((DecidedKind.CLASS.value, "Đạt"), (DecidedKind.CLASS_REFUSED.value, "Không đạt"))
    kind = SelectField("Kết quả biểu quyết", [InputRequired()], choices=options(outcomes))
    basis = StringField(MINUTES, [InputRequired(), Length(max=300)])


class Withdrawal(Form):
    """Why a published result is withdrawn, or the adopted points are reopened: every agency reads it."""

    reason = TextAreaField("Lý do", [InputRequired(), Length(min=20, max=1000)])
