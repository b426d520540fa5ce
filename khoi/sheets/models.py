"""The score sheet in the database: versions of a sheet, and the tree of its sections and criteria."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from json import loads
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.sheets.rules import Kind, SheetSpec, read_sheet, written
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


class Criterion(BlocOwned, Public, Base):
    """A node of the tree: a section, a group, or, with a method, a leaf that is scored."""

    more = (hangs_in("sheet", "sheet_id"), hangs_in("criterion", "parent_id"), UniqueConstraint("sheet_id", "path"))

    sheet_id: Mapped[int] = mapped_column(index=True)
    parent_id: Mapped[int | None] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    #: The order of a walk through the whole tree, from 0.
    place: Mapped[int] = mapped_column()
    depth: Mapped[int] = mapped_column()
    path: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(500))
    folded: Mapped[str] = mapped_column(FoldedText(600), default="")
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


def criteria_of(sheet_id: int) -> list[Criterion]:
    """All nodes of a sheet in the order of the printed page."""
    return list(db.session.scalars(select(Criterion).where(Criterion.sheet_id == sheet_id).order_by(Criterion.place)))


@lru_cache(maxsize=64)
def _spec(sheet_id: int, revision: int, settings: str) -> SheetSpec:
    """The tree as a plain value, kept in memory: a published version never changes, a draft's revision counts up."""
    data = loads(settings) | {"sections": _children(criteria_of(sheet_id), None)}
    return read_sheet(data)


def spec_of(sheet: Sheet) -> SheetSpec:
    """The sheet as the rules read it. Ask for a sheet that is in sight: the wall stands before the cache."""
    return _spec(sheet.id, sheet.revision, sheet.settings)


def _children(nodes: list[Criterion], parent_id: int | None) -> list[dict[str, Any]]:
    return [_node(nodes, node) for node in nodes if node.parent_id == parent_id]


def _node(nodes: list[Criterion], node: Criterion) -> dict[str, Any]:
    """One node as the JSON format writes it."""
    data: dict[str, Any] = {"code": node.code, "title": node.title, "ceiling": written(node.ceiling)}
    if node.kind != Kind.BASE and node.parent_id is None:
        data["kind"] = node.kind
    if node.guidance:
        data["guidance"] = node.guidance
    if node.method is None:
        return data | {"children": _children(nodes, node.id)}
    leaf = {"method": loads(node.method), "evidence": node.evidence}
    return data | leaf | ({"uploads_off": True} if node.uploads_off else {})
