"""Forms about the year's dates: of every filing, of one agency by name, and who was late."""

from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from khoi.years.models import Filing
from tenants.forms import DateTimeField, EditForm, Form, WholeField, options
from tenants.models import Membership

WHEN = "Ví dụ: 17:00 ngày 30/11/2026. Không ghi giờ là hết ngày."


class DatesForm(EditForm):
    """Hạn nộp and khóa sổ of one filing."""

    due = DateTimeField("Hạn nộp", [InputRequired()], description=WHEN)
    closing = DateTimeField("Khóa sổ", [InputRequired()], description="Sau thời điểm này không nhận nữa. " + WHEN)
    reason = StringField("Căn cứ", [DataRequired(), Length(max=300)], description="Ví dụ: Kế hoạch số 05/KH-KTĐ.")

    def validate_closing(self, field: DateTimeField) -> None:
        if field.data and self.due.data and field.data < self.due.data:
            raise ValidationError("Khóa sổ không được trước hạn nộp.")


class FilingForm(DatesForm):
    """The same of a filing that the bloc named itself, with its title."""

    title = StringField("Nội dung phải nộp", [DataRequired(), Length(max=200)])


class NewFilingForm(Form):
    """A further filing that every member owes."""

    title = StringField(
        "Nội dung phải nộp", [DataRequired(), Length(max=200)], description="Ví dụ: Báo cáo chuyên đề quý III."
    )
    due = DateTimeField("Hạn nộp", [InputRequired()], description=WHEN)
    closing = DateTimeField("Khóa sổ", [InputRequired()], description="Sau thời điểm này không nhận nữa. " + WHEN)

    def validate_closing(self, field: DateTimeField) -> None:
        if field.data and self.due.data and field.data < self.due.data:
            raise ValidationError("Khóa sổ không được trước hạn nộp.")


class ReopeningForm(Form):
    """One filing of one agency is open again until a time."""

    agency = SelectField("Đơn vị", [DataRequired("Chọn đơn vị.")])
    filing = SelectField("Nội dung nộp", [DataRequired("Chọn nội dung.")])
    until = DateTimeField("Mở lại đến", [InputRequired()], description=WHEN)
    reason = TextAreaField(
        "Lý do",
        [DataRequired(), Length(max=500)],
        description="Đơn vị, Khối trưởng và Khối phó đều đọc được lý do này.",
    )
    understood = BooleanField(
        "Tôi hiểu: chỉ mở cho đơn vị này, nội dung này; ngày chậm vẫn tính từ hạn nộp",
        [DataRequired("Đánh dấu để xác nhận.")],
    )

    def offer(self, members: list[Membership], filings: list[Filing]) -> None:
        named = ((member.public_id, member.name_that_year) for member in members)
        self.agency.choices = options([("", "Chọn đơn vị…"), *named])
        self.filing.choices = options([("", "Chọn nội dung…"), *((row.public_id, row.title) for row in filings)])


class LatenessForm(Form):
    """A row of the grid: the days late of one agency with every filing, and how they are known."""

    reason = StringField("Căn cứ", [DataRequired("Ghi căn cứ."), Length(max=300)])

    def typed(self, filings: list[Filing]) -> dict[str, int | None]:
        return {filing.key: self["days_" + filing.key].data for filing in filings}

    def seen(self, filings: list[Filing]) -> dict[str, int | None]:
        """What stood in the cells when the page was opened."""
        texts = {filing.key: self["seen_" + filing.key].data or "" for filing in filings}
        return {key: int(text) if text.isdecimal() else None for key, text in texts.items()}


def lateness_form(filings: list[Filing], present: dict[str, int], **more: Any) -> LatenessForm:
    """The row's form for this year's filings."""
    cells: dict[str, Any] = {}
    for filing in filings:
        noted = present.get(filing.key)
        cells["days_" + filing.key] = WholeField(filing.title, [Optional()], most=366, default=noted)
        cells["seen_" + filing.key] = HiddenField(default="" if noted is None else str(noted))
    form: LatenessForm = type("LatenessRow", (LatenessForm,), cells)(**more)
    return form
