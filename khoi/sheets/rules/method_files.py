"""A method between a file's object and its value: `{"type": "percent", …}` ↔ `Percent(…)`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from khoi.sheets.rules.machine_text import Reading, plain
from khoi.sheets.rules.methods import (
    METHODS,
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
from tenants.refusal import refuse_over

TYPE_OF = {kind: name for name, kind in METHODS.items()}
KEYS = {
    "direct": ("type",),
    "pass_fail": ("type",),
    "per_item": ("type", "points", "unit"),
    "ladder": ("type", "steps"),
    "percent": ("type", "minus_per_percent", "floor_percent", "whole_percent", "unit"),
    "relative": ("type", "unit"),
    "deduct": ("type", "points", "unit"),
    "timeliness": ("type", "points_per_day", "filing"),
    "bonus": ("type", "points", "unit"),
    "penalty": ("type", "points", "unit", "max_points"),
}


def parse_method(data: object) -> Method:
    """The method a file's object describes; Refused with every fault."""
    reading = Reading()
    method = read_method(reading, None, data)
    refuse_over(reading.problems, "Cách chấm chưa đúng.")
    return method


def read_method(reading: Reading, where: str | None, data: object) -> Method:
    """The same inside a larger reading: faults go to `reading`, and a harmless method comes back."""
    name = data.get("type") if isinstance(data, dict) else None
    if not isinstance(name, str) or name not in METHODS:
        reading.object_to(where, f"method.type phải là một trong: {', '.join(METHODS)}")
        return Direct()
    return _read(reading, where, name, reading.fields(where, "method", data, KEYS[name]))


def _read(reading: Reading, where: str | None, name: str, data: Mapping[str, Any]) -> Method:
    def number(key: str) -> Decimal:
        return reading.number(where, f"method.{key}", data.get(key))

    unit = reading.text(where, "method.unit", data["unit"]) if "unit" in data else ""
    match name:
        case "per_item":
            return PerItem(number("points"), unit)
        case "ladder":
            return Ladder(_steps(reading, where, data.get("steps")))
        case "percent":
            whole = reading.flag(where, "method.whole_percent", data.get("whole_percent", False))
            floor = number("floor_percent") if "floor_percent" in data else Decimal(0)
            return Percent(number("minus_per_percent"), floor, whole, unit)
        case "relative":
            return Relative(unit)
        case "deduct":
            return Deduct(number("points"), unit)
        case "timeliness":
            return Timeliness(number("points_per_day"), _filings(reading, where, data.get("filing")))
        case "bonus":
            return Bonus(number("points"), unit)
        case "penalty":
            return Penalty(number("points"), unit, number("max_points") if "max_points" in data else None)
        case "pass_fail":
            return PassFail()
        case _:
            return Direct()


def _steps(reading: Reading, where: str | None, data: object) -> tuple[tuple[str, Decimal], ...]:
    steps = []
    for place, step in enumerate(reading.items(where, "method.steps", data), start=1):
        what = f"method.steps[{place}]"
        if not isinstance(step, list) or len(step) != 2:
            reading.object_to(where, f'{what} phải là cặp ["tên bậc", "điểm"]')
            continue
        steps.append((reading.text(where, what, step[0]), reading.number(where, what, step[1])))
    return tuple(steps)


def _filings(reading: Reading, where: str | None, data: object) -> tuple[str, ...]:
    if isinstance(data, str):
        data = [data]
    return tuple(reading.text(where, "method.filing", key) for key in reading.items(where, "method.filing", data))


def dump_method(method: Method) -> dict[str, Any]:
    """The object that `parse_method` reads back to the same value."""
    data: dict[str, Any] = {"type": TYPE_OF[type(method)]}
    match method:
        case Ladder(steps):
            data["steps"] = [[name, written(points)] for name, points in steps]
        case Timeliness(points, filings):
            data["points_per_day"] = written(points)
            data["filing"] = filings[0] if len(filings) == 1 else list(filings)
        case Percent(minus, floor, whole, _):
            data |= {"minus_per_percent": written(minus), "floor_percent": written(floor)}
            data |= {"whole_percent": True} if whole else {}
        case PerItem(points) | Deduct(points) | Bonus(points) | Penalty(points):
            data["points"] = written(points)
    if isinstance(method, Penalty) and method.max_points is not None:
        data["max_points"] = written(method.max_points)
    if unit := getattr(method, "unit", ""):
        data["unit"] = unit
    return data


def written(number: Decimal) -> str:
    """A number as files carry it: "12.5", "100"."""
    return format(plain(number), "f")
