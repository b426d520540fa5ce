"""The database: the models' base, the column types that keep points, times and text exact, the engine's settings."""

import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Connection, DateTime, Dialect, Engine, MetaData, String, event, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator
from werkzeug.exceptions import NotFound

from tenants.vi import fold, nfc

THOUSAND = Decimal(1000)


class Points(TypeDecorator[Decimal]):
    """Points: exact decimals in code, whole thousandths in the database. A fourth decimal is an error."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else thousandths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else from_thousandths(value)


def thousandths(points: Decimal) -> int:
    """8.5 -> 8500; refuses what is not a whole number of thousandths."""
    scaled = points * THOUSAND
    if scaled != (whole := int(scaled)):
        raise ValueError(f"{points} has more than three decimals")
    return whole


def from_thousandths(whole: int) -> Decimal:
    """8500 -> Decimal('8.5'), exactly."""
    return Decimal(whole) / THOUSAND


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware on both sides, UTC inside, the same on both databases; a naive one is an error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class NfcText(TypeDecorator[str]):
    """Text as people typed it, in one Unicode form, so that equal words are equal bytes."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else nfc(value)


class FoldedText(TypeDecorator[str]):
    """A search column: stored without diacritics or case; what is compared with it is folded alike."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else fold(value)


class Base(DeclarativeBase):
    """Every table's parent: names from the class, constraint names that both databases and the migrations agree on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: NfcText(), datetime: UtcDateTime(), Decimal: Points()}

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy hands the class
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class Numbered:
    """A row with its inside counter."""

    id: Mapped[int] = mapped_column(primary_key=True)


def new_public_id() -> str:
    """72 random bits that tell nothing: what leaves the server instead of a counter."""
    return secrets.token_urlsafe(9)


class Public(Numbered):
    """A row that URLs and files may name, by its random id alone."""

    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


Model = TypeVar("Model", bound=Public)


def the(model: type[Model], public_id: str) -> Model:
    """The row of that id, if it is in sight: a foreign id and an unknown one are the same 404."""
    row = db.session.execute(select(model).where(model.public_id == public_id)).scalar_one_or_none()
    if row is None:
        raise NotFound
    return row


# --- transactions -----------------------------------------------------------------------------------------------

_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun within the block read only. All others take SQLite's write lock at once: a transaction that
    reads first and writes later loses other people's writes or is refused whatever the time-out."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def let_go() -> None:
    """The end of a command: what was not committed is undone, and no connection stays open."""
    db.session.rollback()
    db.session.remove()
    db.engine.dispose()


def settle(engine: Engine) -> None:
    """Give an engine the settings this house relies on; called once for each engine, before its first connection."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "busy_timeout=10000",  # before journal_mode, which itself may have to wait
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledged save survives a power cut
        "foreign_keys=ON",
        "recursive_triggers=ON",  # or INSERT OR REPLACE slips past the delete triggers
        "trusted_schema=OFF",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def aside() -> Iterator[Connection]:
    """A connection beside the request's transaction, for single statements of the gate, each done when it is said."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection
        return
    # SQLite is in that mode already: it is enough not to say BEGIN.
    with engine.connect().execution_options(aside=True) as connection:
        yield connection


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("aside"):
        return  # a transaction would take the lock, and what was said in it would be undone
    connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


def leave_no_trace() -> bool:
    """Write SQLite's file anew and empty its log of pages, so that neither a free page nor an old frame tells what once
    stood there; False where others kept it from being done: then it is to be tried again. PostgreSQL cleans up after
    itself (autovacuum), and lets only the owner of a table hurry it."""
    try:
        with aside() as connection:
            if connection.dialect.name != "sqlite":
                return True
            connection.exec_driver_sql("VACUUM")
            return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar() == 0
    except OperationalError:
        return False


def database_url(url: str) -> str:
    """The address as SQLAlchemy wants it: whatever PostgreSQL spelling, driver psycopg 3."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)
