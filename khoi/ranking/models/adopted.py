"""The points as the bloc adopted them: every row of every card, frozen; seen by the chairs alone until publication."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import loads

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.ranking.models.published import sheet_as_kept
from khoi.ranking.rules import Standing, standing_from
from khoi.sheets.models import Sheet, sheet_by_id
from khoi.sheets.rules import SheetSpec
from tenants.database import Base, Public, db
from tenants.isolation import ChairOwned, hangs_in
from tenants.models import Agency


class Adoption(ChairOwned, Public, Base):
    """The points of the year were adopted (chốt): asked by the lead's head, confirmed by the deputy's. One that was
    reopened stays on record with its reason."""

    more = (UniqueConstraint("year_id", "number"),)

    number: Mapped[int] = mapped_column()
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    adopted_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    confirmed_by: Mapped[int | None] = mapped_column()
    #: Hash of the whole table as adopted.
    digest: Mapped[str] = mapped_column(String(64))
    #: The score sheet as `write_sheet` writes it.
    sheet: Mapped[str] = mapped_column(Text)
    reopened_at: Mapped[datetime | None] = mapped_column()
    reopened_reason: Mapped[str] = mapped_column(String(1000), default="")


class AdoptedLine(ChairOwned, Public, Base):
    """One member's card as adopted, with the points of every row, `relative` and `timeliness` too; written once."""

    written_once = True
    more = (hangs_in("adoption", "adoption_id"), UniqueConstraint("adoption_id", "member_id"))

    adoption_id: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    #: Empty: the member is considered; else why not.
    not_considered: Mapped[str] = mapped_column(String(500), default="")
    claimed_total: Mapped[Decimal] = mapped_column()
    total: Mapped[Decimal] = mapped_column()
    #: JSON: {"claimed": …, "adopted": …}, each as `figures_of` writes it.
    figures: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Adopted:
    """What was frozen, as plain values: both views of every card, still with the places of that day."""

    sheet: Sheet
    spec: SheetSpec
    claimed: list[Standing]
    appraised: list[Standing]


def adoption_in_force(year_id: int) -> Adoption | None:
    asked = select(Adoption).where(Adoption.year_id == year_id, Adoption.reopened_at.is_(None))
    return db.session.scalars(asked.order_by(Adoption.number.desc())).first()


def adoptions_of(year_id: int) -> list[Adoption]:
    """All adoptions of the year, the newest first, the reopened among them."""
    return list(
        db.session.scalars(select(Adoption).where(Adoption.year_id == year_id).order_by(Adoption.number.desc()))
    )


def adopted_points(year_id: int) -> Adopted | None:
    """The points in force; none where none are adopted, or in sight."""
    adoption = adoption_in_force(year_id)
    if adoption is None:
        return None
    spec = sheet_as_kept(adoption.digest, adoption.sheet)
    claimed, appraised = [], []
    for line, code in _coded_lines(adoption.id):
        figures, why_not = loads(line.figures), line.not_considered or None
        claimed.append(standing_from(spec, code, figures["claimed"], why_not))
        appraised.append(standing_from(spec, code, figures["adopted"], why_not))
    return Adopted(sheet_by_id(adoption.sheet_id), spec, claimed, appraised)


def _coded_lines(adoption_id: int) -> list[tuple[AdoptedLine, str]]:
    rows = db.session.execute(
        select(AdoptedLine, Agency.code)
        .join(Agency, Agency.id == AdoptedLine.member_id)
        .where(AdoptedLine.adoption_id == adoption_id)
        .order_by(AdoptedLine.id)
    )
    return [(line, code) for line, code in rows]


def last_adoption_number(year_id: int) -> int:
    return db.session.scalar(select(func.max(Adoption.number)).where(Adoption.year_id == year_id)) or 0
