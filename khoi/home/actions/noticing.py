"""Notices that have been read."""

from collections.abc import Iterable

from tenants import clock
from tenants.notices import Notice


def mark_read(notices: Iterable[Notice]) -> None:
    """These count as read from now on; one read before keeps its time. A word to the reader, not a fact of the year:
    it stands in no journal."""
    for notice in notices:
        if notice.read_at is None:
            notice.read_at = clock.now()
