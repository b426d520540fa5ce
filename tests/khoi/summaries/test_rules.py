"""Names of pages that Excel takes, and formulas in its spelling."""

from hypothesis import given
from hypothesis import strategies as st

from khoi.summaries.rules import cell, quoted, rank_formula, sheet_names, summed
from khoi.summaries.rules.formulas import column_name


@given(st.lists(st.text(max_size=60), max_size=30))
def test_whatever_the_codes_are_excel_takes_the_names_of_the_pages(wanted):
    names = sheet_names(wanted, taken=("Tổng hợp",))
    assert len({name.casefold() for name in names} | {"tổng hợp", "history"}) == len(names) + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_columns_count_on_after_z():
    assert [column_name(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_name_in_a_formula_is_quoted_and_its_own_quotes_doubled():
    assert cell(6, 3, "Sở 'A'") == "'Sở ''A'''!D7"
    assert quoted("=1+1") == "'=1+1'"


def test_neighbours_are_summed_as_a_stretch():
    assert summed([4, 5, 6, 9], 3, 2) == "=ROUND(SUM(D5:D7,D10),2)"
    assert summed([], 3, 2) == "=ROUND(0,2)"


def test_more_parts_than_one_sum_takes_are_summed_in_several():
    formula = summed(range(0, 500, 2), 3, 2)
    assert formula.count("SUM(") == 3


def test_a_place_counts_who_is_better_and_among_equals_goes_by_the_next_key():
    assert rank_formula(4, 4, 6, [(3, True), (4, False)]) == (
        "=1+SUMPRODUCT(($D$5:$D$7>D5)*1)+SUMPRODUCT(($D$5:$D$7=D5)*($E$5:$E$7<E5)*1)"
    )
