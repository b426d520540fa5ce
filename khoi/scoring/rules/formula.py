"""How a row's points came about, said with the agency's own numbers."""

from decimal import Decimal

from khoi.scoring.rules.inputs import Inputs, is_answered
from khoi.scoring.rules.points import half_up, lateness, percent_reached
from khoi.sheets.rules import (
    Bonus,
    Deduct,
    Direct,
    Ladder,
    Method,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    Timeliness,
)
from tenants.vi import number as shown


def formula(
    method: Method, ceiling: Decimal, inputs: Inputs, points: Decimal | None, days_late: int | None = None
) -> str:
    """One line for under the points: "47/48 = 97,92 % → 95,83 điểm". `points` None: not known (yet) to the reader."""
    if inputs.not_applicable:
        return "Không áp dụng"
    if not is_answered(method, inputs):
        return "Chưa chấm"
    if isinstance(method, Relative):
        return _relative(inputs, points)
    return _computed(method, ceiling, inputs, points or Decimal(0), days_late)


def _computed(method: Method, ceiling: Decimal, inputs: Inputs, points: Decimal, days_late: int | None) -> str:
    count = inputs.count or 0
    match method:
        case Direct():
            return f"Tự nhập {shown(points)}/{shown(ceiling)} điểm"
        case PassFail():
            return f"{'Đạt' if inputs.met else 'Không đạt'} → {shown(points)} điểm"
        case PerItem(each, unit) | Bonus(each, unit) | Penalty(each, unit):
            return _times(count, unit, each, points)
        case Ladder():
            return f"Bậc “{inputs.step}” → {shown(points)} điểm"
        case Percent():
            return f"{_reached(inputs)} → {shown(points)} điểm"
        case Deduct(each, unit):
            return _less(ceiling, f"{count}{_unit(unit)} × {shown(each)}", ceiling - count * each, points)
        case Timeliness(each):
            return _timeliness(ceiling, each, inputs, points, days_late)
        case Relative():
            raise AssertionError("said by _relative")


def _times(count: int, unit: str, each: Decimal, points: Decimal) -> str:
    exact = count * each
    text = f"{count}{_unit(unit)} × {shown(each)} = {shown(exact)}"
    return f"{text} điểm" if exact == points else f"{text} → {shown(points)} điểm"


def _less(ceiling: Decimal, taken: str, exact: Decimal, points: Decimal) -> str:
    text = f"{shown(ceiling)} − {taken} = {shown(exact)}"
    return f"{text} điểm" if exact == points else f"{text} → {shown(points)} điểm"


def _timeliness(ceiling: Decimal, each: Decimal, inputs: Inputs, points: Decimal, days_late: int | None) -> str:
    if inputs.days_late is None and days_late is None:
        return f"Chờ Khối trưởng xác nhận ngày nộp; tạm tính đúng hạn → {shown(points)} điểm"
    days = lateness(inputs, days_late)
    if not days:
        return f"Đúng hạn → {shown(points)} điểm"
    return _less(ceiling, f"{days} ngày × {shown(each)}", ceiling - days * each, points)


def _relative(inputs: Inputs, points: Decimal | None) -> str:
    actual = shown(inputs.actual or Decimal(0))
    own = f"Thực hiện {actual}, không giao chỉ tiêu" if inputs.no_target else f"{_reached(inputs)} chỉ tiêu"
    return f"{own} → " + ("tính khi công bố" if points is None else f"{shown(points)} điểm")


def _reached(inputs: Inputs) -> str:
    """47/48 = 97,92 %; shown rounded, though the points are computed from the exact ratio."""
    percent = half_up(percent_reached(inputs) or Decimal(0), 2)
    return f"{shown(inputs.actual)}/{shown(inputs.target)} = {shown(percent)} %"


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""
