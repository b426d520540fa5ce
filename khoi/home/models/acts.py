"""The journal's lines about one agency, with who acted as its people may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from khoi.home.rules.acts import WORDS, WORDS_OF, words_of
from tenants.journal import Acts, acts_about
from tenants.models import members_of, names_of, users_of

SHOWN = Acts(frozenset(WORDS), frozenset(WORDS_OF))


@dataclass(frozen=True, slots=True)
class Act:
    """One line: when, who (a person of the agency, else the agency that acted), what."""

    at: datetime
    who: str
    what: str


def page_of_acts(agency_id: int, year_id: int, page: int, most: int) -> tuple[list[Act], int]:
    """One page of the acts, the newest first, and how many acts there are."""
    lines, count = acts_about(agency_id, year_id, SHOWN, most, (page - 1) * most)
    who = _Names(agency_id, year_id, lines)
    return [Act(line.at, who.acted(line), who.said(line)) for line in lines], count


class _Names:
    """The names in some lines, asked for once."""

    def __init__(self, agency_id: int, year_id: int, lines: Sequence[Any]) -> None:
        own = {line.user_id for line in lines if line.agency_id == agency_id and line.user_id}
        self._own = names_of(own)
        self._agencies = {member.agency_id: member.name_that_year for member in members_of(year_id)}
        self._people = {user.public_id: user.name for user in users_of(agency_id)}

    def acted(self, line: Any) -> str:
        """Of others an agency knows which agency it was, not which person."""
        if line.user_id in self._own:
            return self._own[line.user_id]
        return self._agencies.get(line.agency_id, "Hệ thống, quản trị")

    def said(self, line: Any) -> str:
        others = {key: name for key, name in self._people.items() if name != self._own.get(line.user_id)}
        words = words_of(line.thing, line.act, loads(line.facts), line.thing_id, others)
        return words[:1].upper() + words[1:]
