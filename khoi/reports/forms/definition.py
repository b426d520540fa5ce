"""What the lead sends about a report that is asked of the members."""

from collections.abc import Iterable
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from khoi.office.upload import EXTENSIONS
from khoi.reports.models import LONGEST_FORMULA, LONGEST_GUIDANCE, LONGEST_KEY, LONGEST_NAME, LONGEST_TITLE
from khoi.reports.rules import (
    KIND_NAMES,
    LEVEL_NAMES,
    RELATIONS,
    TYPE_NAMES,
    Annex,
    CrossCheck,
    FigureType,
    Indicator,
    Level,
    Outline,
    Section,
)
from tenants.forms import DateField, DateTimeField, EditForm, Form, WholeField, options

MOST_ROWS, MOST_WORDS, BLANK = 80, 20_000, 2


class AboutForm(EditForm):
    """What a report is about."""

    title = StringField("Tên báo cáo", [DataRequired(), Length(max=LONGEST_TITLE)])
    period_start = DateField("Kỳ báo cáo từ ngày", [InputRequired()], description="Ví dụ: 01/01/2026.")
    period_end = DateField("đến ngày", [InputRequired()])
    basis = StringField("Căn cứ", [Length(max=LONGEST_NAME)], description="Ví dụ: Công văn số 12/KTĐ ngày 05/06/2026.")


class NewReportForm(AboutForm):
    """A report in preparation."""

    kind = SelectField("Loại báo cáo", choices=options((kind.value, name) for kind, name in KIND_NAMES.items()))
    key = StringField(
        "Tên ngắn", [Length(max=LONGEST_KEY)],
        description="Chỉ cần cho báo cáo chuyên đề, đột xuất; chữ thường không dấu, ví dụ: cai-cach-hanh-chinh.",
    )  # fmt: skip


class AskForm(Form):
    """The two dates with which the members are asked."""

    due = DateTimeField("Hạn nộp", [InputRequired()], description="Ví dụ: 17:00 ngày 10/07/2026.")
    closing = DateTimeField(
        "Khóa sổ", [InputRequired()], description="Sau thời điểm này không nhận nữa. Ví dụ: 17:00 ngày 25/07/2026."
    )

    def validate_closing(self, field: DateTimeField) -> None:
        if field.data and self.due.data and field.data < self.due.data:
            raise ValidationError("Khóa sổ không được trước hạn nộp.")


class CorrectionForm(Form):
    """Words of guidance put right after the members were asked."""

    version = IntegerField("Phiên bản", [NumberRange(min=0, max=2**31 - 1)])
    correction = TextAreaField(
        "Nội dung đính chính", [DataRequired(), Length(max=1000)], description="Mọi đơn vị được thông báo nguyên văn."
    )


class _Row(Form):
    """A line of the outline; it goes with its form's token."""

    class Meta(Form.Meta):
        csrf = False

    def is_blank(self) -> bool:
        return not any(str(field.raw_data[0]).strip() for field in self._typed() if field.raw_data)

    def _typed(self) -> Iterable[Any]:
        return [field for field in self if not isinstance(field, SelectField | BooleanField)]


def _needed(form: _Row, field: Any) -> None:
    if not form.is_blank() and not (field.data or "").strip():
        raise ValidationError("Chưa nhập.")


class SectionRow(_Row):
    number = StringField("Số", [_needed, Length(max=20)])
    heading = StringField("Tên phần", [_needed, Length(max=LONGEST_NAME)])
    guidance = TextAreaField("Hướng dẫn", [Length(max=LONGEST_GUIDANCE)])
    most_words = WholeField("Số từ tối đa", [Optional()], most=MOST_WORDS)
    required = BooleanField("Bắt buộc")


class IndicatorRow(_Row):
    code = StringField("Mã", [_needed, Length(max=20)])
    name = StringField("Chỉ tiêu", [_needed, Length(max=LONGEST_NAME)])
    unit = StringField("Đơn vị tính", [Length(max=40)])
    type = SelectField("Loại", choices=options((kind.value, name) for kind, name in TYPE_NAMES.items()))
    level = SelectField("Cấp", choices=options((level.value, name) for level, name in LEVEL_NAMES.items()))
    formula = StringField("Công thức", [Length(max=LONGEST_FORMULA)])
    required = BooleanField("Bắt buộc")


class CheckRow(_Row):
    left = StringField("Vế trái", [_needed, Length(max=LONGEST_FORMULA)])
    relation = SelectField("So sánh", choices=options(RELATIONS.items()))
    right = StringField("Vế phải", [_needed, Length(max=LONGEST_FORMULA)])


class AnnexRow(_Row):
    title = StringField("Phụ lục", [_needed, Length(max=LONGEST_TITLE)])
    kinds = StringField("Loại tệp", [Length(max=60)])
    required = BooleanField("Bắt buộc")

    def validate_kinds(self, field: StringField) -> None:
        unknown = [kind for kind in _kinds(field.data) if kind not in EXTENSIONS]
        if unknown:
            raise ValidationError(f"Không nhận loại tệp {', '.join(unknown)}; dùng pdf, png, jpg, docx, xlsx.")


def _kinds(text: str | None) -> tuple[str, ...]:
    return tuple(kind.strip(". ").lower() for kind in (text or "").replace(",", " ").split())


class OutlineForm(Form):
    """All that a report asks for, as four tables; an emptied line is left out."""

    version = IntegerField("Phiên bản", [NumberRange(min=0, max=2**31 - 1)])
    more = HiddenField()
    sections = FieldList(FormField(SectionRow), max_entries=MOST_ROWS)
    indicators = FieldList(FormField(IndicatorRow), max_entries=MOST_ROWS)
    checks = FieldList(FormField(CheckRow), max_entries=MOST_ROWS)
    annexes = FieldList(FormField(AnnexRow), max_entries=MOST_ROWS)

    @property
    def tables(self) -> tuple[Any, ...]:
        return (self.sections, self.indicators, self.checks, self.annexes)

    def spare(self, count: int = BLANK) -> None:
        """Blank lines at the end of each table."""
        for table in self.tables:
            for _ in range(min(count, MOST_ROWS - len(table))):
                table.append_entry({"required": True})

    def outline(self) -> Outline:
        """What was typed, as the rules read it."""
        return Outline(
            tuple(Section(row.number.data, row.heading.data, row.guidance.data or "", row.most_words.data or 0,
                          bool(row.required.data)) for row in _filled(self.sections)),
            tuple(Indicator(row.code.data, row.name.data, row.unit.data or "", FigureType(row.type.data),
                            Level(row.level.data), row.formula.data or "", bool(row.required.data))
                  for row in _filled(self.indicators)),
            tuple(CrossCheck(row.left.data, row.right.data, row.relation.data) for row in _filled(self.checks)),
            tuple(Annex(row.title.data, bool(row.required.data), _kinds(row.kinds.data))
                  for row in _filled(self.annexes)),
        )  # fmt: skip


def _filled(table: Any) -> list[Any]:
    return [entry.form for entry in table if not entry.form.is_blank()]


def outline_data(outline: Outline) -> dict[str, Any]:
    """An outline as the form's tables show it."""
    return {
        "sections": [_fields(row, "number heading guidance most_words required") for row in outline.sections],
        "indicators": [_fields(row, "code name unit type level formula required") for row in outline.indicators],
        "checks": [_fields(row, "left relation right") for row in outline.checks],
        "annexes": [
            {"title": row.title, "kinds": ", ".join(row.kinds), "required": row.required} for row in outline.annexes
        ],
    }


def _fields(row: object, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) or None if name == "most_words" else getattr(row, name) for name in names.split()}
