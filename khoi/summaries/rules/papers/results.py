"""Bảng tổng hợp điểm and thông báo kết quả: the whole bloc's year as signed papers. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khoi.office.document import Align, Annex, Block, Column, Document, Paragraph, Row, Table
from khoi.ranking.rules import Result, Standing
from khoi.scoring.rules import Scored
from khoi.sheets.rules import Node
from khoi.summaries.rules.bloc_report import Cover
from khoi.summaries.rules.papers.dressing import official
from khoi.summaries.rules.papers.notice import said
from khoi.summaries.rules.score_table import Scores, score_table
from khoi.summaries.rules.words import rules_in_words
from tenants import vi

#: As many members stand side by side on a lying page; more go on in a further table.
SIDE_BY_SIDE = 10
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def scores_document(cover: Cover, scores: Scores, bloc: str, anchor: str = "") -> Document:
    """The table lying on its side, then each group's rows across the members, each group on pages of its own."""
    result = scores.result
    first = Annex("Phụ lục I", f"Bảng tổng hợp điểm thi đua năm {scores.year}", (score_table(scores),), landscape=True)
    groups = [
        Annex(f"Phụ lục {_roman(at)}", f"Chi tiết {_name(section)}", tuple(_details(result, section)), landscape=True)
        for at, section in enumerate(result.spec.sections, 2)
    ]
    return official(cover, "Bảng tổng hợp", tuple(_opening(scores, bloc, anchor)), (first, *groups))


def _roman(number: int) -> str:
    return ROMAN[number - 1] if number <= len(ROMAN) else str(number)


def _name(section: Node) -> str:
    return f"nhóm {section.code}. {section.title}" if section.code else section.title


def _opening(scores: Scores, bloc: str, anchor: str) -> Iterator[Block]:
    result = scores.result
    filed = len(result.appraised)
    yield Paragraph(
        f"{bloc} tổng hợp điểm thi đua năm {scores.year} của {len(result.names)} đơn vị thành viên "
        f"({filed} đơn vị có phiếu chấm), theo {result.spec.name}, thang {vi.number(result.spec.total)} điểm. "
        f"{scores.state}."
    )
    yield Paragraph("Quy tắc tính:")
    yield from (Paragraph(f"- {what}: {how[:1].lower()}{how[1:]}.") for what, how in rules_in_words(result.spec))
    yield Paragraph(
        f"Bảng tổng hợp ở Phụ lục I; điểm từng tiêu chí của các đơn vị ở {_annexes(len(result.spec.sections))}."
    )
    if anchor:
        yield Paragraph(anchor)


def _annexes(sections: int) -> str:
    return f"Phụ lục {_roman(2)}" if sections == 1 else f"các Phụ lục từ {_roman(2)} đến {_roman(sections + 1)}"


def _details(result: Result, section: Node) -> Iterator[Block]:
    filed = {standing.agency: standing for standing in result.appraised}
    codes = [code for code in result.names if code in filed]
    if not codes:
        yield Paragraph("Chưa có phiếu chấm nào được nộp.")
    for at in range(0, len(codes), SIDE_BY_SIDE):
        part = codes[at : at + SIDE_BY_SIDE]
        legend = "; ".join(f"{code}: {result.names[code]}" for code in part)
        yield Paragraph(f"{legend}. Ô có mũi tên: điểm tự chấm → điểm thẩm định.", indent=False)
        yield _beside(result, section, part, filed)


def _beside(result: Result, section: Node, codes: Sequence[str], filed: Mapping[str, Standing]) -> Table:
    """The rows of a section, a column a member: the points, or both where they differ."""
    columns = (
        Column("Tiêu chí", 4.5), Column("Tối đa", 0.8, Align.RIGHT), *(Column(code, 1, Align.RIGHT) for code in codes),
    )  # fmt: skip
    rows = []
    for node in section.walk():
        if node is section:
            continue
        ceiling = vi.number(node.ceiling) if node.ceiling else ""
        cells = [_cell(result, node, code, filed) if node.is_leaf else "" for code in codes]
        title = f"{node.code}. {node.title}" if node.code else node.title
        rows.append(Row((title, ceiling, *cells), bold=not node.is_leaf))
    sums = (vi.number(filed[code].sums.sections[section.path], result.spec.places) for code in codes)
    rows.append(Row(("Cộng", "", *sums), bold=True))
    return Table(columns, tuple(rows), caption="Đơn vị tính: điểm")


def _cell(result: Result, leaf: Node, code: str, filed: Mapping[str, Standing]) -> str:
    rows: list[Scored | None] = [
        standing.rows.get(leaf.path) if (standing := view.get(code)) else None for view in (result.claimed, filed)
    ]
    before, after = (said(result.spec, leaf, row) for row in rows)
    return after if before == after else f"{before or '–'} → {after or '–'}"


@dataclass(frozen=True, slots=True)
class Places:
    """What a notice of results says, as words: place, agency, total, class, what stands beside it."""

    year: str
    bloc: str
    count: str
    rows: tuple[Row, ...]
    anchor: str = ""


PLACES = (
    Column("Xếp hạng", 1, Align.CENTRE), Column("Đơn vị", 4), Column("Tổng điểm", 1.3, Align.RIGHT),
    Column("Xếp loại", 2.4, Align.CENTRE), Column("Ghi chú", 1.8),
)  # fmt: skip


def places_of(result: Result, year: int, bloc: str, anchor: str) -> Places:
    """The published places; who was not considered stands last, and why is not said."""
    rows = tuple(
        Row((
            str(line.rank) if line.rank is not None else "–", result.names[line.agency],
            vi.number(line.total, result.spec.places), line.class_label or "",
            _beside_a_place(line),
        ))
        for line in result.appraised
    )  # fmt: skip
    return Places(str(year), bloc, str(len(rows)), rows, anchor)


def _beside_a_place(line: Standing) -> str:
    if not line.considered:
        return "không xét, không xếp hạng"
    return f"đồng hạng {line.rank}" if line.shared else ""


def result_document(cover: Cover, places: Places, scores: Scores | None) -> Document:
    """The notice of the year's result; the table of scores goes with it."""
    body: list[Block] = [
        Paragraph(f"{places.bloc} thông báo kết quả thi đua năm {places.year} của {places.count} đơn vị như sau:"),
        Table(PLACES, places.rows),
        Paragraph("Bảng tổng hợp điểm kèm theo Thông báo này."),
    ]
    if places.anchor:
        body.append(Paragraph(places.anchor))
    annexes: tuple[Annex, ...] = ()
    if scores is not None:
        title = f"Bảng tổng hợp điểm thi đua năm {scores.year}"
        annexes = (Annex("Phụ lục", title, (score_table(scores),), landscape=True),)
    return official(cover, "Thông báo", body, annexes)
