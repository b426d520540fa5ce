"""Who did what, when: one hash-chained journal a bloc, written by actions, never edited.

Actions say `wrote(row, "claim", …)`; the lines are appended under a lock on the bloc's head as the last step before
the commit, in the same transaction as the change: no change without a line, no line without its change.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    and_,
    event,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, UtcDateTime, db
from tenants.scope import present_scope

GENESIS = "0" * 64
_WAITING = "journal lines of this transaction"


class JournalHead(Base):
    """The end of a bloc's chain: its row is the lock under which lines are appended."""

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default=GENESIS)


class JournalLine(Numbered, Base):
    """One act: who, when, on what, with which facts. Its hash covers the line before it."""

    __table_args__ = (UniqueConstraint("bloc_id", "seq"), UniqueConstraint("bloc_id", "prev_hash"))

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"))
    seq: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    year_id: Mapped[int | None] = mapped_column()
    user_id: Mapped[int | None] = mapped_column()
    agency_id: Mapped[int | None] = mapped_column()
    #: Whom the line is about: members read the lines about themselves.
    about_agency_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(60))
    thing: Mapped[str] = mapped_column(String(60))
    thing_id: Mapped[str] = mapped_column(String(40))
    facts: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line that waits for the commit."""

    at: str
    year_id: int | None
    user_id: int | None
    agency_id: int | None
    about_agency_id: int | None
    act: str
    thing: str
    thing_id: str
    facts: str


def wrote(row: Any, act: str, **facts: Any) -> None:
    """An action changed `row`: keep the line until the commit. `facts` are plain values (decimals as text)."""
    if not db.session().in_transaction():
        db.session.begin()  # so that a rollback, should it come, is noticed and forgets the line
    waiting: list[tuple[Any, str, dict[str, Any]]] = db.session.info.setdefault(_WAITING, [])
    waiting.append((row, act, facts))


def took_out(row: Any, what: str, file: bytes) -> None:
    """Somebody took what the portal put together home as a file: which, and by what hash it is known again."""
    wrote(row, f"take_out_{what}", sha256=hashlib.sha256(file).hexdigest(), size=len(file))


def _entry(row: Any, act: str, facts: dict[str, Any]) -> _Entry:
    scope = present_scope()
    return _Entry(
        at=clock.now().isoformat(),
        year_id=getattr(row, "year_id", None) or scope.year or None,
        user_id=scope.user or None,
        agency_id=scope.agency or None,
        about_agency_id=getattr(row, "agency_id", None),
        act=act,
        thing=type(row).__name__,
        thing_id=str(getattr(row, "public_id", None) or getattr(row, "id", "")),
        facts=canonical(facts),
    )


def canonical(value: Any) -> str:
    """JSON that is the same for the same facts: keys sorted, no spaces, decimals as text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _hash(prev: str, bloc_id: int, seq: int, entry: _Entry) -> str:
    text = canonical([prev, bloc_id, seq, asdict(entry)])
    return hashlib.sha256(text.encode()).hexdigest()


def keep_journal(session_class: Any) -> None:
    """Append the waiting lines at each commit, forget them at a rollback; done once, when the app is made."""
    event.listen(session_class, "before_commit", _append)
    event.listen(session_class, "after_soft_rollback", _forget)


def _forget(session: Session, previous: Any) -> None:
    session.info.pop(_WAITING, None)


def _append(session: Session) -> None:
    waiting = session.info.pop(_WAITING, None)
    if not waiting:
        return
    session.flush()  # rows get their ids before the lines name them
    connection = session.connection()
    bloc_id = present_scope().bloc
    if not bloc_id:
        return  # an account that no bloc has let in writes into no bloc's chain
    head = _locked_head(connection, bloc_id)
    for row, act, facts in waiting:
        head = _append_line(connection, bloc_id, head, _entry(row, act, facts))
    connection.execute(update(_HEADS).where(_HEADS.c.bloc_id == bloc_id).values(seq=head[0], hash=head[1]))


_HEADS: Any = JournalHead.__table__
_LINES: Any = JournalLine.__table__


def _locked_head(connection: Connection, bloc_id: int) -> tuple[int, str]:
    """The chain's end, held until the commit: on PostgreSQL by the row, on SQLite by the write lock already taken."""
    found = connection.execute(
        select(_HEADS.c.seq, _HEADS.c.hash).where(_HEADS.c.bloc_id == bloc_id).with_for_update()
    ).first()
    if found is None:
        connection.execute(insert(_HEADS).values(bloc_id=bloc_id, seq=0, hash=GENESIS))
        return 0, GENESIS
    return found.seq, found.hash


