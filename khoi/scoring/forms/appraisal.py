"""What appraisers send: a word on a row, a bulk acceptance, a return."""

from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from tenants.forms import DateTimeField, Form, PointsField, WholeField

#: The figures a row may ask for; what is typed in them is read by the row's method.
FIGURES = ("target", "actual", "count", "met", "step", "days_late")
REASON_LENGTH = 2000


class VerdictForm(Form):
    """One row: points and reason, or figures put right; which button was pressed; on which page it stands."""

    version = WholeField("Phiên bản")
    page = HiddenField()
    points = PointsField("Điểm thẩm định")
    reason = StringField("Lý do", [Length(max=REASON_LENGTH)])
    accept = HiddenField()
    withdraw = HiddenField()
    choose = HiddenField()
    target = StringField("Kế hoạch", [Length(max=60)])
    actual = StringField("Thực hiện", [Length(max=60)])
    count = StringField("Số lượng", [Length(max=60)])
    met = StringField("Kết quả", [Length(max=60)])
    step = StringField("Xếp loại", [Length(max=300)])
    days_late = StringField("Số ngày chậm", [Length(max=60)])

    def figures(self) -> dict[str, str]:
        """The figures that were sent, as typed."""
        return {name: self[name].data or "" for name in FIGURES if self[name].raw_data}

    def typed(self) -> dict[str, str]:
        """Everything as it was typed, to be shown again."""
        names = ("points", "reason", *FIGURES)
        return {name: str(self[name].raw_data[0]) for name in names if self[name].raw_data}


class BulkForm(Form):
    """Accept all untouched rows of a section (blank: of the card), as filed under this number."""

    section = HiddenField()
    filing = WholeField("Lần nộp")


class ReturnForm(Form):
    """Give a card back to its agency: why, until when, and which rows."""

    reason = TextAreaField("Lý do trả lại", [InputRequired("Nêu lý do để đơn vị biết sửa gì."), Length(max=1000)])
    until = DateTimeField("Nộp lại trước", description="Ví dụ 17:00 ngày 27/11/2026. Bỏ trống: theo khóa sổ của Khối.")
    rows = SelectMultipleField("Chỉ trả lại các tiêu chí", validate_choice=False)
