"""Forms about members: who joins, what it is called, who sits where, who leaves."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from tenants.forms import DateField, EditForm, Form, options
from tenants.models import Agency, Membership

DAY = "Ví dụ: 01/07/2026."


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


class RejoinForm(Form):
    """An agency that the bloc knows from other years joins this one."""

    agency = SelectField("Đơn vị từng thuộc Khối", [DataRequired("Chọn đơn vị.")])

    def offer(self, agencies: list[Agency]) -> None:
        self.agency.choices = options([("", "Chọn đơn vị…"), *((row.public_id, row.name) for row in agencies)])


class RenameForm(EditForm):
    """A member bears a new name from a day of the year."""

    name = StringField("Tên mới", [DataRequired(), Length(max=200)])
    day = DateField("Từ ngày", [InputRequired()], description=DAY + " Tài liệu lập trước ngày này giữ tên cũ.")
    basis = StringField("Căn cứ", [DataRequired(), Length(max=300)], description="Ví dụ: Quyết định số 118/QĐ-UBND.")


class LeaveForm(Form):
    """A member leaves the bloc, or is merged into another."""

    day = DateField("Từ ngày", [InputRequired()], description=DAY)
    successor = SelectField("Đơn vị tiếp nhận, nếu sáp nhập")
    reason = TextAreaField("Lý do, căn cứ", [DataRequired(), Length(max=500)])
    understood = BooleanField("Tôi hiểu hệ quả nêu trên", [DataRequired("Đánh dấu để xác nhận.")])

    def offer(self, members: list[Membership]) -> None:
        named = ((member.public_id, member.name_that_year) for member in members)
        self.successor.choices = options([("", "Không sáp nhập"), *named])


class ComeBackForm(Form):
    """A member that left is one again."""

    reason = StringField("Lý do", [DataRequired(), Length(max=300)])
