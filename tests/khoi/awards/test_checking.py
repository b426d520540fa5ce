"""A candidate against the rules: met, not met, unknown, and the smallest thing that is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.awards.rules import Count, Facts, Outcome, RuleKind, RuleSpec, checks, least, most, objections_to_rule, tally
from khoi.awards.rules import rules_for as applying

NAMES = {
    "CTĐT": "Cờ thi đua của tỉnh",
    "CSTĐCS": "Chiến sĩ thi đua cơ sở",
    "BKT": "Bằng khen",
    "LĐTT": "Lao động tiên tiến",
}
MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
SHARES = st.integers(1, 100).flatmap(lambda of: st.tuples(st.integers(1, of), st.just(of)))


def asked(kind, facts, title="CTĐT", **more):
    found = checks([RuleSpec(kind, **more)], title, facts, NAMES)[0]
    return found.outcome, found.missing


def year(**known):
    return Facts(2026, **known)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (year(clean=True, considered=True), (MET, "")),
        (year(clean=None), (UNKNOWN, "chưa có xác nhận")),
        (year(clean=False), (NOT_MET, "đang có việc phải xem xét")),
        (year(clean=True, considered=False), (NOT_MET, "không thuộc diện xét thi đua năm nay")),
    ],
)
def test_who_is_under_discipline_or_not_considered_is_not_proposed(facts, said):
    assert asked(RuleKind.CLEAN, facts) == said


def test_a_title_must_have_been_registered_where_the_rule_says_so():
    assert asked(RuleKind.REGISTERED, year(registered=True)) == (MET, "")
    assert asked(RuleKind.REGISTERED, year(registered=False)) == (NOT_MET, "không đăng ký Cờ thi đua của tỉnh")
    assert asked(RuleKind.REGISTERED, year())[0] is UNKNOWN


def test_the_place_tells_how_many_ranks_are_missing():
    assert asked(RuleKind.TOP, year(rank=2), number=2) == (MET, "")
    assert asked(RuleKind.TOP, year(rank=5), number=2) == (NOT_MET, "hạng 5, còn 3 bậc")
    assert asked(RuleKind.TOP, year(), number=2)[0] is UNKNOWN
    assert asked(RuleKind.TOP, year(considered=False), number=2)[0] is NOT_MET


def test_the_points_tell_just_how_many_are_missing():
    facts = year(total=Decimal("896.75"), of_total=Decimal(1000))
    assert asked(RuleKind.POINTS, facts, number=90) == (NOT_MET, "còn thiếu 3,25 điểm")
    assert asked(RuleKind.POINTS, year(total=Decimal(900), of_total=Decimal(1000)), number=90) == (MET, "")


@given(SHARES, st.integers(0, 2000), st.integers(0, 1100))
def test_with_the_points_it_names_the_rule_is_met_and_not_with_fewer(share, of_total, total):
    number, of = share
    facts = year(total=Decimal(total), of_total=Decimal(of_total))
    said, missing = asked(RuleKind.POINTS, facts, number=number, out_of=of)
    assert (said is MET) == (Fraction(total) >= Fraction(of_total * number, of))
    if said is NOT_MET:
        points = Fraction(missing.removeprefix("còn thiếu ").removesuffix(" điểm").replace(".", "").replace(",", "."))
        short = Fraction(of_total * number, of) - total
        assert short <= points < short + Fraction(1, 1000)


def test_a_streak_names_the_missing_years_and_those_nobody_knows():
    held = frozenset({(2025, "CSTĐCS"), (2023, "CSTĐCS"), (2024, "LĐTT")})
    facts = year(held=held, known=frozenset({2023, 2024, 2025}))
    assert asked(RuleKind.STREAK, facts, number=3, other="CSTĐCS") == (NOT_MET, "thiếu năm 2024")
    assert asked(RuleKind.STREAK, facts, number=1, other="CSTĐCS") == (MET, "")
    less = year(held=held, known=frozenset({2025}))
    assert asked(RuleKind.STREAK, less, number=2, other="CSTĐCS") == (UNKNOWN, "chưa có dữ liệu năm 2024")


def test_who_had_it_last_year_is_told_the_year():
    facts = year(held=frozenset({(2025, "CTĐT")}), known=frozenset({2025}))
    assert asked(RuleKind.NOT_REPEATED, facts, number=1) == (NOT_MET, "đã được tặng năm 2025")
    assert asked(RuleKind.NOT_REPEATED, year(known=frozenset({2025})), number=1) == (MET, "")
    assert asked(RuleKind.NOT_REPEATED, year(), number=1) == (UNKNOWN, "chưa có dữ liệu năm 2025")


YEARS = st.frozensets(st.integers(2018, 2025))


@given(YEARS, YEARS, st.integers(1, 5), st.integers(2018, 2025))
def test_one_award_more_never_makes_a_streak_worse_and_never_a_repetition_better(had, known, years, more):
    def outcomes(held_years):
        held = frozenset((each, code) for each in held_years for code in ("CSTĐCS", "CTĐT"))
        facts = year(held=held, known=known | held_years)
        return (
            asked(RuleKind.STREAK, facts, number=years, other="CSTĐCS")[0],
            asked(RuleKind.NOT_REPEATED, facts, number=years)[0],
        )

    before, after = outcomes(had), outcomes(had | {more})
    assert before[0] is not MET or after[0] is MET
    assert before[1] is not NOT_MET or after[1] is NOT_MET


def test_what_must_come_together_and_what_must_not():
    facts = year(together=frozenset({"CTĐT", "LĐTT"}))
    assert asked(RuleKind.NEEDS, facts, "CSTĐCS", other="LĐTT") == (MET, "")
    assert asked(RuleKind.NEEDS, year(), "CSTĐCS", other="LĐTT") == (NOT_MET, "thiếu Lao động tiên tiến năm 2026")
    rule = RuleSpec(RuleKind.EXCLUSIVE, "BKT", other="CTĐT")
    for title, other in (("BKT", "CTĐT"), ("CTĐT", "BKT")):
        assert rule.applies_to(title, "collective", date(2026, 1, 1))
        both = year(together=frozenset({"BKT", "CTĐT"}))
        found = checks([rule], title, both, NAMES)[0]
        assert (found.outcome, found.missing) == (NOT_MET, f"đang đề nghị cả {NAMES[other]}")


def test_a_quota_says_by_how_many_it_is_passed():
    facts = year(same=3, bases={"": 8})
    assert asked(RuleKind.QUOTA, facts, number=20) == (NOT_MET, "đã đề nghị 3, được 1: thừa 2")
    assert asked(RuleKind.QUOTA, year(same=1, bases={"": 8}), number=20) == (MET, "")
    assert asked(RuleKind.QUOTA, facts, number=15, other="LĐTT") == (UNKNOWN, "chưa rõ số Lao động tiên tiến")
    assert asked(RuleKind.COUNT, facts, number=2) == (NOT_MET, "đã đề nghị 3, được 2: thừa 1")


@given(SHARES, st.integers(0, 400), st.integers(0, 400))
def test_shares_are_whole_numbers_as_fractions_have_them(share, of, given_):
    number, out_of = share
    rule = RuleSpec(RuleKind.VOTE, number=number, out_of=out_of)
    assert Fraction(least(rule, of)) >= Fraction(of * number, out_of) > least(rule, of) - 1
    limit = most(rule, of)
    assert limit == (0 if of == 0 else max(1, of * number // out_of))
    assert (asked(RuleKind.QUOTA, year(same=given_, bases={"": of}), number=number, out_of=out_of)[0] is MET) == (
        given_ <= limit
    )


@given(SHARES, st.integers(1, 200), st.data())
def test_the_missing_votes_are_the_fewest_that_would_do(share, total, data):
    number, of = share
    agreed = data.draw(st.integers(0, total))

    def said(votes):
        return asked(RuleKind.VOTE, year(vote=Count(votes, total, total)), number=number, out_of=of)

    outcome, missing = said(agreed)
    assert (outcome is MET) == (Fraction(agreed, total) >= Fraction(number, of))
    if outcome is NOT_MET:
        short = int(missing.split("còn thiếu ")[1].removesuffix(" phiếu"))
        assert said(agreed + short)[0] is MET
        assert said(agreed + short - 1)[0] is NOT_MET


def test_percent_is_of_all_members_not_of_those_present():
    vote = year(vote=Count(agreed=8, present=8, total=10))
    assert asked(RuleKind.VOTE, vote, number=90) == (NOT_MET, "đồng ý 8/10, còn thiếu 1 phiếu")
    assert asked(RuleKind.QUORUM, year(vote=Count(6, 6, 10)), number=2, out_of=3) == (
        NOT_MET,
        "dự 6/10, còn thiếu 1 người",
    )
    assert asked(RuleKind.VOTE, year(), number=90)[0] is UNKNOWN


def test_a_rule_applies_to_its_title_on_its_days():
    first, last = date(2026, 3, 1), date(2026, 9, 30)
    rule = RuleSpec(RuleKind.REPORT, "CTĐT", in_force_from=first, in_force_to=last)
    whole = RuleSpec(RuleKind.CLEAN, for_whom="individual")
    for day, applies in ((first, True), (last, True), (date(2026, 2, 28), False), (date(2026, 10, 1), False)):
        assert (rule in applying([rule, whole], "CTĐT", "collective", day)) == applies
    assert applying([rule, whole], "LĐTT", "individual", first) == [whole]
    assert tally(checks([rule], "CTĐT", year(report=False), NAMES)) == {MET: 0, NOT_MET: 1, UNKNOWN: 0}


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (RuleSpec(RuleKind.COUNT), "number"),
        (RuleSpec(RuleKind.VOTE, number=4, out_of=3), "out_of"),
        (RuleSpec(RuleKind.NEEDS), "other"),
        (RuleSpec(RuleKind.NEEDS, "A", other="A"), "other"),
        (RuleSpec(RuleKind.CLEAN, in_force_from=date(2026, 2, 1), in_force_to=date(2026, 1, 1)), "in_force_to"),
    ],
)
def test_a_rule_that_says_nothing_is_refused_at_its_field(rule, field):
    assert field in [each.path for each in objections_to_rule(rule)]
