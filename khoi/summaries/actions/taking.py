"""What leaves the portal leaves a line: who took which file."""

from tenants import journal
from tenants.models import Year


def take_out(year: Year, what: str, file: bytes) -> None:
    """Write down that a summary left the portal, by the hash of its bytes."""
    journal.took_out(year, what, file)
