"""Who coordinates on a task, read from the plan's words; and whether the task is the bloc's. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tenants.vi import fold

#: How plans name the bloc, without diacritics.
_THE_BLOC = "khoi thi dua"
_ALL_MEMBERS = ("ca khoi", "toan khoi", "cac don vi trong khoi", "cac thanh vien khoi", "cac don vi thanh vien")


class Party(StrEnum):
    """What kind of unit coordinates."""

    MEMBERS = "members"
    AGENCY = "agency"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Named:
    """A coordinating unit: the plan's words, and of an agency which one (by the key it was given)."""

    words: str
    party: Party
    agency: int | None = None


def parties(words: Iterable[str], agencies: Mapping[str, int]) -> list[Named]:
    """The coordinating units that the words name, a unit once.

    `agencies`: the members of the year by every name they go by. What names the bloc means all its members, what is a
    member's name that agency; all else is a department of the plan's own agency."""
    by_name = {folded(name): agency for name, agency in agencies.items()}
    found: dict[str, Named] = {}
    for each in words:
        name = " ".join(each.split())
        if name:
            found.setdefault(folded(name), _named(name, by_name))
    return list(found.values())


def _named(name: str, by_name: Mapping[str, int]) -> Named:
    plain = folded(name)
    if names_the_bloc(name) or plain in _ALL_MEMBERS:
        return Named(name, Party.MEMBERS)
    if plain in by_name:
        return Named(name, Party.AGENCY, by_name[plain])
    return Named(name, Party.DEPARTMENT)


def names_the_bloc(text: str) -> bool:
    """Does the text speak of a Khối thi đua?"""
    return _THE_BLOC in folded(text)


def proposed_for_bloc(content: str, coordination: Iterable[str], agencies: Mapping[str, int] | None = None) -> bool:
    """Is this task of the lead's plan the bloc's? Proposed where its text names the Khối, or where the Khối or
    another member coordinates; a person may decide otherwise."""
    if names_the_bloc(content):
        return True
    return any(each.party is not Party.DEPARTMENT for each in parties(coordination, agencies or {}))


def folded(text: str) -> str:
    """A name to compare: without diacritics, case or spare spaces."""
    return " ".join(fold(text).split())
