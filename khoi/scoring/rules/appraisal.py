"""The appraiser's word on a row: accept, other points, or other figures; a difference always has its reason."""

from dataclasses import dataclass
from decimal import Decimal

from khoi.scoring.rules.inputs import Inputs, limit_of, objections_to_inputs
from khoi.sheets.rules import Node
from tenants.refusal import Objection
from tenants.vi import number as shown


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the appraisal has said on a row so far. Nothing said: untouched.

    `accepted` takes the claim as it is ("as computed" where the bloc's figures decide); `points` replace it;
    `corrected` are inputs put right, from which points are computed anew."""

    accepted: bool = False
    points: Decimal | None = None
    corrected: Inputs | None = None
    reason: str = ""


UNTOUCHED = Verdict()


def row_settled(verdict: Verdict) -> bool:
    """Whether the appraisal has said anything final on the row; a card is released when all rows are."""
    return verdict.accepted or verdict.points is not None or verdict.corrected is not None


def objections_to_appraising(
    leaf: Node, claimed: Inputs, claimed_points: Decimal | None, verdict: Verdict
) -> list[Objection]:
    """Why this word on a row cannot stand: out of 0…limit, or different from the claim without a reason."""
    reasons = [*_points_out_of_range(leaf, verdict), *_wrong_correction(leaf, verdict)]
    if differs(claimed, claimed_points, verdict) and not verdict.reason.strip():
        reasons.append("khác với tự chấm thì phải nêu lý do")
    return [Objection(leaf.path, reason) for reason in reasons]


def differs(claimed: Inputs, claimed_points: Decimal | None, verdict: Verdict) -> bool:
    """Whether the appraisal departs from the claim, by points or by the figures under them."""
    if verdict.corrected is not None and verdict.corrected != claimed:
        return True
    if verdict.points is None:
        return False
    return claimed.not_applicable or verdict.points != claimed_points


def _points_out_of_range(leaf: Node, verdict: Verdict) -> list[str]:
    if verdict.points is None or leaf.method is None:
        return []
    limit = limit_of(leaf.method, leaf.ceiling)
    if verdict.points < 0:
        return ["điểm thẩm định không được âm"]
    if limit is not None and verdict.points > limit:
        return [f"điểm thẩm định {shown(verdict.points)} vượt điểm tối đa {shown(limit)}"]
    if verdict.points != round(verdict.points, 3):
        return ["điểm thẩm định có nhiều nhất 3 chữ số thập phân"]
    return []


def _wrong_correction(leaf: Node, verdict: Verdict) -> list[str]:
    if verdict.corrected is None or leaf.method is None:
        return []
    return objections_to_inputs(leaf.method, leaf.ceiling, verdict.corrected, leaf.kind)
