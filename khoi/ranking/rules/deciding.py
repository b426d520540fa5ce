"""What puts one agency before its neighbour, criterion by criterion."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from khoi.ranking.rules.places import tie_key
from khoi.ranking.rules.standing import Decided, Decides, Gap, Standing
from khoi.sheets.rules import Kind, Node, SheetSpec, Tie


def what_decides(spec: SheetSpec, upper: Standing, lower: Standing, decided: Iterable[Decided] = ()) -> Decides:
    """The distance of two neighbours and the criteria that make it, largest share first.

    `rest` is what scaling, caps and the total's limits add to the plain differences of the rows."""
    gaps = sorted((gap for leaf in spec.leaves if (gap := _gap(leaf, upper, lower)).points), key=_size, reverse=True)
    distance = upper.total - lower.total
    rest = distance - sum((gap.points for gap in gaps), Decimal(0))
    if distance:
        return Decides(distance, tuple(gaps), rest)
    tie = _tie(spec, upper, lower, tuple(decided))
    return Decides(distance, tuple(gaps), rest, tie, shared=tie is None)


def neighbours(spec: SheetSpec, ranked: Iterable[Standing], decided: Iterable[Decided] = ()) -> list[Decides]:
    """What decides between each ranked agency and the next one below."""
    places = [standing for standing in ranked if standing.rank is not None]
    votes = tuple(decided)
    return [what_decides(spec, upper, lower, votes) for upper, lower in pairwise(places)]


def _gap(leaf: Node, upper: Standing, lower: Standing) -> Gap:
    zero = Decimal(0)
    more = upper.points.get(leaf.path, zero) - lower.points.get(leaf.path, zero)
    return Gap(leaf.path, leaf.title, -more if leaf.kind is Kind.PENALTY else more)


def _size(gap: Gap) -> Decimal:
    return abs(gap.points)


def _tie(spec: SheetSpec, upper: Standing, lower: Standing, votes: tuple[Decided, ...]) -> Tie | None:
    return next((t for t in spec.ties if tie_key(spec, upper, t, votes) != tie_key(spec, lower, t, votes)), None)
