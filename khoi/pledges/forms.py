"""Forms of the year's pledges: rows of a registration, its return, paper, the catalogue, the giao ước."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from khoi.pledges.models import Title
from khoi.pledges.rules import FOR_WHOM, KINDS, LEVELS, Agreement, TitleSpec
from khoi.pledges.rules.contents import LARGEST_FIGURE, LONGEST_NAMES, LONGEST_TARGET, LONGEST_UNIT, MOST_COUNT
from tenants.forms import DateField, DateTimeField, EditForm, Form, PointsField, WholeField, options


class RowForm(Form):
    """A row that saves itself: which version was seen, and after a conflict whose words are kept."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()], default=0)
    choose = HiddenField()


class TitleRowForm(RowForm):
    """How many of a title, and who."""

    count = WholeField("Số lượng", [Optional()], most=MOST_COUNT)
    names = TextAreaField("Tên tập thể, cá nhân", [Length(max=LONGEST_NAMES)])


class TargetForm(RowForm):
    """A target: words, unit, figure."""

    text = StringField("Nội dung chỉ tiêu", [DataRequired(), Length(max=LONGEST_TARGET)])
    unit = StringField("Đơn vị tính", [Length(max=LONGEST_UNIT)])
    figure = PointsField("Chỉ tiêu", [Optional()], most=LARGEST_FIGURE)

    def validate_unit(self, field: StringField) -> None:
        if self.figure.data is not None and not field.data:
            raise ValidationError("Ghi đơn vị tính của số chỉ tiêu.")


class ResultForm(RowForm):
    """What was reached of a target."""

    figure = PointsField("Thực hiện", [Optional()], most=LARGEST_FIGURE)
    words = StringField("Kết quả bằng lời", [Length(max=1000)])


class SealForm(Form):
    """The head files what he saw."""

    seal = StringField(validators=[DataRequired("Mở lại trang rồi nộp."), Length(max=64)])


class ReasonForm(Form):
    """Given back to the clerk."""

    reason = TextAreaField("Lý do chuyển lại", [DataRequired(), Length(max=400)])


class ReturnForm(Form):
    """Returned to the agency: why, and until when it files again."""

    reason = TextAreaField("Lý do trả lại", [DataRequired(), Length(max=1000)])
    until = DateTimeField("Nộp lại trước", [InputRequired()], description="Ví dụ: 17:00 ngày 30/03/2026.")


class TitleForm(EditForm):
    """A row of the catalogue."""

    code = StringField("Mã", [DataRequired(), Length(max=20)], description="Ngắn, ví dụ: CSTĐCS.")
    name = StringField("Tên danh hiệu, hình thức", [DataRequired(), Length(max=200)])
    kind = SelectField("Loại", choices=options(KINDS.items()))
    for_whom = SelectField("Đối tượng", choices=options(FOR_WHOM.items()))
    level = SelectField("Cấp", choices=options(LEVELS.items()))
    decided_by = StringField("Người quyết định", [Length(max=200)])
    in_use = BooleanField("Dùng trong năm nay", default=True)

    def spec(self) -> TitleSpec:
        return TitleSpec(
            self.code.data or "", self.name.data or "", self.kind.data, self.for_whom.data, self.level.data,
            self.decided_by.data or "",
        )  # fmt: skip


class AgreementForm(EditForm):
    """The words of the giao ước."""

    superior = StringField(
        "Cơ quan chủ quản", [Length(max=120)], description="Dòng trên bên trái, ví dụ: THANH TRA TỈNH."
    )
    issuer = StringField(
        "Cơ quan ban hành", [DataRequired(), Length(max=120)], description="Dòng dưới, in đậm, ví dụ: KHỐI THI ĐUA …"
    )
    number = WholeField("Số", [Optional()], most=9999, least=1, description="Để trống: văn thư ghi tay.")
    sign = StringField("Ký hiệu", [DataRequired(), Length(max=30)])
    place = StringField("Địa danh", [DataRequired(), Length(max=100)])
    dated = DateField("Ngày ký", [Optional()], description="Để trống: ghi tay khi ký.")
    subject = StringField("Trích yếu", [DataRequired(), Length(max=300)])
    opening = TextAreaField("Lời mở đầu", [Length(max=4000)], description="Mỗi dòng là một đoạn.")
    promises = TextAreaField(
        "Nội dung giao ước", [DataRequired(), Length(max=8000)], description="Mỗi dòng là một nội dung, tự đánh số."
    )
    targets = TextAreaField(
        "Chỉ tiêu thi đua chung",
        [DataRequired(), Length(max=8000)],
        description="Mỗi dòng là một chỉ tiêu, tự đánh số.",
    )

    def agreement(self) -> Agreement:
        return Agreement(
            self.subject.data or "", self.opening.data or "", self.promises.data or "", self.targets.data or "",
            self.place.data or "", self.dated.data, self.number.data, self.sign.data or "", self.superior.data or "",
            self.issuer.data or "",
        )  # fmt: skip


class ScanForm(Form):
    """One file: a signed scan."""

    file = FileField("Bản quét có chữ ký")


class PaperForm(Form):
    """What came on paper; the cells of the titles are added by `paper_form`."""

    arrived_at = DateTimeField(
        "Nhận bản giấy lúc", [InputRequired()], description="Theo dấu văn bản đến, ví dụ: 15:30 ngày 12/03/2026."
    )
    targets = TextAreaField(
        "Chỉ tiêu thi đua", [DataRequired(), Length(max=30_000)],
        description="Mỗi dòng một chỉ tiêu: nội dung | đơn vị tính | số. Ví dụ: Hoàn thành kế hoạch | % | 100",
    )  # fmt: skip
    file = FileField("Bản quét")

    def counts(self, titles: list[Title]) -> dict[str, int]:
        """How many were typed, by the code of the title."""
        typed: dict[str, Any] = {title.code: self["count_" + title.public_id].data for title in titles}
        return {code: count for code, count in typed.items() if count}


def paper_form(titles: list[Title], **more: Any) -> PaperForm:
    """The form with a cell for each title of the catalogue."""
    cells: dict[str, Any] = {
        "count_" + title.public_id: WholeField(title.name, [Optional()], most=MOST_COUNT) for title in titles
    }
    form: PaperForm = type("PaperOfYear", (PaperForm,), cells)(**more)
    return form
