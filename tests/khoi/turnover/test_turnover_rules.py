"""What goes along into the next year, what still names the old one, what is handed over."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.sheets.rules import Direct, Node, SheetSpec
from khoi.turnover.rules import (
    Choices,
    Item,
    Kind,
    Parties,
    Passed,
    Text,
    a_year_on,
    digest_of,
    items_from,
    left_behind,
    minutes,
    moved,
    named_anew,
    objections_to_choices,
    objections_to_lines,
    own_lines,
    texts_of_sheet,
    write_items,
)
from tenants.vi import ZONE

LEAF = Node(
    "1", "Kết quả năm 2026", Decimal(100), method=Direct(), guidance="Số liệu của năm 2025", path="I/1", depth=2
)
SHEET = SheetSpec(
    "Bảng tiêu chí năm 2026", 2026, Decimal(100), (Node("I", "Nhóm", Decimal(100), children=(LEAF,), path="I"),),
    not_considered=("Không đăng ký năm 2026",),
)  # fmt: skip
PASSED = Passed(
    (Item(Kind.PAPER, "Bảng tiêu chí", "Bảng năm 2026", "phiên bản 1"), Item(Kind.MATTER, "Chấm điểm", "Chưa nộp")),
    ("Quỹ thi đua: 5 triệu đồng.",),
)


@given(st.integers(946684800, 4102444800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_a_date_keeps_day_and_hour_in_vietnam_and_moves_by_a_year(moment):
    before, after = moment.astimezone(ZONE), a_year_on(moment)
    assert after.year == before.year + 1
    assert (after.month, after.timetz()) == (before.month, before.timetz())
    assert after.day == before.day or (before.month, before.day, after.day) == (2, 29, 28)


def test_the_evening_of_the_last_day_stays_in_its_vietnamese_year():
    assert a_year_on(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)).date() == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("Bảng tiêu chí năm 2026", "Bảng tiêu chí năm 2027"),
        ("Kế hoạch 05/2026/KH", "Kế hoạch 05/2026/KH"),
        ("Mã 12026", "Mã 12026"),
    ],
)
def test_the_year_in_a_name_follows_and_numbers_of_texts_stay(text, anew):
    assert named_anew(text, 2026, 2027) == anew


def test_the_sheet_moves_with_its_criteria_as_they_are_written():
    draft = moved(SHEET, 2026)
    assert (draft.name, draft.year) == ("Bảng tiêu chí năm 2027", 2027)
    assert draft.sections == SHEET.sections


def test_every_text_that_still_names_another_year_is_found_with_its_place():
    left = left_behind(texts_of_sheet(moved(SHEET, 2026)), 2027)
    assert [(text.where, text.years) for text in left] == [
        ("Bảng tiêu chí, mục I/1", (2026,)), ("Hướng dẫn chấm, mục I/1", (2025,)), ("Lý do không xét", (2026,)),
    ]  # fmt: skip


def test_a_text_of_the_own_year_or_of_none_is_not_shown():
    assert left_behind([Text("Tên", "Báo cáo năm 2027"), Text("Tên", "Nghị định 152/2025/NĐ-CP")], 2027) == []


@pytest.mark.parametrize(
    ("choices", "fields"),
    [
        (Choices(1, 2, (1, 2, 3), "BB"), []),
        (Choices(1, 1, (1, 2, 3), "BB"), ["deputy"]),
        (Choices(9, 2, (1, 2, 3), "BB"), ["lead"]),
        (Choices(1, 9, (1, 2, 3), "BB"), ["deputy"]),
        (Choices(1, 2, (1, 2), "BB"), ["members"]),
    ],
)
def test_a_year_begins_with_two_chairs_among_enough_members(choices, fields):
    assert [field for field, _ in objections_to_choices(choices)] == fields


def test_what_was_signed_is_read_back_as_it_was_and_its_hash_tells_a_change():
    kept = write_items(PASSED)
    assert items_from(kept) == PASSED
    assert digest_of(kept) == digest_of(write_items(items_from(kept)))
    assert digest_of(kept) != digest_of(write_items(Passed(PASSED.items, ())))


def test_own_lines_are_one_a_line_and_within_limits():
    assert own_lines(" a \n\n b\n") == ("a", "b")
    assert objections_to_lines(["x" * 500]) == []
    assert objections_to_lines(["x", "x" * 501])
    assert objections_to_lines(["x"] * 61)


def test_the_minutes_name_both_sides_the_list_and_what_never_passes_on():
    parties = Parties(
        "Khối Nội chính", "Lạng Sơn", 2026, "Thanh tra tỉnh", "Đậu Trường An", "Công an tỉnh", "Nông Quang Huy",
        date(2027, 1, 15), date(2027, 1, 20), "ab" * 32, "Thiếu hồ sơ giấy quý II",
    )  # fmt: skip
    document = minutes(parties, PASSED)
    text = "\n".join(
        getattr(block, "text", "") if isinstance(getattr(block, "text", ""), str) else "" for block in document.body
    )
    for words in (
        "Thanh tra tỉnh (Khối trưởng năm 2026) bàn giao cho Công an tỉnh", "- Bảng năm 2026: phiên bản 1.",
        "- Chưa nộp.", "- Quỹ thi đua: 5 triệu đồng.", "Bản nháp và kho minh chứng", "Thiếu hồ sơ giấy quý II.",
    ):  # fmt: skip
        assert words in text
    assert (document.signature.name, document.countersignature.name) == ("Nông Quang Huy", "Đậu Trường An")
    assert "2026 sang năm 2027" in document.subject
