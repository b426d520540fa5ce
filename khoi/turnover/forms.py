"""Forms of the turn of the year: what goes along, what is handed over, what is confirmed."""

from collections.abc import Mapping

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from khoi.deliberation.models import Elected
from khoi.turnover.rules import Choices
from tenants.forms import Form, TicksField, options
from tenants.models import Membership
from tenants.roles import Seat

LONGEST_LINES = 20_000


class RollOverForm(Form):
    """What of this year goes along into the next, and who leads it: as elected, typed in, never from the places."""

    lead = SelectField("Khối trưởng năm sau", [DataRequired("Chọn Khối trưởng.")])
    deputy = SelectField("Khối phó năm sau", [DataRequired("Chọn Khối phó.")])
    basis = StringField(
        "Căn cứ bầu", [DataRequired(), Length(max=300)], description="Ví dụ: Biên bản họp tổng kết số 12/BB-KTĐ."
    )
    members = TicksField("Đơn vị thành viên năm sau")
    sheet = BooleanField("Bảng tiêu chí, thành bản dự thảo của năm sau", default=True)
    dates = BooleanField("Hạn nộp và khóa sổ, dời sang một năm", default=True)
    bases = BooleanField("Căn cứ pháp lý", default=True)
    outlines = BooleanField("Đề cương báo cáo thành bản chuẩn bị, chưa yêu cầu; loại văn bản của Khối", default=True)
    team = BooleanField("Tổ thẩm định như năm nay", default=True)

    def offer(self, members: list[Membership]) -> None:
        named = [(member.public_id, member.name_that_year) for member in members]
        self.lead.choices = self.deputy.choices = options([("", "Chọn đơn vị…"), *named])
        self.members.choices = options(named)
        if not self.is_submitted():
            self.members.data = [key for key, _ in named]

    def propose(self, elected: Mapping[Seat, Elected], members: list[Membership]) -> None:
        """Who was elected at the meeting stands in the form from the start, with where that was counted."""
        ids = {member.agency_id: member.public_id for member in members}
        for seat, field in ((Seat.LEAD, self.lead), (Seat.DEPUTY, self.deputy)):
            if seat in elected:
                field.data = ids.get(elected[seat].member_id)
                self.basis.data = self.basis.data or elected[seat].basis

    def choices(self, members: list[Membership]) -> Choices:
        """What was chosen, once it is well-formed."""
        ids = {member.public_id: member.agency_id for member in members}
        return Choices(
            lead=ids[self.lead.data], deputy=ids[self.deputy.data],
            members=tuple(ids[key] for key in self.members.data or ()), basis=self.basis.data or "",
            sheet=bool(self.sheet.data), dates=bool(self.dates.data), bases=bool(self.bases.data),
            team=bool(self.team.data), outlines=bool(self.outlines.data),
        )  # fmt: skip


class LinesForm(Form):
    """The lead's own lines of what is handed over."""

    lines = TextAreaField(
        "Nội dung bàn giao khác",
        [Length(max=LONGEST_LINES)],
        description="Mỗi dòng một nội dung: hồ sơ giấy, quỹ, hiện vật, việc đã hứa, đầu mối liên hệ…",
    )


class ReceiptForm(Form):
    """The new lead's head confirms what was received."""

    digest = StringField("Mã đối chiếu", [DataRequired(), Length(max=64)])
    note = TextAreaField(
        "Ý kiến của bên nhận", [Length(max=1000)], description="Ghi vào biên bản; mọi đơn vị thành viên đọc được."
    )
    understood = BooleanField("Tôi đã đọc danh mục và xác nhận đã nhận", [DataRequired("Đánh dấu để xác nhận.")])
