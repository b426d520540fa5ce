"""Thông báo kết quả thẩm định: what the appraisal found on one agency's own card, with the reasons. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from khoi.office.document import Align, Annex, Block, Column, Document, Heading, Paragraph, Row, Table
from khoi.scoring.rules import Card, Scored, Totals, View, score_card, totals
from khoi.sheets.rules import Kind, Node, NotApplicable, Relative, SheetSpec
from khoi.summaries.rules.bloc_report import Cover
from khoi.summaries.rules.papers.dressing import official
from tenants import vi

AT_PUBLICATION = "tính khi công bố"
AWAY = "không áp dụng"
WAITING = (
    "Điểm của các tiêu chí so sánh giữa các đơn vị được tính khi công bố kết quả năm, nên chưa có trong các số trên:"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """All that the notice says, as words: a row's cells are those of its table's columns."""

    agency: str
    year: str
    bloc: str
    claimed: str
    appraised: str
    difference: str
    count: str
    #: Section, ceiling, claimed, appraised, difference.
    sections: tuple[Row, ...]
    #: Number, criterion, ceiling, claimed, appraised, difference, reason.
    differing: tuple[Row, ...]
    #: Criterion, ceiling, claimed, appraised.
    rows: tuple[Row, ...]
    waiting: tuple[str, ...] = ()
    #: The seal of the card that was appraised, and where the journal stood.
    seal: str = ""
    anchor: str = ""


def notice_of(spec: SheetSpec, card: Card, *, agency: str, year: int, bloc: str, seal: str, anchor: str) -> Notice:
    """The notice on a card as filed and appraised; what depends on others' figures stays unsaid."""
    views = {view: _own(spec, score_card(spec, card, view)) for view in View}
    claimed, appraised = (totals(spec, views[view]) for view in (View.CLAIMED, View.APPRAISED))
    differing = tuple(_differing(spec, card, views))
    return Notice(
        agency=agency, year=str(year), bloc=bloc, claimed=_number(spec, claimed.total),
        appraised=_number(spec, appraised.total), difference=signed(appraised.total - claimed.total, spec.places),
        count=str(len(differing)), sections=tuple(_sections(spec, claimed, appraised)), differing=differing,
        rows=tuple(_rows(spec, views)), waiting=tuple(_name(leaf) for leaf in spec.leaves if _waits(leaf)),
        seal=seal, anchor=anchor,
    )  # fmt: skip


def signed(difference: Decimal, places: int | None = None) -> str:
    """+1,5 · −2 · 0; with the decimals of the totals beside it: −2,00"""
    return f"{'+' if difference > 0 else '−' if difference < 0 else ''}{vi.number(abs(difference), places)}"


Rows = Mapping[str, Scored]


def _own(spec: SheetSpec, rows: Rows) -> dict[str, Scored]:
    """Also points that an appraiser typed on a relative row wait: he saw what the others have."""
    return {leaf.path: rows[leaf.path] for leaf in spec.leaves if leaf.path in rows and not _waits(leaf)}


def _waits(leaf: Node) -> bool:
    return isinstance(leaf.method, Relative)


def _number(spec: SheetSpec, value: Decimal) -> str:
    return vi.number(value, spec.places)


def _name(node: Node) -> str:
    """As the sheet prints it; the code of a row repeats from section to section, so its section goes before."""
    section, deeper, _ = node.path.partition("/")
    return f"{section} – {_titled(node)}" if deeper else _titled(node)


def _titled(node: Node) -> str:
    return f"{node.code}. {node.title}" if node.code else node.title


def _sections(spec: SheetSpec, claimed: Totals, appraised: Totals) -> Iterator[Row]:
    for section in spec.sections:
        sign = -1 if section.kind is Kind.PENALTY else 1
        before, after = claimed.sections[section.path], appraised.sections[section.path]
        told = ("−" * (sign < 0 and bool(value)) + vi.number(value, spec.places) for value in (before, after))
        ceiling = vi.number(section.ceiling) if section.ceiling else ""
        yield Row((_name(section), ceiling, *told, signed(sign * (after - before), spec.places)))


def _differing(spec: SheetSpec, card: Card, views: Mapping[View, Rows]) -> Iterator[Row]:
    number = 0
    for leaf in spec.leaves:
        before, after = (views[view].get(leaf.path, Scored()) for view in (View.CLAIMED, View.APPRAISED))
        if leaf.path not in card.answers or _waits(leaf) or before == after:
            continue
        number += 1
        effect = _worth(spec, leaf, after) - _worth(spec, leaf, before)
        reason = card.answers[leaf.path].reason
        yield Row((
            str(number), _name(leaf), vi.number(leaf.ceiling) if leaf.ceiling else "", said(spec, leaf, before),
            said(spec, leaf, after), signed(effect), reason,
        ))  # fmt: skip


