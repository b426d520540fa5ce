"""Forms about the year: dates, members, seats, lateness, who is not considered."""

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


class NameForm(Form):
    """A member's name in this year, and whether its people appraise."""

    name = StringField("Tên đơn vị trong năm", [DataRequired(), Length(max=200)])
    on_team = BooleanField("Người của đơn vị tham gia Tổ thẩm định")


class NewMemberForm(NameForm):
    """An agency that joins the bloc and the year."""

    code = StringField(
        "Mã đơn vị",
        [DataRequired(), Length(max=20)],
        description="Ngắn, không dấu, ví dụ: STP. Không đổi được về sau.",
    )


class MemberForm(NameForm, EditForm):
    """The same of one that is a member already."""


class SeatsForm(EditForm):
    """Who leads and who is deputy."""

    lead = SelectField("Khối trưởng")
    deputy = SelectField("Khối phó")
    reason = StringField(
        "Căn cứ", [DataRequired(), Length(max=300)], description="Ví dụ: Biên bản họp Khối số 02/BB-KTĐ."
    )
    understood = BooleanField("Tôi hiểu hệ quả nêu trên", [DataRequired("Đánh dấu để xác nhận.")])

    def offer(self, members: list[Membership]) -> None:
        choices = options((member.public_id, member.name_that_year) for member in members)
        self.lead.choices = self.deputy.choices = choices

    def validate_deputy(self, field: SelectField) -> None:
        if field.data == self.lead.data:
            raise ValidationError("Khối trưởng và Khối phó phải là hai đơn vị khác nhau.")


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


class SetAsideForm(Form):
    """An agency is not considered: which, and why."""

    agency = SelectField("Đơn vị", [DataRequired("Chọn đơn vị.")])
    ground = SelectField("Lý do", [Optional()])
    words = TextAreaField(
        "Ghi cụ thể", [Length(max=400)], description="Số, ngày văn bản; hoặc lý do khác danh sách trên."
    )

    def offer(self, members: list[Membership], grounds: list[str]) -> None:
        named = ((member.public_id, member.name_that_year) for member in members)
        self.agency.choices = options([("", "Chọn đơn vị…"), *named])
        self.ground.choices = options([("", "Lý do khác (ghi cụ thể bên dưới)"), *((text, text) for text in grounds)])

    def reason(self) -> str:
        return ": ".join(text for text in (self.ground.data, self.words.data) if text)

    def validate_words(self, field: TextAreaField) -> None:
        if not self.reason():
            raise ValidationError("Chọn lý do hoặc ghi cụ thể.")
