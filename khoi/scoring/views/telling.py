"""The history of a card in words: who, when, what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import loads
from typing import Any

from khoi.scoring.models import CardLine, FiledCard, MarkLine
from khoi.scoring.rules import formula, read_inputs, seal_code
from khoi.sheets.rules import Node
from tenants.refusal import Refused

CARD_ACTS = {
    "begin": "bắt đầu tự chấm điểm",
    "send_to_head": "trình lãnh đạo duyệt",
    "give_back": "chuyển lại cho đầu mối",
    "carry_over": "chuyển phiếu sang phiên bản mới của bảng tiêu chí",
}
MARK_ACTS = {
    "claim": "nhập",
    "carry_over": "chuyển sang phiên bản mới của bảng tiêu chí",
    "attach": "đính kèm minh chứng",
    "detach": "bỏ minh chứng",
    "replace": "thay tệp minh chứng",
    "excel": "nhập từ tệp Excel",
    "import": "nhập từ tệp",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a history."""

    at: datetime
    who: str
    what: str
    code: str = ""
    title: str = ""


def card_act(line: CardLine, names: Mapping[int, str]) -> Step:
    what = CARD_ACTS.get(line.act, line.act)
    return Step(line.at, _who(line.by, names), f"{what}: {line.reason}" if line.reason else what)


def filing_line(filed: FiledCard, names: Mapping[int, str]) -> Step:
    late = f", chậm {filed.days_late} ngày" if filed.days_late else ", đúng hạn"
    what = f"nộp phiếu lần {filed.number}{late}; mã niêm phong {seal_code(filed.seal)}"
    return Step(filed.filed_at, _who(filed.filed_by, names), what)


def change_of(line: MarkLine, leaf: Node | None, path: str, names: Mapping[int, str]) -> Step:
    """One change of a row: the act, and the figures as they stood after it."""
    state = loads(line.state)
    words = [MARK_ACTS.get(line.act, line.act), _figures(leaf, state["inputs"], state.get("points"))]
    if state.get("note"):
        words.append(f"ghi chú “{state['note']}”")
    if state.get("evidence"):
        words.append(f"{len(state['evidence'])} minh chứng")
    who = _who(line.by, names)
    return Step(
        line.at, who, "; ".join(word for word in words if word), leaf.code if leaf else path, leaf.title if leaf else ""
    )


def _figures(leaf: Node | None, inputs: dict[str, Any], points: str | None) -> str:
    """What was entered, said with the formula where it still reads by today's criterion."""
    if leaf is None or leaf.method is None or not inputs:
        return "để trống" if not inputs else "số liệu theo bản cũ của tiêu chí"
    try:
        read = read_inputs(leaf.method, leaf.ceiling, inputs, leaf.kind)
    except Refused:
        return "số liệu theo bản cũ của tiêu chí"
    return formula(leaf.method, leaf.ceiling, read, Decimal(points) if points else None).split(" → ")[0]


def _who(user_id: int | None, names: Mapping[int, str]) -> str:
    return names.get(user_id or 0, "Hệ thống")
