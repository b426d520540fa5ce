"""What if: the same table with one thing otherwise. Nothing is stored: rules on values, each case computed anew from
the rows (only the sums that the case touches)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from khoi.ranking.rules.places import placed, tie_key
from khoi.ranking.rules.standing import Decided, Standing
from khoi.scoring.rules import Card, Scored, View, half_up, relative_row, score_bloc
from khoi.scoring.rules.inputs import limit_of
from khoi.scoring.rules.points import QUANTA
from khoi.scoring.rules.totals import Parts, part_of_row, parts_of, totals_of
from khoi.sheets.rules import Kind, Node, NotApplicable, Relative, SheetSpec, Tie

Rows = Mapping[str, Scored]


@dataclass(frozen=True, slots=True)
class Moved:
    """An agency whose place is another one in this case."""

    agency: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """The claim taken on one row where the appraisal departed from it."""

    agency: str
    path: str
    found: Decimal | None
    claimed: Decimal | None
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """So many points more (or less) on one row of `agency`, and the lower of two neighbours stands first."""

    agency: str
    path: str
    change: Decimal


@dataclass(frozen=True)
class Sandbox:
    """The table as it stands, with all that a case needs to be computed."""

    spec: SheetSpec
    votes: tuple[Decided, ...]
    base: tuple[Standing, ...]
    claimed: Mapping[str, Rows]
    #: By agency: what its sections add up to, and by what it is ordered.
    parts: Mapping[str, Parts]
    orders: Mapping[str, tuple[Decimal, ...]]

    @property
    def ranked(self) -> list[Standing]:
        return [standing for standing in self.base if standing.rank is not None]


def sandbox(spec: SheetSpec, appraised: Sequence[Standing], votes: Iterable[Decided]) -> Sandbox:
    """Of a table's appraised standings; classes play no part in places and are left out."""
    bare = replace(spec, classification=())
    votes = tuple(votes)
    base = tuple(placed(bare, appraised, votes))
    return Sandbox(
        bare, votes, base,
        claimed=score_bloc(spec, [standing.card for standing in base], View.CLAIMED),
        parts={standing.agency: parts_of(bare, standing.rows) for standing in base},
        orders={standing.agency: _order(bare, votes, standing) for standing in base if standing.considered},
    )  # fmt: skip


def accepted_each(box: Sandbox) -> list[Accepted]:
    """For each row on which the appraisal departs from the claim: the places if the claim were taken."""
    return [
        _accepted(box, standing, leaf)
        for standing in box.base
        for leaf in box.spec.leaves
        if _departs(standing.card, leaf.path)
    ]


def other_tie_orders(box: Sandbox) -> list[tuple[tuple[Tie, ...], tuple[Moved, ...]]]:
    """The orders of the tie rules, other than the sheet's, under which somebody has another place."""
    found = []
    for ties in permutations(box.spec.ties):
        spec = replace(box.spec, ties=ties)
        moved = _moved(box, {one.agency: _order(spec, box.votes, one) for one in box.ranked})
        if moved:
            found.append((ties, moved))
    return found


def without_each(box: Sandbox) -> list[tuple[Node, tuple[Moved, ...]]]:
    """The criteria without whose points somebody would have another place; the sheet's total stays what it is."""
    cases = ((leaf, _without(box, leaf.path)) for leaf in box.spec.leaves)
    return [(leaf, moved) for leaf, moved in cases if moved]


def flips(box: Sandbox, upper: Standing, lower: Standing) -> list[Flip]:
    """On which single rows how little more for the lower, or less for the upper, puts the lower first: the smallest
    change of each row that can do it, the smallest first."""
    found = [*_flips_of(box, lower, upper, raised=True), *_flips_of(box, upper, lower, raised=False)]
    return sorted(found, key=lambda flip: abs(flip.change))


# --- one case ---------------------------------------------------------------------------------------------------------


def _departs(card: Card, path: str) -> bool:
    answer = card.answers.get(path)
    return answer is not None and (
        answer.appraised is not None or (answer.corrected is not None and answer.corrected != answer.inputs)
    )


def _accepted(box: Sandbox, standing: Standing, leaf: Node) -> Accepted:
    before, after = standing.rows.get(leaf.path, Scored()), box.claimed[standing.agency].get(leaf.path, Scored())
    changed = {standing.agency: {leaf.path: after}}
    if isinstance(leaf.method, Relative):
        changed = _compared(box, standing, leaf)
        after = changed[standing.agency][leaf.path]
    return Accepted(standing.agency, leaf.path, before.points, after.points, _moved_by(box, changed))


