"""What the portal keeps about one person of an agency, found by the marks on columns of whatever step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from khoi.awards.rules.personal import COLUMN_NAMES, TABLE_NAMES, is_same_name, names_in
from tenants import vi
from tenants.database import Base, db
from tenants.models import Year


@dataclass(frozen=True, slots=True)
class Trace:
    """One row about the person: where, of which year, what it says (heading, words); `whole`: the row is his alone."""

    row: Any
    table: str
    year: int | None
    said: tuple[tuple[str, str], ...]
    whole: bool


def people_tables() -> list[Any]:
    """Every mapped table that has a column of personal data and belongs to an agency, by name."""
    mapped: list[Any] = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted(
        (model for model in mapped if personal_columns(model) and owner_of(model)), key=lambda m: m.__tablename__
    )


def personal_columns(model: Any) -> list[str]:
    """The columns marked as personal data."""
    return [column.name for column in model.__table__.columns if column.info.get("pii")]


def owner_of(model: Any) -> str:
    """The column that says whose row it is: of one agency, or of the bloc about one."""
    columns = model.__table__.columns
    return next((name for name in ("agency_id", "member_id") if name in columns), "")


def traces_of(agency_id: int, name: str) -> list[Trace]:
    """All rows of or about that agency, in every year in sight, in which a personal column names the person."""
    numbers = {row.id: row.number for row in db.session.scalars(select(Year))}
    return [
        _trace(row, numbers) for model in people_tables() for row in _rows_of(model, agency_id) if _is_about(row, name)
    ]


def _rows_of(model: Any, agency_id: int) -> Iterator[Any]:
    yield from db.session.scalars(select(model).where(getattr(model, owner_of(model)) == agency_id).order_by(model.id))


def _is_about(row: Any, name: str) -> bool:
    """A row of one person is about nobody else, whomever its texts mention; others name people in their texts."""
    person = next((column.name for column in type(row).__table__.columns if column.info.get("person")), "")
    if person:
        return is_same_name(name, getattr(row, person))
    return any(names_in(name, words) for words in _words(row))


def _words(row: Any) -> list[str]:
    return [value for name in personal_columns(type(row)) if isinstance(value := getattr(row, name), str)]


def _trace(row: Any, numbers: dict[int, int]) -> Trace:
    model = type(row)
    said = tuple(
        (COLUMN_NAMES.get(name, name), text) for name in personal_columns(model) if (text := _said(getattr(row, name)))
    )
    whole = any(column.info.get("person") for column in model.__table__.columns)
    number = numbers.get(getattr(row, "year_id", 0) or 0)
    return Trace(row, TABLE_NAMES.get(model.__tablename__, model.__tablename__), number, said, whole)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "đã xác nhận không có" if value else "đang có việc phải xem xét"
    return vi.date(value) if isinstance(value, date) else str(value)
