"""The cells of a row: what its method asks for, as fields to type in or, on a card that left, as words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from khoi.scoring.rules import ASKED, Inputs
from khoi.sheets.rules import Ladder, Method, Node, PassFail, Relative, Timeliness
from tenants import vi

LABELS = {"points": "Điểm", "met": "Kết quả", "step": "Xếp loại", "target": "Kế hoạch", "actual": "Thực hiện"}
ABOUT_TARGET = "target"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a method asks for."""

    name: str
    label: str
    #: Which column of a paste from Excel it takes.
    column: str
    #: What one may choose from: (value, words); nothing: it is typed.
    choices: tuple[tuple[str, str], ...] = ()


def fields_of(leaf: Node) -> tuple[Field, ...]:
    """What is entered on a row, in the order of the page; nothing where the portal computes from what it knows."""
    method = leaf.method
    assert method is not None
    if isinstance(method, Timeliness):
        return ()
    names = sorted(ASKED[type(method)], key=lambda name: name != ABOUT_TARGET)
    return tuple(_field(method, name) for name in names)


def _field(method: Method, name: str) -> Field:
    if isinstance(method, Ladder):
        return Field(
            name, LABELS[name], "value", tuple((step, f"{step} ({vi.number(at)})") for step, at in method.steps)
        )
    if isinstance(method, PassFail):
        return Field(name, LABELS[name], "value", (("1", "Đạt"), ("0", "Không đạt")))
    unit = getattr(method, "unit", "")
    label = LABELS.get(name) or f"Số {unit or 'lượng'}"
    return Field(name, label, ABOUT_TARGET if name == ABOUT_TARGET else "value")


def typed_from(inputs: Inputs) -> dict[str, str]:
    """Stored figures as a person would type them."""
    typed = {}
    for name in ("points", "actual", "target", "count"):
        if (number := getattr(inputs, name)) is not None:
            typed[name] = vi.number(number)
    if inputs.met is not None:
        typed["met"] = "1" if inputs.met else "0"
    if inputs.step is not None:
        typed["step"] = inputs.step
    return typed


def typing_cells(
    leaf: Node, mark: str, typed: Mapping[str, str], errors: Mapping[str, str], untargeted: bool, off: bool
) -> str:
    """The fields of a row; `off`: it does not apply, nothing is asked for."""
    if isinstance(leaf.method, Timeliness):
        return '<small class="muted">Phần mềm tự tính theo ngày nộp</small>'
    html = [
        _cell(leaf, field, mark, typed.get(field.name, ""), errors.get(field.name), off)
        for field in fields_of(leaf)
        if not (untargeted and field.name == ABOUT_TARGET)
    ]
    if untargeted and isinstance(leaf.method, Relative):
        html.insert(0, '<small class="muted">Không giao chỉ tiêu</small> ')
    return "".join(html)


def _cell(leaf: Node, field: Field, mark: str, value: str, error: str | None, off: bool) -> str:
    name = escape(f"{leaf.code} {field.label}".strip())
    told = f' aria-invalid="true" aria-describedby="e-{mark}-{field.name}" data-focus' if error else ""
    common = f'name="{field.name}" form="f-{mark}" data-cell="{field.column}" aria-label="{name}"{told}'
    common += " disabled" if off else ""
    if field.choices:
        inner = f'<select class="cell" {common}><option value="">Chọn…</option>{_options(field, value)}</select>'
    else:
        inner = f'<input class="cell" {common} value="{escape(value)}" inputmode="decimal">'
    wrong = f'<span class="wrong" id="e-{mark}-{field.name}">{escape(error)}</span>' if error else ""
    return f'<label class="in-cell"><span class="cell-name">{escape(field.label)}</span>{inner}{wrong}</label>'


def _options(field: Field, value: str) -> str:
    return "".join(
        f'<option value="{escape(key)}"{" selected" if key == value else ""}>{escape(words)}</option>'
        for key, words in field.choices
    )


def words_of(leaf: Node, inputs: Inputs) -> Markup:
    """The figures of a row as words, where they are only read."""
    typed: dict[str, Any] = typed_from(inputs)
    parts = [
        Markup('<span class="in-cell"><span class="cell-name">{}</span><b>{}</b></span>').format(
            field.label, dict(field.choices).get(typed[field.name], typed[field.name])
        )
        for field in fields_of(leaf)
        if field.name in typed
    ]
    return Markup("").join(parts)
