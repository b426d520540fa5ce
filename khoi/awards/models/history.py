"""Awards of earlier years: the bloc's book of its members, and each agency's own book of its people."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, FoldedText, Public, db
from tenants.isolation import AgencyOwned, BlocOwned

PII, PLAIN = {"pii": True}, {"pii": False}


class HeldAward(BlocOwned, Public, Base):
    """A member was given a title in an earlier year: entered by a lead, seen by all members ever after."""

    more = (UniqueConstraint("year_id", "held_year", "member_id", "title_code"),)

    held_year: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    title_code: Mapped[str] = mapped_column(String(20))
    title_name: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column()
    #: For a movement or a theme: it does not count in any rule of the year's merit.
    themed: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(300), default="")


class HeldTitle(AgencyOwned, Public, Base):
    """One of the agency's people was given a title in an earlier year: the agency's own book, in all its years."""

    more = (UniqueConstraint("year_id", "agency_id", "held_year", "folded", "title_code"),)

    held_year: Mapped[int] = mapped_column(info=PLAIN)
    name: Mapped[str] = mapped_column(String(200), info={"pii": True, "person": True})
    folded: Mapped[str] = mapped_column(FoldedText(200), info=PII)
    title_code: Mapped[str] = mapped_column(String(20), info=PLAIN)
    title_name: Mapped[str] = mapped_column(String(200), info=PLAIN)
    number: Mapped[str] = mapped_column(String(60), default="", info=PLAIN)
    dated: Mapped[date | None] = mapped_column(info=PLAIN)
    themed: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    note: Mapped[str] = mapped_column(String(300), default="", info=PII)


def held_awards(bloc_id: int, first: int, last: int) -> list[HeldAward]:
    """The bloc's book of these years, in whatever year it was entered; a line that was entered twice is there once."""
    asked = select(HeldAward).where(HeldAward.bloc_id == bloc_id, HeldAward.held_year.between(first, last))
    rows = db.session.scalars(asked.order_by(HeldAward.held_year.desc(), HeldAward.id))
    return list({(row.held_year, row.member_id, row.title_code): row for row in rows}.values())


def held_awards_entered(year_id: int) -> list[HeldAward]:
    """The lines entered in this year: those that an import of the year may replace."""
    return list(db.session.scalars(select(HeldAward).where(HeldAward.year_id == year_id)))


def held_titles(agency_id: int) -> list[HeldTitle]:
    """An agency's whole book, the newest year first."""
    asked = select(HeldTitle).where(HeldTitle.agency_id == agency_id)
    rows = db.session.scalars(asked.order_by(HeldTitle.held_year.desc(), HeldTitle.name, HeldTitle.id))
    return list({(row.held_year, row.folded, row.title_code): row for row in rows}.values())


def held_titles_entered(year_id: int, agency_id: int) -> list[HeldTitle]:
    """The agency's lines entered in this year."""
    asked = select(HeldTitle).where(HeldTitle.year_id == year_id, HeldTitle.agency_id == agency_id)
    return list(db.session.scalars(asked))
