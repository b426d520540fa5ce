"""What an appraiser means by leaving a row as it stands, and how a difference weighs."""

from decimal import Decimal

import pytest

from khoi.scoring.rules import Answer, Inputs, Scored, Verdict
from khoi.scoring.rules.reviewing import Finding, Reviewed, heat, verdict_typed
from khoi.sheets.rules import Direct, Kind, Node, Penalty, Percent, PerItem, Relative, Timeliness
from tenants.refusal import Refused

FORTY = Decimal(40)


def row(method=None, inputs=None, claimed=FORTY, verdict=None, appraised=None, **more):
    """A row of 50 that claims 40."""
    kind = more.pop("kind", Kind.BASE)
    leaf = Node(code="1", title="Một", ceiling=Decimal(50), method=method or Direct(), path="I/1", kind=kind)
    answer = Answer(inputs=inputs or Inputs(points=claimed), **more)
    said = {"verdict": verdict} if verdict else {}
    return Reviewed("id", leaf, answer, Scored(claimed), Scored(claimed if appraised is None else appraised), **said)


def test_the_claimed_number_is_acceptance():
    assert verdict_typed(row(), FORTY, {}, "") == Verdict(accepted=True)


def test_another_number_is_points_of_his_own():
    assert verdict_typed(row(), Decimal(35), {}, "Thiếu") == Verdict(points=Decimal(35), reason="Thiếu")


def test_nothing_typed_says_nothing():
    assert verdict_typed(row(), None, {}, "") is None
    assert verdict_typed(row(PerItem(Decimal(10)), Inputs(count=4)), None, {"count": "  "}, "") is None


def test_figures_left_as_claimed_correct_nothing():
    items = row(PerItem(Decimal(10)), Inputs(count=4))
    assert verdict_typed(items, FORTY, {"count": "4"}, "") == Verdict(accepted=True)


def test_other_figures_are_a_correction_and_the_number_that_stood_there_gives_way():
    accepted = row(PerItem(Decimal(10)), Inputs(count=4), verdict=Verdict(accepted=True))
    said = verdict_typed(accepted, FORTY, {"count": "3"}, "Một việc năm trước")
    assert said == Verdict(corrected=Inputs(count=3), reason="Một việc năm trước")


def test_a_number_that_the_corrected_figures_give_is_no_number_of_his_own():
    items = row(PerItem(Decimal(10)), Inputs(count=4))
    assert verdict_typed(items, Decimal(30), {"count": "3"}, "Vì").points is None


def test_a_number_that_stands_stays_when_only_the_reason_changes():
    adjusted = row(verdict=Verdict(points=Decimal(35), reason="Cũ"), appraised=Decimal(35))
    assert verdict_typed(adjusted, Decimal(35), {}, "Mới") == Verdict(points=Decimal(35), reason="Mới")


def test_the_points_of_a_relative_row_are_accepted_as_computed_never_kept():
    against_others = row(Relative(), Inputs(actual=Decimal(12), target=Decimal(10)))
    assert verdict_typed(against_others, FORTY, {"actual": "12", "target": "10"}, "") == Verdict(accepted=True)


def test_an_agency_without_a_target_is_corrected_without_one():
    free = row(Relative(), Inputs(actual=Decimal(12), no_target=True))
    said = verdict_typed(free, FORTY, {"actual": "11"}, "Vì")
    assert said.corrected == Inputs(actual=Decimal(11), no_target=True)


def test_the_days_that_the_year_knows_are_the_figures_of_a_timeliness_row():
    late = row(Timeliness(Decimal(5), ("scorecard",)), Inputs(), days_late=2)
    assert verdict_typed(late, FORTY, {"days_late": "2"}, "") == Verdict(accepted=True)
    assert verdict_typed(late, FORTY, {"days_late": "0"}, "Đúng hạn").corrected == Inputs(days_late=0)


def test_a_bonus_not_asked_for_is_accepted_with_nothing():
    none = row(PerItem(Decimal(10)), Inputs(), claimed=None, kind=Kind.BONUS)
    assert verdict_typed(none, Decimal(0), {"count": ""}, "") == Verdict(accepted=True)


@pytest.mark.parametrize("figures", [{"actual": "47", "target": ""}, {"actual": "x", "target": "48"}])
def test_half_a_correction_is_refused(figures):
    percent = row(Percent(Decimal(2)), Inputs(actual=Decimal(47), target=Decimal(48)))
    with pytest.raises(Refused):
        verdict_typed(percent, None, figures, "Vì")


def test_a_grown_penalty_takes_from_the_total():
    grown = row(
        Penalty(Decimal(2)), Inputs(count=1), Decimal(2), Verdict(corrected=Inputs(count=3), reason="Vì"), Decimal(6),
        kind=Kind.PENALTY,
    )  # fmt: skip
    assert (grown.delta, grown.finding, heat(grown) < 0) == (Decimal(-4), Finding.CORRECTED, True)


@pytest.mark.parametrize(("given", "level"), [("40", 0), ("39", -1), ("35", -2), ("20", -3), ("41", 1), ("50", 3)])
def test_a_difference_weighs_by_its_share_of_the_ceiling(given, level):
    assert heat(row(verdict=Verdict(points=Decimal(given), reason="Vì"), appraised=Decimal(given))) == level


def test_a_row_without_a_word_has_no_difference():
    assert (row().delta, row().finding, heat(row())) == (None, Finding.WAITING, 0)
