"""The settings of a sheet as they are typed: name, total, rounding, what does not apply, ties, classes, reasons."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from khoi.sheets.rules import ClassRule, NotApplicable, SheetSpec, Tie, TieBy
from khoi.sheets.rules.storing import LONGEST_NAME
from khoi.sheets.rules.words import AWAY_NAMES, TIE_NAMES
from tenants.forms import Form, PointsField, options

LARGEST = Decimal(10**6)
MOST_LINES = 20
FEWEST_LINES = 6


class ClassLine(Form):
    """One class; a line left empty is none."""

    class Meta(Form.Meta):
        csrf = False

    label = StringField("Tên xếp loại", validators=[Length(max=60)])
    min_total = PointsField("Từ % tổng điểm", most=Decimal(1000))
    min_criterion = PointsField("Mỗi tiêu chí từ %", most=Decimal(100))
    quota = PointsField("Nhiều nhất % số đơn vị", most=Decimal(100))
    vote = BooleanField("Phải biểu quyết")

    @property
    def is_empty(self) -> bool:
        return not any((self.label.data, self.min_total.data, self.min_criterion.data, self.quota.data, self.vote.data))

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if not self.is_empty and not self.label.data:
            self.label.errors = ["Ghi tên xếp loại."]
            return False
        return good


class SettingsForm(Form):
    """Everything of a sheet but its tree."""

    seen = HiddenField()
    name = StringField("Tên bảng tiêu chí", validators=[InputRequired(), Length(max=LONGEST_NAME)])
    total = PointsField("Tổng điểm", validators=[InputRequired()], most=LARGEST)
    places = SelectField("Số chữ số thập phân của điểm", choices=options((str(n), str(n)) for n in range(4)))
    away = RadioField(
        "Tiêu chí không áp dụng với một đơn vị",
        choices=options((key.value, name) for key, name in AWAY_NAMES.items()),
    )
    exceed = BooleanField("Điểm thưởng được làm tổng điểm vượt mức tối đa")
    ties = FieldList(SelectField(default=""), min_entries=FEWEST_LINES, max_entries=MOST_LINES)
    classes = FieldList(FormField(ClassLine), min_entries=FEWEST_LINES, max_entries=MOST_LINES)
    reasons = TextAreaField("Lý do không xét, mỗi dòng một lý do", validators=[Length(max=8000)])
    note = TextAreaField("Ghi chú in trên bảng", validators=[Length(max=2000)])
    illustrative = BooleanField("Bảng minh họa, chưa phải bảng chính thức")

    def __init__(self, formdata: Any = None, *, spec: SheetSpec, **kwargs: Any) -> None:
        super().__init__(formdata, **(_fields_of(spec) if formdata is None else {}), **kwargs)
        offered = _tie_choices(spec)
        for field in self.ties:
            field.choices = offered

    def spec(self, present: SheetSpec) -> SheetSpec:
        """The present sheet under the typed settings; only of a form that validated."""
        return replace(
            present,
            name=self.name.data or "",
            total=self.total.data or Decimal(0),
            places=int(self.places.data),
            not_applicable=NotApplicable(self.away.data),
            bonus_may_exceed_total=bool(self.exceed.data),
            ties=tuple(_tie(field.data) for field in self.ties if field.data),
            classification=tuple(_class(line.form) for line in self.classes if not line.form.is_empty),
            not_considered=tuple(line.strip() for line in (self.reasons.data or "").split("\n") if line.strip()),
            note=self.note.data or "",
            illustrative=bool(self.illustrative.data),
        )


def _fields_of(spec: SheetSpec) -> dict[str, Any]:
    return {
        "name": spec.name, "total": spec.total, "places": str(spec.places), "away": spec.not_applicable.value,
        "exceed": spec.bonus_may_exceed_total, "note": spec.note, "illustrative": spec.illustrative,
        "reasons": "\n".join(spec.not_considered), "ties": [_key(tie) for tie in spec.ties],
        "classes": [
            {"label": rule.label, "min_total": rule.min_total_percent, "min_criterion": rule.min_criterion_percent,
             "quota": rule.quota_percent, "vote": rule.needs_vote}
            for rule in spec.classification
        ],
    }  # fmt: skip


def _tie_choices(spec: SheetSpec) -> list[Any]:
    sections = [Tie(TieBy.SECTION, section.path) for section in spec.sections]
    known = dict.fromkeys([*sections, *spec.ties, Tie(TieBy.PENALTY), Tie(TieBy.BALLOT)])
    return options([("", "Không dùng"), *((_key(tie), _shown(tie, spec)) for tie in known)])


def _shown(tie: Tie, spec: SheetSpec) -> str:
    if tie.by is not TieBy.SECTION:
        return TIE_NAMES[tie.by]
    section = spec.section_named(tie.code)
    title = f": {section.title[:60]}" if section else " (không còn trong bảng)"
    return f"Điểm mục {tie.code} cao hơn{title}"


def _key(tie: Tie) -> str:
    return tie.by.value if tie.code is None else f"{tie.by.value}:{tie.code}"


def _tie(key: str) -> Tie:
    by, _, code = key.partition(":")
    return Tie(TieBy(by), code or None)


def _class(line: Any) -> ClassRule:
    return ClassRule(
        label=line.label.data,
        min_total_percent=line.min_total.data or Decimal(0),
        min_criterion_percent=line.min_criterion.data,
        quota_percent=line.quota.data,
        needs_vote=bool(line.vote.data),
    )
