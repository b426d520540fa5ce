"""Classes: thresholds, quotas, votes."""

from decimal import Decimal

from khoi.ranking.rules import (
    Decided,
    DecidedKind,
    standings,
)
from khoi.scoring.rules import Answer, Card, Inputs
from tests.khoi.ranking.small_bloc import VOTED, card, classes, small_sheet


def test_a_class_that_needs_a_vote_waits_for_it_within_the_quota() -> None:
    spec = small_sheet(classification=VOTED)
    found = standings(spec, [card("X", "40", "40"), card("Y", "40", "30"), card("Z", "40", "20"), card("W", "1")])
    waiting = ("Tốt", "Xuất sắc")
    assert classes(found) == {"X": waiting, "Y": waiting, "Z": ("Tốt", None), "W": (None, None)}


def test_a_granted_vote_gives_the_class_and_a_refused_one_passes_the_room_on() -> None:
    spec = small_sheet(classification=VOTED)
    votes = [Decided(DecidedKind.CLASS, "X", "Xuất sắc"), Decided(DecidedKind.CLASS_REFUSED, "Y", "Xuất sắc")]
    cards = [card("X", "40", "40"), card("Y", "40", "30"), card("Z", "40", "20"), card("W", "1")]
    found = classes(standings(spec, cards, decided=votes))
    assert found == {"X": ("Xuất sắc", None), "Y": ("Tốt", None), "Z": ("Tốt", "Xuất sắc"), "W": (None, None)}


def test_a_vote_gives_no_class_whose_thresholds_are_missed() -> None:
    spec = small_sheet(classification=VOTED)
    votes = [Decided(DecidedKind.CLASS, "X", "Xuất sắc")]
    assert classes(standings(spec, [card("X", "30")], decided=votes)) == {"X": ("Tốt", None)}


def test_a_quota_leaves_room_for_at_least_one() -> None:
    spec = small_sheet(classification=[{"label": "Giỏi", "min_total_percent": "1", "quota_percent": "1"}])
    found = classes(standings(spec, [card("X", "2"), card("Y", "3")]))
    assert found == {"Y": ("Giỏi", None), "X": (None, None)}


def test_equals_that_overflow_a_quota_are_not_split_by_chance() -> None:
    rules = [
        {"label": "Giỏi", "min_total_percent": "1", "quota_percent": "50"},
        {"label": "Khá", "min_total_percent": "0"},
    ]
    found = standings(small_sheet(classification=rules), [card("X", "9"), card("Y", "9"), card("Z", "9")])
    assert classes(found) == dict.fromkeys("XYZ", ("Khá", None))


def test_an_unanswered_criterion_misses_the_criterion_threshold_but_one_that_does_not_apply_does_not() -> None:
    rules = [{"label": "Giỏi", "min_total_percent": "0", "min_criterion_percent": "50"}]
    spec = small_sheet(classification=rules)
    away = {"A/1": Answer(Inputs(points=Decimal(40))), "B/1": Answer(Inputs(points=Decimal(40)))}
    found = standings(spec, [Card("X", away), Card("Y", away | {"A/2": Answer(Inputs(not_applicable=True))})])
    assert classes(found) == {"Y": ("Giỏi", None), "X": (None, None)}


def test_a_granted_class_takes_its_room_from_those_who_wait() -> None:
    votes = [Decided(DecidedKind.CLASS, "X", "Xuất sắc")]
    cards = [card("X", "40", "40"), card("Y", "40", "30"), card("Z", "40", "20"), card("W", "1")]
    found = classes(standings(small_sheet(classification=VOTED), cards, decided=votes))
    assert found == {"X": ("Xuất sắc", None), "Y": ("Tốt", "Xuất sắc"), "Z": ("Tốt", None), "W": (None, None)}
