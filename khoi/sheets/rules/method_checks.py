"""Whether a method's figures make sense under its ceiling and in its section."""

import re
from collections.abc import Iterator
from decimal import Decimal

from khoi.sheets.rules.methods import (
    Bonus,
    Deduct,
    Direct,
    Ladder,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Timeliness,
)
from khoi.sheets.rules.sheet import Kind, Node
from tenants.vi import number as shown

FILING_KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")
LARGEST_STEP = Decimal(10**6)


def objections_to_method(leaf: Node) -> Iterator[str]:
    """The reasons, in Vietnamese, why this criterion cannot be scored as it is written."""
    yield from _section_fits(leaf)
    match leaf.method:
        case PerItem(points) | Deduct(points) | Bonus(points):
            yield from _positive(points)
        case Penalty(points, _, max_points):
            yield from _positive(points)
            if max_points is not None and not max_points:
                yield "mức trừ nhiều nhất phải lớn hơn 0"
        case Timeliness(points, filings):
            yield from _positive(points)
            yield from _filings(filings)
        case Percent():
            yield from _percent(leaf.method)
        case Ladder(steps):
            yield from _steps(steps, leaf.ceiling)


def _section_fits(leaf: Node) -> Iterator[str]:
    penalty = leaf.kind is Kind.PENALTY
    if isinstance(leaf.method, Penalty) and not penalty:
        yield "cách chấm “điểm trừ” chỉ dùng trong mục điểm trừ"
    if isinstance(leaf.method, Bonus) and leaf.kind is not Kind.BONUS:
        yield "cách chấm “điểm thưởng” chỉ dùng trong mục điểm thưởng"
    if penalty and not isinstance(leaf.method, Penalty | Direct | PassFail):
        yield "mục điểm trừ chỉ dùng cách chấm “điểm trừ”, “nhập điểm” hoặc “có/không”"
    if penalty and isinstance(leaf.method, Direct | PassFail) and not leaf.ceiling:
        yield "điểm trừ nhập tay hoặc có/không phải có điểm tối đa"


def _positive(points: Decimal) -> Iterator[str]:
    if not Decimal(0) < points <= LARGEST_STEP:
        yield f"số điểm mỗi lần phải lớn hơn 0, đang là {shown(points)}"


def _filings(filings: tuple[str, ...]) -> Iterator[str]:
    if not filings:
        yield "chưa nêu loại báo cáo, hồ sơ nào tính ngày chậm"
    if len(set(filings)) < len(filings):
        yield "một loại báo cáo, hồ sơ được nêu hai lần"
    for key in filings:
        if not FILING_KEY.fullmatch(key):
            yield f"tên loại báo cáo “{key}” chỉ gồm chữ thường không dấu, số, gạch nối"


def _percent(method: Percent) -> Iterator[str]:
    if not method.minus_per_percent:
        yield "số điểm trừ cho mỗi 1 % phải lớn hơn 0"
    if method.floor_percent > 100:
        yield "mức sàn không được quá 100 %"


def _steps(steps: tuple[tuple[str, Decimal], ...], ceiling: Decimal) -> Iterator[str]:
    names = [name for name, _ in steps]
    if len(steps) < 2:
        yield "thang bậc phải có ít nhất 2 bậc"
    if len(set(names)) < len(names):
        yield "thang bậc có hai bậc cùng tên"
    for name, points in steps:
        if points > ceiling:
            yield f"bậc “{name}” {shown(points)} điểm, vượt điểm tối đa {shown(ceiling)}"
