"""What an agency writes: its card of the year, a mark a criterion, the evidence behind each, every change."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from json import loads

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.scoring.rules import Inputs, read_inputs
from khoi.sheets.models import Criterion, Sheet, spec_of
from khoi.sheets.rules import Kind, Method, Node, Relative, SheetSpec
from khoi.years.models import Holding
from khoi.years.rules import HELD
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, Shared, hangs_on
from tenants.refusal import Refused


class Scorecard(Shared, Public, Base):
    """An agency's card of the year: at which stage it is, by which version of the sheet. No figure stands here.

    The chairs see this row also of a card that is not filed, and say no more of it than "đang soạn".
    """

    held_by = "holding"
    more = (UniqueConstraint("year_id", "agency_id"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    stage: Mapped[str] = mapped_column(String(20))
    #: How many times it was filed; the last filing is what others see.
    filings: Mapped[int] = mapped_column(default=0)
    #: Entered from a file of what was filed elsewhere: evidence is not asked for.
    imported: Mapped[bool] = mapped_column(default=False)
    returned_reason: Mapped[str] = mapped_column(String(1000), default="")
    returned_until: Mapped[datetime | None] = mapped_column()
    #: JSON list of the paths that a return reopened; empty: the whole card.
    returned_rows: Mapped[str] = mapped_column(Text, default="[]")
    released_at: Mapped[datetime | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)


class Mark(AgencyOwned, Public, Base):
    """A row of the card: what the agency enters for one criterion. Made for every leaf when the card is begun."""

    held_by = "holding"
    more = (hangs_on("scorecard", "scorecard_id"), UniqueConstraint("scorecard_id", "criterion_id"))

    scorecard_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    #: JSON as the scores file writes it; "{}" while unanswered.
    inputs: Mapped[str] = mapped_column(Text, default="{}")
    #: What the method gives; none while unanswered, and always for `relative` and `timeliness`.
    points: Mapped[Decimal | None] = mapped_column()
    note: Mapped[str] = mapped_column(String(2000), default="")
    #: Carried by the form: a stale cell is shown both values, never overwritten.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()


class MarkEvidence(AgencyOwned, Public, Base):
    """One document serves one row; the same document may serve many."""

    held_by = "holding"
    more = (
        hangs_on("mark", "mark_id"),
        hangs_on("evidence", "evidence_id"),
        UniqueConstraint("mark_id", "evidence_id"),
    )

    mark_id: Mapped[int] = mapped_column(index=True)
    evidence_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)


class MarkLine(AgencyOwned, Public, Base):
    """One change of a mark: the row's whole state after it, who, when, why. Written once; the agency's alone."""

    written_once = True
    more = (hangs_on("mark", "mark_id"),)

    mark_id: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(30))
    #: JSON: inputs, points, note, evidence hashes.
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()


class CardLine(AgencyOwned, Public, Base):
    """What the agency did with its card as a whole: begun, sent to the head, given back and why. The agency's alone."""

    written_once = True
    more = (hangs_on("scorecard", "scorecard_id"),)

    scorecard_id: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()
    #: How the card stood after it: its stage, its version, the version of the sheet.
    stage: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int | None] = mapped_column()
    sheet_id: Mapped[int | None] = mapped_column()


class CardStep(Shared, Public, Base):
    """What the bloc did with a filed card as a whole: appraised, released, opened for explaining, returned, adopted.
    Written once; with it and the agency's own lines the card's way can be told at any moment."""

    written_once = True
    more = (hangs_on("scorecard", "scorecard_id"),)

    scorecard_id: Mapped[int] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(30))
    #: How the card stood after it.
    stage: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(String(1000), default="")
    #: Of a return: JSON list of the paths that came back (empty: the whole card), and until when.
    rows: Mapped[str] = mapped_column(Text, default="[]")
    until: Mapped[datetime | None] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()
    by_agency: Mapped[int | None] = mapped_column()


class Untargeted(Shared, Public, Base):
    """The lead gave this agency no target on a `relative` row: it is compared among those without one."""

    held_by = "holding"
    more = (UniqueConstraint("year_id", "agency_id", "path"),)

    path: Mapped[str] = mapped_column(String(200))


@dataclass(frozen=True)
class Row:
    """A mark with all that decides about it."""

    mark: Mark
    card: Scorecard
    sheet: Sheet
    path: str

    @property
    def spec(self) -> SheetSpec:
        return spec_of(self.sheet)

    @property
    def leaf(self) -> Node:
        return self.spec.leaf_at[self.path]

    @property
    def inputs(self) -> Inputs:
        return inputs_of(self.mark, self.leaf)

    @property
    def is_untargeted(self) -> bool:
        """Whether the lead gave no target here: by his setting, or by the file the card was entered from."""
        if not isinstance(self.leaf.method, Relative):
            return False
        from_file = self.card.imported and self.inputs.no_target
        return from_file or is_untargeted(self.mark.year_id, self.mark.agency_id, self.path)


@lru_cache(maxsize=20_000)
def inputs_from(method: Method, ceiling: Decimal, kind: Kind, text: str) -> Inputs:
    """Stored inputs as the rules read them; equal rows are read once."""
    return read_inputs(method, ceiling, loads(text), kind)


def inputs_of(mark: Mark, leaf: Node) -> Inputs:
    """A mark's figures as the rules read them."""
    assert leaf.method is not None
    return inputs_from(leaf.method, leaf.ceiling, leaf.kind, mark.inputs)


