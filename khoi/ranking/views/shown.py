"""The ranking as its pages show it: lines, bars, sections, rows, and the open questions for a vote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import current_app, url_for

from khoi.ranking.rules import Decides, Gap, Result, Standing, equals_in
from khoi.scoring.rules import Scored
from khoi.sheets.rules import Node, NotApplicable, SheetSpec, TieBy
from tenants.vi import number

TIE_WORDS = {TieBy.PENALTY: "ít điểm trừ hơn", TieBy.BALLOT: "kết quả biểu quyết"}


@dataclass(frozen=True, slots=True)
class Line:
    """One member's line of the table; `share` is its bar, 0…100."""

    standing: Standing
    name: str
    claimed: Decimal
    share: Decimal
    kind: str

    @property
    def not_considered(self) -> str | None:
        return self.standing.card.not_considered


def lines_of(result: Result) -> list[Line]:
    """The filed members by place; the longest bar is the sheet's total, or whoever passed it."""
    longest = max([result.spec.total, *(standing.total for standing in result.appraised)])
    return [
        Line(
            standing=standing,
            name=result.names[standing.agency],
            claimed=result.claimed[standing.agency].total,
            share=standing.total * 100 / longest if longest else Decimal(0),
            kind=_kind(standing),
        )
        for standing in result.appraised
    ]


def _kind(standing: Standing) -> str:
    if standing.rank is None:
        return "quiet"
    return "gold" if standing.rank == 1 else "info"


def unfiled(result: Result) -> list[str]:
    """The members of whom there is no figure."""
    filed = {standing.agency for standing in result.appraised}
    return [name for code, name in result.names.items() if code not in filed]


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one member: points, or a word; `claimed` where the appraisal departed from it."""

    points: Decimal | None
    word: str = ""
    claimed: Decimal | None = None


def cells_of(result: Result, node: Node, lines: Iterable[Line]) -> list[Cell]:
    """A row of the published table: one criterion (or the sum of a group) across the members."""
    return [_cell(result.spec, node, line.standing, result.claimed[line.standing.agency]) for line in lines]


def _cell(spec: SheetSpec, node: Node, adopted: Standing, claimed: Standing) -> Cell:
    if node.is_leaf and adopted.rows.get(node.path, Scored()).not_applicable:
        if spec.not_applicable is NotApplicable.SCALE:
            return Cell(None, "không áp dụng")
        return Cell(node.ceiling, "không áp dụng, tính đủ")
    points, own = (_points(node, standing) for standing in (adopted, claimed))
    return Cell(points, claimed=own if own != points else None)


def _points(node: Node, standing: Standing) -> Decimal | None:
    if node.is_leaf:
        return standing.points.get(node.path)
    return sum((standing.points.get(leaf.path, Decimal(0)) for leaf in node.leaves), Decimal(0))


@dataclass(frozen=True, slots=True)
class Deciding:
    """What stands between two neighbours, in words for the side panel."""

    place: int
    upper: str
    lower: str
    title: str
    sentence: str
    #: (criterion, difference as text) by size.
    gaps: Sequence[tuple[str, str]]
    more: int
    rest: str


#: How many criteria the panel names; the rest is counted.
NAMED = 6


def deciding(result: Result, decided: Sequence[Decides], place: int) -> Deciding | None:
    """The panel for the ranked agency at `place` (from 0) and the next one; none where there is no such pair."""
    ranked = result.ranked
    if not 0 <= place < len(decided):
        return None
    upper, lower, found = ranked[place], ranked[place + 1], decided[place]
    return Deciding(
        place=place,
        upper=result.names[upper.agency],
        lower=result.names[lower.agency],
        title=_title(upper, lower),
        sentence=_sentence(result.spec, found),
        gaps=[(_criterion(result.spec, gap), signed(gap.points)) for gap in found.criteria[:NAMED]],
        more=max(0, len(found.criteria) - NAMED),
        rest=signed(found.rest) if found.rest else "",
    )


def _criterion(spec: SheetSpec, gap: Gap) -> str:
    """A criterion as people call it: its section, its own code, its title."""
    section, code = gap.path.split("/")[0], spec.leaf_at[gap.path].code
    return f"{section} – {code}. {gap.title}" if section != gap.path else f"{code}. {gap.title}"


def _title(upper: Standing, lower: Standing) -> str:
    if upper.rank == lower.rank:
        return f"Vì sao cùng hạng {upper.rank}?"
    return f"Điều gì quyết định hạng {upper.rank} và {lower.rank}?"


def _sentence(spec: SheetSpec, found: Decides) -> str:
    if found.gap:
        return f"Cách nhau {number(found.gap)} điểm."
    if found.tie is None:
        return "Bằng tổng điểm và bằng nhau ở mọi tiêu chuẩn phân định: đồng hạng."
    if found.tie.by is TieBy.SECTION:
        section = spec.section_named(found.tie.code)
        return f"Bằng tổng điểm; điểm nhóm {section.code if section else found.tie.code} cao hơn xếp trước."
    return f"Bằng tổng điểm; phân định theo {TIE_WORDS[found.tie.by]}."


def signed(points: Decimal) -> str:
    """A difference with its sign."""
    return f"+{number(points)}" if points > 0 else number(points)


@dataclass(frozen=True, slots=True)
class Question:
    """What a vote may settle: members whom no figure tells apart, or one who waits for a class."""

    title: str
    agencies: tuple[str, ...]
    label: str | None = None


def questions_in(result: Result) -> list[Question]:
    """Equals first, where the sheet lets a vote put them in order, then the classes that wait for a vote."""
    names, found = result.names, []
    if any(tie.by is TieBy.BALLOT for tie in result.spec.ties):
        for equals in equals_in(result.spec, result.ranked):
            if len(equals) > 1:
                agencies = tuple(standing.agency for standing in equals)
                found.append(Question(f"Bằng điểm: {', '.join(names[code] for code in agencies)}", agencies))
    for standing in result.appraised:
        if standing.pending_class:
            title = f"{names[standing.agency]}: xếp loại “{standing.pending_class}”"
            found.append(Question(title, (standing.agency,), standing.pending_class))
    return found


def address(endpoint: str, **values: object) -> str | None:
    """Where a page is, of the parts that this portal has."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None  # type: ignore[arg-type]
