"""Awards of earlier years as they are entered: what a line is, and what is wrong with it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from tenants import vi
from tenants.refusal import Objection, Refused
from tenants.vi import fold

MOST_LINES = 1000
#: Nobody keeps awards of before that.
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An award of an earlier year: of a member (`agency`: its code), or of one of the agency's people (`name`)."""

    year: int
    title: str
    agency: str = ""
    name: str = ""
    number: str = ""
    dated: date | None = None
    themed: bool = False
    note: str = ""

    @property
    def key(self) -> tuple[int, str, str, str]:
        """Two lines of one key are the same award."""
        return self.year, self.agency, fold(self.name), self.title


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name: titles and members, both by folded code and by folded name."""

    titles: Mapping[str, str]
    agencies: Mapping[str, str]
    before: int

    @classmethod
    def of(cls, titles: Iterable[tuple[str, str]], agencies: Iterable[tuple[str, str]], before: int) -> "Known":
        """From (code, name) of each."""
        return cls(_folded(titles), _folded(agencies), before)


def _folded(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = list(pairs)
    return {fold(name): code for code, name in pairs} | {fold(code): code for code, _ in pairs}


def objections_to_line(line: HeldLine, known: Known) -> list[Objection]:
    """What is wrong with a line, by the key of its column."""
    found = []
    if not FIRST_YEAR <= line.year < known.before:
        found.append(Objection("year", f"năm phải từ {FIRST_YEAR} đến {known.before - 1}"))
    if line.dated is not None and not FIRST_YEAR <= line.dated.year <= known.before + 1:
        found.append(Objection("dated", f"ngày {vi.date(line.dated)} không hợp với năm {line.year}"))
    for key, value, most in (("number", line.number, 60), ("name", line.name, 200), ("note", line.note, 300)):
        if len(value) > most:
            found.append(Objection(key, f"dài quá {most} ký tự"))
    return found


def twice(lines: Sequence[HeldLine]) -> list[tuple[int, int]]:
    """(line, earlier line) wherever an award stands a second time."""
    first: dict[tuple[int, str, str, str], int] = {}
    found = []
    for place, line in enumerate(lines):
        if line.key in first:
            found.append((place, first[line.key]))
        else:
            first[line.key] = place
    return found


def write_lines(lines: Iterable[HeldLine]) -> list[dict[str, Any]]:
    """As the page before the confirmation carries them."""
    return [asdict(line) | {"dated": line.dated.isoformat() if line.dated else None} for line in lines]


def read_lines(data: Any, known: Known, *, people: bool) -> list[HeldLine]:
    """Back from `write_lines`; refused when it is not what was written."""
    try:
        lines = [_line(item) for item in data]
    except (TypeError, ValueError, KeyError):
        raise Refused("Trang xem trước không còn đầy đủ. Hãy chọn lại tệp.") from None
    titles, agencies = set(known.titles.values()), set(known.agencies.values())
    named = [line.name and not line.agency if people else line.agency in agencies for line in lines]
    strange = not all(named) or any(line.title not in titles for line in lines)
    if strange or len(lines) > MOST_LINES or twice(lines) or any(objections_to_line(line, known) for line in lines):
        raise Refused("Trang xem trước không còn đúng. Hãy chọn lại tệp.")
    return lines


def _line(item: Mapping[str, Any]) -> HeldLine:
    texts = {key: str(item[key]) for key in ("title", "agency", "name", "number", "note")}
    dated = date.fromisoformat(item["dated"]) if item["dated"] else None
    return HeldLine(year=int(item["year"]), dated=dated, themed=bool(item["themed"]), **texts)
