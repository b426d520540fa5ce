"""What time it is: read in one place, set by tests, always aware and in UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: The bloc lives by Vietnamese time; the database by UTC.
BLOC_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_stopped: list[datetime] = []


def now() -> datetime:
    """The present moment in UTC, cut to the second (a filing is timed to the second)."""
    return (_stopped[-1] if _stopped else datetime.now(UTC)).replace(microsecond=0)


def today() -> date:
    """The present calendar day of the bloc."""
    return now().astimezone(BLOC_ZONE).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Within the block, in this thread and those that serve it, time stands still at `moment` (aware)."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    _stopped.append(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.pop()
