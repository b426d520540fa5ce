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
    columns = (
        Column("TT", 0.5, Align.CENTRE), Column("Đơn vị", 3), *views, Column("Chênh lệch", 1, Align.RIGHT),
        Column("Xếp hạng", 1.1, Align.CENTRE), Column("Đề nghị", 2),
    )  # fmt: skip
    appraised = {standing.agency: standing for standing in result.appraised}
    rows = tuple(_row(at, code, result, appraised) for at, code in enumerate(result.names, 1))
    groups = (("", 2), ("Tự chấm", len(heads)), ("Thẩm định", len(heads)), ("", 3))
    return Table(columns, rows, groups, f"{scores.state}. Đơn vị tính: điểm")


def _heads(result: Result) -> list[str]:
    base = [section for section in result.spec.sections if section.kind is Kind.BASE]
    return [*(section.code or section.path for section in base), "Thưởng", "Trừ", "Tổng"]


def _row(at: int, code: str, result: Result, appraised: Mapping[str, Standing]) -> Row:
    own, found, places = result.claimed.get(code), appraised.get(code), result.spec.places
    if own is None or found is None:
        empty = [""] * (2 * len(_heads(result)) + 1)
        return Row((str(at), result.names[code], *empty, "chưa nộp", ""))
    difference = found.total - own.total
    signed = f"{'−' if difference < 0 else '+' if difference else ''}{vi.number(abs(difference), places)}"
    place = str(found.rank) if found.rank is not None else "không xếp hạng"
    # The document goes to every member: that one was not considered, never why.
    said = [*remarks(replace(found, card=replace(found.card, not_considered=None)))]
    words = "; ".join(filter(None, (found.class_label, "" if found.considered else "không xét", *said)))
    return Row(
        (str(at), result.names[code], *_points(own, result), *_points(found, result), signed, place, words)
    )  # fmt: skip


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
