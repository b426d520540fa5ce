"""The steps of a ladder as people type them: a line a step, “Xuất sắc = 10”."""

from collections.abc import Iterable
from decimal import Decimal

from tenants.refusal import Objection, Refused, refuse_over
from tenants.vi import number, read_decimal

Steps = tuple[tuple[str, Decimal], ...]


def read_steps(text: str) -> Steps:
    """The steps of a text, a line each; on one line semicolons part them. Refused with every faulty step."""
    lines = [line.strip() for line in (text.split("\n") if "\n" in text else text.split(";")) if line.strip()]
    if not lines:
        raise Refused("thang bậc chưa có bậc nào; viết mỗi dòng một bậc, ví dụ “Tốt = 10”")
    steps, faults = [], []
    for line in lines:
        try:
            steps.append(_step(line))
        except Refused as refused:
            faults.append(Objection(None, f"bậc “{line[:60]}”: {refused.message}"))
    refuse_over(faults, "Thang bậc chưa đúng.")
    return tuple(steps)


def write_steps(steps: Iterable[tuple[str, Decimal]]) -> str:
    """The text that `read_steps` reads back."""
    return "\n".join(f"{name} = {number(points)}" for name, points in steps)


def _step(line: str) -> tuple[str, Decimal]:
    name, equals, points = line.rpartition("=")
    if not equals or not name.strip():
        raise Refused("viết dạng “Xuất sắc = 10”.")
    value = read_decimal(points)
    if value < 0:
        raise Refused("điểm không được âm.")
    return name.strip(), value
