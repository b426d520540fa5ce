"""What binds all is told to all, in the same transaction."""

from tenants.models import members_of
from tenants.notices import notify

LONGEST = 500


def tell_all(year_id: int, kind: str, text: str) -> None:
    """A notice to every member; what is longer than a notice may be goes on where it was written."""
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    for member in members_of(year_id):
        notify(member.agency_id, kind, text)
