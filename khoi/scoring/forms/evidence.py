"""What people send about a document: its words, and which state of it they had before them."""

from wtforms import FileField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from tenants.forms import DateField, Form, WholeField


class RevisionForm(Form):
    """Carries the state of the document that the person saw."""

    revision = WholeField("", [InputRequired()], widget=HiddenInput())


class DescribeForm(RevisionForm):
    """What the document is."""

    title = StringField("Tên tài liệu", [InputRequired(), Length(max=300)])
    number = StringField("Số, ký hiệu", [Length(max=60)], description="Ví dụ: 47/BC-STP")
    dated = DateField("Ngày ban hành", description="Ví dụ: 25/11/2026")
    issuer = StringField("Cơ quan ban hành", [Length(max=200)])


class ReplaceForm(RevisionForm):
    """Another file for the same document."""

    file = FileField("Tệp mới", [InputRequired("Chọn tệp để thay.")])
