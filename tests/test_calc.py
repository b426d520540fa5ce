"""The stranger that opens our workbooks does compute them."""

import openpyxl
import xlsxwriter

from tests import calc


def test_calc_computes_a_formula_anew_and_does_not_trust_the_stored_value(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "sum.xlsx") as book:
        page = book.add_worksheet()
        page.write_number("A1", 3.5)
        page.write_formula("A2", "=A1*2", value=1)
    recomputed = openpyxl.load_workbook(calc.converted(tmp_path / "sum.xlsx", "xlsx", tmp_path), data_only=True)
    assert recomputed.active["A2"].value == 7
