"""What the agencies of the demo answer: made from path and skill, the same on every machine. Pure."""

import hashlib
from decimal import Decimal

from khoi.demo.cast import Part
from khoi.scoring.rules import Inputs, Verdict
from khoi.sheets.rules import (
    Bonus,
    Deduct,
    Direct,
    Ladder,
    Node,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    Timeliness,
)

HALF = Decimal("0.5")


def chance(*what: object, of: int) -> int:
    """A number from 0 to `of` - 1 that depends on the words alone."""
    digest = hashlib.sha256("/".join(map(str, what)).encode()).digest()
    return int.from_bytes(digest[:4]) % of


def answer(leaf: Node, part: Part, year: int) -> Inputs:
    """What an agency enters on a row; the more skill, the nearer to the ceiling."""
    if part.code == "TAND" and leaf.path == "I/2/2.2":
        return Inputs(not_applicable=True)
    return _entered(leaf, part, chance(part.code, leaf.path, year, of=10))


def _entered(leaf: Node, part: Part, luck: int) -> Inputs:
    good = part.skill + luck >= 8
    match leaf.method:
        case Direct():
            return Inputs(points=leaf.ceiling - HALF * (0 if good else luck % 5))
        case PassFail():
            return Inputs(met=good or luck > 2)
        case Ladder(steps):
            return Inputs(step=steps[0 if good else min(1 + luck % 2, len(steps) - 1)][0])
        case Percent():
            target = 40 + 4 * luck
            return Inputs(target=Decimal(target), actual=Decimal(target - (0 if good else 1 + luck % 4)))
        case Relative():
            return Inputs(target=Decimal(10), actual=Decimal(9 + (part.skill + luck) // 4))
        case PerItem(each):
            full = int(leaf.ceiling / each)
            return Inputs(count=full if good else max(full - 1 - luck % 2, 0))
        case Deduct():
            return Inputs(count=0 if good else 1 + luck % 2)
        case Bonus():
            return Inputs(count=luck % 3 if part.skill > 4 else 0)
        case Penalty():
            return Inputs(count=1 if part.skill < 4 and luck > 6 else 0)
        case Timeliness() | None:
            return Inputs()


def note(leaf: Node, entered: Inputs, worth: Decimal | None) -> str:
    """A word where one is asked for: a row that does not apply, or that gives nothing."""
    if entered.not_applicable:
        return "Trong năm không phát sinh vụ việc thuộc thẩm quyền."
    if worth is not None and not worth and leaf.kind == "base":
        return "Trong năm đơn vị chưa thực hiện được nội dung này."
    return ""


REASONS = (
    "Minh chứng kèm theo chưa đủ quý III.",
    "Một kết quả thuộc năm trước, không tính vào năm nay.",
    "Số liệu chưa khớp báo cáo đã gửi Khối trưởng.",
)


def verdict(leaf: Node, part: Part, worth: Decimal | None) -> Verdict:
    """What the appraisers find: most rows as claimed, here and there less, with the reason."""
    low = chance("verdict", part.code, leaf.path, of=8) == 0
    if not low or worth is None or worth < 2 or leaf.kind != "base" or isinstance(leaf.method, Relative | Timeliness):
        return Verdict(accepted=True)
    less = worth - max(Decimal(1), (leaf.ceiling / 20).quantize(Decimal(1)))
    return Verdict(points=max(less, Decimal(0)), reason=REASONS[chance(part.code, leaf.path, of=len(REASONS))])
