"""What a report asks for is looked through before the members are asked."""

from dataclasses import replace
from datetime import date

import pytest

from khoi.reports.rules import (
    Annex,
    CrossCheck,
    FigureType,
    Indicator,
    Outline,
    Section,
    objections_to_outline,
    objections_to_period,
    text_seal,
)

SOUND = Outline(
    (Section("I", "Kết quả"), Section("II", "Phong trào")),
    (Indicator("1", "Tập thể"), Indicator("2", "Cá nhân"), Indicator("3", "Tổng số", formula="1 + 2")),
    (CrossCheck("1 + 2", "3"),),
    (Annex("Danh sách"),),
)


def words(outline: Outline) -> str:
    return " ".join(map(str, objections_to_outline(outline)))


def test_a_sound_outline_meets_no_objection():
    assert objections_to_outline(SOUND) == []


def test_an_outline_has_at_least_one_section():
    assert "chưa có phần nào" in words(replace(SOUND, sections=()))


def test_two_sections_of_one_number_are_named():
    assert "Có hai phần “I”" in words(replace(SOUND, sections=(Section("I", "A"), Section("I", "B"))))


@pytest.mark.parametrize(
    ("indicators", "why"),
    [
        ((Indicator("1", "A"), Indicator("1", "B")), "Có hai mã chỉ tiêu “1”"),
        ((Indicator("1", "A", formula="9"),), "Không có chỉ tiêu mã “9”"),
        ((Indicator("1", "A", formula="1 + 1"),), "đi vòng"),
        ((Indicator("1", "A", formula="2"), Indicator("2", "B", formula="1")), "đi vòng"),
        ((Indicator("1", "A"), Indicator("2", "B", formula="1 / 1 / 1", type=FigureType.PERCENT)), "tử số / mẫu số"),
        ((Indicator("1", "A"), Indicator("2", "B", formula="1 / 1")), "tỷ lệ %"),
        ((Indicator("1", "A"), Indicator("2", "B", formula="1", type=FigureType.TEXT)), "Chỉ cộng được"),
        ((Indicator("1", "A", type=FigureType.TEXT), Indicator("2", "B", formula="1")), "không phải là số"),
        ((Indicator("a+b", "A"),), "Mã chỉ tiêu chỉ gồm"),
    ],
)
def test_figures_that_cannot_be_computed_are_named(indicators, why):
    assert why in words(replace(SOUND, indicators=indicators, checks=()))


@pytest.mark.parametrize(
    ("check", "why"),
    [
        (CrossCheck("1", "8"), "Không có chỉ tiêu mã “8”"),
        (CrossCheck("", "3"), "hai vế"),
        (CrossCheck("1", "3", "<"), "hai vế"),
        (CrossCheck("1 / 2", "3"), "không chia"),
    ],
)
def test_a_cross_check_that_checks_nothing_is_named(check, why):
    assert why in words(replace(SOUND, checks=(check,)))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), 0),
        (date(2026, 7, 1), date(2026, 6, 30), 1),
        (date(2025, 7, 1), date(2026, 6, 30), 1),
        (date(2026, 7, 1), date(2025, 6, 30), 2),
    ],
)
def test_a_period_lies_in_its_year(start, end, count):
    assert len(objections_to_period(start, end, 2026)) == count


def test_a_seal_follows_the_words_and_not_how_they_were_encoded():
    assert text_seal("Kết quả", "Hòa") == text_seal("Ke\u0302\u0301t quả", " Hòa\n".replace("ò", "o\u0300"))
    assert text_seal("Kết quả", "Hòa.") != text_seal("Kết quả", "Hòa")
