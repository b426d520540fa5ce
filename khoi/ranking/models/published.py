"""What the bloc decided and published: immutable standings, the two-person requests, recorded votes."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from json import loads

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.ranking.rules import NOT_CONSIDERED, Result, standing_from, with_shared
from khoi.ranking.rules import Standing as Line
from khoi.scoring.models.bloc import codes_in
from khoi.sheets.rules import SheetSpec, read_sheet
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, ChairOwned, hangs_in
from tenants.models import Agency
from tenants.second_person import Asked

ADOPT, REOPEN, PUBLISH, WITHDRAW = "adopt", "reopen", "publish", "withdraw"


class Standing(ChairOwned, Public, Base):
    """The published result of the year, or one that was published and withdrawn: both stay on record."""

    more = (UniqueConstraint("year_id", "number"),)

    number: Mapped[int] = mapped_column()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    published_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    confirmed_by: Mapped[int | None] = mapped_column()
    #: Hash of the whole table as published.
    digest: Mapped[str] = mapped_column(String(64))
    #: The score sheet as `write_sheet` writes it: who reads results need not see the bloc's own rows.
    sheet: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_reason: Mapped[str] = mapped_column(String(1000), default="")


class StandingLine(ChairOwned, Public, Base):
    """One member's line of a published result: copied figures, no inputs, no evidence; written once."""

    written_once = True
    more = (hangs_in("standing", "standing_id"), UniqueConstraint("standing_id", "member_id"))

    standing_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[int] = mapped_column()
    rank: Mapped[int | None] = mapped_column()
    label: Mapped[str | None] = mapped_column(String(100))
    considered: Mapped[bool] = mapped_column(default=True)
    claimed_total: Mapped[Decimal] = mapped_column()
    total: Mapped[Decimal] = mapped_column()
    base: Mapped[Decimal] = mapped_column()
    bonus: Mapped[Decimal] = mapped_column()
    penalty: Mapped[Decimal] = mapped_column()
    #: JSON: {"claimed": …, "adopted": …}, each as `figures_of` writes it: sections, points, sums as decimal strings.
    figures: Mapped[str] = mapped_column(Text)


class PublicationRequest(ChairOwned, Asked, Public, Base):
    """The lead's head asks to adopt the points, to publish, or to take one of these back; the deputy's head confirms
    just that table, or refuses."""

    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    digest: Mapped[str] = mapped_column(String(64))


class Decided(BlocOwned, Public, Base):
    """A vote on paper that settles a tie or a class: what was decided, by which minutes."""

    #: tie: `result` is the place among the tied, 1 first · class, class_refused: `result` is the label.
    kind: Mapped[str] = mapped_column(String(20))
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    result: Mapped[str] = mapped_column(String(100))
    basis: Mapped[str] = mapped_column(String(300))
    decided_at: Mapped[datetime] = mapped_column()
    decided_by: Mapped[int | None] = mapped_column()


def standing_in_force(year_id: int) -> Standing | None:
    return db.session.scalar(
        select(Standing).where(Standing.year_id == year_id, Standing.withdrawn_at.is_(None)).order_by(Standing.number)
    )


def standings_of(year_id: int) -> list[Standing]:
    """All results ever published for the year, the newest first, the withdrawn among them."""
    newest = select(Standing).where(Standing.year_id == year_id).order_by(Standing.number.desc())
    return list(db.session.scalars(newest))


def lines_of(standing_id: int) -> list[StandingLine]:
    """The lines of a result in the order of the places."""
    ordered = select(StandingLine).where(StandingLine.standing_id == standing_id).order_by(StandingLine.place)
    return list(db.session.scalars(ordered))


def result_of(standing: Standing) -> Result:
    """A published result as pages and workbooks read it, from what was copied when it was published."""
    spec = sheet_as_kept(standing.digest, standing.sheet)
    claimed: dict[str, Line] = {}
    appraised: list[Line] = []
    names: dict[str, str] = {}
    for line, code in _coded_lines(standing.id):
        figures = loads(line.figures)
        names[code] = line.name
        why_not = None if line.considered else NOT_CONSIDERED
        claimed[code] = standing_from(spec, code, figures["claimed"], why_not)
        appraised.append(standing_from(spec, code, figures["adopted"], why_not))
    own_order = [code for code in codes_in(standing.year_id).values() if code in names]
    return Result(spec, {code: names[code] for code in own_order}, claimed, with_shared(appraised))


@lru_cache(maxsize=16)
def sheet_as_kept(digest: str, text: str) -> SheetSpec:
    """The sheet that was copied beside a table of that hash."""
    return read_sheet(loads(text))


def _coded_lines(standing_id: int) -> list[tuple[StandingLine, str]]:
    rows = db.session.execute(
        select(StandingLine, Agency.code)
        .join(Agency, Agency.id == StandingLine.member_id)
        .where(StandingLine.standing_id == standing_id)
        .order_by(StandingLine.place)
    )
    return [(line, code) for line, code in rows]


def open_request(year_id: int) -> PublicationRequest | None:
    return db.session.scalar(
        select(PublicationRequest).where(
            PublicationRequest.year_id == year_id, PublicationRequest.answered_at.is_(None)
        )
    )


def decisions_of(year_id: int) -> list[Decided]:
    return list(db.session.scalars(select(Decided).where(Decided.year_id == year_id).order_by(Decided.id)))


def decision_on(year_id: int, agency_id: int, kind: str) -> Decided | None:
    return db.session.scalar(
        select(Decided).where(Decided.year_id == year_id, Decided.member_id == agency_id, Decided.kind == kind)
    )


def last_standing_number(year_id: int) -> int:
    return db.session.scalar(select(func.max(Standing.number)).where(Standing.year_id == year_id)) or 0
