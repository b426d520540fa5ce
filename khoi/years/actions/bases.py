"""The legal bases of the year: loaded when it is opened, then the lead's to keep."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from khoi.years.models import LegalBasis, basis_numbered, legal_bases
from khoi.years.rules import Basis, objections_to_basis
from tenants import journal
from tenants.database import db
from tenants.models import Year
from tenants.refusal import Refused

#: What a year begins with: texts that every bloc cites. It is content, and the lead's to correct.
FIRST = Path(__file__).resolve().parent.parent / "legal_bases.json"


def load_bases(year: Year) -> None:
    """Give a year that has none the first content; a year that has some keeps them."""
    if not legal_bases(year.id):
        copy_bases(year, first_bases())


def copy_bases(year: Year, bases: list[Basis]) -> None:
    """Take over texts that the year does not have yet."""
    known = {row.number for row in legal_bases(year.id)}
    rows = [_row(year, basis) for basis in bases if basis.number not in known]
    db.session.add_all(rows)
    if rows:
        journal.wrote(year, "load_bases", numbers=[row.number for row in rows])


def first_bases() -> list[Basis]:
    """The content that comes with the portal."""
    return [_basis(item) for item in json.loads(FIRST.read_text(encoding="utf-8"))]


def add_basis(year: Year, basis: Basis) -> LegalBasis:
    """A further text; refused where the year has one of that number, and for dates out of order."""
    _refuse_faults(basis)
    if basis_numbered(year.id, basis.number) is not None:
        raise Refused(f"Đã có văn bản số {basis.number}.", field="number")
    row = _row(year, basis)
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "add_basis", number=basis.number)
    return row


def change_basis(row: LegalBasis, basis: Basis) -> None:
    """Correct a text; what did not change leaves no trace."""
    _refuse_faults(basis)
    other = basis_numbered(row.year_id, basis.number)
    if other is not None and other.id != row.id:
        raise Refused(f"Đã có văn bản số {basis.number}.", field="number")
    before = row.as_basis()
    if before == basis:
        return
    for name in ("kind", "number", "title", "issued", "in_force_from", "in_force_to", "verify", "note"):
        setattr(row, name, getattr(basis, name))
    row.folded = _folded(basis)
    journal.wrote(row, "change_basis", before=_facts(before), after=_facts(basis))


def _row(year: Year, basis: Basis) -> LegalBasis:
    return LegalBasis(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="members", kind=basis.kind, number=basis.number,
        title=basis.title, folded=_folded(basis), issued=basis.issued, in_force_from=basis.in_force_from,
        in_force_to=basis.in_force_to, verify=basis.verify, note=basis.note,
    )  # fmt: skip


def _folded(basis: Basis) -> str:
    return f"{basis.kind} {basis.number} {basis.title}"


def _basis(item: dict[str, Any]) -> Basis:
    ended = item.get("in_force_to")
    return Basis(
        item["kind"], item["number"], item["title"], date.fromisoformat(item["issued"]),
        date.fromisoformat(item["in_force_from"]), date.fromisoformat(ended) if ended else None,
        bool(item.get("verify")), item.get("note", ""),
    )  # fmt: skip


def _facts(basis: Basis) -> dict[str, str]:
    return {
        "number": basis.number, "title": basis.title, "from": basis.in_force_from.isoformat(),
        "to": basis.in_force_to.isoformat() if basis.in_force_to else "", "verify": str(basis.verify),
    }  # fmt: skip


def _refuse_faults(basis: Basis) -> None:
    for field, why in objections_to_basis(basis):
        raise Refused(why, field=field)