def _append_line(connection: Connection, bloc_id: int, head: tuple[int, str], entry: _Entry) -> tuple[int, str]:
    seq, prev = head[0] + 1, head[1]
    digest = _hash(prev, bloc_id, seq, entry)
    values = asdict(entry) | {"at": datetime.fromisoformat(entry.at)}
    connection.execute(insert(_LINES).values(bloc_id=bloc_id, seq=seq, prev_hash=prev, hash=digest, **values))
    return seq, digest


def head_of(bloc_id: int) -> tuple[int, str]:
    """How long the chain is and its last hash: what exports and notices print, so that others hold an anchor."""
    found = db.session.execute(select(_HEADS.c.seq, _HEADS.c.hash).where(_HEADS.c.bloc_id == bloc_id)).first()
    return (found.seq, found.hash) if found else (0, GENESIS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the chain found; `broken_at` is the first bad line's number, 0 when all is well."""

    lines: int
    head: str
    broken_at: int = 0
    why: str = ""


Watch = Callable[[Iterator[Any], int], Iterable[Any]]


def verify(bloc_id: int, anchor: str = "", watch: Watch = lambda lines, length: lines) -> Verdict:
    """Recompute a bloc's whole chain; an `anchor` (a head printed earlier, or its first 16 signs) must be in it.

    `watch` is handed the lines and how many there should be, to show how far the check has come."""
    seq, prev, anchored = 0, GENESIS, not anchor
    for line in watch(_lines(bloc_id), head_of(bloc_id)[0]):
        seq += 1
        if why := _fault(line, seq, prev):
            return Verdict(seq - 1, prev, seq, why)
        prev = line.hash
        anchored = anchored or prev.startswith(anchor.lower())
    head = head_of(bloc_id)
    if head != (seq, prev):
        return Verdict(seq, prev, seq + 1, "phần cuối nhật ký bị cắt hoặc đầu chuỗi bị sửa")
    if not anchored:
        return Verdict(seq, prev, seq + 1, "mã đối chiếu không có trong nhật ký: nhật ký đã bị viết lại")
    return Verdict(seq, prev)


def _lines(bloc_id: int) -> Iterator[Any]:
    ordered = select(_LINES).where(_LINES.c.bloc_id == bloc_id).order_by(_LINES.c.seq)
    return iter(db.session.execute(ordered.execution_options(yield_per=1000)))


def _fault(line: Any, seq: int, prev: str) -> str:
    if line.seq != seq:
        return f"thiếu dòng {seq}"
    if line.prev_hash != prev:
        return f"dòng {seq} không nối với dòng trước"
    entry = _Entry(
        line.at.isoformat(), line.year_id, line.user_id, line.agency_id, line.about_agency_id,
        line.act, line.thing, line.thing_id, line.facts,
    )  # fmt: skip
    return "" if _hash(prev, line.bloc_id, seq, entry) == line.hash else f"dòng {seq} đã bị sửa"


def lines_about(agency_id: int, limit: int = 200) -> list[Any]:
    """The newest acts upon one agency's rows, for its own people."""
    newest = select(_LINES).where(_LINES.c.about_agency_id == agency_id).order_by(_LINES.c.id.desc()).limit(limit)
    return list(db.session.execute(newest))


@dataclass(frozen=True, slots=True)
class Acts:
    """Which acts are asked for: those of these names, whatever they were done to, and these pairs of thing and act."""

    names: frozenset[str]
    pairs: frozenset[tuple[str, str]] = frozenset()


def acts_about(agency_id: int, year_id: int, acts: Acts, limit: int, offset: int = 0) -> tuple[list[Any], int]:
    """The newest of those acts upon one agency's rows in a year, and upon its people at any time; and how many there
    are in all. Which acts an agency may read of is for the caller to say: an appraisal is none before its release."""
    wanted = or_(_LINES.c.act.in_(acts.names), tuple_(_LINES.c.thing, _LINES.c.act).in_(acts.pairs))
    of_year = or_(_LINES.c.year_id == year_id, _LINES.c.year_id.is_(None))
    mine = and_(_LINES.c.about_agency_id == agency_id, of_year, wanted)
    rows = select(_LINES).where(mine).order_by(_LINES.c.id.desc()).limit(limit).offset(offset)
    count = db.session.execute(select(func.count()).select_from(_LINES).where(mine)).scalar_one()
    return list(db.session.execute(rows)), count
