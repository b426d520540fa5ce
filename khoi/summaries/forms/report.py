"""Forms of the bloc's report: a section's words, its head and foot."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from khoi.summaries.models import LONGEST_SECTION
from khoi.summaries.models.consolidated import LONGEST_LIST, LONGEST_NAME, LONGEST_SUBJECT
from khoi.summaries.rules import PATTERNS
from tenants.forms import DateField, EditForm, Form, WholeField, options


class SectionForm(Form):
    """The words of a section; `version` and `mark` say what the page showed, `choose` which of two texts is kept."""

    text = TextAreaField("Nội dung của Khối", [Length(max=LONGEST_SECTION)])
    version = WholeField()
    mark = HiddenField(validators=[Length(max=16)])
    choose = HiddenField(validators=[Length(max=10)])


class SourceForm(Form):
    """Looking at the sources of a section, or taking one of them over."""

    mark = HiddenField(validators=[Length(max=16)])
    source = HiddenField(validators=[Length(max=12)])


class FaceForm(EditForm):
    """Head and foot of the report."""

    pattern = RadioField("Kiểu đầu văn bản", choices=options(PATTERNS.items()), default="bloc")
    superior = StringField("Cơ quan cấp trên (dòng trên)", [Length(max=LONGEST_NAME)])
    issuer = StringField("Cơ quan ban hành (dòng dưới)", [Length(max=LONGEST_NAME)])
    sign = StringField("Ký hiệu", [Length(max=30)])
    place = StringField("Địa danh", [Length(max=100)])
    dated = DateField("Ngày ban hành", [Optional()], description="Để trống thì chừa chỗ điền tay. Ví dụ: 05/07/2026.")
    subject = TextAreaField("Trích yếu", [Length(max=LONGEST_SUBJECT)])
    bases = TextAreaField("Căn cứ", [Length(max=LONGEST_LIST)], description="Mỗi dòng một căn cứ.")
    closing = TextAreaField("Câu kết", [Length(max=1000)])
    authority = StringField("Quyền hạn ký", [Length(max=LONGEST_NAME)], description="Ví dụ: TM. Khối thi đua.")
    position = TextAreaField(
        "Chức vụ", [Length(max=LONGEST_NAME)], description="Có thể hai dòng: Khối trưởng, rồi chức vụ ở cơ quan."
    )
    signer = StringField("Họ tên người ký", [Length(max=100)])
    recipients = TextAreaField("Nơi nhận", [Length(max=LONGEST_LIST)], description="Mỗi dòng một nơi nhận.")
