"""What a report asks for: sections, figures, cross-checks and annexes, as plain values; is it well thought out?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tenants.refusal import Objection

#: A code is the row number that the printed table shows: 3, 3.1, III.2.
CODE = re.compile(r"[0-9A-Za-zĐđ][0-9A-Za-zĐđ._-]{0,19}")
KEY = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


class Kind(StrEnum):
    """What a report is about."""

    HALF_YEAR = "half_year"
    FULL_YEAR = "full_year"
    THEMED = "themed"
    AD_HOC = "ad_hoc"


KIND_NAMES = {
    Kind.HALF_YEAR: "Sơ kết 6 tháng",
    Kind.FULL_YEAR: "Tổng kết năm",
    Kind.THEMED: "Chuyên đề",
    Kind.AD_HOC: "Đột xuất",
}
#: The two usual reports stand among the year's filings from its first day.
USUAL_KEYS = {Kind.HALF_YEAR: "half_year_report", Kind.FULL_YEAR: "year_report"}
#: How these reports are called in the names of files.
FILE_NAMES = {"half_year_report": "bao-cao-so-ket", "year_report": "bao-cao-tong-ket"}


def report_file_name(key: str) -> str:
    """A report in the name of a file: in Vietnamese where the key is one of ours, else by the lead's own slug."""
    return FILE_NAMES.get(key) or f"bao-cao-{key.removeprefix('bao-cao-').replace('_', '-')}"


