"""Classes (xếp loại) by ordered rules: thresholds, quotas that go to the best totals first, votes that are awaited."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from khoi.ranking.rules.standing import Decided, DecidedKind, Standing
from khoi.sheets.rules import ClassRule, Kind, SheetSpec


def classified(spec: SheetSpec, ranked: Sequence[Standing], votes: Iterable[Decided]) -> list[Standing]:
    """The ranked standings with their class; `pending_class` names a class that waits for a vote.

    Each rule takes, of those still without a class, the ones that fit it and that its quota has room for."""
    votes = tuple(votes)
    found = {standing.agency: standing for standing in ranked}
    for rule in spec.classification:
        fitting = [
            standing for standing in found.values() if standing.class_label is None and _fits(spec, rule, standing)
        ]
        found |= {changed.agency: changed for changed in _awarded(rule, fitting, _room(rule, len(ranked)), votes)}
    return list(found.values())


def _fits(spec: SheetSpec, rule: ClassRule, standing: Standing) -> bool:
    if standing.total * 100 < rule.min_total_percent * spec.total:
        return False
    least = rule.min_criterion_percent
    return least is None or all(
        standing.points.get(leaf.path, Decimal(0)) * 100 >= least * leaf.ceiling
        for leaf in spec.leaves
        if leaf.kind is Kind.BASE and not _away(standing, leaf.path)
    )


def _away(standing: Standing, path: str) -> bool:
    row = standing.rows.get(path)
    return row is not None and row.not_applicable


def _room(rule: ClassRule, members: int) -> int:
    """How many of the considered members a class may hold: rounded down, but at least one."""
    if rule.quota_percent is None:
        return members
    return max(1, int(members * rule.quota_percent / 100))


def _awarded(rule: ClassRule, fitting: list[Standing], room: int, votes: tuple[Decided, ...]) -> list[Standing]:
    """The standings that this rule changes: given the class, or put down as waiting for the vote on it."""
    if not rule.needs_vote:
        return [_given(rule, standing) for standing in _within(fitting, room)]
    granted = _within([s for s in fitting if _voted(DecidedKind.CLASS, rule, s, votes)], room)
    # A vote may choose among equals, so all of a group that starts within the room are put to it.
    waiting = _starting_within([s for s in fitting if _awaits(rule, s, votes)], room - len(granted))
    return [replace(s, pending_class=rule.label) for s in waiting] + [_given(rule, s) for s in granted]


def _given(rule: ClassRule, standing: Standing) -> Standing:
    return replace(standing, class_label=rule.label)


def _awaits(rule: ClassRule, standing: Standing, votes: Iterable[Decided]) -> bool:
    """No vote on this class yet, and no higher class that waits for one."""
    voted = any(_voted(kind, rule, standing, votes) for kind in (DecidedKind.CLASS, DecidedKind.CLASS_REFUSED))
    return not voted and standing.pending_class is None


def _voted(kind: DecidedKind, rule: ClassRule, standing: Standing, votes: Iterable[Decided]) -> bool:
    return any(v.kind is kind and v.agency == standing.agency and v.result == rule.label for v in votes)


def _within(fitting: Iterable[Standing], room: int) -> list[Standing]:
    """The best whole groups of equals that fit; a group that would overflow the quota is not split by chance."""
    taken: list[Standing] = []
    for _, group in groupby(fitting, key=lambda standing: standing.rank):
        equals = list(group)
        if len(taken) + len(equals) > room:
            break
        taken += equals
    return taken


def _starting_within(waiting: Iterable[Standing], room: int) -> list[Standing]:
    taken: list[Standing] = []
    for _, group in groupby(waiting, key=lambda standing: standing.rank):
        if len(taken) >= room:
            break
        taken += group
    return taken
