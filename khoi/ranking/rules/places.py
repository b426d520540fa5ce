"""Totals to places: the ordered tie rules, shared ranks 1, 2, 2, 4, and no place for who is not considered."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from khoi.ranking.rules.classes import classified
from khoi.ranking.rules.standing import CONSIDERED, Decided, DecidedKind, Standing
from khoi.scoring.rules import Card, View, score_bloc, shown_points, totals
from khoi.sheets.rules import SheetSpec, Tie, TieBy

UNDECIDED = Decimal(10**6)


def standings(
    spec: SheetSpec, cards: Sequence[Card], view: View = View.APPRAISED, decided: Iterable[Decided] = ()
) -> list[Standing]:
    """Every member's sums, rank and class in this view: ranked ones first in order, then those not considered."""
    votes = tuple(decided)
    cards = [_as_decided(card, votes) for card in cards]
    rows = score_bloc(spec, cards, view)
    found = [
        Standing(card, rows[card.agency], shown_points(spec, rows[card.agency]), totals(spec, rows[card.agency]))
        for card in cards
    ]
    return placed(spec, found, votes)


def placed(spec: SheetSpec, found: Iterable[Standing], votes: Iterable[Decided]) -> list[Standing]:
    """Standings whose points are known get their places and classes, whatever they had before: the ranked ones first
    in order, then those not considered."""
    votes = tuple(votes)
    bare = [replace(standing, rank=None, shared=False, class_label=None, pending_class=None) for standing in found]
    ranked = _ranked(spec, [standing for standing in bare if standing.considered], votes)
    return classified(spec, ranked, votes) + [standing for standing in bare if not standing.considered]


def as_expected(
    spec: SheetSpec, cards: Sequence[Card], decided: Iterable[Decided] = ()
) -> dict[str, dict[str, dict[str, Any]]]:
    """Both views by agency, as `khoi totals --json` and `khoi rank --json` print them."""
    votes = tuple(decided)
    return {
        view.value: {standing.agency: standing.as_expected() for standing in standings(spec, cards, view, votes)}
        for view in View
    }


def tie_key(spec: SheetSpec, standing: Standing, tie: Tie, votes: Iterable[Decided]) -> Decimal:
    """The figure by which one tie rule orders; the smaller one goes first."""
    if tie.by is TieBy.PENALTY:
        return standing.sums.penalty
    if tie.by is TieBy.BALLOT:
        return _ballot(standing.agency, votes)
    section = spec.section_named(tie.code)
    return -standing.sums.sections[section.path] if section else Decimal(0)


def equals_in(spec: SheetSpec, ranked: Iterable[Standing]) -> list[list[Standing]]:
    """The ranked in groups that no figure tells apart: what a vote may put in order, or has put in order."""
    figures = [tie for tie in spec.ties if tie.by is not TieBy.BALLOT]

    def figure(standing: Standing) -> tuple[Decimal, ...]:
        return (standing.total, *(tie_key(spec, standing, tie, ()) for tie in figures))

    return [list(group) for _, group in groupby(ranked, key=figure)]


def _ranked(spec: SheetSpec, considered: list[Standing], votes: tuple[Decided, ...]) -> list[Standing]:
    def order(standing: Standing) -> tuple[Decimal, ...]:
        return (-standing.total, *(tie_key(spec, standing, tie, votes) for tie in spec.ties))

    places: list[Standing] = []
    for _, group in groupby(sorted(considered, key=order), key=order):
        equals = list(group)
        rank = len(places) + 1
        places += [replace(standing, rank=rank, shared=len(equals) > 1) for standing in equals]
    return places


def _ballot(agency: str, votes: Iterable[Decided]) -> Decimal:
    place = next((vote.result for vote in votes if vote.kind is DecidedKind.TIE and vote.agency == agency), "")
    return Decimal(place) if place.isdecimal() else UNDECIDED


def _as_decided(card: Card, votes: Iterable[Decided]) -> Card:
    """The vote on whether an agency is considered goes before what its card says."""
    for vote in votes:
        if vote.kind is DecidedKind.CONSIDERATION and vote.agency == card.agency:
            return replace(card, not_considered=None if vote.result == CONSIDERED else vote.result)
    return card
