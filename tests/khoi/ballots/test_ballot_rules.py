"""How much is enough, whether a count adds up, and what a result leads to; without a database."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.ballots import recount, sealing
from khoi.ballots.rules import (
    Choice,
    Conflict,
    Kind,
    Measure,
    Motion,
    Named,
    Sheet,
    Tally,
    Voter,
    Way,
    base_of,
    may_vote_on,
    needed,
    objections_to_box,
    objections_to_choices,
    objections_to_counts,
    objections_to_opening,
    objections_to_seats,
    outcome_of_votes,
    quorum_needed,
    reaches,
    read_quorum,
    sign_of,
    tally_minutes_document,
    write_quorum,
)
from khoi.ballots.rules.minutes import Asked
from tenants.refusal import Refused


def motion(kind=Kind.AWARD, way=Way.PAPER, seats=0, percent=80, strict=False, quorum=(0, 1), conflict=Conflict.NONE):
    return Motion("Cờ thi đua", kind, way, seats, Measure(percent, strict, quorum), "Quy chế của Khối", conflict)


def tallies(*agreed, of=10):
    return [Tally(f"k{n}", f"Tên {n}", votes, of - votes, 0, of) for n, votes in enumerate(agreed)]


def test_every_threshold_is_exact_for_every_council_up_to_sixty():
    for roll in range(1, 61):
        for votes in range(roll + 1):
            share = Fraction(votes, roll)
            for percent in (1, 33, 50, 66, 67, 75, 80, 90, 100):
                assert reaches(votes, roll, percent, strict=False) == (share >= Fraction(percent, 100))
                assert reaches(votes, roll, percent, strict=True) == (share > Fraction(percent, 100))


@given(st.integers(0, 500), st.integers(1, 100), st.booleans())
def test_needed_is_the_fewest_that_reach(of, percent, strict):
    least = needed(of, percent, strict)
    assert reaches(least, of, percent, strict)
    assert least == 0 or not reaches(least - 1, of, percent, strict)


@given(st.integers(0, 500), st.integers(1, 20), st.integers(0, 20))
def test_a_quorum_is_its_part_of_the_roll_rounded_up(roll, part, more):
    least = quorum_needed(roll, (part, part + more))
    assert Fraction(least) >= Fraction(part * roll, part + more) > Fraction(least - 1)


@pytest.mark.parametrize(("typed", "read"), [("2/3", (2, 3)), (" 70 % ", (70, 100)), ("", (0, 1)), ("1/1", (1, 1))])
def test_a_quorum_is_read_as_it_is_said(typed, read):
    assert read_quorum(typed) == read
    assert read_quorum(write_quorum(read)) == read


@pytest.mark.parametrize("typed", ["3/2", "0/3", "hai phần ba", "101%", "2/0", "-1/2", "1/3/4"])
def test_what_is_no_quorum_is_refused(typed):
    with pytest.raises(Refused):
        read_quorum(typed)


def test_an_agency_without_a_slip_for_itself_counts_in_the_whole_or_not_as_the_rule_says():
    own, roll = Named("k", "Đơn vị 1", 1), [1, 2, 3, 4]
    assert [base_of(own, roll, rule) for rule in (Conflict.NONE, Conflict.WITHIN, Conflict.WITHOUT)] == [4, 4, 3]
    assert [may_vote_on(1, 1, rule) for rule in (Conflict.NONE, Conflict.WITHIN, Conflict.WITHOUT)] == [
        True,
        False,
        False,
    ]
    assert may_vote_on(2, 1, Conflict.WITHIN)
    assert may_vote_on(1, None, Conflict.WITHIN)


numbers = st.integers(0, 40)


@given(numbers, numbers, numbers, st.lists(st.tuples(numbers, numbers), max_size=4))
def test_a_count_that_adds_up_is_never_refused_and_any_one_wrong_number_is(valid, invalid, missing, shares):
    returned = valid + invalid
    sheet = Sheet(returned + missing, returned, missing, valid, invalid)
    lines = []
    for n, (most, then) in enumerate(shares):
        agree = min(most, valid)
        disagree = min(then, valid - agree)
        lines.append(Tally(f"k{n}", f"Tên {n}", agree, disagree, valid - agree - disagree, returned + missing))
    assert objections_to_counts(sheet, lines, returned + missing) == []
    for name in ("issued", "returned", "missing", "valid", "invalid"):
        wrong = replace(sheet, **{name: getattr(sheet, name) + 1})
        assert objections_to_counts(wrong, lines, returned + missing + 1)


def test_a_wrong_total_is_named_at_its_field():
    sheet = Sheet(8, 7, 1, 6, 1)
    wrong = objections_to_counts(Sheet(9, 7, 1, 6, 2), [Tally("a", "A", 5, 2, 0, 8), Tally("b", "B", 6, 0, 0, 8)], 8)
    assert [objection.path for objection in wrong] == ["issued", "returned", "valid", "a"]
    assert objections_to_seats(motion(Kind.ELECTION, seats=1), sheet, tallies(4, 3, of=6))
    assert not objections_to_seats(motion(Kind.ELECTION, seats=1), sheet, tallies(3, 3, of=6))


def test_an_award_goes_on_with_those_who_reached_it():
    found = outcome_of_votes(motion(), 10, 10, tallies(8, 7, 10))
    assert [(v.reached, v.chosen) for v in found.verdicts] == [(True, True), (False, False), (True, True)]
    assert "Không trình: Tên 1" in found.next_step


def test_of_a_limited_number_the_best_are_chosen_and_a_tie_over_the_last_place_is_voted_again():
    best = outcome_of_votes(motion(seats=2), 10, 10, tallies(10, 8, 9))
    assert [v.chosen for v in best.verdicts] == [True, False, True]
    tied = outcome_of_votes(motion(seats=2), 10, 10, tallies(10, 8, 8))
    assert [v.chosen for v in tied.verdicts] == [True, None, None]
    assert tied.again == ("k1", "k2")
    assert "bỏ phiếu lại" in tied.next_step


def test_an_election_without_enough_goes_on_between_the_best_two():
    found = outcome_of_votes(motion(Kind.ELECTION, seats=1, percent=50, strict=True), 10, 10, tallies(4, 1, 5, 0))
    assert found.again == ("k0", "k2")
    won = outcome_of_votes(motion(Kind.ELECTION, seats=1, percent=50, strict=True), 10, 10, tallies(4, 6))
    assert (won.again, "Trúng cử: Tên 1" in won.next_step) == ((), True)


def test_a_question_passes_ties_or_fails_and_says_what_then():
    asked = motion(Kind.QUESTION, percent=50, strict=True)
    said = [outcome_of_votes(asked, 10, 10, tallies(votes)).next_step for votes in (6, 5, 4)]
    assert [word in line for word, line in zip(("thông qua", "Ngang phiếu", "Không thông qua"), said, strict=True)] == [
        True
    ] * 3


def test_too_few_voters_make_no_vote():
    found = outcome_of_votes(motion(quorum=(2, 3)), 10, 6, tallies(6))
    assert (found.valid, found.verdicts[0].reached, found.again) == (False, False, ("k0",))
    assert outcome_of_votes(motion(quorum=(2, 3), percent=60), 10, 7, tallies(7)).valid


votes = st.lists(st.integers(0, 12), min_size=1, max_size=6)
kinds = st.sampled_from([Kind.AWARD, Kind.ELECTION])


@given(votes, kinds, st.integers(0, 3), st.integers(1, 99), st.booleans(), st.integers(0, 12))
def test_no_outcome_chooses_too_many_or_too_few_votes_and_the_script_says_the_same(
    agreed, kind, seats, percent, strict, came
):
    terms = motion(kind, seats=seats or (kind is Kind.ELECTION), percent=percent, strict=strict, quorum=(2, 3))
    lines = tallies(*agreed, of=12)
    found = outcome_of_votes(terms, 12, came, lines)
    chosen = [v for v in found.verdicts if v.chosen]
    assert not terms.seats or len(chosen) <= terms.seats
    assert all(v.reached for v in chosen)
    data = {
        "quorum": [2, 3], "roll": 12, "slips": {"returned": came}, "percent": percent, "strict": strict,
        "seats": terms.seats, "candidates": [{"id": line.key, "of": 12} for line in lines],
    }  # fmt: skip
    valid, verdicts = recount.outcome(data, {line.key: [line.agree, line.disagree, line.blank] for line in lines})
    assert valid == found.valid
    assert verdicts == {v.key: [v.reached, v.chosen] for v in found.verdicts}


NAMES = [Named("a", "Đơn vị 1", 1), Named("b", "Đơn vị 2", 2)]
ROLL = [Voter(n, f"Đơn vị {n}") for n in range(1, 9)]
TELLERS = [(1, True), (2, True)]


def refused(*arguments):
    return [objection.path for objection in objections_to_opening(*arguments)]


def test_a_vote_opens_only_when_all_is_there():
    assert refused(motion(), NAMES, ROLL, TELLERS) == []
    assert refused(motion(), [], [], []) == ["candidates", "roll", "tellers"]
    assert refused(motion(way=Way.PORTAL), NAMES, ROLL, [(1, True), (2, False)]) == ["tellers"]
    assert refused(motion(way=Way.PORTAL), NAMES, ROLL[:4], TELLERS) == ["way"]
    assert refused(motion(way=Way.PORTAL), NAMES, [*ROLL, Voter(9, "Không tài khoản", False)], TELLERS) == ["roll"]
    assert refused(motion(Kind.QUESTION), NAMES, ROLL, TELLERS) == ["candidates"]
    assert refused(motion(Kind.ELECTION, seats=3), NAMES, ROLL, TELLERS) == ["candidates"]
    assert refused(motion(conflict=Conflict.WITHOUT), NAMES, ROLL, TELLERS) == ["conflict"]


def test_a_threshold_nobody_can_reach_is_refused_before_the_vote():
    unreachable = motion(way=Way.PORTAL, percent=90, conflict=Conflict.WITHIN)
    assert refused(unreachable, NAMES, ROLL, TELLERS) == ["percent", "percent"]
    assert refused(motion(way=Way.PORTAL, percent=90, conflict=Conflict.WITHOUT), NAMES, ROLL, TELLERS) == []


def test_a_slip_answers_every_name_and_agrees_to_no_more_than_are_elected():
    agree = {"a": Choice.AGREE, "b": Choice.AGREE}
    assert not objections_to_choices(motion(), NAMES, agree)
    assert objections_to_choices(motion(), NAMES, {"a": Choice.BLANK})[0].path == "b"
    assert objections_to_choices(motion(Kind.ELECTION, seats=1), NAMES, agree)


def test_a_box_that_does_not_match_the_roll_is_named():
    names = {"a": "A", "b": "B"}
    assert objections_to_box({"a": 3, "b": 2}, {"a": 3, "b": 2}, names) == []
    assert objections_to_box({"a": 4}, {"a": 3, "b": 0}, names) == ["A: 4 lá phiếu, 3 người đã bỏ phiếu"]


def test_the_minutes_say_every_number_once_and_are_signed_by_the_tellers():
    asked = Asked(
        council="Khối thi đua", superior="Thanh tra tỉnh", issuer="Khối thi đua", place="Lạng Sơn", title="Cờ thi đua",
        kind=Kind.AWARD, way=Way.PAPER, office="", measure=Measure(80, strict=False), basis="Quy chế", held_on=None,
        roll=10, tellers=(("Nguyễn Văn A", "Công an tỉnh"), ("Trần Thị B", "Sở Tư pháp")),
    )  # fmt: skip
    lines = tallies(9, 3)
    found = outcome_of_votes(motion(), 10, 10, lines)
    document = tally_minutes_document(asked, Sheet(10, 10, 0, 10, 0), lines, found.verdicts, found.next_step)
    said = repr(document.body)
    assert "phát ra: 10; thu vào: 10; không thu được: 0" in said
    assert "8/10" in said
    assert said.count("KIỂM PHIẾU VIÊN") == 2
    question = replace(asked, title="Thông qua Quy chế?", kind=Kind.QUESTION)
    document = tally_minutes_document(question, Sheet(10, 10, 0, 10, 0), lines, found.verdicts, found.next_step)
    assert "Thông qua Quy chế?'" in repr(document.body)


# --- sealing ---------------------------------------------------------------------------------------------------------


def test_any_two_of_three_codes_open_the_box_and_one_alone_does_not():
    codes = {f"t{n}": sealing.new_code() for n in range(3)}
    lock, wraps = sealing.new_box({name: sealing.public_key_of(code) for name, code in codes.items()})
    [envelope] = sealing.seal(lock, [sealing.Answer(Choice.BLANK, sign_of("MA", "a"))])
    for left, third in codes.items():
        two = {name: code for name, code in codes.items() if name != left}
        answer = sealing.unseal(sealing.key_of(wraps, two), envelope)
        assert answer == sealing.Answer(Choice.BLANK, sign_of("MA", "a"))
        with pytest.raises(Refused):
            sealing.key_of(wraps, two | {next(iter(two)): third})


@given(st.sampled_from(list(Choice)), st.sampled_from(list(Choice)))
def test_envelopes_are_of_one_size_and_never_alike(first, second):
    lock, _ = sealing.new_box({name: sealing.public_key_of(f"MA {name}") for name in ("a", "b")})
    one, two = sealing.seal(lock, [sealing.Answer(first, "0" * 32), sealing.Answer(second, "0" * 32)])
    assert len(one) == len(two)
    assert one != two


def test_a_code_is_read_however_it_is_typed_and_nothing_else_is_one():
    code = sealing.new_code()
    assert sealing.read_code(code.lower().replace("-", " ")) == code
    assert sealing.read_code(code[:-1]) is None
    assert sealing.read_code("Ă" * 28) is None
    assert sealing.unseal(sealing.PrivateKey.generate(), b"\x00" * 40) is None
