"""Forms of official documents: head and foot, number and date, why one is withdrawn, the files that come."""

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from khoi.documents.rules import HIGHEST
from khoi.summaries.forms.report import FaceForm
from tenants.forms import DateField, Form, WholeField


class PaperFaceForm(FaceForm):
    """Head and foot of an official document."""


class IssueForm(Form):
    """The registry clerk's number and date; `after` is the paper that stood in force on the page."""

    number = WholeField("Số văn bản", [InputRequired()], least=1, most=HIGHEST)
    dated = DateField("Ngày văn bản", [InputRequired()], description="Ví dụ: 28/11/2026.")
    after = HiddenField(validators=[Length(max=12)])
    digest = HiddenField(validators=[Length(max=64)])

    def without_number(self) -> None:
        """A kind that bears none."""
        self.number.validators = [Optional()]
        self.number.flags.required = False


class ReasonForm(Form):
    """Why an issued paper is withdrawn."""

    reason = TextAreaField("Lý do thu hồi", [DataRequired("Ghi lý do."), Length(max=500)])


class SignedForm(Form):
    """The signed PDF."""

    file = FileField("Bản PDF đã ký số")


class TemplateForm(Form):
    """The office's own wording as a Word file."""

    file = FileField("Mẫu Word (.docx)")
