"""Awards of earlier years in Excel: the template, the export, and the way back with every fault by its cell."""

import io
import warnings
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from khoi.awards.rules.history import MOST_LINES, HeldLine, Known, objections_to_line, twice
from khoi.office.upload import MEGABYTE, FileKind, pass_upload
from khoi.office.xlsx import PALE, Book
from tenants import vi
from tenants.forms import clean
from tenants.refusal import Objection, Refused, refuse_over
from tenants.vi import fold

PAGE, GUIDE = "Lịch sử khen thưởng", "Hướng dẫn"
MOST_BYTES = 5 * MEGABYTE
WRONG = "Tệp lịch sử chưa nhập được."
#: Key, heading, width. The bloc's book names members, an agency's own its people.
AGENCY, NAME = ("agency", "Đơn vị", 34), ("name", "Họ và tên", 30)
COLUMNS = (
    ("year", "Năm", 8), ("title", "Danh hiệu, hình thức", 40), ("number", "Số quyết định", 20),
    ("dated", "Ngày quyết định", 16), ("themed", "Theo phong trào", 14), ("note", "Ghi chú", 36),
)  # fmt: skip
UNREADABLE = (
    InvalidFileException, BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, RuntimeError, ArithmeticError,
)  # fmt: skip
YES = "Có"
_FLAGS = {"": False, "khong": False, "co": True, "x": True}


def columns_of(*, people: bool) -> tuple[tuple[str, str, int], ...]:
    """The columns of the bloc's book, or of an agency's own book of its people."""
    return (COLUMNS[0], NAME if people else AGENCY, *COLUMNS[1:])


def history_book(
    lines: Iterable[HeldLine], titles: Sequence[tuple[str, str]], names: Mapping[str, str], *, people: bool
) -> bytes:
    """The book as a file that may be changed and read again; without lines it is the template. `names`: of members by
    their code."""
    book, columns = Book(title=PAGE), columns_of(people=people)
    page = book.page(PAGE)
    page.widths(*(width for _, _, width in columns))
    page.on_a4(head=(0, 0))
    for column, (_, heading, _) in enumerate(columns):
        page.words(0, column, heading, book.look(bold=True, border=1, bg_color=PALE, text_wrap=True))
    cell, of_titles = book.look(border=1, text_wrap=True, valign="top", num_format="@"), dict(titles)
    for number, line in enumerate(lines, 1):
        said = {
            "agency": names.get(line.agency, line.agency), "name": line.name, "number": line.number, "note": line.note,
            "title": of_titles.get(line.title, line.title), "dated": vi.date(line.dated),
            "themed": YES if line.themed else "",
        }  # fmt: skip
        page.number(number, 0, line.year, cell)
        for column, (key, _, _) in enumerate(columns[1:], 1):
            page.words(number, column, said[key], cell)
    guide = book.page(GUIDE)
    guide.widths(22, 60)
    for row, (code, words) in enumerate(_guide(titles, names, people)):
        guide.words(row, 0, code, book.look(bold=True))
        guide.words(row, 1, words, book.look(text_wrap=True))
    return book.done()


def _guide(titles: Sequence[tuple[str, str]], names: Mapping[str, str], people: bool) -> list[tuple[str, str]]:
    rows = [
        ("Cách điền", "Mỗi dòng một lần được khen. Ghi mã hoặc tên như danh mục dưới đây; ngày dạng 25/11/2025."),
        ("Theo phong trào", "Ghi Có nếu khen theo phong trào, chuyên đề: không tính vào thành tích năm."),
        ("Nhập lại", "Dòng trùng năm, tên và hình thức với dòng đã có thì thay dòng đã có."),
        ("Mã danh hiệu", "Tên danh hiệu, hình thức"), *titles,
    ]  # fmt: skip
    return rows if people else [*rows, ("Mã đơn vị", "Tên đơn vị"), *names.items()]


