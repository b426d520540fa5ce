"""The bloc's report as its page shows it: each section with its sources, what became of them, what to ask about."""

from dataclasses import dataclass
from datetime import date

from khoi.reports.rules import FigureType, shown
from khoi.summaries.models import Gathering, Part, cover_of
from khoi.summaries.rules import CHANGE_NAMES, Source, change_of, doubts_about, doubts_of_source, mark_of
from khoi.summaries.rules.asking import doubts_about_face, doubts_about_law
from khoi.years.models import bases_of


@dataclass(frozen=True)
class Beside:
    """A source as the page shows it: what became of it, and what to ask about."""

    source: Source
    change: str
    doubts: list[str]


@dataclass(frozen=True)
class Sheet:
    """A section as the page shows it."""

    part: Part
    mark: str
    sources: list[Beside]
    doubts: list[str]

    @property
    def id(self) -> str:
        return self.part.written.public_id if self.part.written else self.part.section.public_id

    @property
    def changed(self) -> int:
        return sum(bool(each.change) for each in self.sources)

    @property
    def asked(self) -> int:
        """How many questions are open in the section."""
        return len(self.doubts) + sum(len(each.doubts) for each in self.sources)


def sheet_of(found: Gathering, part: Part) -> Sheet:
    """A section with all that a careful reader would ask about."""
    year, specs = found.year.number, [row.spec for row in found.definition.indicators]
    values = {report.member.public_id: report.values for report in found.filed}
    seals = part.written.seals if part.written else None
    section = part.section
    beside = []
    for source in part.sources:
        change = change_of(source, seals) if seals is not None else None
        doubts = doubts_of_source(source, section.heading, year, section.required, specs, values.get(source.key, {}))
        beside.append(Beside(source, CHANGE_NAMES[change] if change else "", doubts))
    tables = [found.sums, *values.values()]
    doubts = doubts_about(part.text, section.heading, year, specs, tables) if part.written else []
    if part.written and section.required and not part.text.strip():
        doubts.append("Khối chưa có nội dung ở phần này.")
    return Sheet(part, mark_of(part.sources), beside, doubts)


def questions_about(found: Gathering, today: date) -> list[str]:
    """What to look at in head, foot and citations before the report goes out; nothing before it is begun."""
    if found.row is None:
        return []
    cover, texts = cover_of(found), [part.text for part in found.parts]
    law = doubts_about_law(cover, texts, bases_of(found.year.id), cover.dated or today)
    return [*doubts_about_face(cover, found.year.number), *law]


@dataclass(frozen=True)
class FigureLine:
    """An indicator with every member's figure and the bloc's, as they are printed."""

    code: str
    name: str
    values: list[str]
    total: str


def figure_lines(found: Gathering) -> list[FigureLine]:
    reports, sums = [(report.whole, report.values) for report in found.reports], found.sums
    return [
        FigureLine(
            spec.code, spec.name,
            [shown(spec, values.get(spec.code)) if whole else "–" for whole, values in reports],
            shown(spec, sums.get(spec.code)),
        )
        for spec in (row.spec for row in found.definition.indicators)
        if spec.type is not FigureType.TEXT
    ]  # fmt: skip
