"""A card is sealed: its rows are copied as they stand, with the versions of the documents behind them."""

from collections.abc import Collection, Iterable
from json import dumps

from khoi.scoring.models import (
    Document,
    FiledCard,
    FiledMark,
    Mark,
    Scorecard,
    inputs_of,
    marks_of,
    pinned_to_marks,
)
from khoi.scoring.rules import card_seal, criterion_version, row_seal
from khoi.sheets.models import sheet_by_id, spec_of
from khoi.sheets.rules import Node
from khoi.years.actions import note_lateness
from khoi.years.models import SCORECARD
from tenants import clock, journal
from tenants.database import db
from tenants.scope import present_scope


def file_card(card: Scorecard, days_late: int | None = None, *, without: Collection[int] = ()) -> FiledCard:
    """Copy the card as it stands into sealed rows, pin the versions of its evidence, and note how late it was.

    Neither stage nor objections are looked at: `submit` does, and an import enters what was filed elsewhere, `without`
    the criteria on which that was silent; of how late that was it knows nothing (`days_late` None), and what the lead
    noted stands."""
    spec = spec_of(sheet_by_id(card.sheet_id))
    rows = [(mark, criterion) for mark, criterion in marks_of(card.id) if criterion.id not in without]
    behind = pinned_to_marks(card.id)
    leaves = {mark.id: spec.leaf_at[criterion.path] for mark, criterion in rows}
    sealed = [_filed_mark(mark, leaves[mark.id], behind.get(mark.id, [])) for mark, _ in rows]
    filed = _filed_card(card, days_late or 0, card_seal(row.seal for row in sealed))
    for row in sealed:
        row.filed_card_id = filed.id
        db.session.add(row)
    show_to_appraisers(document for documents in behind.values() for document in documents)
    card.filings, card.version = filed.number, card.version + 1
    card.returned_reason, card.returned_until, card.returned_rows = "", None, "[]"
    if filed.number == 1 and days_late is not None:
        note_lateness(card.year_id, card.agency_id, SCORECARD, days_late)
    journal.wrote(filed, "submit", number=filed.number, days_late=filed.days_late, seal=filed.seal)
    return filed


def _filed_card(card: Scorecard, days_late: int, seal: str) -> FiledCard:
    filed = FiledCard(
        year_id=card.year_id, agency_id=card.agency_id, filed=True, scorecard_id=card.id, number=card.filings + 1,
        sheet_id=card.sheet_id, filed_at=clock.now(), filed_by=present_scope().user or None, days_late=days_late,
        seal=seal,
    )  # fmt: skip
    db.session.add(filed)
    db.session.flush()
    return filed


def _filed_mark(mark: Mark, leaf: Node, documents: list[Document]) -> FiledMark:
    hashes = [document.file.sha256 for document in documents]
    return FiledMark(
        year_id=mark.year_id, agency_id=mark.agency_id, filed=True, criterion_id=mark.criterion_id,
        inputs=mark.inputs, points=mark.points, note=mark.note,
        evidence=dumps([pinned(document) for document in documents], ensure_ascii=False),
        seal=row_seal(inputs_of(mark, leaf), mark.note, hashes, criterion_version(leaf)),
    )  # fmt: skip


def pinned(document: Document) -> dict[str, object]:
    """A document as it was when the card was filed; what replaces it later does not change what was filed."""
    evidence, file = document.evidence, document.file
    return {
        "version": document.version.public_id, "title": evidence.title, "number": evidence.number,
        "dated": evidence.dated.isoformat() if evidence.dated else None, "issuer": evidence.issuer,
        "name": file.name, "size": file.size, "sha256": file.sha256, "pages": file.pages,
    }  # fmt: skip


def show_to_appraisers(documents: Iterable[Document]) -> None:
    """From now on chairs and appraisers may open these files."""
    for document in documents:
        document.version.filed = document.file.filed = True
