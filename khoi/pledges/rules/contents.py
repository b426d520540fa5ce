"""What an agency registers: titles with how many, targets with their figures; as values, as text, as a seal. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from tenants import vi
from tenants.refusal import Objection, Refused

LONGEST_TARGET, LONGEST_UNIT, LONGEST_NAMES, MOST_TARGETS = 500, 60, 2000, 60
MOST_COUNT = 9999
LARGEST_FIGURE = Decimal(10**12)


@dataclass(frozen=True, slots=True)
class RegisteredTitle:
    """A title registered: how many, and the names where the agency gives them (one a line)."""

    code: str
    name: str
    kind: str
    for_whom: str
    count: int
    names: str = ""

    @property
    def people(self) -> list[str]:
        return [line.strip() for line in self.names.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its words, its unit, its figure where it has one. The key stays the same through all filings."""

    key: str
    text: str
    unit: str = ""
    figure: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is registered, in the order of the catalogue and of the agency."""

    titles: tuple[RegisteredTitle, ...] = ()
    targets: tuple[Target, ...] = ()

    def titles_for(self, whom: str) -> list[RegisteredTitle]:
        return [title for title in self.titles if title.for_whom == whom]

    def count_of(self, code: str) -> int:
        return sum(title.count for title in self.titles if title.code == code)


def write_contents(contents: Contents) -> str:
    """As JSON: the same text for the same contents."""
    titles = [asdict(title) for title in contents.titles]
    targets = [asdict(target) | {"figure": _text(target.figure)} for target in contents.targets]
    return json.dumps({"targets": targets, "titles": titles}, ensure_ascii=False, sort_keys=True)


def read_contents(text: str) -> Contents:
    """What `write_contents` wrote."""
    found: dict[str, list[dict[str, Any]]] = json.loads(text)
    return Contents(
        tuple(RegisteredTitle(**row) for row in found["titles"]),
        tuple(Target(**row | {"figure": _figure(row["figure"])}) for row in found["targets"]),
    )


def seal_of(contents: Contents) -> str:
    """A hash over all that is registered: what the head saw, and what was filed."""
    return hashlib.sha256(write_contents(contents).encode()).hexdigest()


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else format(figure.normalize(), "f")


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def objections_to_filing(contents: Contents) -> list[Objection]:
    """Why a registration cannot leave the agency yet; empty when it can."""
    found = []
    if not contents.titles:
        found.append(Objection(None, "Chưa đăng ký danh hiệu hoặc hình thức khen thưởng nào."))
    if not contents.targets:
        found.append(Objection(None, "Chưa có chỉ tiêu thi đua nào."))
    found += [
        Objection(title.name, f"ghi {len(title.people)} tên nhưng đăng ký {title.count}.")
        for title in contents.titles
        if len(title.people) > title.count
    ]
    texts = [vi.fold(target.text) for target in contents.targets]
    found += [
        Objection(f"Chỉ tiêu {place}", "trùng nội dung với một chỉ tiêu ở trên.")
        for place, text in enumerate(texts, 1)
        if text in texts[: place - 1]
    ]
    return found


def other_years(texts: Iterable[str], year: int) -> list[str]:
    """Passages that name another year than the one that is registered for: mostly left over from a copy."""
    found = (word for text in texts for word in re.findall(r"năm 20\d\d", text))
    return list(dict.fromkeys(word for word in found if word != f"năm {year}"))


def read_target_lines(text: str, keys: Iterator[str]) -> tuple[Target, ...]:
    """Targets typed one a line, "nội dung | đơn vị tính | số"; Refused with the line's number. Each takes a key."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_TARGETS:
        raise Refused(f"Nhiều nhất {MOST_TARGETS} chỉ tiêu.")
    return tuple(_target(at, line, next(keys)) for at, line in lines)


def _target(at: int, line: str, key: str) -> Target:
    words, unit, figure, *rest = (*(part.strip() for part in line.split("|")), "", "")
    if any(rest):
        raise Refused(f"Dòng {at}: chỉ ghi ba phần, nội dung | đơn vị tính | số.")
    if not words or len(words) > LONGEST_TARGET or len(unit) > LONGEST_UNIT:
        raise Refused(f"Dòng {at}: nội dung từ 1 đến {LONGEST_TARGET} chữ, đơn vị tính không quá {LONGEST_UNIT} chữ.")
    try:
        number = vi.read_decimal(figure) if figure else None
    except Refused as refused:
        raise Refused(f"Dòng {at}: {refused.message}") from None
    if number is not None and not 0 <= number <= LARGEST_FIGURE:
        raise Refused(f"Dòng {at}: số chỉ tiêu phải từ 0 đến {vi.number(LARGEST_FIGURE)}.")
    return Target(key, words, unit, number)
