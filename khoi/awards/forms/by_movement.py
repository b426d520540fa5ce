"""Forms of commendation by movement."""

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from khoi.awards.actions.by_movement import Votes
from khoi.movements.models import Movement
from khoi.pledges.models import Title
from khoi.pledges.rules import FOR_WHOM
from tenants.forms import DateField, EditForm, Form, WholeField, options


class ProposalForm(EditForm):
    """Whom an agency proposes, for what, in which form."""

    movement = SelectField("Phong trào", [DataRequired("Chọn phong trào.")])
    title = SelectField("Hình thức khen thưởng", [DataRequired("Chọn hình thức.")])
    name = StringField("Tên cá nhân hoặc tập thể", [DataRequired(), Length(max=200)])
    position = StringField("Chức vụ, đơn vị công tác", [Length(max=200)])
    achievement = TextAreaField("Thành tích trong phong trào", [DataRequired(), Length(max=4000)])

    def offer(self, movements: list[Movement], titles: list[Title]) -> None:
        self.movement.choices = options([("", "Chọn phong trào…"), *((row.public_id, row.name) for row in movements)])
        named = ((row.public_id, f"{row.name} · {FOR_WHOM[row.for_whom].lower()}") for row in titles)
        self.title.choices = options([("", "Chọn hình thức…"), *named])


class FindingForm(EditForm):
    """What the council's minutes say."""

    minutes = StringField("Số biên bản", [DataRequired(), Length(max=60)])
    held_on = DateField("Ngày họp", [InputRequired()])
    total = WholeField("Số thành viên Hội đồng", [InputRequired()], most=999)
    present = WholeField("Số dự họp", [InputRequired()], most=999)
    agreed = WholeField("Số phiếu đồng ý", [InputRequired()], most=999)
    accepted = RadioField(
        "Kết luận", [DataRequired("Chọn kết luận.")], choices=options([("yes", "Đồng ý"), ("no", "Không đồng ý")])
    )
    reason = TextAreaField("Lý do, ý kiến của Hội đồng", [Length(max=1000)], description="Bắt buộc khi không đồng ý.")

    def votes(self) -> Votes:
        assert self.held_on.data is not None
        return Votes(
            self.minutes.data or "", self.held_on.data, self.total.data or 0, self.present.data or 0,
            self.agreed.data or 0,
        )  # fmt: skip


class DecisionForm(Form):
    """A decision and whom it commends."""

    number = StringField("Số quyết định", [DataRequired(), Length(max=60)])
    dated = DateField("Ngày quyết định", [InputRequired()])
    decided_by = StringField("Người ký, cơ quan quyết định", [DataRequired(), Length(max=200)])
    chosen = SelectMultipleField(
        "Đề nghị được khen", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    file = FileField("Bản quét quyết định")


class RevokeForm(Form):
    """A commendation taken back."""

    on = DateField("Ngày thu hồi", [InputRequired()])
    reason = TextAreaField("Lý do thu hồi, số văn bản", [DataRequired(), Length(max=1000)])