def row_of(mark: Mark) -> Row:
    """A mark with its card, sheet and place in the tree, in one statement."""
    card, sheet, path = db.session.execute(
        select(Scorecard, Sheet, Criterion.path)
        .select_from(Scorecard)
        .join(Sheet, Sheet.id == Scorecard.sheet_id)
        .join(Criterion, Criterion.id == mark.criterion_id)
        .where(Scorecard.id == mark.scorecard_id)
    ).one()
    return Row(mark, card, sheet, path)


def is_untargeted(year_id: int, agency_id: int, path: str) -> bool:
    """Whether the lead gave this agency no target on a row."""
    asked = select(Untargeted.id).where(
        Untargeted.year_id == year_id, Untargeted.agency_id == agency_id, Untargeted.path == path
    )
    return db.session.scalar(asked) is not None


def untargeted_in(year_id: int) -> dict[int, dict[str, Untargeted]]:
    """Who was given no target, by agency and path, of all that are in sight."""
    found: dict[int, dict[str, Untargeted]] = {}
    for row in db.session.scalars(select(Untargeted).where(Untargeted.year_id == year_id)):
        found.setdefault(row.agency_id, {})[row.path] = row
    return found


def lines_of_mark(mark_id: int) -> list[MarkLine]:
    """A row's history, the newest first."""
    return list(db.session.scalars(select(MarkLine).where(MarkLine.mark_id == mark_id).order_by(MarkLine.id.desc())))


def lines_of_card(scorecard_id: int) -> list[CardLine]:
    """What happened to the card as a whole, the newest first."""
    newest = select(CardLine).where(CardLine.scorecard_id == scorecard_id).order_by(CardLine.id.desc())
    return list(db.session.scalars(newest))


def steps_of_card(scorecard_id: int) -> list[CardStep]:
    """What the bloc did with the card, the oldest first."""
    asked = select(CardStep).where(CardStep.scorecard_id == scorecard_id).order_by(CardStep.id)
    return list(db.session.scalars(asked))


def marks_changed(scorecard_id: int, limit: int = 200) -> list[tuple[MarkLine, str]]:
    """The newest changes of all rows of a card, each with the path of its criterion."""
    newest = (
        select(MarkLine, Criterion.path)
        .join(Mark, Mark.id == MarkLine.mark_id)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Mark.scorecard_id == scorecard_id)
        .order_by(MarkLine.id.desc())
        .limit(limit)
    )
    return [(line, path) for line, path in db.session.execute(newest)]


def mark_at(year_id: int, agency_id: int, path: str) -> Mark | None:
    """An agency's row of a year by the path of its criterion."""
    asked = (
        select(Mark)
        .join(Scorecard, Scorecard.id == Mark.scorecard_id)
        .join(Criterion, (Criterion.id == Mark.criterion_id) & (Criterion.sheet_id == Scorecard.sheet_id))
        .where(Mark.year_id == year_id, Mark.agency_id == agency_id, Criterion.path == path)
    )
    return db.session.scalar(asked)


def card_of(year_id: int, agency_id: int) -> Scorecard | None:
    return db.session.scalar(select(Scorecard).where(Scorecard.year_id == year_id, Scorecard.agency_id == agency_id))


def card_by_id(scorecard_id: int) -> Scorecard:
    return db.session.scalars(select(Scorecard).where(Scorecard.id == scorecard_id)).one()


def cards_in(year_id: int) -> dict[int, Scorecard]:
    """The cards of the year by agency, of all that are in sight."""
    return {row.agency_id: row for row in db.session.scalars(select(Scorecard).where(Scorecard.year_id == year_id))}


def hold_card(scorecard_id: int) -> Scorecard:
    """The card, read again and locked until the commit: two people's changes of one card come one after the other.
    Refused once the bloc has adopted its points."""
    holds = exists().where(Holding.year_id == Scorecard.year_id, Holding.ended_at.is_(None))
    asked = select(Scorecard, holds).where(Scorecard.id == scorecard_id).with_for_update(of=Scorecard)
    row = db.session.execute(asked.execution_options(populate_existing=True)).first()
    if row is None or row[1]:  # of a held row PostgreSQL's policies give nothing out to be locked
        raise Refused(HELD)
    card: Scorecard = row[0]
    return card


def hold_cards(year_id: int) -> None:
    """The same for all cards of the year, before their points are adopted or reopened."""
    asked = select(Scorecard).where(Scorecard.year_id == year_id).order_by(Scorecard.id).with_for_update()
    db.session.scalars(asked.execution_options(populate_existing=True)).all()


def hold_card_of(mark: Mark) -> Scorecard:
    """The same for the card of a mark; the mark too is read again behind the lock."""
    card = hold_card(mark.scorecard_id)
    db.session.scalars(select(Mark).where(Mark.id == mark.id).execution_options(populate_existing=True)).one()
    return card


def marks_of(scorecard_id: int) -> list[tuple[Mark, Criterion]]:
    """The rows of a card with their criteria, in the order of the printed page; rows of criteria that a newer version
    of the sheet no longer has stay in the history only."""
    rows = db.session.execute(
        select(Mark, Criterion)
        .join(Scorecard, Scorecard.id == Mark.scorecard_id)
        .join(Criterion, (Criterion.id == Mark.criterion_id) & (Criterion.sheet_id == Scorecard.sheet_id))
        .where(Mark.scorecard_id == scorecard_id)
        .order_by(Criterion.place)
    )
    return [(mark, criterion) for mark, criterion in rows]
