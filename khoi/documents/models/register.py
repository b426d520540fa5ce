"""The register of numbers: one series a kind and calendar year, and the kinds themselves, as the bloc keeps them."""

from datetime import date, datetime

from sqlalchemy import Date, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.documents.rules import FIRST_KINDS, Kind
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, hangs_in
from tenants.models import Bloc


class DocumentKind(BlocOwned, Public, Base):
    """A kind of document in this year: its name, what follows the number in its sign, its series of numbers."""

    more = (UniqueConstraint("year_id", "name"),)

    place: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(60))
    sign: Mapped[str] = mapped_column(String(40))
    series: Mapped[str] = mapped_column(String(40))


class RegisterNumber(BlocOwned, Base):
    """A number that is taken: nothing but that, so that every year of the bloc may know it (two emulation years may
    issue documents in one calendar year)."""

    more = (UniqueConstraint("bloc_id", "calendar_year", "series", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    calendar_year: Mapped[int] = mapped_column()
    series: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column()


class RegisterEntry(BlocOwned, Public, Base):
    """A line of the register: a document issued here, or one issued on paper and entered by hand."""

    more = (
        hangs_in("register_number", "number_id"),
        hangs_in("document", "document_id"),
        UniqueConstraint("number_id"),
    )

    number_id: Mapped[int] = mapped_column()
    document_id: Mapped[int | None] = mapped_column()
    calendar_year: Mapped[int] = mapped_column()
    series: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column()
    sign: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(500))
    signer: Mapped[str] = mapped_column(String(160), default="", info={"pii": True})
    recipients: Mapped[str] = mapped_column(String(1000), default="")
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()


def kind_rows(year_id: int) -> list[DocumentKind]:
    """The kinds that the bloc has written down for this year."""
    asked = select(DocumentKind).where(DocumentKind.year_id == year_id)
    return list(db.session.scalars(asked.order_by(DocumentKind.place, DocumentKind.id)))


def kinds_in(year_id: int) -> tuple[Kind, ...]:
    """The kinds of documents of this year; those of custom, until the bloc writes down its own."""
    rows = kind_rows(year_id)
    return tuple(Kind(row.name, row.sign, row.series) for row in rows) or FIRST_KINDS


def hold_register(bloc_id: int) -> None:
    """Wait until nobody else gives out a number of this bloc; the next one sees what this one took."""
    db.session.execute(select(Bloc.id).where(Bloc.id == bloc_id).with_for_update())


def taken_numbers(bloc_id: int, calendar_year: int, series: str) -> set[int]:
    """The numbers taken in a series, in whichever of the bloc's years."""
    asked = select(RegisterNumber.number).where(
        RegisterNumber.bloc_id == bloc_id, RegisterNumber.calendar_year == calendar_year,
        RegisterNumber.series == series,
    )  # fmt: skip
    return set(db.session.scalars(asked))


def number_row(number_id: int) -> RegisterNumber:
    """The number that a line of the register holds."""
    return db.session.scalars(select(RegisterNumber).where(RegisterNumber.id == number_id)).one()


def all_taken(bloc_id: int, calendar_year: int) -> dict[str, set[int]]:
    """The numbers taken in a calendar year, by series."""
    asked = select(RegisterNumber.series, RegisterNumber.number).where(
        RegisterNumber.bloc_id == bloc_id, RegisterNumber.calendar_year == calendar_year
    )
    taken: dict[str, set[int]] = {}
    for series, number in db.session.execute(asked):
        taken.setdefault(series, set()).add(number)
    return taken


def register_years(bloc_id: int) -> list[int]:
    """The calendar years in which numbers were given out, the newest first."""
    asked = select(RegisterNumber.calendar_year).where(RegisterNumber.bloc_id == bloc_id).distinct()
    return sorted(db.session.scalars(asked), reverse=True)


def entries_in(calendar_year: int) -> list[RegisterEntry]:
    """The lines of a calendar year that are in sight, by series and number."""
    asked = select(RegisterEntry).where(RegisterEntry.calendar_year == calendar_year)
    return list(db.session.scalars(asked.order_by(RegisterEntry.series, RegisterEntry.number)))


def entry_numbered(calendar_year: int, series: str, number: int) -> RegisterEntry | None:
    """What has this number, where it is in sight."""
    asked = select(RegisterEntry).where(
        RegisterEntry.calendar_year == calendar_year, RegisterEntry.series == series, RegisterEntry.number == number
    )
    return db.session.scalar(asked)


def entry_of(document_id: int) -> RegisterEntry | None:
    return db.session.scalar(select(RegisterEntry).where(RegisterEntry.document_id == document_id))
