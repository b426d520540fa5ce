"""Forms of movements."""

from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from khoi.movements.actions import Words
from khoi.movements.rules import KINDS, ORIGINS
from tenants.forms import DateField, EditForm, Form, options


class MovementForm(EditForm):
    """What the lead writes of a movement."""

    name = StringField("Tên phong trào", [DataRequired(), Length(max=300)])
    origin = SelectField("Nguồn", choices=options(ORIGINS.items()))
    issuer = StringField("Cơ quan ban hành", [Length(max=200)], description="Bắt buộc khi cấp trên phát động.")
    number = StringField("Số, ký hiệu văn bản", [Length(max=60)])
    dated = DateField("Ngày văn bản", [Optional()])
    begins = DateField("Từ ngày", [InputRequired()], description="Ví dụ: 01/04/2026.")
    ends = DateField("Đến ngày", [InputRequired()])
    goals = TextAreaField("Mục tiêu, nội dung", [DataRequired(), Length(max=4000)])
    criteria = TextAreaField("Tiêu chí đánh giá", [Length(max=4000)])

    def words(self) -> Words:
        assert self.begins.data is not None
        assert self.ends.data is not None
        return Words(
            self.name.data or "", self.origin.data, self.begins.data, self.ends.data, self.goals.data or "",
            self.criteria.data or "", self.issuer.data or "", self.number.data or "", self.dated.data,
        )  # fmt: skip


class LaunchForm(EditForm):
    """An agency's launch document and targets."""

    number = StringField("Số, ký hiệu văn bản phát động", [DataRequired(), Length(max=60)])
    dated = DateField("Ngày ban hành", [InputRequired()])
    targets = TextAreaField("Chỉ tiêu, nội dung đăng ký", [DataRequired(), Length(max=4000)])
    file = FileField("Tệp văn bản")


class ProgressForm(Form):
    """A report of an agency."""

    kind = SelectField("Loại", choices=options(KINDS.items()))
    dated = DateField("Ngày", [InputRequired()])
    text = TextAreaField("Kết quả", [DataRequired(), Length(max=2000)])
    figure = StringField("Số liệu chính", [Length(max=100)], description="Ví dụ: 12 mô hình, 3 sáng kiến.")


class SummaryForm(EditForm):
    """The lead's summing-up."""

    summary = TextAreaField("Đánh giá, tổng kết", [DataRequired(), Length(max=8000)])


class OwnForm(EditForm):
    """An agency's own movement."""

    name = StringField("Tên phong trào", [DataRequired(), Length(max=300)])
    begins = DateField("Từ ngày", [InputRequired()])
    ends = DateField("Đến ngày", [InputRequired()])
    goals = TextAreaField("Mục tiêu, nội dung", [DataRequired(), Length(max=4000)])
    summary = TextAreaField("Kết quả, tổng kết", [Length(max=4000)])


class OneFileForm(Form):
    """One file."""

    file = FileField("Tệp")