def read_history(name: str, content: bytes, known: Known, *, people: bool) -> list[HeldLine]:
    """The lines of a file; Refused with the cell and the reason of every fault."""
    if not name.lower().endswith(".xlsx"):
        raise Refused("Lịch sử nhập từ tệp Excel (.xlsx) theo mẫu của cổng.", field="file")
    pass_upload(name, content, most_bytes=MOST_BYTES, kinds=(FileKind.XLSX,))
    rows = _rows(content)
    columns = columns_of(people=people)
    wanted = [fold(heading) for _, heading, _ in columns]
    found = [fold(_words(value)) for value in rows[0][: len(columns)]] if rows else []
    if found != wanted:
        heads = ", ".join(heading for _, heading, _ in columns)
        raise Refused(f"Dòng đầu của trang thứ nhất phải là các cột: {heads}. Hãy dùng mẫu của cổng.")
    filled = [(number, row) for number, row in enumerate(rows[1:], 2) if any(_words(value) for value in row)]
    if not filled:
        raise Refused("Tệp không có dòng nào.")
    if len(filled) > MOST_LINES:
        raise Refused(f"Mỗi lần nhập nhiều nhất {MOST_LINES} dòng, tệp có {len(filled)}.")
    faults: list[Objection] = []
    keys = [key for key, _, _ in columns]
    lines = [_line(number, dict(zip(keys, row, strict=False)), keys, known, faults) for number, row in filled]
    if not faults:
        faults += [
            Objection(_cell(filled[place][0], 1), f"trùng với dòng {filled[earlier][0]}")
            for place, earlier in twice(lines)
        ]
    refuse_over(faults, WRONG)
    return lines


def _line(number: int, row: Mapping[str, Any], keys: list[str], known: Known, faults: list[Objection]) -> HeldLine:
    def wrong(key: str, words: str) -> None:
        faults.append(Objection(_cell(number, keys.index(key)), words))

    said = {key: _words(row.get(key)) for key in keys}
    year = int(said["year"]) if said["year"].isascii() and said["year"].isdigit() and len(said["year"]) == 4 else 0
    values: dict[str, Any] = {"year": year, "number": said["number"], "note": said["note"]}
    if not year:
        wrong("year", f"“{said['year'][:20]}” không phải năm" if said["year"] else "thiếu năm")
    for key, there, what in (("title", known.titles, "danh mục của năm"), ("agency", known.agencies, "các thành viên")):
        if key in said:
            values[key] = there.get(fold(said[key]), "")
            if not values[key]:
                wrong(key, f"“{said[key][:60]}” không có trong {what}" if said[key] else "để trống")
    if "name" in said:
        values["name"] = said["name"]
        if not said["name"]:
            wrong("name", "để trống")
    values["dated"] = _day(row.get("dated"), wrong)
    flag = _FLAGS.get(fold(said["themed"]))
    if flag is None:
        wrong("themed", f"“{said['themed'][:20]}”: ghi Có hoặc để trống")
    line = HeldLine(**values, themed=bool(flag))
    faults += [
        Objection(_cell(number, keys.index(each.path)), each.message)
        for each in objections_to_line(line, known)
        if each.path in keys and not (each.path == "year" and not year)
    ]
    return line


def _day(value: Any, wrong: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not _words(value):
        return value or None if isinstance(value, date) else None
    try:
        return vi.read_date(_words(value))
    except Refused as refused:
        wrong("dated", refused.message)
        return None


def _words(value: Any) -> str:
    """What stands in a cell, as clean text; 2024.0 is “2024”."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**9:
        value = int(value)
    return "" if value is None else " ".join(str(clean(str(value))).split())


def _cell(row: int, column: int) -> str:
    return f"ô {get_column_letter(column + 1)}{row}"


def _rows(content: bytes) -> list[tuple[Any, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                sheet = book[book.sheetnames[0]]
                return list(sheet.iter_rows(max_row=MOST_LINES + 200, max_col=len(COLUMNS) + 1, values_only=True))
            finally:
                book.close()
    except UNREADABLE:
        raise Refused("Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.") from None
