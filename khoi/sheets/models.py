"""The score sheet in the database: versions of a sheet, and the tree of its sections and criteria."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from json import loads

from sqlalchemy import String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.sheets.rules import EvidenceRule, Kind, Node, SheetSpec, parse_method, placed, read_sheet
from khoi.sheets.rules.machine_text import plain
from tenants.database import Base, FoldedText, Public, db
from tenants.isolation import BlocOwned, hangs_in

DRAFT, PUBLISHED, SUPERSEDED = "draft", "published", "superseded"


class Sheet(BlocOwned, Public, Base):
    """One version of the year's sheet: a draft is edited, a published one frozen, an older one kept."""

    more = (UniqueConstraint("year_id", "number"),)

    #: 1, 2, 3 … : the version within the year.
    number: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    name: Mapped[str] = mapped_column(String(300))
    #: The sheet as `write_sheet` writes it, without its sections: name, year, total, rounding, ties, classes …
    settings: Mapped[str] = mapped_column(Text)
    total: Mapped[Decimal] = mapped_column()
    #: Raised by every edit: two editors of one draft notice each other.
    revision: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column()
    published_at: Mapped[datetime | None] = mapped_column()
    published_by: Mapped[int | None] = mapped_column()

    # Two edits at the same instant: the second finds no row of its revision, and is refused as stale.
    __mapper_args__ = {"version_id_col": revision, "version_id_generator": False}

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT


class Criterion(BlocOwned, Public, Base):
    """A node of the tree: a section, a group, or, with a method, a leaf that is scored."""

    more = (hangs_in("sheet", "sheet_id"), hangs_in("criterion", "parent_id"), UniqueConstraint("sheet_id", "path"))

    sheet_id: Mapped[int] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    #: The order of a walk through the whole tree, from 0.
    place: Mapped[int] = mapped_column()
    depth: Mapped[int] = mapped_column()
    path: Mapped[str] = mapped_column(String(400))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(1000))
    folded: Mapped[str] = mapped_column(FoldedText(1000), default="")
    ceiling: Mapped[Decimal] = mapped_column()
    kind: Mapped[str] = mapped_column(String(10), default="base")
    #: The method as the JSON format writes it; none for sections and groups.
    method: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(String(10), default="none")
    guidance: Mapped[str] = mapped_column(Text, default="")
    #: What stands behind the row may be secret: it is kept on paper, never uploaded.
    uploads_off: Mapped[bool] = mapped_column(default=False)


def sheets_of(year_id: int) -> list[Sheet]:
    """The versions of a year's sheet, the newest first."""
    return list(db.session.scalars(select(Sheet).where(Sheet.year_id == year_id).order_by(Sheet.number.desc())))


def sheet_in_force(year_id: int) -> Sheet | None:
    """The published version that new cards take."""
    return db.session.scalar(select(Sheet).where(Sheet.year_id == year_id, Sheet.state == PUBLISHED))


def draft_of(year_id: int) -> Sheet | None:
    return db.session.scalar(select(Sheet).where(Sheet.year_id == year_id, Sheet.state == DRAFT))


def sheet_by_id(sheet_id: int) -> Sheet:
    return db.session.scalars(select(Sheet).where(Sheet.id == sheet_id)).one()


def last_number(year_id: int) -> int:
    return db.session.scalar(select(func.max(Sheet.number)).where(Sheet.year_id == year_id)) or 0


def children_of(sheet_id: int, parent_id: int | None) -> list[Criterion]:
    """The nodes under a node (none: the sections) in their order."""
    asked = select(Criterion).where(Criterion.sheet_id == sheet_id, Criterion.parent_id == parent_id)
    return list(db.session.scalars(asked.order_by(Criterion.position)))


def criterion_by_id(criterion_id: int) -> Criterion:
    return db.session.scalars(select(Criterion).where(Criterion.id == criterion_id)).one()


def criteria_of(sheet_id: int) -> list[Criterion]:
    """All nodes of a sheet in the order of the printed page."""
    return list(db.session.scalars(select(Criterion).where(Criterion.sheet_id == sheet_id).order_by(Criterion.place)))


def spec_of(sheet: Sheet) -> SheetSpec:
    """The sheet as the rules read it. Ask for a sheet that is in sight: the wall stands before the cache."""
    if sheet.state == DRAFT:
        return _read(sheet.id, sheet.settings)
    return _frozen(sheet.public_id, sheet.id, sheet.settings)


def published_spec(public_id: str, sheet_id: int, settings: str) -> SheetSpec:
    """The same for a bulk reader that has the columns of a published sheet in hand."""
    return _frozen(public_id, sheet_id, settings)


@lru_cache(maxsize=64)
def _frozen(public_id: str, sheet_id: int, settings: str) -> SheetSpec:
    """A published tree never changes: it is kept in memory under the random id, which no two databases share."""
    return _read(sheet_id, settings)


#: A draft may be empty; the reader of files refuses that, so the settings are read over a row that is not kept.
_ANY_ROW = {"code": "", "title": "-", "ceiling": "0", "method": {"type": "direct"}}


def _read(sheet_id: int, settings: str) -> SheetSpec:
    bare = read_sheet(loads(settings) | {"sections": [_ANY_ROW]})
    below: dict[int | None, list[Criterion]] = {}
    for row in criteria_of(sheet_id):
        below.setdefault(row.parent_id, []).append(row)
    return replace(bare, sections=placed(_nodes(below, None)))


def _nodes(below: Mapping[int | None, list[Criterion]], parent_id: int | None) -> list[Node]:
    rows = sorted(below.get(parent_id, ()), key=lambda row: row.position)
    return [_node(row, tuple(_nodes(below, row.id))) for row in rows]


def _node(row: Criterion, children: tuple[Node, ...]) -> Node:
    return Node(
        code=row.code,
        title=row.title,
        ceiling=plain(row.ceiling),
        kind=Kind(row.kind),
        method=parse_method(loads(row.method)) if row.method else None,
        evidence=EvidenceRule(row.evidence) if row.method else EvidenceRule.OPTIONAL,
        children=children,
        guidance=row.guidance,
        uploads_off=row.uploads_off,
    )
