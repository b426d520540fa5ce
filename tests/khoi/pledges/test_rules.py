"""What may be registered, when it may leave, how results compare with targets."""

from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.office.document import Signatures, Table
from khoi.pledges.rules import (
    CUSTOMARY,
    Agreement,
    Bound,
    Contents,
    Event,
    RegisteredTitle,
    Result,
    Stage,
    Target,
    agreement_document,
    board_word,
    next_stage,
    objections_to_filing,
    objections_to_issuing,
    other_years,
    percent_of,
    read_contents,
    read_results,
    read_target_lines,
    seal_of,
    write_contents,
    write_results,
)
from tenants.refusal import Refused

WORKERS = RegisteredTitle("LĐTT", "Lao động tiên tiến", "title", "individual", 2, "Nguyễn Thị Hoa\nTrần Văn Bình")
PLAN = Target("k1", "Hoàn thành kế hoạch thanh tra", "%", Decimal(100))
FULL = Contents((WORKERS,), (PLAN,))
figures = st.decimals(0, 10**9, places=3)


def keys():
    return (f"k{number}" for number in count(1))


def test_the_way_goes_through_the_head_and_back_after_a_return():
    assert next_stage(Stage.DRAFT, Event.SEND_TO_HEAD) is Stage.AT_HEAD
    assert next_stage(Stage.AT_HEAD, Event.FILE) is Stage.FILED
    assert next_stage(Stage.FILED, Event.RETURN) is Stage.RETURNED
    assert next_stage(Stage.AT_HEAD, Event.GIVE_BACK) is Stage.DRAFT
    assert next_stage(Stage.AT_HEAD, Event.GIVE_BACK, filings=1) is Stage.RETURNED


@pytest.mark.parametrize(
    ("stage", "event"),
    [(Stage.DRAFT, Event.FILE), (Stage.FILED, Event.SEND_TO_HEAD), (Stage.DRAFT, Event.RETURN)],
)
def test_no_other_way_is_open(stage, event):
    with pytest.raises(Refused):
        next_stage(stage, event)


def test_of_what_was_never_filed_the_lead_is_told_one_of_two_words():
    assert {board_word(stage, 0) for stage in (None, Stage.DRAFT, Stage.AT_HEAD)} == {"chưa bắt đầu", "đang soạn"}
    assert board_word(Stage.AT_HEAD, 1) == board_word(Stage.RETURNED, 1) == "đã trả lại, chờ nộp lại"


def test_an_empty_registration_cannot_be_filed():
    said = [each.message for each in objections_to_filing(Contents())]
    assert said == ["Chưa đăng ký danh hiệu hoặc hình thức khen thưởng nào.", "Chưa có chỉ tiêu thi đua nào."]
    assert not objections_to_filing(FULL)


def test_more_names_than_are_registered_and_the_same_target_twice_are_named():
    more = RegisteredTitle("LĐTT", "Lao động tiên tiến", "title", "individual", 1, "Hoa\n\nBình\n")
    again = Target("k2", "HOÀN THÀNH kế hoạch thanh tra")
    said = [str(each) for each in objections_to_filing(Contents((more,), (PLAN, again)))]
    assert said == [
        "Lao động tiên tiến: ghi 2 tên nhưng đăng ký 1.",
        "Chỉ tiêu 2: trùng nội dung với một chỉ tiêu ở trên.",
    ]


@given(st.lists(st.tuples(st.text(max_size=20), st.none() | figures), max_size=5))
def test_contents_come_back_from_their_text_and_have_one_seal(rows):
    contents = Contents((WORKERS,), tuple(Target(f"k{at}", text, "", figure) for at, (text, figure) in enumerate(rows)))
    assert read_contents(write_contents(contents)) == contents
    assert seal_of(read_contents(write_contents(contents))) == seal_of(contents)


def test_another_figure_is_another_seal():
    assert seal_of(FULL) != seal_of(Contents((WORKERS,), (Target("k1", PLAN.text, "%", Decimal("99.9")),)))


def test_a_year_left_over_from_a_copy_is_found():
    assert other_years(["Hoàn thành kế hoạch năm 2025", "Vượt năm 2026", "năm 2025"], 2026) == ["năm 2025"]


def test_targets_are_read_line_by_line():
    read = read_target_lines("Hoàn thành kế hoạch | % | 97,5\n\nXây dựng đơn vị văn hóa\n", keys())
    assert read == (
        Target("k1", "Hoàn thành kế hoạch", "%", Decimal("97.5")),
        Target("k2", "Xây dựng đơn vị văn hóa"),
    )


@pytest.mark.parametrize(
    "line", ["a|b|c", "a|%|-1", "|%|1", "a|%|1|2", "x" * 501, f"a|{'u' * 61}|1", "a|%|9" + "9" * 20]
)
def test_a_line_that_cannot_be_read_is_named_by_its_number(line):
    with pytest.raises(Refused, match="Dòng 2"):
        read_target_lines(f"Chỉ tiêu một\n{line}", keys())


@pytest.mark.parametrize(
    ("reached", "wanted", "percent"),
    [("47", "48", "97.92"), ("1", "3", "33.33"), ("2", "3", "66.67"), ("1", "8000", "0.01"), ("0", "5", "0.00")],
)
def test_the_percent_is_rounded_half_up_to_two_places(reached, wanted, percent):
    assert percent_of(Decimal(reached), Decimal(wanted)) == Decimal(percent)


def test_without_a_figure_or_against_a_target_of_0_there_is_no_percent():
    assert percent_of(None, Decimal(5)) is percent_of(Decimal(5), None) is percent_of(Decimal(5), Decimal(0)) is None


@given(figures, figures.filter(bool))
def test_the_percent_is_the_exact_one_to_half_of_the_last_place(reached, wanted):
    exact = Fraction(reached) * 100 / Fraction(wanted)
    gap = exact - Fraction(percent_of(reached, wanted))
    assert -Fraction(1, 200) <= gap < Fraction(1, 200)


def test_results_come_back_from_their_text():
    results = (Result("k1", Decimal("97.500"), ""), Result("k2", None, "Chưa phát sinh"))
    assert read_results(write_results(results)) == {row.key: row for row in results}


def test_the_customary_catalogue_names_each_code_once():
    codes = [row.code for row in CUSTOMARY]
    assert len(set(codes)) == len(codes) > 12
    assert all(len(row.code) <= 20 for row in CUSTOMARY)


def test_the_giao_uoc_lists_all_members_and_leaves_room_for_every_head():
    agreement = Agreement("Trích yếu", "Mở đầu", "Điều một\nĐiều hai", "100 % đơn vị", "Lạng Sơn")
    members = [Bound("Thanh tra tỉnh", "Chánh Thanh tra", "Đậu Trường An"), Bound("Sở Tư pháp", "", "")]
    body = agreement_document(agreement, members).body
    table = next(block for block in body if isinstance(block, Table))
    assert [row.cells[1] for row in table.rows] == ["Thanh tra tỉnh", "Sở Tư pháp"]
    signed = next(block for block in body if isinstance(block, Signatures))
    assert signed.people == (("ĐẠI DIỆN THANH TRA TỈNH", "Đậu Trường An"), ("ĐẠI DIỆN SỞ TƯ PHÁP", ""))


def test_a_giao_uoc_without_words_is_not_issued():
    assert len(objections_to_issuing(Agreement("a", "", " \n", "", ""), 1)) == 3
    assert not objections_to_issuing(Agreement("a", "", "Điều một", "100 %", ""), 2)
