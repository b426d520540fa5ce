"""The members' sections beside the bloc's text: put together, held against figures and years, watched for changes."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from khoi.office.proofreading import Figure, figures_in, other_years
from khoi.reports.rules import FigureType, Indicator
from tenants import vi

Values = Mapping[str, Decimal | None]
#: Indicators with the words of their names.
Named = Sequence[tuple[Indicator, tuple[str, ...]]]
#: So many words of an indicator's name must follow a number before it is taken for that indicator.
ENOUGH = 3


class Change(StrEnum):
    """What became of a source since the lead last looked."""

    NEW = "new"
    CHANGED = "changed"


CHANGE_NAMES = {Change.NEW: "mới nộp", Change.CHANGED: "đã đổi"}


@dataclass(frozen=True, slots=True)
class Source:
    """What one member has filed under one heading; `filed_at` is none while nothing of it is filed."""

    key: str
    name: str
    text: str = ""
    seal: str = ""
    filed_at: datetime | None = None
    days_late: int = 0
    on_paper: bool = False


def gathered(sources: Iterable[Source], most: int) -> str:
    """The members' words under one heading, each begun by the member's name; what would pass `most` letters is left
    to be taken by hand."""
    found, length = [], 0
    for source in sources:
        if source.text.strip():
            length += len(said_by(source)) + 1
            if length > most:
                break
            found.append(said_by(source))
    return "\n".join(found)


def said_by(source: Source) -> str:
    """A member's words as they enter the bloc's text."""
    return f"{source.name}: {source.text.strip()}"


def seals_of(sources: Iterable[Source]) -> dict[str, str]:
    """How the filed sources stand now, by member."""
    return {source.key: source.seal for source in sources if source.filed_at is not None}


def mark_of(sources: Iterable[Source]) -> str:
    """One short sign for how all sources of a section stand: what a page showed, and what it is held against."""
    return hashlib.sha256(repr(sorted(seals_of(sources).items())).encode()).hexdigest()[:16]


def change_of(source: Source, seals: Mapping[str, str]) -> Change | None:
    """Whether a member filed, or filed anew with other words, since the lead last looked."""
    if source.filed_at is None or seals.get(source.key) == source.seal:
        return None
    return Change.CHANGED if source.key in seals else Change.NEW


# --- doubts ---------------------------------------------------------------------------------------------------------


def doubts_of_source(source: Source, heading: str, year: int, required: bool, specs: Sequence[Indicator],
                     values: Values) -> list[str]:  # fmt: skip
    """What the lead should ask a member about its section: empty, of another year, other figures than in its table."""
    if source.filed_at is None:
        return []
    if not source.text.strip():
        return ["Không có nội dung ở phần này."] if required else []
    return doubts_about(source.text, heading, year, specs, [values])


def doubts_about(text: str, heading: str, year: int, specs: Sequence[Indicator], values: Sequence[Values]) -> list[str]:
    """Other years than the report's (a plan looks one year ahead), and figures that none of the tables has."""
    ahead = {year + 1} if "phuong huong" in vi.fold(heading) else set()
    years = [each for each in other_years(text, year) if each not in ahead]
    wrong = [f"Nhắc đến năm {', '.join(map(str, years))}, báo cáo của năm {year}."] if years else []
    return [*wrong, *contradictions(text, specs, values)]


def contradictions(text: str, specs: Sequence[Indicator], tables: Sequence[Values]) -> list[str]:
    """The figures of a text that differ from the indicator whose words follow them: "12 tập thể được khen thưởng"
    where the table has 15. A number is held against an indicator only when at least three words of its name follow
    (all of a shorter name), beginning with the first; the closest names count, and one equal figure is enough."""
    named = [(spec, _words(spec.name)) for spec in specs if spec.type in COUNTED]
    return list(dict.fromkeys(each for figure in figures_in(text) for each in _against(figure, named, tables)))


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """An indicator's name as it is looked for: the same few names stand beside every section of every member."""
    return tuple(vi.fold(name).replace(",", " ").split())


COUNTED = frozenset({FigureType.COUNT, FigureType.POINTS})


def _against(figure: Figure, named: Named, tables: Sequence[Values]) -> Iterator[str]:
    closest = _closest(vi.fold(figure.after).split(), named)
    known = [(spec, [v for table in tables if (v := table.get(spec.code)) is not None]) for spec in closest]
    known = [(spec, values) for spec, values in known if values]
    if known and all(figure.value not in values for _, values in known):
        spec, values = known[0]
        shown = vi.number(values[0])
        yield f"Ghi “{figure.said} {figure.after}”, bảng số liệu: {spec.name} (mã {spec.code}) là {shown}."


def _closest(after: list[str], named: Named) -> list[Indicator]:
    """The indicators most of whose words follow a number."""
    scored = [
        (len(set(words) & set(after)), spec)
        for spec, words in named
        if after and words[0] == after[0] and len(set(words) & set(after)) >= min(ENOUGH, len(set(words)))
    ]
    best = max((score for score, _ in scored), default=0)
    return [spec for score, spec in scored if score == best]
