"""What the council's numbers may be, and how a proposal stands."""

from khoi.awards.rules import objections_to_finding, objections_to_votes, standing


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
