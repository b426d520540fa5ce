"""Forms of an agency's own council."""

from collections.abc import Sequence

from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from khoi.awards.forms.yearly import CLEAN
from khoi.awards.rules.council import ROLES
from khoi.plans.models import Department
from khoi.pledges.models import Title
from khoi.pledges.rules import FOR_WHOM
from tenants.forms import DateField, Form, options


class CouncilMemberForm(Form):
    """Who sits in the council."""

    name = StringField("Họ và tên", [DataRequired(), Length(max=200)])
    position = StringField("Chức vụ", [Length(max=200)])
    role = SelectField("Trong Hội đồng", choices=options(ROLES.items()), default="member")


class SittingForm(Form):
    """A sitting: what for, when, its minutes."""

    title = StringField("Nội dung họp", [DataRequired(), Length(max=200)])
    held_on = DateField("Ngày họp", [InputRequired()])
    minutes = StringField("Số biên bản", [Length(max=60)])


class CandidateForm(Form):
    """Whom the council considers, for what."""

    title = SelectField("Danh hiệu, hình thức", [DataRequired("Chọn danh hiệu, hình thức.")])
    department = SelectField("Phòng, ban", default="")
    name = StringField("Cá nhân hoặc tập thể", [DataRequired(), Length(max=200)])
    position = StringField("Chức vụ", [Length(max=200)])
    achievement = TextAreaField("Thành tích", [Length(max=4000)])
    clean = SelectField("Kỷ luật, đơn thư đang xem xét", choices=options(CLEAN), default="")

    def offer(self, titles: Sequence[Title], departments: Sequence[Department]) -> None:
        named = ((row.public_id, f"{row.name} · {FOR_WHOM[row.for_whom].lower()}") for row in titles)
        self.title.choices = options([("", "Chọn hình thức…"), *named])
        units = ((row.public_id, row.name) for row in departments)
        self.department.choices = options([("", "Không ghi"), *units])


class CouncilDecisionForm(Form):
    """The head's decision and whom it is about."""

    number = StringField("Số quyết định", [DataRequired(), Length(max=60)])
    dated = DateField("Ngày quyết định", [InputRequired()])
    signer = StringField("Người ký", [DataRequired(), Length(max=200)])
    chosen = SelectMultipleField(
        "Được công nhận, khen thưởng", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    file = FileField("Bản quét quyết định")
