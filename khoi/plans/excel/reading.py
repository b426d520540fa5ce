"""A plan from Excel: all faults at once, each by its cell, or the plan."""

import io
import re
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from khoi.plans.excel.layout import COLUMNS, NO, QUARTER_WORDS, TASKS_PAGE, TEXT_KEYS, TEXT_PAGE, YES
from khoi.plans.rules import LISTS, MOST_TASKS, STATUS_NAMES, PlanSpec, folded, read_plan
from tenants.refusal import Objection, Refused, refuse_over
from tenants.vi import read_date

MOST_ROWS, MOST_COLUMNS = 400, 20
WRONG = "Tệp Excel chưa đúng."
#: What the parser raises over a file that is an archive of Excel's shape and yet no workbook.
UNREADABLE = (
    InvalidFileException, BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, RuntimeError, ArithmeticError,
)  # fmt: skip
_PATH = re.compile(r"tasks\[([0-9]+)\](?:\.(\w+))?")
Rows = list[tuple[Any, ...]]


@dataclass
class _Found:
    """What was read so far: the file's values as JSON would have them, where each stood, what is wrong."""

    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Objection] = field(default_factory=list)

    def object_to(self, cell: str, message: str) -> None:
        self.faults.append(Objection(cell, message))


def read_workbook(content: bytes) -> PlanSpec:
    """The plan in a workbook that passed the gate; Refused with the cell and the reason of every fault."""
    pages = _pages(content)
    found = _Found()
    _read_texts(found, _page(pages, TEXT_PAGE))
    _read_tasks(found, _page(pages, TASKS_PAGE))
    try:
        spec = read_plan(found.data)
    except Refused as refused:
        located = [Objection(_cell(found.cells, each.path), each.message) for each in refused.objections]
        raise Refused(WRONG, objections=[*found.faults, *_news(found.faults, located)]) from None
    refuse_over(found.faults, WRONG)
    return spec


def _news(faults: list[Objection], located: list[Objection]) -> list[Objection]:
    """What the rules say that the cells have not said already: of a row with an unreadable cell the rest is a guess."""
    rows = {_row_of(each.path) for each in faults}
    return [each for each in located if _row_of(each.path) not in rows or "để trống" in each.message]


def _row_of(cell: str | None) -> str:
    """`ô C14` is of row 14, `ô B3 trang Kế hoạch` of row 3 of that page."""
    return re.sub(r"^ô [A-Z]+", "", cell or "")


def _cell(cells: Mapping[str, str], path: str | None) -> str | None:
    """The cell behind a path; of a part of a list, the list's; of a whole task, its content."""
    if path is None or path in cells:
        return cells.get(path or "", None)
    bare = re.sub(r"\[[0-9]+\]$", "", path)
    if (task := _PATH.fullmatch(path)) and task[2] is None:
        bare = f"{path}.content"
    return cells.get(bare, path)


def _read_texts(found: _Found, rows: Rows) -> None:
    names = {folded(title): key for key, title in TEXT_KEYS.items()}
    key = ""
    for number, row in enumerate(rows, 1):
        name, words = _words(row, 0), _words(row, 1)
        if name and (key := names.get(folded(name), "")) == "":
            found.object_to(f"ô A{number} trang {TEXT_PAGE}", f"không có mục “{name[:60]}”; giữ nguyên cột A của mẫu")
        if key:
            found.cells.setdefault(key, f"ô B{number} trang {TEXT_PAGE}")
        if key and words:
            _put_text(found, key, row[1] if len(row) > 1 else None, words, f"ô B{number} trang {TEXT_PAGE}")


def _put_text(found: _Found, key: str, value: Any, words: str, cell: str) -> None:
    if key in LISTS:
        found.data.setdefault(key, []).append(words)
        found.cells[f"{key}[{len(found.data[key])}]"] = cell
    elif key in found.data:
        found.object_to(cell, f"“{TEXT_KEYS[key]}” chỉ có một ô")
    elif key in ("year", "letterhead.number"):
        _set(found, key, int(words) if words.isascii() and words.isdigit() and len(words) < 9 else words)
    elif key == "letterhead.dated":
        _set(found, key, _day(found, value, words, cell))
    else:
        _set(found, key, words)


def _set(found: _Found, key: str, value: Any) -> None:
    """`signer.name` goes into its object."""
    first, _, rest = key.partition(".")
    if rest:
        found.data.setdefault(first, {})[rest] = value
    else:
        found.data[first] = value


