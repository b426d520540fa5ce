"""The table of scores as the bloc signs it: both views by section, the difference, the place, what is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from khoi.office.document import Align, Column, Row, Table
from khoi.ranking.rules import Result, Standing
from khoi.sheets.rules import Kind
from khoi.summaries.rules.words import remarks
from tenants import vi


@dataclass(frozen=True, slots=True)
class Scores:
    """A year's result and what kind of figures these are ("Số liệu tạm tính, chưa công bố")."""

    year: int
    result: Result
    state: str


def score_table(scores: Scores) -> Table:
    """A line a member in the bloc's own order; who has filed no card says so."""
    result = scores.result
    heads = _heads(result)
    views = [Column(head, 1, Align.RIGHT) for head in heads] * 2
    classes = [Column("Xếp loại", 1.2, Align.CENTRE)] if result.spec.classification else []
    columns = (
        Column("TT", 0.5, Align.CENTRE), Column("Đơn vị", 3), *views, Column("Chênh lệch", 1, Align.RIGHT),
        Column("Xếp hạng", 1.1, Align.CENTRE), *classes, Column("Đề nghị", 2),
    )  # fmt: skip
    appraised = {standing.agency: standing for standing in result.appraised}
    rows = tuple(_row(at, code, result, appraised) for at, code in enumerate(result.names, 1))
    groups = (("", 2), ("Tự chấm", len(heads)), ("Thẩm định", len(heads)), ("", 3 + len(classes)))
    return Table(columns, rows, groups, f"{scores.state}. Đơn vị tính: điểm")


def _heads(result: Result) -> list[str]:
    base = [section for section in result.spec.sections if section.kind is Kind.BASE]
    return [*(section.code or section.path for section in base), "Thưởng", "Trừ", "Tổng"]


def _row(at: int, code: str, result: Result, appraised: Mapping[str, Standing]) -> Row:
    own, found, places = result.claimed.get(code), appraised.get(code), result.spec.places
    head, classes = (str(at), result.names[code]), bool(result.spec.classification)
    if own is None or found is None:
        return Row((*head, *[""] * (2 * len(_heads(result)) + 1), "chưa nộp", *[""] * classes, ""))
    difference = found.total - own.total
    signed = f"{'−' if difference < 0 else '+' if difference else ''}{vi.number(abs(difference), places)}"
    place = str(found.rank) if found.rank is not None else "không xếp hạng"
    label = [found.class_label or ""] if classes else []
    return Row((*head, *_points(own, result), *_points(found, result), signed, place, *label, _said(found)))


def _said(found: Standing) -> str:
    """What stands beside a place. The document goes to every member: that one was not considered, never why."""
    beside = remarks(replace(found, card=replace(found.card, not_considered=None)))
    return "; ".join(filter(None, ("" if found.considered else "không xét", *beside)))


def _points(standing: Standing, result: Result) -> list[str]:
    """A view's figures in the order of the heads; what is subtracted shows its minus."""
    sums, places = standing.sums, result.spec.places
    base = [sums.sections[section.path] for section in result.spec.sections if section.kind is Kind.BASE]
    penalty = vi.number(sums.penalty, places)
    return [
        *(vi.number(added, places) for added in (*base, sums.bonus)),
        f"−{penalty}" if sums.penalty > Decimal(0) else penalty,
        vi.number(sums.total, places),
    ]
