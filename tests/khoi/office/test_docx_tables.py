"""The tables of an official document: heads that come again, whole rows, widths that hold, numbers to the right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.office.document import (
    Column,
    Row,
    Table,
)
from khoi.office.docx import write
from khoi.office.docx.markup import fitted, split
from khoi.office.docx.measures import bold_width
from tests.khoi.office.papers import (
    REPORT,
    W,
    texts,
    value,
)
from tests.khoi.office.report_read import lined, tables

MM = 1440 / 25.4


def score_table():
    return next(t for t in tables() if "Tự chấm" in texts(t))


def test_the_heads_of_a_table_come_again_on_each_page():
    for table in filter(lined, tables()):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert heads == sorted(heads, reverse=True)
        assert heads[0]
        assert not heads[-1]


def test_no_row_is_split_between_pages():
    for table in tables():
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_group_heads_span_their_columns_and_single_heads_both_rows():
    upper, lower = score_table().findall(f"{W}tr")[:2]
    spans = [
        (texts(cell)[0], value(cell, "tcPr/gridSpan"), value(cell, "tcPr/vMerge")) for cell in upper.findall(f"{W}tc")
    ]
    assert spans == [
        ("TT", None, "restart"), ("Đơn vị", None, "restart"), ("Tự chấm", "5", None), ("Thẩm định", "5", None),
        ("Xếp hạng", None, "restart"),
    ]  # fmt: skip
    assert [value(cell, "tcPr/vMerge") for cell in lower.findall(f"{W}tc")].count("continue") == 3


def test_numbers_stand_right_sums_are_bold_and_a_part_of_a_table_runs_over_its_width():
    rows = next(filter(lined, tables())).findall(f"{W}tr")
    part_row, number, total = rows[1], rows[2].findall(f"{W}tc")[2], rows[-1]
    assert value(part_row, "tc/tcPr/gridSpan") == "3"
    assert value(number, "p/pPr/jc") == "right"
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in total.iter(f"{W}r"))


def test_a_columns_width_is_the_same_in_the_grid_and_in_every_cell():
    for table in filter(lined, tables()):
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        grid = [column.get(f"{W}w") for column in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            cells = [(value(c, "tcPr/tcW", "w"), int(value(c, "tcPr/gridSpan") or 1)) for c in row.findall(f"{W}tc")]
            at = 0
            for width, span in cells:
                assert int(width) == sum(map(int, grid[at : at + span]))
                at += span


def test_rows_and_groups_that_do_not_fit_the_columns_are_refused():
    columns = (Column("TT"), Column("Đơn vị"), Column("Điểm"))
    for table in (Table(columns, (Row(("1", "Sở Tư pháp")),)), Table(columns, (), (("Tự chấm", 4),))):
        with pytest.raises(ValueError, match="columns"):
            write(replace(REPORT, body=(table,)))


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=20), st.integers(1000, 15000))
def test_shares_always_cut_the_whole_width(shares, width):
    assert sum(split(width, shares)) == width
    least = [40] * len(shares)
    assert sum(fitted(width, shares, least)) == width
    # To the twip that rounding takes.
    assert min(fitted(width, shares, least)) >= 39


def test_no_word_of_a_table_is_wider_than_its_column():
    grid = [int(column.get(f"{W}w")) for column in score_table().iter(f"{W}gridCol")]
    assert grid[0] >= bold_width("TT", 10) * 20 + 140
    assert grid[4] >= bold_width("Thưởng", 10) * 20 + 140
