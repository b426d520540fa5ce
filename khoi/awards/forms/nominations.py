"""Forms of individuals' nominations."""

from collections.abc import Sequence

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from khoi.awards.actions import Person
from khoi.awards.forms.yearly import CLEAN, clean_of, word_of
from khoi.awards.models import Nomination
from khoi.pledges.models import Title
from tenants.forms import DateField, EditForm, Form, options


class NominationForm(EditForm):
    """Whom an agency proposes, for what, and what he has done."""

    title = SelectField("Danh hiệu, hình thức khen thưởng", [DataRequired("Chọn danh hiệu, hình thức.")])
    name = StringField("Họ và tên", [DataRequired(), Length(max=200)])
    born = DateField("Ngày sinh", [Optional()], description="Chỉ nhập khi hồ sơ yêu cầu.")
    position = StringField("Chức vụ", [Length(max=200)])
    unit = StringField("Phòng, ban công tác", [Length(max=200)])
    achievement = TextAreaField(
        "Báo cáo thành tích", [Length(max=20000)], render_kw={"rows": 12},
        description="Nội dung theo mẫu; hoặc để trống và kèm tệp báo cáo đã ký.",
    )  # fmt: skip
    clean = SelectField(
        "Kỷ luật, thanh tra, kiểm toán, đơn thư đang xem xét", choices=options(CLEAN), default="",
    )  # fmt: skip

    def offer(self, titles: Sequence[Title]) -> None:
        self.title.choices = options([("", "Chọn hình thức…"), *((row.public_id, row.name) for row in titles)])

    def put(self, row: Nomination, title: Title) -> None:
        self.title.data, self.name.data, self.born.data = title.public_id, row.name, row.born
        self.position.data, self.unit.data, self.achievement.data = row.position, row.unit, row.achievement
        self.clean.data = word_of(row.clean)

    def person(self) -> Person:
        return Person(
            self.name.data or "", self.born.data, self.position.data or "", self.unit.data or "",
            self.achievement.data or "", clean_of(self.clean.data),
        )  # fmt: skip


class ReturnForm(Form):
    """Why a nomination is given back."""

    reason = TextAreaField("Lý do trả lại", [DataRequired(), Length(max=1000)])
