"""The bloc's report as a document: head and foot by pattern, the lead's words, figures and scores annexed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khoi.office.document import (
    Align,
    Annex,
    Block,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
)
from khoi.reports.rules import FigureType, Indicator, Kind, Level, codes_in, shown, summed
from khoi.summaries.rules.score_table import Scores, score_table

Values = Mapping[str, Decimal | None]
#: As many members stand side by side on a lying page; more go on in a second table.
SIDE_BY_SIDE = 12
PATTERNS = {
    "bloc": "Cơ quan Khối trưởng / Khối thi đua (TM. Khối thi đua)",
    "agency": "UBND tỉnh / Cơ quan Khối trưởng",
}
RECIPIENTS = ("Sở Nội vụ (Phòng Thi đua - Khen thưởng)", "Các đơn vị thành viên Khối", "Lưu: VT, TĐKT")


@dataclass(frozen=True, slots=True)
class Cover:
    """Head and foot of the report, every field said."""

    pattern: str
    superior: str
    issuer: str
    sign: str
    place: str
    dated: date | None
    subject: str
    bases: tuple[str, ...]
    recipients: tuple[str, ...]
    closing: str
    authority: str
    position: str
    signer: str


@dataclass(frozen=True, slots=True)
class BlocReport:
    """All that the report says. `figures`: each member's name with its figures, None where nothing is filed."""

    cover: Cover
    sections: Sequence[tuple[str, str, str]]
    specs: Sequence[Indicator]
    figures: Sequence[tuple[str, Values | None]]
    scores: Scores | None = None

    @property
    def sums(self) -> dict[str, Decimal | None]:
        """The bloc's own figures, of what was filed."""
        return summed(self.specs, [values for _, values in self.figures if values is not None])


def customary_cover(pattern: str, kind: str, title: str, year: int, bloc: str, lead: str, province: str) -> Cover:
    """Head and foot as the custom of the blocs has them; the lead may say otherwise, field by field."""
    of_bloc = pattern == "bloc"
    subject = customary_subject(kind, title, year)
    return Cover(
        pattern=pattern,
        superior=lead if of_bloc else f"UBND tỉnh {province}".strip(),
        issuer=bloc if of_bloc else lead,
        sign="BC-KTĐ",
        place=province,
        dated=None,
        subject=subject,
        bases=(),
        recipients=RECIPIENTS,
        closing=f"Trên đây là Báo cáo {subject[:1].lower()}{subject[1:]} của {bloc}.",
        authority="TM. Khối thi đua" if of_bloc else "",
        position="Khối trưởng" if of_bloc else "Thủ trưởng cơ quan",
        signer="",
    )


def customary_subject(kind: str, title: str, year: int) -> str:
    """What the report is about: the two usual kinds have their own words."""
    usual: dict[str, str] = {
        Kind.HALF_YEAR: f"Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}",
        Kind.FULL_YEAR: f"Tổng kết công tác thi đua, khen thưởng năm {year}",
    }
    return usual.get(kind, title)


def report_document(report: BlocReport) -> Document:
    """The report in the form of the decree; its number is left to the registry clerk."""
    cover = report.cover
    return Document(
        letterhead=Letterhead(cover.superior, cover.issuer, cover.sign, None, cover.place, cover.dated),
        kind="Báo cáo",
        subject=cover.subject,
        body=(*_body(report), Paragraph(cover.closing)),
        signature=Signature(cover.authority, cover.position, cover.signer),
        bases=cover.bases,
        recipients=cover.recipients,
        annexes=_annexes(report),
    )


def _body(report: BlocReport) -> Iterator[Block]:
    names = [name for name, _ in report.figures]
    told = False
    for number, heading, text in report.sections:
        yield Heading(f"{number}. {heading.upper()}")
        yield from _written(text, names)
        if not told and "khen thưởng" in heading.lower() and (table := _commended(report)) is not None:
            told = True
            yield table


_NUMBERED, _LETTERED = re.compile(r"\d+(?:\.\d+)*\.\s+\S"), re.compile(r"[a-zđ]\)\s+\S")
LONGEST_HEADING = 120


def _written(text: str, names: Sequence[str]) -> Iterator[Block]:
    """The lead's lines: "1. …" and "a) …" that are no sentences are headings; a member's name at the head is bold."""
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        is_title = len(line) <= LONGEST_HEADING and line[-1] not in ".;:,"
        name = next((name for name in names if line.startswith(f"{name}: ")), None)
        if is_title and _NUMBERED.match(line):
            yield Heading(line, 2)
        elif is_title and _LETTERED.match(line):
            yield Heading(line, 3)
        elif name is not None:
            yield Paragraph((Run(f"{name}:", bold=True), Run(line[len(name) + 1 :])))
        else:
            yield Paragraph(line)


def _commended(report: BlocReport) -> Table | None:
    """Who was commended by level, over the whole bloc; none where the report asks for no such figure."""
    levelled = {spec.code for spec in report.specs if spec.level is not Level.NONE}
    wanted = [spec for spec in report.specs if spec.code in levelled or levelled & set(codes_in(spec.formula))]
    if not levelled or not any(values for _, values in report.figures):
        return None
    sums = report.sums
    columns = (Column("TT", 0.5, Align.CENTRE), Column("Chỉ tiêu", 4), Column("Toàn Khối", 1.2, Align.RIGHT))
    rows = tuple(
        Row((spec.code, spec.name, shown(spec, sums.get(spec.code))), bold=bool(spec.formula)) for spec in wanted
    )
    return Table(columns, rows)


def _annexes(report: BlocReport) -> tuple[Annex, ...]:
    found = []
    numeric = [spec for spec in report.specs if spec.type is not FigureType.TEXT]
    if numeric and any(values for _, values in report.figures):
        found.append(("Số liệu tổng hợp theo đơn vị", _figure_tables(report, numeric)))
    if report.scores is not None:
        found.append((f"Bảng tổng hợp điểm thi đua năm {report.scores.year}", (score_table(report.scores),)))
    titles = ("Phụ lục",) if len(found) == 1 else ("Phụ lục I", "Phụ lục II")
    return tuple(
        Annex(title, subject, body, landscape=True) for title, (subject, body) in zip(titles, found, strict=False)
    )


def _figure_tables(report: BlocReport, specs: Sequence[Indicator]) -> tuple[Block, ...]:
    """Figures by member, the bloc's sum at the right of the last table."""
    whole = [*report.figures, ("Toàn Khối", report.sums)]
    size = -(-len(whole) // -(-len(whole) // SIDE_BY_SIDE))
    return tuple(_figure_table(specs, whole[at : at + size]) for at in range(0, len(whole), size))


def _figure_table(specs: Sequence[Indicator], members: Sequence[tuple[str, Values | None]]) -> Table:
    columns = (
        Column("Mã", 0.5, Align.CENTRE), Column("Chỉ tiêu", 3.2), Column("Đơn vị tính", 0.9, Align.CENTRE),
        *(Column(name, 1, Align.RIGHT) for name, _ in members),
    )  # fmt: skip
    rows = tuple(
        Row((spec.code, spec.name, spec.unit, *(_cell(spec, values) for _, values in members)), bold=bool(spec.formula))
        for spec in specs
    )
    return Table(columns, rows)


def _cell(spec: Indicator, values: Values | None) -> str:
    return "chưa nộp" if values is None else shown(spec, values.get(spec.code))
