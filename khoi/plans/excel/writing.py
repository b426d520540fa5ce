"""A plan as an Excel workbook: the tasks, the text, a guide; an empty one is the template."""

from typing import Any

from khoi.office.xlsx import GREY, LINE, PALE, Book, Look, Page
from khoi.plans.excel.layout import (
    COLUMNS,
    FIRST_ROW,
    GUIDE,
    GUIDE_PAGE,
    HEAD_ROW,
    NO,
    TASKS_PAGE,
    TEXT_KEYS,
    TEXT_PAGE,
    YES,
)
from khoi.plans.rules import LISTS, MOST_TASKS, STATUS_NAMES, PlanSpec, Status, TaskSpec
from tenants.vi import date

_AT = {key: column for column, (key, _, _) in enumerate(COLUMNS)}
#: Empty lines that are ready to be filled in.
_SPARE = 40


def write_workbook(spec: PlanSpec) -> bytes:
    """The workbook; it comes back through `read_workbook` as the same plan."""
    book = Book(title=spec.title, author=spec.issuer)
    _tasks(book, spec)
    _texts(book, spec)
    _guide(book)
    return book.done()


def _box(book: Book, **more: Any) -> Look:
    return book.look(border=1, border_color=LINE, text_wrap=True, valign="top", num_format="@", **more)


def _tasks(book: Book, spec: PlanSpec) -> None:
    page = book.page(TASKS_PAGE)
    page.widths(*(width for _, _, width in COLUMNS))
    page.span(0, 0, _AT["on_request"], spec.title or "Kế hoạch", book.look(bold=True, font_size=14))
    page.words(1, 0, spec.issuer, book.look(italic=True))
    head = _box(book, bold=True, align="center", bg_color=PALE)
    for column, (_, title, _) in enumerate(COLUMNS):
        page.words(HEAD_ROW, column, title, head)
    page.fit(HEAD_ROW, *(title for _, title, _ in COLUMNS[:-1]), bold=True)
    text, middle = _box(book), _box(book, align="center")
    for row, task in enumerate(spec.tasks, FIRST_ROW):
        _task(page, row, task, text, middle)
    last = FIRST_ROW + len(spec.tasks)
    for row in range(last, last + (0 if spec.tasks else _SPARE)):
        for column in range(len(COLUMNS)):
            page.blank(row, column, text)
    _choices(page)
    page.sheet.set_column(_AT["key"], _AT["key"], 14, None, {"hidden": True})
    page.sheet.freeze_panes(FIRST_ROW, _AT["lead"])
    page.on_a4(head=(HEAD_ROW, HEAD_ROW))


def _task(page: Page, row: int, task: TaskSpec, text: Look, middle: Look) -> None:
    coordination = "\n".join(task.coordination)
    page.number(row, _AT["quarter"], task.quarter, middle)
    page.number(row, _AT["no"], task.number, middle)
    said = {
        "content": task.content, "lead": task.lead, "coordination": coordination, "due": date(task.due),
        "status": STATUS_NAMES[task.status or Status.NOT_BEGUN], "reason": task.reason, "of_bloc": _yes(task.of_bloc),
        "on_request": _yes(task.on_request), "key": task.key,
    }  # fmt: skip
    for key, words in said.items():
        page.words(row, _AT[key], words, middle if key in ("due", "status", "of_bloc", "on_request") else text)
    page.fit(row, "", "", task.content, task.lead, coordination, "", "", task.reason)


def _yes(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _choices(page: Page) -> None:
    last = FIRST_ROW + MOST_TASKS
    lists: dict[str, list[Any]] = {
        "quarter": [1, 2, 3, 4], "status": list(STATUS_NAMES.values()), "of_bloc": [YES, NO], "on_request": [YES, NO],
    }  # fmt: skip
    for key, choices in lists.items():
        rule = {"validate": "list", "source": choices, "error_type": "warning"}
        page.sheet.data_validation(FIRST_ROW, _AT[key], last, _AT[key], rule)


def _texts(book: Book, spec: PlanSpec) -> None:
    page = book.page(TEXT_PAGE)
    page.widths(26, 110)
    name, text = _box(book, bold=True, bg_color=GREY), _box(book)
    row = 0
    for key, title in TEXT_KEYS.items():
        for position, words in enumerate(_words(spec, key) or ("",)):
            page.words(row, 0, "" if position else title, name)
            page.words(row, 1, words, text)
            page.fit(row, title, words)
            row += 1
    page.on_a4(landscape=False)


def _words(spec: PlanSpec, key: str) -> tuple[str, ...]:
    if key in LISTS:
        found: tuple[str, ...] = getattr(spec, key)
        return found
    field = key.removeprefix("letterhead.").replace("signer.", "signer_")
    value = getattr(spec, field)
    return (date(value) if field == "dated" else "" if value is None else str(value),)


def _guide(book: Book) -> None:
    page = book.page(GUIDE_PAGE)
    page.widths(110)
    page.words(0, 0, "Cách điền kế hoạch", book.look(bold=True, font_size=14))
    for row, words in enumerate(GUIDE, 1):
        page.words(row, 0, f"{row}. {words}", book.look(text_wrap=True))
        page.fit(row, words)
    page.on_a4(landscape=False)
