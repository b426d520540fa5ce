"""How a criterion is scored, said to the people who fill it in."""

from collections.abc import Iterable
from decimal import Decimal

from khoi.sheets.rules.methods import (
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
from khoi.years.rules import FILING_NAMES
from tenants.vi import number as shown


def describe_method(method: Method, ceiling: Decimal) -> str:
    """The rule of a criterion in one Vietnamese sentence."""
    most = shown(ceiling)
    match method:
        case Direct():
            return f"Tự nhập điểm, từ 0 đến {most}"
        case PassFail():
            return f"Đạt được {most} điểm; không đạt 0 điểm"
        case PerItem(points, unit):
            return f"Mỗi {unit or 'kết quả'} được {shown(points)} điểm, tối đa {most}"
        case Ladder(steps):
            return "Theo bậc: " + "; ".join(f"{name} {shown(points)}" for name, points in steps)
        case Percent():
            return _percent(method)
        case Relative(unit):
            return f"So với đơn vị tốt nhất trong Khối{_of(unit)}: đúng chỉ tiêu được nửa số điểm, tốt nhất được {most}"
        case Deduct(points, unit):
            return f"Mỗi {unit or 'trường hợp'} trừ {shown(points)} điểm, còn ít nhất 0"
        case Timeliness(points, filings):
            return f"Mỗi ngày nộp chậm ({filing_names(filings)}) trừ {shown(points)} điểm; phần mềm tự tính"
        case Bonus(points, unit):
            return f"Mỗi {unit or 'kết quả'} thưởng {shown(points)} điểm, tối đa {most}"
        case Penalty(points, unit, max_points):
            caps = [cap for cap in (max_points, ceiling or None) if cap is not None]
            text = f"Mỗi {unit or 'trường hợp'} trừ {shown(points)} điểm"
            return text + (f", nhiều nhất {shown(min(caps))}" if caps else "")


def filing_names(keys: Iterable[str]) -> str:
    """The filings a timeliness row waits for, by the names people know."""
    names = (FILING_NAMES.get(key, key) for key in keys)
    return ", ".join(name[:1].lower() + name[1:] for name in names)


def _percent(method: Percent) -> str:
    short = "cứ giảm đủ 1 %" if method.whole_percent else "cứ giảm 1 %"
    text = f"Đạt 100 % được tối đa; {short} trừ {shown(method.minus_per_percent)} điểm"
    return text + (f"; dưới {shown(method.floor_percent)} % không có điểm" if method.floor_percent else "")


def _of(unit: str) -> str:
    return f" về {unit}" if unit else ""
