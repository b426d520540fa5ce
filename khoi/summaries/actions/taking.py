"""What leaves the portal leaves a line: who took which file."""

from tenants import journal
from tenants.models import Year


def take_out(year: Year, what: str, file: bytes) -> None:
    """Write down that a summary left the portal, by the hash of its bytes."""
    journal.took_out(year, what, file)


def take_out_package(year: Year, what: str, sha256: str, size: int) -> None:
    """The same of a package that is sent piece by piece."""
    journal.wrote(year, f"take_out_{what}", sha256=sha256, size=size)
