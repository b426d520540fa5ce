"""The self-assessment page in three statements: Core columns, for this page is opened all day by everybody.

Core statements pass the session's wall by, so the scope is an argument here and every statement names the agency
(the database's wall stands behind it, and the wall's tests ask these functions too).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select

from khoi.scoring.models.cards import CardLine, Mark, MarkEvidence, Scorecard, Untargeted
from khoi.scoring.models.evidence import Evidence, EvidenceVersion
from khoi.scoring.models.filed import FiledCard
from khoi.sheets.models import PUBLISHED, Criterion, Sheet, published_spec
from khoi.sheets.rules import SheetSpec
from khoi.years.models import SCORECARD, Filing, Lateness, Reopening
from tenants.database import UtcDateTime
from tenants.files import StoredFile
from tenants.prepared import Prepared
from tenants.scope import Scope

_CARD: Any = Scorecard.__table__
_LINE: Any = CardLine.__table__
_MARK: Any = Mark.__table__
_LINK: Any = MarkEvidence.__table__
_SHEET: Any = Sheet.__table__
_CRITERION: Any = Criterion.__table__
_FILED: Any = FiledCard.__table__
_FILING: Any = Filing.__table__
_LATE: Any = Lateness.__table__
_REOPENING: Any = Reopening.__table__
_FREE: Any = Untargeted.__table__
_EVIDENCE: Any = Evidence.__table__
_VERSION: Any = EvidenceVersion.__table__
_FILE: Any = StoredFile.__table__


class Attached(NamedTuple):
    """A document behind a row, as the page names it; `version` is the version in force."""

    evidence: str
    version: str
    title: str
    name: str
    pages: int | None


class MarkRow(NamedTuple):
    """One row of the card as it is stored."""

    id: str
    path: str
    inputs: str
    note: str
    version: int
    untargeted: bool
    documents: tuple[Attached, ...] = ()


class _Found(NamedTuple):
    """The columns of the card's statement, in their order."""

    card: str
    stage: str
    version: int
    filings: int
    imported: bool
    returned_reason: str
    returned_until: datetime | None
    returned_rows: str
    sheet_id: int
    sheet: str
    number: int
    settings: str
    in_force: int | None
    due: datetime | None
    closing: datetime | None
    reopened: datetime | None
    filed_at: datetime | None
    days_late: int | None
    seal: str | None
    act: str | None
    reason: str | None
    filing: str | None
    days: int


@dataclass(frozen=True, eq=False)
class CardPage:
    """All that the page of one card shows. What is read again unchanged is the same page, so it is its own key."""

    id: str
    stage: str
    version: int
    filings: int
    imported: bool
    returned_reason: str
    returned_until: datetime | None
    returned_rows: str
    spec: SheetSpec
    sheet: str
    sheet_number: int
    #: The number of the sheet's version now in force; another than the card's: it has to be taken over.
    in_force: int | None
    due: datetime | None
    #: Khóa sổ as it holds for this agency …
    closing: datetime | None
    #: … and until when a named exception reopened the filing for it, if one did.
    reopened: datetime | None
    filed_at: datetime | None
    days_late: int | None
    seal: str | None
    #: The newest step of the card inside the agency, and its words (why the head gave it back).
    last_act: str | None
    last_reason: str | None
    late: dict[str, int] = field(default_factory=dict)
    rows: tuple[MarkRow, ...] = ()


def card_page(scope: Scope) -> CardPage | None:
    """The card of the scope's agency in the scope's year; none where it was not begun."""
    owner = {"year": scope.year, "agency": scope.agency}
    found = tuple(_card().rows(owner))
    if not found:
        return None
    rows = _marks().rows(owner | {"sheet": _Found(*found[0]).sheet_id})
    return _page(found, tuple(_documents().rows(owner)), tuple(rows))


@lru_cache(maxsize=64)
def _page(card: tuple[Any, ...], documents: tuple[Any, ...], marks: tuple[Any, ...]) -> CardPage:
    """The page of what was read, made once as long as the same is read; equal pages are one and the same."""
    found = [_Found(*row) for row in card]
    first = found[0]
    behind = _by_mark(documents)
    rows = tuple(
        MarkRow(row[1], row[2], row[3], row[4], row[5], _untargeted(row, first.imported), behind.get(row[0], ()))
        for row in marks
    )
    return CardPage(
        first.card,
        first.stage,
        first.version,
        first.filings,
        first.imported,
        first.returned_reason,
        first.returned_until,
        first.returned_rows,
        published_spec(first.sheet, first.sheet_id, first.settings),
        first.sheet,
        first.number,
        first.in_force,
        first.due,
        _later(first.closing, first.reopened),
        first.reopened,
        first.filed_at,
        first.days_late,
        first.seal,
        first.act,
        first.reason,
        {row.filing: row.days for row in found if row.filing is not None},
        rows,
    )


