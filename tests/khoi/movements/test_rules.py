"""When a movement may be launched, and what the lead's board says of an agency."""

from datetime import date

from khoi.movements.rules import board_word, objections_to_origin, objections_to_period


def test_a_movement_begins_in_its_year_and_ends_before_the_next_april():
    assert not objections_to_period(date(2026, 4, 1), date(2027, 3, 31), 2026)
    assert [each.path for each in objections_to_period(date(2025, 12, 31), date(2026, 2, 1), 2026)] == ["begins"]
    assert [each.path for each in objections_to_period(date(2026, 4, 1), date(2027, 4, 1), 2026)] == ["ends"]
    assert [each.path for each in objections_to_period(date(2026, 4, 2), date(2026, 4, 1), 2026)] == ["ends"]


def test_what_is_taken_over_from_above_names_its_document():
    assert not objections_to_origin("bloc", "", "", None)
    assert not objections_to_origin("above", "UBND tỉnh", "12/KH-UBND", date(2026, 1, 5))
    assert objections_to_origin("above", "UBND tỉnh", "", date(2026, 1, 5))


def test_of_what_is_not_sent_the_board_says_one_of_two_words():
    assert {board_word(stage) for stage in (None, "draft", "at_head")} == {"chưa bắt đầu", "đang soạn"}
    assert board_word("sent") == "đã tham gia"
