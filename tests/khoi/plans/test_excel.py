"""The plan goes to Excel and comes back; what is wrong in it is told by its cell."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from khoi.office.upload import FileKind, pass_upload
from khoi.plans.excel import read_workbook, write_workbook
from khoi.plans.files import read_file
from khoi.plans.rules import PlanSpec, Status, TaskSpec, read_plan
from tenants.refusal import Refused
from tests.khoi.plans.plans_made import real_plan

WHOLE = PlanSpec(
    2026, "Kế hoạch năm 2026", "Đơn vị L", "Chánh Thanh tra", "Nguyễn Văn A", ("Luật",), "Căn cứ Luật:", ("Một", "Hai"),
    ("Ba",), ("Bốn",), "Trên đây./.", ("Sở Nội vụ", "Lưu: VT"),
    (
        TaskSpec(1, 1, "=1+1", "Văn phòng", ("Phòng Một", "Các đơn vị trong Khối thi đua"), date(2026, 2, 3),
                 Status.DROPPED, "Dừng", of_bloc=True, on_request=False, key="k" * 12),
        TaskSpec(4, 2, "Việc hai", of_bloc=False, on_request=True, status=Status.NOT_BEGUN),
    ),
    "UBND tỉnh", "KH-TTr", 7, "Lạng Sơn", date(2026, 1, 5),
)  # fmt: skip


@pytest.fixture
def book():
    """The whole plan's workbook, to be spoiled."""
    return load_workbook(io.BytesIO(write_workbook(WHOLE)))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(book):
    with pytest.raises(Refused) as refused:
        read_workbook(saved(book))
    return {each.path: each.message for each in refused.value.objections}


def test_a_whole_plan_comes_back_as_it_went_out():
    assert read_workbook(write_workbook(WHOLE)) == WHOLE


def test_the_customers_plan_comes_back_and_passes_the_gate():
    content = write_workbook(read_plan(real_plan()))
    assert pass_upload("ke-hoach.xlsx", content, most_bytes=10**6, kinds=(FileKind.XLSX,)).name
    back = read_workbook(content)
    assert [task.content for task in back.tasks] == [task["content"] for task in real_plan()["tasks"]]


def test_each_fault_is_told_by_its_cell(book):
    sheet = book["Nhiệm vụ"]
    sheet["A4"], sheet["C4"], sheet["F4"], sheet["G4"] = 5, "x" * 1001, "31/02/2026", "gần xong"
    sheet["C5"], sheet["I5"], sheet["B5"] = None, "chưa biết", "hai"
    found = faults(book)
    assert found["ô A4"].startswith("“5” không phải quý")
    assert found["ô F4"] == "Không có ngày 31/02/2026."
    assert "Chưa làm" in found["ô G4"]
    assert "Có; Không" in found["ô I5"]
    assert "ô B5" in found
    assert found["ô C5"] == "không được để trống"
    book["Kế hoạch"]["B2"] = None
    assert {"ô A4", "ô C5", "ô B2 trang Kế hoạch"} <= set(faults(book))


def test_what_the_rules_refuse_is_told_by_its_cell_too(book):
    sheet = book["Nhiệm vụ"]
    sheet["C4"], sheet["H4"], sheet["C5"] = "x" * 1001, None, " "
    book["Kế hoạch"]["B2"] = None
    found = faults(book)
    assert found["ô C4"] == "dài 1001 ký tự, nhiều nhất 1000"
    assert found["ô C5"] == "không được để trống"
    assert found["ô B2 trang Kế hoạch"] == "thiếu"


def test_a_dropped_task_without_a_reason_is_told_at_its_content(book):
    book["Nhiệm vụ"]["H4"] = None
    assert faults(book) == {"ô C4": "Nêu lý do không thực hiện."}


def test_people_type_as_they_please(book):
    sheet = book["Nhiệm vụ"]
    sheet.delete_rows(4, 2)
    sheet.append(["Quý II", None, "Việc  một", None, "Phòng A;Phòng B", date(2026, 5, 6), "hoan thanh"])
    sheet.append([None, None, "Việc hai", None, None, "07/05/2026", None, None, "x"])
    sheet.append(["iv", 3.0, "Việc ba"])
    one, two, three = read_workbook(saved(book)).tasks
    assert (one.quarter, one.number, one.content, one.coordination) == (2, 1, "Việc một", ("Phòng A", "Phòng B"))
    assert (one.due, one.status) == (date(2026, 5, 6), Status.DONE)
    assert (two.quarter, two.number, two.due, two.of_bloc) == (2, 2, date(2026, 5, 7), True)
    assert (three.quarter, three.number, three.status) == (4, 3, None)


def test_a_file_without_our_pages_or_of_another_kind_is_refused_in_words(book):
    del book["Kế hoạch"]
    with pytest.raises(Refused, match="không có trang “Kế hoạch”"):
        read_workbook(saved(book))
    for name, content in (("a.docx", b"x"), ("a.xlsx", b"PK\x03\x04 broken"), ("a.json", b"{"), ("a.json", b"\xff")):
        with pytest.raises(Refused):
            read_file(name, content)


def test_text_that_looks_like_a_formula_stays_text():
    cell = load_workbook(io.BytesIO(write_workbook(WHOLE)))["Nhiệm vụ"]["C4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