def _worth(spec: SheetSpec, leaf: Node, row: Scored) -> Decimal:
    if row.not_applicable:
        return leaf.ceiling if spec.not_applicable is NotApplicable.FULL else Decimal(0)
    return (row.points or Decimal(0)) * (-1 if leaf.kind is Kind.PENALTY else 1)


def _rows(spec: SheetSpec, views: Mapping[View, Rows]) -> Iterator[Row]:
    for node in spec.nodes:
        ceiling = vi.number(node.ceiling) if node.ceiling else ""
        if not node.is_leaf:
            yield Row((_titled(node), ceiling, "", ""), bold=True)
        elif _waits(node):
            yield Row((_titled(node), ceiling, AT_PUBLICATION, AT_PUBLICATION))
        else:
            yield Row((_titled(node), ceiling, *(said(spec, node, views[view].get(node.path)) for view in View)))


def said(spec: SheetSpec, leaf: Node, row: Scored | None) -> str:
    """A row's points as the table prints them; nothing where it is unanswered."""
    if row is None or (row.points is None and not row.not_applicable):
        return ""
    if row.not_applicable:
        return AWAY if spec.not_applicable is NotApplicable.SCALE else f"{vi.number(leaf.ceiling)} ({AWAY})"
    return ("−" if leaf.kind is Kind.PENALTY and row.points else "") + vi.number(row.points or Decimal(0))


RIGHT, CENTRE = Align.RIGHT, Align.CENTRE
BY_SECTION = (
    Column("Nhóm tiêu chí", 4), Column("Điểm tối đa", 1.2, RIGHT), Column("Tự chấm", 1.2, RIGHT),
    Column("Thẩm định", 1.3, RIGHT), Column("Chênh lệch", 1.3, RIGHT),
)  # fmt: skip
DIFFERING = (
    Column("TT", 0.6, CENTRE), Column("Tiêu chí", 3.2), Column("Điểm tối đa", 1, RIGHT), Column("Tự chấm", 1, RIGHT),
    Column("Thẩm định", 1.1, RIGHT), Column("Chênh lệch", 1.1, RIGHT), Column("Lý do", 3.4),
)  # fmt: skip
ALL = (Column("Tiêu chí", 5), Column("Điểm tối đa", 1, RIGHT), Column("Tự chấm", 1.3, RIGHT),
       Column("Thẩm định", 1.3, RIGHT))  # fmt: skip
ANSWERING = (
    "Đơn vị thống nhất, hoặc giải trình từng tiêu chí kèm tài liệu trong đợt giải trình do Khối trưởng mở; điểm được "
    "chốt tại hội nghị bình xét của Khối."
)


def notice_document(cover: Cover, notice: Notice) -> Document:
    """The notice in the form of an official document; every row of the card is annexed."""
    title = f"Kết quả thẩm định từng tiêu chí của {notice.agency}"
    annex = Annex("Phụ lục", title, (Table(ALL, notice.rows, caption="Đơn vị tính: điểm"),))
    return official(cover, "Thông báo", tuple(_body(notice)), (annex,))


def _body(notice: Notice) -> Iterator[Block]:
    yield Paragraph(
        f"{notice.bloc} thông báo kết quả thẩm định điểm thi đua năm {notice.year} của {notice.agency} như sau:"
    )
    yield Heading("1. Kết quả chung", 2)
    yield Paragraph(
        f"Tổng điểm tự chấm: {notice.claimed}; tổng điểm thẩm định: {notice.appraised}; chênh lệch: "
        f"{notice.difference}."
    )
    whole = Row(("Tổng điểm", "", notice.claimed, notice.appraised, notice.difference), bold=True)
    yield Table(BY_SECTION, (*notice.sections, whole), caption="Đơn vị tính: điểm")
    yield Heading("2. Tiêu chí có chênh lệch và lý do", 2)
    if notice.differing:
        yield Paragraph(f"Có {notice.count} tiêu chí thẩm định khác tự chấm:")
        yield Table(DIFFERING, notice.differing)
    else:
        yield Paragraph("Không có: điểm thẩm định mọi tiêu chí bằng điểm tự chấm.")
    yield from _waiting(notice)
    yield Paragraph(ANSWERING)
    if notice.seal:
        yield Paragraph(f"Mã niêm phong phiếu được thẩm định: {notice.seal[:16]}.")
    if notice.anchor:
        yield Paragraph(notice.anchor)


def _waiting(notice: Notice) -> Iterator[Block]:
    if notice.waiting:
        yield Paragraph(WAITING)
        yield from (Paragraph(f"- {name};") for name in notice.waiting[:-1])
        yield Paragraph(f"- {notice.waiting[-1]}.")
