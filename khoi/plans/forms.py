"""Forms of the plan: tasks, progress, reports, departments, the text, files."""

from typing import Any

from wtforms import BooleanField, FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from khoi.plans.rules import (
    LISTS,
    LONGEST,
    LONGEST_CONTENT,
    LONGEST_NOTE,
    LONGEST_PARAGRAPH,
    LONGEST_REASON,
    LONGEST_UNIT,
    MOST_PARAGRAPHS,
    MOST_PARTIES,
    MOST_TASKS,
    QUARTER_NAMES,
    STATUS_NAMES,
    PlanSpec,
    Status,
    TaskSpec,
    lines,
)
from tenants.forms import DateField, EditForm, Form, WholeField, options

PROPOSED, FOR_BLOC, INTERNAL = "proposed", "bloc", "internal"
_SHOWN = {
    PROPOSED: "Theo đề xuất của cổng (nội dung hoặc đơn vị phối hợp có tên Khối thì là việc của Khối)",
    FOR_BLOC: "Việc của Khối: mọi thành viên thấy",
    INTERNAL: "Nội bộ: chỉ đơn vị thấy",
}
_PARAGRAPHS = "Mỗi đoạn một dòng."


def _within(field: TextAreaField, most: int, longest: int, what: str) -> None:
    """Each line of a list is short enough, and there are not too many."""
    found = lines(field.data or "")
    if len(found) > most:
        raise ValidationError(f"Nhiều nhất {most} {what}, đang có {len(found)}.")
    for number, line in enumerate(found, 1):
        if len(line) > longest:
            raise ValidationError(f"Dòng {number} dài {len(line)} ký tự, nhiều nhất {longest}.")


class TaskForm(EditForm):
    """A task of the plan."""

    quarter = SelectField("Quý", choices=options((str(key), name) for key, name in QUARTER_NAMES.items()))
    number = WholeField(
        "Số thứ tự trong quý", [Optional()], least=1, most=MOST_TASKS, description="Để trống là cuối quý."
    )
    content = TextAreaField("Nội dung", [DataRequired("Ghi nội dung việc."), Length(max=LONGEST_CONTENT)])
    lead = StringField(
        "Đơn vị chủ trì tham mưu", [Length(max=LONGEST_UNIT)], description="Phòng, ban của đơn vị; tên mới tự thêm."
    )
    person = StringField("Người chủ trì", [Length(max=120)])
    coordination = TextAreaField(
        "Đơn vị phối hợp",
        description="Mỗi đơn vị một dòng: phòng của đơn vị, tên một thành viên, hoặc “Các đơn vị trong Khối thi đua”.",
    )
    due = DateField("Hạn", [Optional()], description="Để trống là ngày cuối quý.")
    shown = RadioField("Ai thấy việc này", choices=options(_SHOWN.items()), default=PROPOSED)
    on_request = BooleanField("Việc thêm trong năm, theo yêu cầu")

    def offer(self, *, may_open: bool) -> None:
        """Only the lead's plan is asked who sees the task."""
        if not may_open:
            del self.shown

    def validate_coordination(self, field: TextAreaField) -> None:
        _within(field, MOST_PARTIES, LONGEST_UNIT, "đơn vị")

    def spec(self, present: TaskSpec | None = None) -> TaskSpec:
        """The task as the form has it; what it does not ask about stays as it is."""
        stands = FOR_BLOC if present and present.of_bloc else INTERNAL
        shown = self.shown.data if "shown" in self else stands
        return TaskSpec(
            quarter=int(self.quarter.data),
            number=self.number.data or 0,
            content=" ".join((self.content.data or "").split()),
            lead=self.lead.data or "",
            coordination=lines(self.coordination.data or ""),
            due=self.due.data,
            status=present.status if present else Status.NOT_BEGUN,
            reason=present.reason if present else "",
            of_bloc=None if shown == PROPOSED else shown == FOR_BLOC,
            on_request=bool(self.on_request.data),
        )


def task_values(spec: TaskSpec, person: str) -> dict[str, Any]:
    """What the form shows of a task."""
    return {
        "quarter": str(spec.quarter), "number": spec.number, "content": spec.content, "lead": spec.lead,
        "person": person, "coordination": "\n".join(spec.coordination), "due": spec.due,
        "shown": FOR_BLOC if spec.of_bloc else INTERNAL, "on_request": bool(spec.on_request),
    }  # fmt: skip