def _compared(box: Sandbox, standing: Standing, leaf: Node) -> dict[str, dict[str, Scored]]:
    """A `relative` row: with one claim taken, the others' points follow."""
    answer = standing.card.answers[leaf.path]
    taken = replace(answer, appraised=None, corrected=None)
    cards = [
        replace(one.card, answers=one.card.answers | {leaf.path: taken}) if one is standing else one.card  # type: ignore[operator]
        for one in box.base
    ]
    earned = relative_row(box.spec, leaf, cards, View.APPRAISED)
    return {agency: {leaf.path: Scored(points)} for agency, points in earned.items()} | {
        standing.agency: {leaf.path: Scored(earned.get(standing.agency))}
    }


def _without(box: Sandbox, path: str) -> tuple[Moved, ...]:
    return _moved_by(box, {standing.agency: {path: Scored()} for standing in box.base if path in standing.rows})


def _moved_by(box: Sandbox, changed: Mapping[str, Mapping[str, Scored]]) -> tuple[Moved, ...]:
    """Who moves when these rows, by agency and path, are worth something else."""
    orders = {
        one.agency: _order(box.spec, box.votes, _resummed(box, one, changed[one.agency]))
        for one in box.ranked
        if one.agency in changed
    }
    return _moved(box, orders)


def _resummed(box: Sandbox, standing: Standing, changed: Mapping[str, Scored]) -> Standing:
    """The standing with these rows worth something else; sums are exact, so the other rows need no second look."""
    parts = dict(box.parts[standing.agency])
    for path, row in changed.items():
        leaf, section = box.spec.leaf_at[path], path.split("/")[0]
        before, after = (part_of_row(box.spec, leaf, each) for each in (standing.rows.get(path, Scored()), row))
        added, away = parts[section]
        parts[section] = (added - before[0] + after[0], away - before[1] + after[1])
    return replace(standing, sums=totals_of(box.spec, parts))


def _moved(box: Sandbox, orders: Mapping[str, tuple[Decimal, ...]]) -> tuple[Moved, ...]:
    """Who has another place when some are ordered by these; equals share a place, and the next ones are skipped."""
    now = {**box.orders, **orders}
    places = sorted(now.values())
    found = ((one, bisect_left(places, now[one.agency]) + 1) for one in box.ranked)
    return tuple(Moved(one.agency, one.rank, rank) for one, rank in found if one.rank is not None and one.rank != rank)


# --- the smallest change ----------------------------------------------------------------------------------------------

#: How many steps beyond the plain distance are tried: rounding and tie rules ask for no more.
STEPS = 4


def _flips_of(box: Sandbox, changed: Standing, other: Standing, *, raised: bool) -> Iterator[Flip]:
    """`changed` gets more (`raised`) until it stands before `other`, or less until it stands after it."""
    spec, fixed = box.spec, box.orders[other.agency]
    least = _least(spec, changed, abs(changed.total - other.total))
    for leaf in spec.leaves:
        row = changed.rows.get(leaf.path, Scored())
        if row.not_applicable:
            continue
        more = raised != (leaf.kind is Kind.PENALTY)
        for change in (least + QUANTA[spec.places] * step for step in range(STEPS)):
            points = (row.points or Decimal(0)) + (change if more else -change)
            if not _possible(leaf, points):
                break
            order = _order(spec, box.votes, _resummed(box, changed, {leaf.path: Scored(points)}))
            if order < fixed if raised else order > fixed:
                yield Flip(changed.agency, leaf.path, change if more else -change)
                break


def _order(spec: SheetSpec, votes: tuple[Decided, ...], standing: Standing) -> tuple[Decimal, ...]:
    return (-standing.total, *(tie_key(spec, standing, tie, votes) for tie in spec.ties))


def _possible(leaf: Node, points: Decimal) -> bool:
    assert leaf.method is not None
    limit = limit_of(leaf.method, leaf.ceiling)
    return points >= 0 and (limit is None or points <= limit)


def _least(spec: SheetSpec, standing: Standing, distance: Decimal) -> Decimal:
    """From where to try: the distance of the totals, by which less a row moves it where others do not apply."""
    away = sum((leaf.ceiling for leaf in spec.leaves if _is_away(spec, standing, leaf)), Decimal(0))
    share = Fraction(spec.total - away) / Fraction(spec.total) if spec.total > away else Fraction(1)
    step = QUANTA[spec.places]
    return max(half_up(Fraction(distance) * share, spec.places) - (step if away else 0), step)


def _is_away(spec: SheetSpec, standing: Standing, leaf: Node) -> bool:
    row = standing.rows.get(leaf.path)
    return spec.not_applicable is NotApplicable.SCALE and row is not None and row.not_applicable
