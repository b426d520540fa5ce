"""Forms about activities: a plan, an answer, attendance, the result."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from khoi.activities.models import Invitation
from khoi.activities.rules import ATTENDANCE_NAMES, COMING_NAMES, KIND_NAMES, Coming
from khoi.documents.models import Document
from tenants.forms import DateTimeField, EditForm, Form, TicksField, WholeField, options
from tenants.models import Membership

WHEN = "Ví dụ: 08:00 ngày 15/07/2026."
TO_ALL, CHOSEN = "all", "chosen"
MOST_PEOPLE = 500


class PlanForm(EditForm):
    """What, when, where, who hosts, who is invited."""

    kind = SelectField("Loại", choices=options((str(key), name) for key, name in KIND_NAMES.items()))
    title = StringField("Tên hoạt động", [DataRequired(), Length(max=300)])
    starts_at = DateTimeField("Bắt đầu", [InputRequired()], description=WHEN)
    ends_at = DateTimeField("Kết thúc", [Optional()], description=WHEN)
    place = StringField("Địa điểm", [DataRequired(), Length(max=300)])
    host = SelectField("Đơn vị đăng cai")
    host_words = StringField("Đăng cai, khi không phải thành viên Khối", [Length(max=200)])
    recipients = RadioField(
        "Đơn vị được mời",
        choices=options([(TO_ALL, "Mọi đơn vị thành viên"), (CHOSEN, "Chỉ các đơn vị chọn dưới đây")]), default=TO_ALL,
    )  # fmt: skip
    chosen = TicksField("Đơn vị được mời, khi không mời tất cả")
    answer_until = DateTimeField("Hạn trả lời", [Optional()], description="Các đơn vị báo dự hay vắng trước lúc này.")
    agenda = TextAreaField("Chương trình, nội dung", [Length(max=4000)])
    letter = SelectField("Giấy mời (văn bản đã ban hành)")
    programme = SelectField("Chương trình (văn bản đã ban hành)")

    def offer(self, members: Iterable[Membership], issued: Iterable[Document]) -> None:
        named = [(member.public_id, member.name_that_year) for member in members]
        self.chosen.choices = options(named)
        self.host.choices = options([("", "Đơn vị khác (ghi ở dưới)"), *named])
        papers = [(row.public_id, f"{row.kind} {row.sign}: {row.subject[:80]}") for row in issued]
        self.letter.choices = self.programme.choices = options([("", "Không có"), *papers])

    def validate_chosen(self, field: TicksField) -> None:
        if self.recipients.data == CHOSEN and not field.data:
            raise ValidationError("Chọn ít nhất một đơn vị được mời.")


class AnswerForm(Form):
    """Does the agency come, how many and who; or why not."""

    coming = RadioField(
        "Trả lời", choices=options((str(key), COMING_NAMES[key]) for key in (Coming.YES, Coming.NO)),
        default=str(Coming.YES),
    )  # fmt: skip
    people = WholeField("Số người dự", most=MOST_PEOPLE)
    names = TextAreaField("Người dự", [Length(max=1000)], description="Họ tên, chức vụ; mỗi người một dòng.")
    reason = StringField("Lý do vắng", [Length(max=500)], description="Bắt buộc khi xin vắng.")

    def validate_people(self, field: WholeField) -> None:
        if self.coming.data == Coming.YES and not field.data:
            raise ValidationError("Ghi số người dự, từ 1 trở lên.")

    def validate_reason(self, field: StringField) -> None:
        if self.coming.data == Coming.NO and not field.data:
            raise ValidationError("Ghi lý do vắng.")


class ResultForm(EditForm):
    """What came of it."""

    result = TextAreaField(
        "Kết quả",
        [Length(max=4000)],
        description="Nội dung chính đã thống nhất; biên bản đính kèm ở mục tệp.",
    )


class ReasonForm(Form):
    """Why it is cancelled."""

    reason = TextAreaField("Lý do", [DataRequired("Ghi lý do."), Length(max=500)])


class AttendanceForm(EditForm):
    """Who came: a row an invited agency."""


def attendance_form(rows: Iterable[Invitation], **more: Any) -> AttendanceForm:
    """The grid's form for these invitations, by their random ids."""
    cells: dict[str, Any] = {}
    words = options((str(key), name) for key, name in ATTENDANCE_NAMES.items())
    for row in rows:
        cells["came_" + row.public_id] = SelectField(row.name_then, choices=words, default=row.attendance)
        cells["people_" + row.public_id] = WholeField(
            f"{row.name_then}: số người", [Optional()], most=MOST_PEOPLE, default=row.attended or row.people or None
        )
    form: AttendanceForm = type("AttendanceRows", (AttendanceForm,), cells)(**more)
    return form
