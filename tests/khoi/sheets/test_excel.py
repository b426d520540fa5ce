"""The score sheet as an Excel file: what goes out comes back the same, what is wrong is named by its cell."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from khoi.sheets.excel import SAMPLE, read_workbook, write_template, write_workbook
from khoi.sheets.files import parse_json, read_file
from khoi.sheets.rules import objections_to_publishing, read_sheet, write_sheet
from tenants.refusal import Refused
from tests.khoi.sheets.trees import SHEETS

NOICHINH = read_sheet(json.loads((Path(__file__).parents[2] / "data/sheet-noichinh-2026.json").read_text()))
TREE, SETTINGS = "Bảng tiêu chí", "Thiết lập"


def changed(cells: dict[str, Any], page: str = TREE, content: bytes | None = None) -> bytes:
    """The sample's file with some cells overwritten, as a clerk would in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(content or write_workbook(SAMPLE)))
    for cell, value in cells.items():
        book[page][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return [str(objection) for objection in refused.value.objections]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SHEETS)
def test_any_sheet_comes_back_from_excel_the_same(spec: Any) -> None:
    assert read_workbook(write_workbook(spec)).spec == spec


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(SHEETS)
def test_any_sheet_comes_back_from_json_the_same(spec: Any) -> None:
    assert read_sheet(parse_json(json.dumps(write_sheet(spec), ensure_ascii=False).encode())) == spec


def test_the_real_sheet_goes_out_and_comes_back() -> None:
    assert read_file("bảng.xlsx", write_workbook(NOICHINH)).spec == NOICHINH


def test_a_file_saved_again_by_another_program_reads_the_same() -> None:
    assert read_workbook(changed({})).spec == SAMPLE


def test_the_example_of_the_template_could_be_published() -> None:
    assert objections_to_publishing(SAMPLE) == []


def test_the_template_asks_for_rows() -> None:
    assert faults(write_template(2026)) == ["ô B4: bảng chưa có dòng nào"]


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("C4", "abc", "ô C4: điểm tối đa: Nhập số dạng 8,5 hoặc 1.234,5."),
        ("C5", None, "ô C5: thiếu điểm tối đa"),
        ("C5", -1, "ô C5: điểm tối đa: không được âm."),
        ("C5", 8.1234, "ô C5: điểm tối đa: nhiều nhất 3 chữ số sau dấu phẩy."),
        ("C5", True, "ô C5: điểm tối đa: phải là số, ví dụ 8,5."),
        ("C5", 1e15, "ô C5: điểm tối đa: số quá lớn."),
        ("C5", "١٢", "ô C5: điểm tối đa: Nhập số dạng 8,5 hoặc 1.234,5."),
        ("B6", "   ", "ô B6: thiếu nội dung"),
        ("D5", None, "ô D5: thiếu cấp (1, 2, 3 hoặc 4)"),
        ("D5", 7, "ô D5: cấp phải là 1, 2, 3 hoặc 4"),
        ("D4", 2, "ô D4: cấp 2 không thể đứng ngay dưới dòng tiêu đề"),
        ("D8", 4, "ô D8: cấp 4 không thể đứng ngay dưới dòng cấp 2"),
        ("E5", "Điểm thưởng", "ô E5: loại mục chỉ ghi ở cấp 1"),
        ("E4", "Khác", "ô E4: loại mục “Khác” không có trong danh sách: Điểm chấm; Điểm thưởng; Điểm trừ"),
        ("F5", None, "ô F5: thiếu cách chấm"),
        ("F4", "Nhập điểm", "ô F4: dòng này có dòng con nên không ghi cách chấm"),
        ("G8", None, "ô G8: thiếu điểm mỗi lần"),
        ("G5", 2, "ô G5: cách chấm “Tỷ lệ hoàn thành” không dùng cột này; hãy xóa ô"),
        ("I5", None, "ô I5: thiếu trừ mỗi 1 %"),
        ("L10", "Tốt", "ô L10: bậc “Tốt”: viết dạng “Xuất sắc = 10”."),
        ("L10", None, "ô L10: thang bậc chưa có bậc nào; viết mỗi dòng một bậc, ví dụ “Tốt = 10”"),
        ("M13", None, "ô M13: thiếu hồ sơ tính chậm"),
        ("O5", "Tùy", "ô O5: minh chứng “Tùy” không có trong danh sách: Bắt buộc; Nếu có; Không cần"),
        ("A5", date(2026, 1, 1), "ô A5: Excel đã đổi nội dung thành ngày giờ; đặt ô là Văn bản (Text) rồi gõ lại"),
        ("Q5", "a" * 2001, "ô F5: guidance quá dài hoặc có ký tự điều khiển"),
    ],
)  # fmt: skip
def test_a_fault_of_the_tree_is_named_by_its_cell(cell: str, value: Any, fault: str) -> None:
    assert fault in faults(changed({cell: value}))


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("B3", None, "ô B3 trang Thiết lập: thiếu tên bảng tiêu chí"),
        ("B4", "hai nghìn", "ô B4 trang Thiết lập: năm phải là số nguyên từ 2000 đến 2100"),
        ("B5", None, "ô B5 trang Thiết lập: thiếu tổng điểm"),
        ("B6", 4, "ô B6 trang Thiết lập: số chữ số thập phân phải là số nguyên từ 0 đến 3"),
        ("C13", None, "ô C13 trang Thiết lập: thiếu mã mục"),
        ("C14", "I", "ô C14 trang Thiết lập: mã mục chỉ ghi khi xét theo điểm của mục"),
        ("C22", 80, "ô B22 trang Thiết lập: thiếu tên xếp loại"),
        ("B22", "Tốt", "ô C22 trang Thiết lập: thiếu tỷ lệ tổng điểm"),
    ],
)
def test_a_fault_of_the_settings_is_named_by_its_cell(cell: str, value: Any, fault: str) -> None:
    assert fault in faults(changed({cell: value}, SETTINGS))


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(changed({"C5": "x", "F6": "y", "D8": None, "B13": None}))) == 4


