"""The guide page of the file: how each column is filled in, what each method does."""

from typing import Any

from khoi.sheets.excel.layout import COLUMNS, SETTINGS_PAGE, TREE_PAGE
from khoi.sheets.excel.looks import Looks
from khoi.sheets.rules.words import METHOD_HINTS, METHOD_NAMES

STEPS = (
    (
        f"Điền trang “{TREE_PAGE}”: mỗi dòng một mục hoặc tiêu chí, theo đúng thứ tự in trên giấy; "
        "cột Cấp cho biết dòng nào là con của dòng nào."
    ),
    (
        f"Điền trang “{SETTINGS_PAGE}”: tên bảng, tổng điểm, cách xử lý khi không áp dụng, khi bằng điểm, xếp loại, "
        "lý do không xét."
    ),
    "Không đổi tên trang và tên cột. Được đổi thứ tự cột, thêm cột riêng (phần mềm bỏ qua), bỏ trống dòng.",
    "Số viết 8,5 hoặc 8.5 đều được; nhiều nhất 3 chữ số thập phân.",
    (
        "Trên cổng: Bảng tiêu chí → Nhập từ tệp. Phần mềm kiểm tra và chỉ rõ từng ô sai; "
        "chưa xác nhận thì chưa có gì được nhập."
    ),
)


def write_guide(page: Any, looks: Looks) -> None:
    """Fill the guide page."""
    page.set_column(0, 0, 5)
    page.set_column(1, 1, 27)
    page.set_column(2, 2, 92)
    page.write_string(0, 0, "Hướng dẫn soạn bảng tiêu chí bằng Excel", looks.title)
    row = 2
    for number, text in enumerate(STEPS, start=1):
        page.write_number(row, 0, number, looks.bold)
        page.merge_range(row, 1, row, 2, text, looks.text)
        page.set_row(row, 34 if len(text) > 118 else 18)
        row += 1
    row = _pairs(page, row + 1, f"Các cột của trang “{TREE_PAGE}”", [(c.heading, c.says) for c in COLUMNS], looks)
    _pairs(page, row + 1, "Mười cách chấm", [(METHOD_NAMES[key], text) for key, text in METHOD_HINTS.items()], looks)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)


def _pairs(page: Any, row: int, title: str, pairs: list[tuple[str, str]], looks: Looks) -> int:
    page.merge_range(row, 0, row, 2, title, looks.heading)
    for number, (name, text) in enumerate(pairs, start=1):
        page.write_number(row + number, 0, number, looks.text)
        page.write_string(row + number, 1, name, looks.bold)
        page.write_string(row + number, 2, text, looks.text)
        page.set_row(row + number, 34 if len(text) > 96 else 18)
    return row + len(pairs) + 1
