"""The register: numbers given out once, documents issued elsewhere entered by hand, the kinds of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khoi.documents.models import (
    Document,
    DocumentKind,
    RegisterEntry,
    RegisterNumber,
    entry_numbered,
    hold_register,
    kind_rows,
    kinds_in,
    number_row,
    taken_numbers,
)
from khoi.documents.rules import Kind, calendar_year, objection_to_number, sign_of
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A document that was issued on paper: what the register says of it."""

    kind: str
    number: int
    dated: date
    subject: str
    signer: str = ""
    recipients: str = ""


def take_number(bloc_id: int, year_id: int, series: str, number: int, dated: date) -> RegisterNumber:
    """Give a number out; refused where it is taken, also by somebody who was faster by a moment."""
    hold_register(bloc_id)
    year = calendar_year(dated)
    owner = entry_numbered(year, series, number)
    whose = f"“{owner.subject}”" if owner else ""
    if why := objection_to_number(number, year, taken_numbers(bloc_id, year, series), whose):
        raise Refused(why, field="number")
    kept = RegisterNumber(
        bloc_id=bloc_id, year_id=year_id, shown_to="members", calendar_year=year, series=series, number=number
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def enter(kept: RegisterNumber, document: Document, recipients: str) -> RegisterEntry:
    """The line of a document that is being issued."""
    assert document.dated is not None
    return _enter(
        kept, document_id=document.id, sign=document.sign, dated=document.dated, kind=document.kind,
        subject=document.subject, signer=document.signer, recipients=recipients,
    )  # fmt: skip


def enter_elsewhere(bloc_id: int, year_id: int, issued: Elsewhere) -> RegisterEntry:
    """The line of a document that was issued on paper."""
    kind = next((kind for kind in kinds_in(year_id) if kind.name == issued.kind), None)
    if kind is None:
        raise Refused("Loại văn bản này không còn trong danh mục của năm.", field="kind")
    if issued.dated > clock.today():
        raise Refused("Ngày văn bản không được sau hôm nay.", field="dated")
    kept = take_number(bloc_id, year_id, kind.series, issued.number, issued.dated)
    entry = _enter(
        kept, document_id=None, sign=sign_of(issued.number, kind.sign), dated=issued.dated, kind=kind.name,
        subject=issued.subject, signer=issued.signer, recipients=issued.recipients,
    )  # fmt: skip
    journal.wrote(entry, "enter_elsewhere", sign=entry.sign, dated=entry.dated.isoformat())
    return entry


def _enter(kept: RegisterNumber, **values: object) -> RegisterEntry:
    entry = RegisterEntry(
        bloc_id=kept.bloc_id, year_id=kept.year_id, number_id=kept.id, calendar_year=kept.calendar_year,
        series=kept.series, number=kept.number, made_at=clock.now(), made_by=present_scope().user or None, **values,
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    return entry


def strike(entry: RegisterEntry) -> None:
    """Take a line entered by hand out of the register: its number is free again. Refused for what was issued here."""
    if entry.document_id is not None:
        raise Refused("Văn bản ban hành trên phần mềm không xóa khỏi sổ được; số đã cấp giữ nguyên.")
    hold_register(entry.bloc_id)
    journal.wrote(entry, "strike", sign=entry.sign, subject=entry.subject)
    number = number_row(entry.number_id)
    db.session.delete(entry)
    db.session.flush()
    db.session.delete(number)


def settle_kinds(bloc_id: int, year_id: int, wanted: Iterable[Kind]) -> None:
    """Write down the year's kinds of documents in this order. What is issued keeps its sign; drafts too."""
    kinds = list(wanted)
    names = [kind.name for kind in kinds]
    if not kinds:
        raise Refused("Danh mục phải còn ít nhất một loại văn bản.")
    if doubled := next((name for name in names if names.count(name) > 1), ""):
        raise Refused(f"Loại “{doubled}” ghi hai lần.", row=str(len(names) - 1 - names[::-1].index(doubled)))
    for old in kind_rows(year_id):
        db.session.delete(old)
    db.session.flush()
    owner = {"bloc_id": bloc_id, "year_id": year_id, "shown_to": "members"}
    rows = [
        DocumentKind(**owner, place=place, name=kind.name, sign=kind.sign, series=kind.series)
        for place, kind in enumerate(kinds)
    ]
    db.session.add_all(rows)
    db.session.flush()
    journal.wrote(rows[0], "settle_kinds", kinds=[[kind.name, kind.sign, kind.series] for kind in kinds])
