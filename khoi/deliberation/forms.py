"""What the chair's people fill in at the meeting."""

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from khoi.deliberation.rules import Called
from tenants.forms import DateTimeField, Form, PointsField, WholeField, options
from tenants.models import Membership
from tenants.roles import Seat

LONGEST_REMARKS = 20_000


class MeetingForm(Form):
    """When and where, who chairs, how many have to be there."""

    held_at = DateTimeField("Thời gian", [InputRequired()], description="Ví dụ: 14:00 ngày 15/12/2026.")
    place = StringField("Địa điểm", [InputRequired(), Length(max=300)])
    chair = StringField("Chủ trì", [InputRequired(), Length(max=120)])
    secretary = StringField("Thư ký", [InputRequired(), Length(max=120)])
    quorum_parts = WholeField("Số phần phải có mặt", [InputRequired()], least=1, most=100, description="2 trong 2/3.")
    quorum_of = WholeField("Trên tổng số phần", [InputRequired()], least=1, most=100, description="3 trong 2/3.")
    quorum_basis = StringField(
        "Căn cứ của tỷ lệ", [Length(max=300)], description="Ví dụ: Điều 7 Quy chế hoạt động của Khối."
    )

    def validate_quorum_of(self, field: WholeField) -> None:
        if field.data is not None and self.quorum_parts.data is not None and self.quorum_parts.data > field.data:
            raise ValidationError("Tỷ lệ không quá 1: số phần phải có mặt không lớn hơn tổng số phần.")

    def called(self) -> Called:
        """What was filled in, once it is well-formed."""
        assert self.held_at.data is not None
        return Called(
            self.held_at.data, self.place.data or "", self.chair.data or "", self.secretary.data or "",
            self.quorum_parts.data or 1, self.quorum_of.data or 1, self.quorum_basis.data or "",
        )  # fmt: skip


class PresentForm(Form):
    """One member's line: is it there, and who speaks for it."""

    present = BooleanField("Có mặt")
    representative = StringField("Người dự", [Length(max=200)])


class RowForm(Form):
    """The meeting's word on one row: points, and why."""

    points = PointsField("Điểm quyết định", [InputRequired()])
    reason = TextAreaField("Lý do", [InputRequired(), Length(max=2000)], render_kw={"rows": 3})
    version = HiddenField()
    seal = HiddenField()


class ElectionForm(Form):
    """Who was elected to which seat of the next year."""

    seats = ((Seat.LEAD.value, "Khối trưởng năm sau"), (Seat.DEPUTY.value, "Khối phó năm sau"))
    seat = SelectField("Bầu", [InputRequired()], choices=options(seats))
    member = SelectField("Đơn vị được bầu", [InputRequired("Chọn đơn vị.")])
    votes = WholeField("Số phiếu đồng ý", [InputRequired()], most=1000)
    roll = WholeField("Trên tổng số phiếu của danh sách", [InputRequired()], least=1, most=1000)
    basis = StringField("Biên bản kiểm phiếu", [InputRequired(), Length(max=300)])

    def offer(self, members: list[Membership]) -> None:
        named = [(member.public_id, member.name_that_year) for member in members]
        self.member.choices = options([("", "Chọn đơn vị…"), *named])


class RemarksForm(Form):
    """The words of the minutes that nobody computes."""

    text = TextAreaField(
        "Ý kiến tại cuộc họp", [Length(max=LONGEST_REMARKS)], description="Mỗi dòng một ý; in vào biên bản.",
        render_kw={"rows": 6},
    )  # fmt: skip
