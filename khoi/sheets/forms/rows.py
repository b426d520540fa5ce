"""A row of the sheet as it is typed: its own words and points, and how it is scored."""

from decimal import Decimal
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from khoi.sheets.rules import (
    EvidenceRule,
    Kind,
    Ladder,
    Method,
    Node,
    Penalty,
    Percent,
    Timeliness,
    parse_method,
    written,
)
from khoi.sheets.rules.method_files import TYPE_OF
from khoi.sheets.rules.steps import read_steps, write_steps
from khoi.sheets.rules.storing import LONGEST_CODE, LONGEST_GUIDANCE, LONGEST_TITLE
from khoi.sheets.rules.words import EVIDENCE_NAMES, KIND_NAMES, METHOD_NAMES
from khoi.years.rules import FILING_NAMES
from tenants.forms import Form, PointsField, options
from tenants.refusal import Refused

LARGEST = Decimal(10**6)
GROUP = ""
#: Which fields each method asks for; the page shows only these.
ASKS: dict[str, tuple[str, ...]] = {
    "per_item": ("points", "unit"),
    "ladder": ("steps",),
    "percent": ("minus", "floor", "whole", "unit"),
    "relative": ("unit",),
    "deduct": ("points", "unit"),
    "timeliness": ("points", "filings"),
    "bonus": ("points", "unit"),
    "penalty": ("points", "unit", "most"),
}
CONDITIONAL = tuple(dict.fromkeys(name for names in ASKS.values() for name in names))
NEEDS = ("points", "minus", "steps", "filings")


class LineForm(Form):
    """What of a row is typed in the table itself."""

    code = StringField("Số thứ tự (TT)", validators=[Length(max=LONGEST_CODE)])
    title = StringField("Nội dung", validators=[InputRequired(), Length(max=LONGEST_TITLE)])
    ceiling = PointsField("Điểm tối đa", validators=[InputRequired()], most=LARGEST)
    #: What the row held when the form was made.
    seen = HiddenField()
    choose = HiddenField()


class Ticks(SelectMultipleField):
    """Several of a list, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RowForm(LineForm):
    """The whole row."""

    kind = SelectField("Loại mục", choices=options((kind.value, name) for kind, name in KIND_NAMES.items()))
    method = SelectField(
        "Cách chấm",
        choices=options([(GROUP, "Mục, có tiêu chí con"), *METHOD_NAMES.items()]),
    )
    points = PointsField("Số điểm mỗi lần (mỗi kết quả, mỗi lỗi, mỗi ngày chậm)", most=LARGEST)
    unit = StringField("Đơn vị tính (văn bản, vụ việc, người…)", validators=[Length(max=100)])
    minus = PointsField("Thiếu mỗi 1 % trừ bao nhiêu điểm", most=LARGEST)
    floor = PointsField("Mức sàn: dưới bao nhiêu % thì 0 điểm", most=Decimal(100))
    whole = BooleanField("Chỉ trừ theo % tròn (phần lẻ của 1 % không bị trừ)")
    steps = TextAreaField("Các bậc, mỗi dòng một bậc, ví dụ “Xuất sắc = 10”", validators=[Length(max=4000)])
    filings = Ticks("Hồ sơ nộp chậm thì bị trừ")
    most = PointsField("Trừ nhiều nhất bao nhiêu điểm (để trống: không giới hạn)", most=LARGEST)
    evidence = SelectField("Minh chứng", choices=options((rule.value, name) for rule, name in EVIDENCE_NAMES.items()))
    uploads_off = BooleanField("Không tải tệp lên (tài liệu mật, chỉ lưu bản giấy)")
    guidance = TextAreaField("Hướng dẫn chấm", validators=[Length(max=LONGEST_GUIDANCE)])

    def __init__(self, formdata: Any = None, *, node: Node | None = None, **kwargs: Any) -> None:
        # What was sent stands alone: a field left out is empty, not what the row held.
        super().__init__(formdata, **(fields_of(node) if node and formdata is None else {}), **kwargs)
        # A bloc's own filings came in by a file; they stay on offer for the row that has them.
        known = dict.fromkeys([*FILING_NAMES, *(_filings(node) if node else ())])
        self.filings.choices = options((key, FILING_NAMES.get(key, key)) for key in known)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: what the chosen method needs is there, and what it does not ask for is not looked at."""
        super().validate(extra_validators)
        asked = ASKS.get(self.method.data or "", ())
        for name in CONDITIONAL:
            field = self[name]
            if name not in asked:
                field.errors = []
            elif name in NEEDS and not field.data and not field.errors:
                field.errors = ["Cách chấm đã chọn cần mục này."]
        return self._steps_read() and not any(field.errors for field in self)

    def _steps_read(self) -> bool:
        if self.method.data != "ladder" or self.steps.errors:
            return True
        try:
            read_steps(self.steps.data or "")
        except Refused as refused:
            self.steps.errors = [found.message for found in refused.objections] or [refused.message]
            return False
        return True

    def node(self) -> Node:
        """The row as the rules know it; only of a form that validated."""
        method = self.method_typed()
        return Node(
            code=self.code.data or "",
            title=self.title.data or "",
            ceiling=self.ceiling.data or Decimal(0),
            kind=Kind(self.kind.data),
            method=method,
            evidence=EvidenceRule(self.evidence.data) if method else EvidenceRule.OPTIONAL,
            guidance=self.guidance.data or "",
            uploads_off=bool(method and self.uploads_off.data),
        )

    def method_typed(self) -> Method | None:
        """The chosen method with its figures, read as any file's would be; none for a group."""
        name = self.method.data or GROUP
        if name == GROUP:
            return None
        asked = ASKS.get(name, ())
        data: dict[str, Any] = {"type": name}
        if "points" in asked:
            data["points_per_day" if name == "timeliness" else "points"] = written(self.points.data or Decimal(0))
        if "unit" in asked and self.unit.data:
            data["unit"] = self.unit.data
        return parse_method(data | self._more(name))

    def _more(self, name: str) -> dict[str, Any]:
        if name == "percent":
            floor = written(self.floor.data or Decimal(0))
            figures = {"minus_per_percent": written(self.minus.data or Decimal(0)), "floor_percent": floor}
            return figures | ({"whole_percent": True} if self.whole.data else {})
        if name == "ladder":
            return {"steps": [[step, written(points)] for step, points in read_steps(self.steps.data or "")]}
        if name == "timeliness":
            return {"filing": list(self.filings.data or ())}
        if name == "penalty" and self.most.data is not None:
            return {"max_points": written(self.most.data)}
        return {}


def fields_of(node: Node) -> dict[str, Any]:
    """What the form shows of a row."""
    method = node.method
    values: dict[str, Any] = {
        "code": node.code, "title": node.title, "ceiling": node.ceiling, "kind": node.kind.value,
        "method": TYPE_OF[type(method)] if method else GROUP, "evidence": node.evidence.value,
        "uploads_off": node.uploads_off, "guidance": node.guidance, "unit": getattr(method, "unit", ""),
        "points": getattr(method, "points", getattr(method, "points_per_day", None)), "filings": _filings(node),
    }  # fmt: skip
    match method:
        case Percent(minus, floor, whole, _):
            values |= {"minus": minus, "floor": floor or None, "whole": whole}
        case Ladder(steps):
            values["steps"] = write_steps(steps)
        case Penalty(_, _, most):
            values["most"] = most
    return values


def _filings(node: Node) -> list[str]:
    return list(node.method.filings) if isinstance(node.method, Timeliness) else []
