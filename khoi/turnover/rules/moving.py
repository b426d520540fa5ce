"""What goes along into the next year: dates a year on, the sheet under its new name, and texts left behind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from khoi.office.proofreading import other_years
from khoi.reports.rules import Outline
from khoi.sheets.rules import SheetSpec
from khoi.years.rules import FEWEST_MEMBERS
from tenants.vi import ZONE


@dataclass(frozen=True, slots=True)
class Choices:
    """What the old lead's head decides: agencies by id. Lead and deputy are as elected, never by rank; `basis` says
    where that stands."""

    lead: int
    deputy: int
    members: tuple[int, ...]
    basis: str
    sheet: bool = True
    dates: bool = True
    bases: bool = True
    team: bool = True
    #: The outlines of reports, and the kinds of documents with their signs.
    outlines: bool = True


@dataclass(frozen=True, slots=True)
class MovedFiling:
    """A filing as the next year has it."""

    key: str
    title: str
    due: datetime
    closing: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and where it stands, in words."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A text that still names another year than its own."""

    where: str
    words: str
    years: tuple[int, ...]


def objections_to_choices(choices: Choices) -> list[tuple[str, str]]:
    """Why a year cannot begin so: (field, reason)."""
    found = []
    if len(choices.members) < FEWEST_MEMBERS:
        found.append(("members", f"Chọn ít nhất {FEWEST_MEMBERS} đơn vị thành viên."))
    for field, who, name in (("lead", choices.lead, "Khối trưởng"), ("deputy", choices.deputy, "Khối phó")):
        if who not in choices.members:
            found.append((field, f"{name} phải là một trong các đơn vị thành viên đã chọn."))
    if choices.lead == choices.deputy:
        found.append(("deputy", "Khối trưởng và Khối phó phải là hai đơn vị khác nhau."))
    return found


def a_year_on(moment: datetime) -> datetime:
    """The same day and hour by the bloc's clock in the next year; 29 February becomes the 28th."""
    here = moment.astimezone(ZONE)
    try:
        return here.replace(year=here.year + 1)
    except ValueError:
        return here.replace(year=here.year + 1, day=28)


def day_a_year_on(day: date) -> date:
    """The same day in the next year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def named_anew(text: str, old: int, new: int) -> str:
    """The text with the old year as a word of its own replaced by the new one; 12026 and 2026/QĐ stay."""
    return re.sub(rf"(?<![\d/]){old}(?![\d/])", str(new), text)


def moved(spec: SheetSpec, old: int) -> SheetSpec:
    """The sheet as a draft of the next year: its name follows, its criteria stay as they are written."""
    return replace(spec, name=named_anew(spec.name, old, old + 1), year=old + 1)


def moved_outline(outline: Outline, old: int) -> Outline:
    """The outline of a report with the old year named as the next one wherever people read it."""

    def anew(text: str) -> str:
        return named_anew(text, old, old + 1)

    return replace(
        outline,
        sections=tuple(
            replace(row, heading=anew(row.heading), guidance=anew(row.guidance)) for row in outline.sections
        ),
        indicators=tuple(replace(row, name=anew(row.name)) for row in outline.indicators),
        annexes=tuple(replace(row, title=anew(row.title)) for row in outline.annexes),
    )


def texts_of_report(title: str, outline: Outline) -> Iterator[Text]:
    """Every text of a report that people read."""
    where = f"Đề cương “{title}”"
    yield Text("Tên báo cáo", title)
    for section in outline.sections:
        yield Text(f"{where}, mục {section.number}", section.heading)
        if section.guidance:
            yield Text(f"{where}, hướng dẫn mục {section.number}", section.guidance)
    yield from (Text(f"{where}, chỉ tiêu {row.code}", row.name) for row in outline.indicators)
    yield from (Text(f"{where}, phụ lục", row.title) for row in outline.annexes)


def texts_of_sheet(spec: SheetSpec) -> Iterator[Text]:
    """Every text of a sheet that people read."""
    yield Text("Tên bảng tiêu chí", spec.name)
    for node in spec.nodes:
        yield Text(f"Bảng tiêu chí, mục {node.path}", node.title)
        if node.guidance:
            yield Text(f"Hướng dẫn chấm, mục {node.path}", node.guidance)
    for reason in spec.not_considered:
        yield Text("Lý do không xét", reason)
    if spec.note:
        yield Text("Ghi chú của bảng tiêu chí", spec.note)


def left_behind(texts: Iterable[Text], year: int) -> list[LeftBehind]:
    """The texts that name another year than this, in their order, each said once."""
    found = (LeftBehind(text.where, text.words, tuple(other_years(text.words, year))) for text in texts)
    return list(dict.fromkeys(left for left in found if left.years))
