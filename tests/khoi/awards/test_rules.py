"""What the council's numbers may be, and how a proposal stands."""

from datetime import date, timedelta

from khoi.awards.rules import (
    objections_to_deciding_on,
    objections_to_finding,
    objections_to_meeting_on,
    objections_to_revoking_on,
    objections_to_votes,
    standing,
)

TODAY = date(2026, 8, 20)


def test_agreed_are_at_most_those_present_and_these_at_most_all():
    assert not objections_to_votes(8, 8, 9)
    assert [each.path for each in objections_to_votes(9, 8, 9)] == ["agreed"]
    assert [each.path for each in objections_to_votes(9, 10, 9)] == ["present"]
    assert [each.path for each in objections_to_votes(0, 0, 0)] == ["total"]


def test_a_rejection_says_why():
    assert objections_to_finding(False, "")
    assert not objections_to_finding(True, "")


def test_a_proposal_stands_as_the_last_thing_that_happened_to_it():
    assert standing(None, False, False)[0] == "Chờ Hội đồng xét"
    assert standing(False, False, False)[0] == "Hội đồng không đồng ý"
    assert standing(True, True, False)[0] == "Đã khen thưởng"
    assert standing(True, True, True)[0] == "Đã thu hồi"


def test_minutes_are_of_a_meeting_that_was_held():
    assert not objections_to_meeting_on(TODAY, TODAY)
    assert objections_to_meeting_on(TODAY + timedelta(days=1), TODAY)


def test_a_decision_follows_the_councils_meeting_and_is_not_ahead_of_today():
    met = TODAY - timedelta(days=8)
    assert not objections_to_deciding_on(met, met, TODAY)
    assert not objections_to_deciding_on(TODAY, None, TODAY)
    assert "12/08/2026" in objections_to_deciding_on(met - timedelta(days=1), met, TODAY)[0].message
    assert objections_to_deciding_on(TODAY + timedelta(days=1), met, TODAY)


def test_what_is_revoked_was_given_before():
    given = TODAY - timedelta(days=1)
    assert not objections_to_revoking_on(given, given, TODAY)
    assert "19/08/2026" in objections_to_revoking_on(given - timedelta(days=1), given, TODAY)[0].message
    assert objections_to_revoking_on(TODAY + timedelta(days=1), given, TODAY)
