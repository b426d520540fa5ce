"""Forms about documents: a draft, its issue, its end, an answer, the register, what comes in."""

from collections.abc import Collection, Iterable
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from khoi.documents.models import Document, Wanted, WantedIncoming
from khoi.documents.rules import HANDLING_NAMES, HIGHEST, STATE_NAMES, UNISSUED, Kind, State
from tenants.forms import DateField, DateTimeField, EditForm, Form, TicksField, WholeField, clean, options
from tenants.models import Membership

A_DAY = "Ví dụ: 05/02/2026."
TO_ALL, CHOSEN = "all", "chosen"
NOBODY = "Chọn ít nhất một đơn vị nhận."


class DraftForm(EditForm):
    """A document before it is issued."""

    kind = SelectField("Loại văn bản")
    subject = TextAreaField(
        "Trích yếu", [DataRequired(), Length(max=500)], description="Ví dụ: Kế hoạch hoạt động của Khối năm 2026."
    )
    signer = StringField(
        "Người ký", [Length(max=160)], description="Họ tên, chức vụ. Ví dụ: Đậu Trường An, Chánh Thanh tra tỉnh."
    )
    recipients = RadioField(
        "Nơi nhận", choices=options([(TO_ALL, "Mọi đơn vị thành viên"), (CHOSEN, "Chỉ các đơn vị chọn dưới đây")]),
        default=TO_ALL,
    )  # fmt: skip
    chosen = TicksField("Đơn vị nhận, khi không gửi cho tất cả")
    for_observer = BooleanField(
        "Cho Sở Nội vụ xem", description="Chỉ khi gửi cho mọi đơn vị thành viên; Sở Nội vụ xem được sau khi ban hành."
    )
    note = TextAreaField(
        "Nội dung cần lưu ý",
        [Length(max=2000)],
        description="Vài dòng để đơn vị biết phải làm gì; hiện ngay đầu trang.",
    )
    reply_due = DateTimeField(
        "Hạn trả lời", [Optional()], description="Để trống nếu không cần trả lời. Không ghi giờ là hết ngày."
    )
    reply_asked = StringField(
        "Yêu cầu trả lời", [Length(max=500)], description="Ví dụ: Gửi dự thảo góp ý, danh sách đại biểu."
    )
    replaces = SelectField("Thay thế văn bản")
    replaces_reason = StringField("Lý do thay thế", [Length(max=500)])

    def offer(self, kinds: Iterable[Kind], members: Iterable[Membership], older: Iterable[Document]) -> None:
        self.kind.choices = options((kind.name, f"{kind.name} (…/{kind.sign})") for kind in kinds)
        self.chosen.choices = options((member.public_id, member.name_that_year) for member in members)
        named = ((row.public_id, f"{row.kind} {row.sign}: {row.subject[:80]}") for row in older)
        self.replaces.choices = options([("", "Không thay thế văn bản nào"), *named])

    def validate_chosen(self, field: TicksField) -> None:
        if self.recipients.data == CHOSEN and not field.data:
            raise ValidationError(NOBODY)

    def validate_for_observer(self, field: BooleanField) -> None:
        if field.data and self.recipients.data == CHOSEN:
            raise ValidationError("Văn bản chỉ gửi một số đơn vị thì không cho Sở Nội vụ xem.")

    def validate_reply_asked(self, field: StringField) -> None:
        if field.data and not self.reply_due.data and not self.reply_due.errors:
            raise ValidationError("Ghi hạn trả lời, hoặc để trống cả hai.")

    def validate_replaces_reason(self, field: StringField) -> None:
        if self.replaces.data and not field.data:
            raise ValidationError("Ghi lý do thay thế: các đơn vị đã nhận văn bản cũ đều đọc.")


class IssueForm(Form):
    """The number and the date under which a draft is issued."""

    number = WholeField("Số văn bản", [InputRequired()], least=1, most=HIGHEST)
    dated = DateField("Ngày văn bản", [InputRequired()], description="Số lấy theo sổ của năm này. " + A_DAY)


