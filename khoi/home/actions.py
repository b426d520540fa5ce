"""Notices that have been read."""

from tenants import clock
from tenants.notices import notices_to


def read_notices(agency_id: int) -> None:
    """All notices of the agency count as read from now on."""
    for notice in notices_to(agency_id):
        if notice.read_at is None:
            notice.read_at = clock.now()