class FigureType(StrEnum):
    """What is typed for an indicator."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    TEXT = "text"


TYPE_NAMES = {
    FigureType.COUNT: "số lượng",
    FigureType.PERCENT: "tỷ lệ %",
    FigureType.POINTS: "số có phần lẻ",
    FigureType.TEXT: "chữ",
}


class Level(StrEnum):
    """At which level a commendation or title is conferred; none where that says nothing."""

    NONE = ""
    STATE = "state"
    PROVINCE = "province"
    GRASSROOTS = "grassroots"


LEVEL_NAMES = {
    Level.NONE: "không phân cấp",
    Level.STATE: "cấp Nhà nước",
    Level.PROVINCE: "cấp tỉnh, bộ, ngành",
    Level.GRASSROOTS: "cấp cơ sở",
}
RELATIONS = {"=": "bằng", "<=": "không lớn hơn"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text: what to write there, and how much at most (0: no limit)."""

    number: str
    heading: str
    guidance: str = ""
    most_words: int = 0
    required: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the report. With a `formula` the portal computes it: "1 + 2" a sum, "1 / 2" a share in percent."""

    code: str
    name: str
    unit: str = ""
    type: FigureType = FigureType.COUNT
    level: Level = Level.NONE
    formula: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """Two sums of indicators that must agree: "1 + 2" = "3", or the left not above the right ("<=")."""

    left: str
    right: str
    relation: str = "="


@dataclass(frozen=True, slots=True)
class Annex:
    """A file that goes with the report; `kinds` are the extensions it may have, any when empty."""

    title: str
    required: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a report asks for, in the order of the printed page."""

    sections: tuple[Section, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    checks: tuple[CrossCheck, ...] = ()
    annexes: tuple[Annex, ...] = ()


def codes_in(formula: str) -> tuple[str, ...]:
    """The codes that a formula or one side of a cross-check names."""
    return tuple(code.strip() for code in re.split(r"[+/]", formula) if code.strip())


def is_share(formula: str) -> bool:
    return "/" in formula


def said(check: CrossCheck, names: Mapping[str, str]) -> str:
    """A cross-check in words: "Tập thể (1) + Cá nhân (2) = Tổng số (3)"."""
    sides = [" + ".join(f"{names.get(code, code)} ({code})" for code in codes_in(side)) for side in
             (check.left, check.right)]  # fmt: skip
    return f" {check.relation.replace('<=', '≤')} ".join(sides)


# --- is it well thought out? ----------------------------------------------------------------------------------------


def objections_to_outline(outline: Outline) -> list[Objection]:
    """Why members cannot be asked for this yet, each with its place; empty when they can."""
    return [
        *_sections(outline.sections),
        *_indicators(outline.indicators),
        *_formulas(outline.indicators),
        *_checks(outline),
        *_twice("phụ lục", [annex.title for annex in outline.annexes]),
    ]


def objections_to_period(start: date, end: date, year: int) -> list[str]:
    """A period is of the emulation year and ends after it begins."""
    reasons = ["Ngày cuối kỳ không được trước ngày đầu kỳ."] if end < start else []
    if start.year != year or end.year != year:
        reasons.append(f"Kỳ báo cáo phải nằm trong năm {year}.")
    return reasons


def _sections(sections: Sequence[Section]) -> Iterator[Objection]:
    if not sections:
        yield Objection(None, "Đề cương chưa có phần nào.")
    yield from _twice("phần", [section.number for section in sections])


def _indicators(indicators: Sequence[Indicator]) -> Iterator[Objection]:
    yield from _twice("mã chỉ tiêu", [indicator.code for indicator in indicators])
    for indicator in indicators:
        if not CODE.fullmatch(indicator.code):
            yield Objection(indicator.code, "Mã chỉ tiêu chỉ gồm chữ, số và dấu . _ - (không quá 20 ký tự).")


def _twice(what: str, names: Sequence[str]) -> Iterator[Objection]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Objection(name, f"Có hai {what} “{name}”.")


def _formulas(indicators: Sequence[Indicator]) -> Iterator[Objection]:
    by_code = {indicator.code: indicator for indicator in indicators}
    for indicator in indicators:
        if indicator.formula:
            yield from (Objection(indicator.code, why) for why in _faults(indicator, by_code))


def _faults(indicator: Indicator, by_code: Mapping[str, Indicator]) -> Iterator[str]:
    formula, codes = indicator.formula, codes_in(indicator.formula)
    if is_share(formula) and (len(codes) != 2 or "+" in formula or indicator.type is not FigureType.PERCENT):
        yield "Công thức chia phải có dạng “tử số / mẫu số” và cho một tỷ lệ %."
    if not is_share(formula) and indicator.type in (FigureType.PERCENT, FigureType.TEXT):
        yield "Chỉ cộng được số lượng và số có phần lẻ."
    yield from _unknown(codes, by_code)
    if indicator.code in _behind(indicator.code, by_code):
        yield "Công thức đi vòng về chính chỉ tiêu này."


def _unknown(codes: Iterable[str], by_code: Mapping[str, Indicator]) -> Iterator[str]:
    for code in codes:
        if code not in by_code:
            yield f"Không có chỉ tiêu mã “{code}”."
        elif by_code[code].type not in (FigureType.COUNT, FigureType.POINTS):
            yield f"Chỉ tiêu “{code}” không phải là số để cộng."


def _behind(code: str, by_code: Mapping[str, Indicator]) -> set[str]:
    """All codes on which an indicator's formula rests, at any depth."""
    found: set[str] = set()
    waiting = list(codes_in(by_code[code].formula))
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting.extend(codes_in(by_code[one].formula) if one in by_code else ())
    return found


def _checks(outline: Outline) -> Iterator[Objection]:
    by_code = {indicator.code: indicator for indicator in outline.indicators}
    for check in outline.checks:
        place = f"{check.left} {check.relation} {check.right}"
        if check.relation not in RELATIONS or not codes_in(check.left) or not codes_in(check.right):
            yield Objection(place, "Điều kiện kiểm tra phải có hai vế, so bằng “=” hoặc “<=”.")
        if is_share(check.left + check.right):
            yield Objection(place, "Điều kiện kiểm tra chỉ cộng, không chia.")
        yield from (Objection(place, why) for why in _unknown(codes_in(f"{check.left}+{check.right}"), by_code))