class ReasonForm(Form):
    """Why a draft is handed back, or a document withdrawn."""

    reason = TextAreaField("Lý do", [DataRequired("Ghi lý do."), Length(max=500)])


class ReplyForm(EditForm):
    """What a member answers."""

    text = TextAreaField(
        "Nội dung trả lời", [Length(max=4000)], description="Viết tại đây, hoặc đính kèm tệp, hoặc cả hai."
    )


class ElsewhereForm(Form):
    """A document that was issued on paper, for the register."""

    kind = SelectField("Loại văn bản")
    number = WholeField("Số văn bản", [InputRequired()], least=1, most=HIGHEST)
    dated = DateField("Ngày văn bản", [InputRequired()], description=A_DAY)
    subject = TextAreaField("Trích yếu", [DataRequired(), Length(max=500)])
    signer = StringField("Người ký", [Length(max=160)])
    recipients = StringField("Nơi nhận", [Length(max=1000)])

    def offer(self, kinds: Iterable[Kind]) -> None:
        self.kind.choices = options((kind.name, f"{kind.name} (…/{kind.sign})") for kind in kinds)


class KindForm(Form):
    """One kind of document of the year."""

    name = StringField("Tên loại", [DataRequired(), Length(max=60)], description="Ví dụ: Kế hoạch.")
    sign = StringField(
        "Ký hiệu sau số", [DataRequired(), Length(max=40)], description="Ví dụ: KH-KTĐ, để có số 05/KH-KTĐ."
    )
    series = StringField(
        "Sổ số", [DataRequired(), Length(max=40)],
        description="Các loại cùng một sổ dùng chung dãy số. Ví dụ: KH, hoặc Chung.",
    )  # fmt: skip


class IncomingForm(EditForm):
    """A document that came in, and how far it is dealt with."""

    sender = StringField("Cơ quan gửi", [DataRequired(), Length(max=200)], description="Ví dụ: UBND tỉnh, Sở Nội vụ.")
    sign = StringField("Số, ký hiệu", [Length(max=60)], description="Ví dụ: 412/UBND-NC.")
    dated = DateField("Ngày văn bản", [Optional()], description=A_DAY)
    subject = TextAreaField("Trích yếu", [DataRequired(), Length(max=500)])
    received_on = DateField("Ngày đến", [InputRequired()], description=A_DAY)
    assigned = StringField("Giao cho", [Length(max=200)], description="Phòng hoặc người xử lý.")
    due = DateField("Hạn xử lý", [Optional()], description=A_DAY)
    state = RadioField("Tình trạng", choices=options((str(key), name) for key, name in HANDLING_NAMES.items()))
    result = StringField("Kết quả", [Length(max=500)])
    deployed = SelectField("Văn bản triển khai")

    def offer(self, issued: Iterable[Document]) -> None:
        named = ((row.public_id, f"{row.kind} {row.sign}: {row.subject[:80]}") for row in issued)
        self.deployed.choices = options([("", "Chưa ban hành văn bản triển khai"), *named])


def wanted_from(asked: Any, kinds: Collection[str]) -> Wanted:
    """What a list is asked for in its address; what makes no sense is left out."""
    kind, state = clean(asked.get("kind", "")), asked.get("state", "")
    return Wanted(
        words=clean(asked.get("q", ""))[:200], kind=kind if kind in kinds else "",
        state=state if state in set(State) else "",
    )  # fmt: skip


def states_offered(*, drafts: bool) -> list[tuple[str, str]]:
    """The states a list may be narrowed to; drafts only for the lead."""
    return [(str(key), name) for key, name in STATE_NAMES.items() if drafts or key not in UNISSUED]


def wanted_incoming_from(asked: Any, today: Any) -> WantedIncoming:
    state = asked.get("state", "")
    known = {*map(str, HANDLING_NAMES), "overdue"}
    return WantedIncoming(clean(asked.get("q", ""))[:200], state if state in known else "", today)
