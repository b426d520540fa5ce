"""The rows of an Excel file that a person confirmed, as the preview's form sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import fullmatch
from typing import Any

from khoi.scoring.forms.claiming import LONGEST_CELL, LONGEST_NOTE
from tenants.forms import clean
from tenants.refusal import Refused

FIELDS = ("points", "met", "count", "step", "actual", "target", "not_applicable")
NOTHING_CHOSEN = "Chưa chọn dòng nào để nhập."


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One row to keep: its mark, as of which version, what was typed."""

    mark: str
    version: int
    typed: dict[str, str]
    note: str


def confirmed_rows(sent: Any) -> list[ConfirmedRow]:
    """The ticked rows; Refused where none is, or where the form was tampered with."""
    marks = [mark for mark in dict.fromkeys(sent.getlist("take")) if fullmatch(r"[\w-]{12}", mark)]
    if not marks:
        raise Refused(NOTHING_CHOSEN)
    return [_row(sent, mark) for mark in marks]


def _row(sent: Mapping[str, str], mark: str) -> ConfirmedRow:
    version = sent.get(f"{mark}-version", "")
    typed = {name: clean(sent[f"{mark}-{name}"]) for name in FIELDS if f"{mark}-{name}" in sent}
    note = clean(sent.get(f"{mark}-note", ""))
    if (
        not version.isdecimal()
        or len(note) > LONGEST_NOTE
        or any(len(value) > LONGEST_CELL for value in typed.values())
    ):
        raise Refused("Nội dung xác nhận không đúng. Hãy nhập lại tệp.")
    return ConfirmedRow(mark, int(version), typed, note)
