"""What is asked about the members' words and figures, and what the bloc's report says of them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.office.document import Paragraph, Table
from khoi.reports.rules import Indicator, Kind, Level
from khoi.summaries.rules import (
    BlocReport,
    Change,
    Source,
    change_of,
    contradictions,
    customary_cover,
    doubts_about,
    doubts_of_source,
    gathered,
    mark_of,
    report_document,
    seals_of,
)

FILED = datetime(2026, 7, 1, 3, tzinfo=UTC)
SPECS = (
    Indicator("4", "Phong trào thi đua phát động, hưởng ứng", "phong trào"),
    Indicator("5", "Sáng kiến được công nhận", "sáng kiến"),
    Indicator("6", "Tập thể được khen thưởng", "tập thể", formula="6.1 + 6.2"),
    Indicator("6.1", "Tập thể được khen thưởng cấp Nhà nước", "tập thể", level=Level.STATE),
    Indicator("6.2", "Tập thể được khen thưởng cấp tỉnh, bộ, ngành", "tập thể", level=Level.PROVINCE),
)
VALUES = {"4": Decimal(3), "5": Decimal(12), "6": Decimal(7), "6.1": Decimal(2), "6.2": Decimal(5)}


def source(key="A", text="Hoàn thành tốt.", seal="s1", **more):
    return Source(key, f"Đơn vị {key}", text, seal, **({"filed_at": FILED} | more))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đã có 12 sáng kiến được công nhận.", 0),
        ("Đã có 15 sáng kiến được công nhận.", 1),
        ("Có 7 tập thể được khen thưởng, trong đó 2 tập thể được khen thưởng cấp Nhà nước.", 0),
        ("Có 5 tập thể được khen thưởng cấp tỉnh.", 0),
        ("Có 6 tập thể được khen thưởng cấp tỉnh.", 1),
        ("Có 9 tập thể điển hình tiên tiến.", 0),
        ("Phát động 4 phong trào thi đua.", 1),
        ("Năm 2026, ngày 15/6/2026, số 12/KH-KTĐ.", 0),
        ("", 0),
    ],
)
def test_a_figure_of_the_text_is_held_against_the_table(text, said):
    assert len(contradictions(text, SPECS, [VALUES])) == said


def test_a_contradiction_names_both_figures():
    [words] = contradictions("Đã có 15 sáng kiến được công nhận.", SPECS, [VALUES])
    assert "15 sáng kiến" in words
    assert "là 12" in words


def test_the_blocs_text_may_quote_any_members_figure():
    other = VALUES | {"5": Decimal(15)}
    assert not contradictions("Đã có 15 sáng kiến được công nhận.", SPECS, [VALUES, other])


def test_another_year_is_asked_about_and_the_next_only_outside_the_plans():
    assert "2025" in doubts_about("Tổng kết năm 2025", "Kết quả", 2026, (), [])[0]
    assert not doubts_about("Nhiệm vụ năm 2027", "Phương hướng, nhiệm vụ năm sau", 2026, (), [])
    assert doubts_about("Nhiệm vụ năm 2027", "Kết quả", 2026, (), [])


def test_a_required_section_left_empty_is_asked_about_and_what_is_not_filed_is_not():
    assert doubts_of_source(source(text=" "), "Kết quả", 2026, True, (), {})
    assert not doubts_of_source(source(text=" "), "Đề xuất", 2026, False, (), {})
    assert not doubts_of_source(source(text="", filed_at=None), "Kết quả", 2026, True, (), {})


def test_words_are_gathered_under_the_members_names():
    sources = [source("A", "Một."), source("B", ""), source("C", "Ba.")]
    assert gathered(sources, 1000) == "Đơn vị A: Một.\nĐơn vị C: Ba."
    assert gathered(sources, 20) == "Đơn vị A: Một."


def test_a_source_is_new_until_looked_at_and_changed_when_filed_anew():
    seals = seals_of([source("A"), source("B", filed_at=None)])
    assert seals == {"A": "s1"}
    assert change_of(source("A"), seals) is None
    assert change_of(source("A", seal="s2"), seals) is Change.CHANGED
    assert change_of(source("B"), seals) is Change.NEW
    assert change_of(source("B", filed_at=None), seals) is None


@given(st.permutations(["A", "B", "C"]))
def test_the_mark_of_sources_knows_their_seals_and_not_their_order(order):
    whole = [source(key) for key in "ABC"]
    assert mark_of([source(key) for key in order]) == mark_of(whole)
    assert mark_of([*whole[:2], source("C", seal="khác")]) != mark_of(whole)


def bloc_report(members=8, pattern="bloc", text="1. Kết quả chung\nĐơn vị 1: Tốt.\nBình thường."):
    cover = customary_cover(pattern, Kind.HALF_YEAR, "", 2026, "Khối thi đua", "Thanh tra tỉnh", "Lạng Sơn")
    figures = [(f"Đơn vị {n}", VALUES if n > 1 else None) for n in range(1, members + 1)]
    sections = [("I", "Kết quả", text), ("II", "Công tác khen thưởng", "")]
    return BlocReport(cover, sections, SPECS, figures)


def test_both_patterns_of_the_head():
    head = report_document(bloc_report()).letterhead
    assert (head.superior, head.issuer, head.number) == ("Thanh tra tỉnh", "Khối thi đua", None)
    other = report_document(bloc_report(pattern="agency"))
    assert (other.letterhead.superior, other.letterhead.issuer) == ("UBND tỉnh Lạng Sơn", "Thanh tra tỉnh")
    assert other.signature.authority == ""


def test_the_figures_are_annexed_by_member_with_the_blocs_sum():
    [annex] = report_document(bloc_report()).annexes
    assert annex.landscape
    [table] = annex.body
    assert [column.title for column in table.columns][-1] == "Toàn Khối"
    row = next(row for row in table.rows if row.cells[0] == "5")
    assert row.cells[3:5] == ("chưa nộp", "12")
    assert row.cells[-1] == "84"


def test_more_members_than_a_page_holds_go_on_in_a_second_table():
    [annex] = report_document(bloc_report(members=20)).annexes
    assert [len(table.columns) - 3 for table in annex.body] == [11, 10]


def test_lines_of_the_text_become_headings_bold_names_and_paragraphs():
    body = report_document(bloc_report()).body
    assert body[1].level == 2
    assert body[2].runs[0].bold
    assert isinstance(body[3], Paragraph)


def test_commendations_are_summed_by_level_in_their_section():
    table = next(block for block in report_document(bloc_report()).body if isinstance(block, Table))
    assert [(row.cells[0], row.cells[2]) for row in table.rows] == [("6", "49"), ("6.1", "14"), ("6.2", "35")]
