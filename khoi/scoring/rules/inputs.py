"""What an agency enters on a row: figures, never points (but where the points are the figure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khoi.sheets.rules import (
    Bonus,
    Deduct,
    Direct,
    Kind,
    Ladder,
    Method,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    Timeliness,
    written,
)
from khoi.sheets.rules.machine_text import Reading
from tenants.refusal import refuse_over
from tenants.vi import number as shown

ASKED: dict[type[Method], tuple[str, ...]] = {
    Direct: ("points",),
    PassFail: ("met",),
    PerItem: ("count",),
    Ladder: ("step",),
    Percent: ("actual", "target"),
    Relative: ("actual", "target"),
    Deduct: ("count",),
    Timeliness: ("days_late",),
    Bonus: ("count",),
    Penalty: ("count",),
}
LARGEST_COUNT = 10**6
NAMES = {
    "points": "điểm",
    "met": "đạt hay không đạt",
    "count": "số lượng",
    "step": "bậc",
    "actual": "số thực hiện",
    "target": "chỉ tiêu giao",
    "days_late": "số ngày chậm",
}


ZERO_TARGET = "chỉ tiêu giao phải lớn hơn 0"


@dataclass(frozen=True, slots=True)
class Inputs:
    """One row's figures; what the method does not ask for stays None.

    `no_target` is the lead's setting for `relative`, per agency and row."""

    points: Decimal | None = None
    met: bool | None = None
    count: int | None = None
    step: str | None = None
    actual: Decimal | None = None
    target: Decimal | None = None
    no_target: bool = False
    days_late: int | None = None
    not_applicable: bool = False


NOTHING = Inputs()


def is_answered(method: Method, inputs: Inputs) -> bool:
    """Whether points can follow.

    A timeliness row always is answered: the portal knows the dates, and unknown ones count as on time."""
    if inputs.not_applicable or isinstance(method, Timeliness):
        return True
    if isinstance(method, Relative) and inputs.no_target:
        return inputs.actual is not None
    return all(getattr(inputs, name) is not None for name in ASKED[type(method)])


def limit_of(method: Method, ceiling: Decimal) -> Decimal | None:
    """The most a row can hold; None for a penalty without a cap (ceiling 0 is no limit there)."""
    if not isinstance(method, Penalty):
        return ceiling
    caps = [cap for cap in (method.max_points, ceiling or None) if cap is not None]
    return min(caps) if caps else None


def read_inputs(method: Method, ceiling: Decimal, data: object, kind: Kind = Kind.BASE) -> Inputs:
    """A row's figures from machine text; Refused, in Vietnamese and by field, on anything else."""
    reading = Reading()
    inputs = collect_inputs(reading, None, method, ceiling, data, kind)
    refuse_over(reading.problems, "Số liệu của tiêu chí chưa đúng.")
    return inputs


def collect_inputs(
    reading: Reading, where: str | None, method: Method, ceiling: Decimal, data: object, kind: Kind = Kind.BASE
) -> Inputs:
    """The same inside a larger reading: faults go to `reading`."""
    keys = (*ASKED[type(method)], "not_applicable")
    item = reading.fields(where, "inputs", data, keys)
    values = {key: _value(reading, where, key, item[key]) for key in keys if key in item and item[key] is not None}
    inputs = Inputs(**values, no_target=_no_target(reading, where, method, item))
    for objection in objections_to_inputs(method, ceiling, inputs, kind):
        reading.object_to(where, objection)
    return inputs


def objections_to_inputs(method: Method, ceiling: Decimal, inputs: Inputs, kind: Kind = Kind.BASE) -> list[str]:
    """Why these figures cannot stand under this method; unanswered is no fault."""
    reasons = []
    limit = limit_of(method, ceiling)
    if inputs.points is not None and limit is not None and inputs.points > limit:
        reasons.append(f"điểm {shown(inputs.points)} vượt điểm tối đa {shown(limit)}")
    if max(inputs.count or 0, inputs.days_late or 0) > LARGEST_COUNT:
        reasons.append(f"số lượng quá lớn, nhiều nhất {shown(Decimal(LARGEST_COUNT))}")
    if inputs.target == 0:
        reasons.append(ZERO_TARGET)
    if inputs.step is not None and isinstance(method, Ladder) and inputs.step not in dict(method.steps):
        reasons.append(f"không có bậc “{inputs.step}”; chọn một trong: {', '.join(name for name, _ in method.steps)}")
    if inputs.not_applicable and kind is not Kind.BASE:
        reasons.append("chỉ tiêu chí tính điểm mới được ghi “không áp dụng”, điểm thưởng và điểm trừ thì không")
    return reasons


def write_inputs(inputs: Inputs) -> dict[str, Any]:
    """The object `read_inputs` reads back to the same figures; also what a seal is taken of."""
    data: dict[str, Any] = {}
    for name in ("points", "actual", "target"):
        if (number := getattr(inputs, name)) is not None:
            data[name] = written(number)
    for name in ("count", "days_late"):
        if (count := getattr(inputs, name)) is not None:
            data[name] = str(count)
    data |= {"target": None} if inputs.no_target else {}
    data |= {"met": inputs.met} if inputs.met is not None else {}
    data |= {"step": inputs.step} if inputs.step is not None else {}
    return data | ({"not_applicable": True} if inputs.not_applicable else {})


def _value(reading: Reading, where: str | None, key: str, raw: object) -> Any:
    name = f"{NAMES.get(key, 'không áp dụng')} (inputs.{key})"
    if key in ("met", "not_applicable"):
        return reading.flag(where, name, raw)
    if key == "step":
        return reading.text(where, name, raw)
    number = reading.number(where, name, raw)
    if key not in ("count", "days_late"):
        return number
    if number != int(number):
        reading.object_to(where, f"{name} phải là số nguyên, đang là “{raw}”")
    return int(number)


def _no_target(reading: Reading, where: str | None, method: Method, item: Mapping[str, Any]) -> bool:
    absent = "target" in item and item["target"] is None
    if absent and not isinstance(method, Relative):
        reading.object_to(where, "chỉ tiêu giao (inputs.target) không được bỏ trống ở cách chấm này")
    return absent