def _later(closing: datetime | None, reopened: datetime | None) -> datetime | None:
    return max(closing, reopened) if closing and reopened else closing


def _untargeted(row: Any, imported: bool) -> bool:
    """By the lead's setting, or by the file the card was entered from; what an agency entered before the lead gave it
    a target after all decides nothing."""
    return row[6] is not None or (imported and '"target": null' in row[3])


@cache
def _card() -> Prepared:
    """The card with its sheet, its dates, its last filing; a line for each lateness the year knows."""
    now: Any = _SHEET.alias("in_force")
    step: Any = _LINE.alias("step")
    newest = select(func.max(step.c.id)).where(step.c.scorecard_id == _CARD.c.id).scalar_subquery()
    reopened = (
        select(func.max(_REOPENING.c.until, type_=UtcDateTime()))
        .where(_owned(_REOPENING), _REOPENING.c.filing == SCORECARD, _REOPENING.c.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    return Prepared(
        select(
            _CARD.c.public_id.label("card"),
            _CARD.c.stage,
            _CARD.c.version,
            _CARD.c.filings,
            _CARD.c.imported,
            _CARD.c.returned_reason,
            _CARD.c.returned_until,
            _CARD.c.returned_rows,
            _CARD.c.sheet_id,
            _SHEET.c.public_id.label("sheet"),
            _SHEET.c.number,
            _SHEET.c.settings,
            now.c.number.label("in_force"),
            _FILING.c.due,
            _FILING.c.closing,
            reopened.label("reopened"),
            _FILED.c.filed_at,
            _FILED.c.days_late,
            _FILED.c.seal,
            _LINE.c.act,
            _LINE.c.reason,
            _LATE.c.filing,
            _LATE.c.days,
        )
        .join(_SHEET, _SHEET.c.id == _CARD.c.sheet_id)
        .outerjoin(now, and_(now.c.year_id == _CARD.c.year_id, now.c.state == PUBLISHED))
        .outerjoin(_FILING, and_(_FILING.c.year_id == _CARD.c.year_id, _FILING.c.key == SCORECARD))
        .outerjoin(_FILED, and_(_FILED.c.scorecard_id == _CARD.c.id, _FILED.c.number == _CARD.c.filings))
        .outerjoin(_LINE, _LINE.c.id == newest)
        .outerjoin(_LATE, and_(_LATE.c.year_id == _CARD.c.year_id, _LATE.c.agency_id == _CARD.c.agency_id))
        .where(_owned(_CARD))
    )


@cache
def _marks() -> Prepared:
    """The rows of the card in the order of the printed page, and whether the lead gave the agency a target."""
    return Prepared(
        select(
            _MARK.c.id,
            _MARK.c.public_id,
            _CRITERION.c.path,
            _MARK.c.inputs,
            _MARK.c.note,
            _MARK.c.version,
            _FREE.c.id,
        )
        .join(_CRITERION, and_(_CRITERION.c.id == _MARK.c.criterion_id, _CRITERION.c.sheet_id == bindparam("sheet")))
        .outerjoin(
            _FREE,
            and_(
                _FREE.c.year_id == _MARK.c.year_id,
                _FREE.c.agency_id == _MARK.c.agency_id,
                _FREE.c.path == _CRITERION.c.path,
            ),
        )
        .where(_owned(_MARK))
        .order_by(_CRITERION.c.place)
    )


@cache
def _documents() -> Prepared:
    """What stands behind the rows, in the order it was attached, by the version in force."""
    other: Any = _VERSION.alias("newer")
    newest = select(func.max(other.c.number)).where(other.c.evidence_id == _EVIDENCE.c.id).scalar_subquery()
    return Prepared(
        select(
            _LINK.c.mark_id,
            _EVIDENCE.c.public_id.label("evidence"),
            _VERSION.c.public_id.label("version"),
            _EVIDENCE.c.title,
            _FILE.c.name,
            _FILE.c.pages,
        )
        .join(_EVIDENCE, _EVIDENCE.c.id == _LINK.c.evidence_id)
        .join(_VERSION, and_(_VERSION.c.evidence_id == _EVIDENCE.c.id, _VERSION.c.number == newest))
        .join(_FILE, _FILE.c.id == _VERSION.c.file_id)
        .where(_owned(_LINK))
        .order_by(_LINK.c.position, _LINK.c.id)
    )


def _owned(table: Any) -> Any:
    """The wall of this file: the agency's own rows of the year, and no others."""
    return and_(table.c.year_id == bindparam("year"), table.c.agency_id == bindparam("agency"))


def _by_mark(documents: Iterable[Any]) -> dict[int, tuple[Attached, ...]]:
    behind: dict[int, tuple[Attached, ...]] = {}
    for mark_id, *document in documents:
        behind[mark_id] = (*behind.get(mark_id, ()), Attached(*document))
    return behind