def _read_tasks(found: _Found, rows: Rows) -> None:
    head = next((number for number, row in enumerate(rows[:20]) if _is_head(row)), None)
    if head is None:
        raise Refused(f"Trang “{TASKS_PAGE}” không có dòng tiêu đề với các cột Quý và Nội dung. Hãy dùng mẫu của cổng.")
    titles = {folded(title): key for key, title, _ in COLUMNS}
    at = {
        titles[name]: column
        for column in range(len(rows[head]))
        if (name := folded(_words(rows[head], column))) in titles
    }
    tasks: list[dict[str, Any]] = []
    last: dict[int, int] = {}
    quarter = 0
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if any(_words(row, column) for key, column in at.items() if key != "quarter"):
            quarter = _quarter(found, row, number, at, quarter)
            tasks.append(_task(found, row, number, at, quarter, last, f"tasks[{len(tasks) + 1}]"))
    if len(tasks) > MOST_TASKS:
        raise Refused(f"Kế hoạch nhiều nhất {MOST_TASKS} việc, tệp có {len(tasks)}.")
    found.data["tasks"] = tasks


def _is_head(row: tuple[Any, ...]) -> bool:
    names = {folded(_words(row, column)) for column in range(len(row))}
    return {"quy", "noi dung"} <= names


def _quarter(found: _Found, row: tuple[Any, ...], number: int, at: Mapping[str, int], before: int) -> int:
    """The row's quarter; an empty cell goes on with the one above."""
    words = _words(row, at["quarter"])
    if not words and before:
        return before
    plain = folded(words).removeprefix("quy").strip()
    if plain not in QUARTER_WORDS:
        said = f"“{words[:20]}” không phải quý" if words else "thiếu quý"
        found.object_to(_named(number, at["quarter"]), f"{said}; ghi 1, 2, 3 hoặc 4")
    return QUARTER_WORDS.get(plain, 1)


def _task(
    found: _Found,
    row: tuple[Any, ...],
    number: int,
    at: Mapping[str, int],
    quarter: int,
    last: dict[int, int],
    path: str,
) -> dict[str, Any]:
    """One row as JSON would say it; its cells are remembered under its path."""
    for key, column in at.items():
        found.cells[f"{path}.{key}"] = _named(number, column)
    words = {key: _words(row, column) for key, column in at.items()}
    task: dict[str, Any] = {
        "quarter": quarter,
        "no": _number(found, words.get("no", ""), last.get(quarter, 0) + 1, found.cells.get(f"{path}.no", "")),
        "content": " ".join(words["content"].split()),
        "lead": words.get("lead", ""),
        "coordination": [each.strip() for each in re.split(r"[;\n]", words.get("coordination", "")) if each.strip()],
        "reason": words.get("reason", ""),
        "key": words.get("key", ""),
    }
    last[quarter] = task["no"]
    if words.get("due"):
        task["due"] = _day(found, row[at["due"]], words["due"], _named(number, at["due"]))
    choices: dict[str, Mapping[str, Any]] = {"status": _STATUSES, "of_bloc": _FLAGS, "on_request": _FLAGS}
    for key, known in choices.items():
        if words.get(key):
            task[key] = _choice(found, words[key], known, _named(number, at[key]))
    return task


_STATUSES = {name: status.value for status, name in STATUS_NAMES.items()}
_FLAGS = {YES: True, NO: False, "x": True}


def _choice(found: _Found, words: str, known: Mapping[str, Any], cell: str) -> Any:
    by_name = {folded(name): value for name, value in known.items()}
    if folded(words) not in by_name:
        found.object_to(cell, f"“{words[:40]}” không có trong danh sách: {'; '.join(known)}")
    return by_name.get(folded(words))


def _number(found: _Found, words: str, following: int, cell: str) -> int:
    if not words:
        return following
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= MOST_TASKS):
        found.object_to(cell, f"“{words[:20]}” không phải số thứ tự từ 1 đến {MOST_TASKS}")
        return following
    return int(words)


def _day(found: _Found, value: Any, words: str, cell: str) -> str | None:
    """A day as files write it, from a date of Excel or from typed words."""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    try:
        return read_date(words).isoformat()
    except Refused as refused:
        found.object_to(cell, refused.message)
        return None


def _words(row: tuple[Any, ...], column: int) -> str:
    """What stands in a cell, as text; 4.0 is “4”."""
    value = row[column] if column < len(row) else None
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**9:
        value = int(value)
    return "" if value is None else str(value).replace("\r", "").strip()


def _named(row: int, column: int) -> str:
    return f"ô {get_column_letter(column + 1)}{row}"


def _pages(content: bytes) -> dict[str, Rows]:
    """The two pages as rows of values; formulas as their last result, nothing beyond the allowed size."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return {folded(name): _rows(book[name]) for name in book.sheetnames}
            finally:
                book.close()
    except UNREADABLE:
        raise Refused("Không đọc được tệp Excel này. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.") from None


def _rows(sheet: Any) -> Rows:
    if not hasattr(sheet, "iter_rows"):
        return []
    return list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))


def _page(pages: Mapping[str, Rows], name: str) -> Rows:
    if folded(name) not in pages:
        raise Refused(f"Tệp không có trang “{name}”. Hãy dùng mẫu của cổng, không đổi tên trang.")
    return pages[folded(name)]