class ProgressForm(EditForm):
    """How a task stands, with a word."""

    status = RadioField("Tình trạng", choices=options(STATUS_NAMES.items()))
    reason = StringField("Lý do, khi không thực hiện", [Length(max=LONGEST_REASON)])
    note = TextAreaField("Ghi chú tiến độ", [Length(max=LONGEST_NOTE)])

    def validate_reason(self, field: StringField) -> None:
        if self.status.data == Status.DROPPED and not field.data:
            raise ValidationError("Nêu lý do không thực hiện.")


class ReportForm(EditForm):
    """What a coordinating agency reports on a task of the bloc."""

    status = RadioField("Kết quả của đơn vị", choices=options(STATUS_NAMES.items()))
    text = TextAreaField("Nội dung báo cáo", [DataRequired("Ghi nội dung báo cáo."), Length(max=LONGEST_NOTE)])


class DepartmentForm(Form):
    """A department's name."""

    name = StringField("Tên phòng, ban", [DataRequired("Ghi tên."), Length(max=LONGEST_UNIT)])


class DepartmentPersonForm(Form):
    """Somebody of a department."""

    name = StringField("Họ và tên", [DataRequired("Ghi họ và tên."), Length(max=120)])
    position = StringField("Chức vụ", [Length(max=120)])


class PlanForm(EditForm):
    """The plan's own text."""

    title = StringField("Tên kế hoạch", [DataRequired("Ghi tên kế hoạch."), Length(max=LONGEST["title"])])
    issuer = StringField("Đơn vị ban hành", [DataRequired("Ghi đơn vị ban hành."), Length(max=LONGEST["issuer"])])
    superior = StringField("Cơ quan cấp trên", [Length(max=LONGEST["superior"])], description="Dòng đầu, góc trái.")
    number = WholeField("Số", [Optional()], least=1, most=99_999, description="Để trống thì văn thư ghi tay.")
    sign = StringField("Ký hiệu", [Length(max=LONGEST["sign"])], description="Ví dụ: KH-TTr.")
    place = StringField("Nơi ban hành", [Length(max=LONGEST["place"])], description="Để trống là tên tỉnh.")
    dated = DateField("Ngày ban hành", [Optional()])
    legal_bases = TextAreaField("Căn cứ", description=_PARAGRAPHS + " Căn cứ đã có trong đoạn mở đầu không in lại.")
    preamble = TextAreaField("Đoạn mở đầu", [Length(max=LONGEST["preamble"])])
    purpose = TextAreaField("Mục đích", description=_PARAGRAPHS)
    requirements = TextAreaField("Yêu cầu", description=_PARAGRAPHS)
    organisation = TextAreaField("Tổ chức thực hiện", description=_PARAGRAPHS)
    closing = TextAreaField("Đoạn kết", [Length(max=LONGEST["closing"])])
    recipients = TextAreaField("Nơi nhận", description="Mỗi nơi một dòng; dòng cuối: Lưu: VT, …")
    signer_title = StringField("Chức vụ người ký", [Length(max=LONGEST["signer_title"])])
    signer_name = StringField("Người ký", [Length(max=LONGEST["signer_name"])])

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        for name in LISTS:
            try:
                _within(self[name], MOST_PARAGRAPHS, LONGEST_PARAGRAPH, "đoạn")
            except ValidationError as wrong:
                self[name].errors = [*self[name].errors, str(wrong)]
                good = False
        return good

    def spec(self, year: int) -> PlanSpec:
        texts: dict[str, Any] = {name: " ".join((self[name].data or "").split()) for name in LONGEST}
        texts |= {name: lines(self[name].data or "") for name in LISTS}
        return PlanSpec(year=year, **texts, number=self.number.data, dated=self.dated.data)


def plan_values(spec: PlanSpec) -> dict[str, Any]:
    """What the form shows of a plan."""
    values = {name: getattr(spec, name) for name in (*LONGEST, "number", "dated")}
    return values | {name: "\n".join(getattr(spec, name)) for name in LISTS}


class FileForm(Form):
    """A plan's file."""

    file = FileField("Tệp kế hoạch (.xlsx hoặc .json)", validators=[InputRequired("Hãy chọn tệp.")])


class ConfirmForm(EditForm):
    """A plan that was looked at on the page before: read and checked again, as if it had come anew."""

    plan = TextAreaField(validators=[InputRequired(), Length(max=900_000)])
    replace_all = BooleanField()
