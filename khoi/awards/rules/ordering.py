"""From places to proposals: who is next, and who was passed over. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from khoi.awards.rules.catalogue import RuleKind, RuleSpec
from khoi.awards.rules.checking import most


@dataclass(frozen=True, slots=True)
class Place:
    """A considered member in the order of the table; those with one rank are equals."""

    agency: int
    rank: int


def passed_over(
    places: Iterable[Place],
    agency: int,
    title: str,
    titles: Sequence[str],
    proposed: Mapping[int, Collection[str]],
    withdrawn: Mapping[int, Collection[str]],
) -> list[int]:
    """The members ranked before `agency` that are proposed neither for `title` nor for one above it (`titles`: codes,
    the highest first) and have not withdrawn from any of these: to propose `agency` leaves the rank order."""
    ranks = {place.agency: place.rank for place in places}
    own = ranks.get(agency)
    enough = set(titles[: titles.index(title) + 1]) if title in titles else {title}
    return [
        other
        for other, rank in ranks.items()
        if other != agency
        and (own is None or rank < own)
        and not enough & {*proposed.get(other, ()), *withdrawn.get(other, ())}
    ]  # fmt: skip


def limit_of(rules: Iterable[RuleSpec], considered: int) -> int | None:
    """How many may be proposed for a title whose rules these are; None: no rule says."""
    limits = [
        rule.number if rule.kind is RuleKind.COUNT else most(rule, considered)
        for rule in rules
        if rule.kind is RuleKind.COUNT or (rule.kind is RuleKind.QUOTA and not rule.other)
    ]
    return min(limits) if limits else None


def suggested(
    places: Sequence[Place],
    limits: Sequence[tuple[str, int]],
    proposed: Mapping[int, Collection[str]],
    withdrawn: Mapping[int, Collection[str]],
) -> list[tuple[int, str]]:
    """(agency, title) in the order of the places: each title, the highest first, as often as its limit says; members
    at one place are taken together or not at all. Who has any of them already, or withdrew, is left as it is."""
    waiting = [place for place in places if not proposed.get(place.agency) and not withdrawn.get(place.agency)]
    found: list[tuple[int, str]] = []
    for title, limit in limits:
        left = limit - sum(title in codes for codes in proposed.values())
        while waiting and left > 0:
            equals = [place for place in waiting if place.rank == waiting[0].rank]
            if len(equals) > left:
                break
            found += [(place.agency, title) for place in equals]
            left -= len(equals)
            waiting = waiting[len(equals) :]
    return found