def test_sums_that_do_not_add_up_are_named_by_their_cell() -> None:
    first = replace(SAMPLE.sections[0], ceiling=Decimal(80))
    wrong = replace(SAMPLE, sections=(first, *SAMPLE.sections[1:]))
    incoming = read_workbook(write_workbook(wrong))
    told = [str(found) for found in incoming.located(objections_to_publishing(incoming.spec))]
    assert "ô C4: điểm tối đa của mục I là 80, các tiêu chí cộng lại 70" in told
    assert any(line.startswith("ô B5 trang Thiết lập: tổng điểm của bảng là 100") for line in told)


def test_what_people_do_to_a_file_does_no_harm() -> None:
    """Numbers typed as numbers, decimals with a comma, other columns, empty rows, lower case, steps on one line."""
    content = changed({"A5": 1, "A8": 3.1, "C5": "20,0", "F5": "tỷ lệ  hoàn thành", "R5": "ghi chú riêng",
                       "L10": "Tốt = 10; Khá = 7,5; Trung bình = 4; Không đạt = 0", "O5": "bắt buộc"})  # fmt: skip
    assert read_workbook(content).spec == SAMPLE


def test_a_number_that_a_formula_left_with_the_machines_own_digits_is_read_as_shown() -> None:
    assert read_workbook(changed({"C5": 0.1 + 0.2})).spec.sections[0].children[0].ceiling == Decimal("0.3")


def test_a_file_without_its_pages_or_headings_is_refused_in_words() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(Refused, match="không có trang “Bảng tiêu chí”"):
        read_file("a.xlsx", out.getvalue())
    with pytest.raises(Refused, match="Không thấy dòng tiêu đề"):
        read_workbook(changed({"B3": "Tên gì đó"}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"),
        (b"{", "dòng 1, cột 2"),
        (b'{"a": 1, "a": 2}', "hai lần"),
        (b'{"total": NaN}', "NaN"),
        ("é".encode("latin-1"), "UTF-8"),
        (b"[" * 100_000, "không đọc được"),
        (b"[]", "chưa đúng mẫu"),
        (b'{"name": "\\ud800"}', "UTF-8|không đọc được"),
    ],
)
def test_a_json_file_that_is_none_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_file("bảng.json", content)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    spec = replace(SAMPLE, name="=HYPERLINK(1)", sections=(replace(SAMPLE.sections[0], title="=1+1", code="@x"),))
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(spec)))
    assert {cell.data_type for page in book for row in page for cell in row} <= {"s", "n"}
    assert not any(page._hyperlinks for page in book)


def test_other_files_are_refused() -> None:
    with pytest.raises(Refused, match="theo mẫu"):
        read_file("bảng.pdf", b"%PDF-")


def test_workbooks_are_parsed_behind_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML
