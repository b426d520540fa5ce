"""What people type into a row (form fields, text cells of Excel), in Vietnamese numbers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from khoi.scoring.rules.inputs import ASKED, NAMES, ZERO_TARGET, Inputs, objections_to_inputs
from khoi.sheets.rules import Kind, Method, Relative
from tenants.refusal import Objection, Refused
from tenants.vi import read_decimal, read_whole

YES = frozenset({"1", "true", "on", "đạt", "có"})
NO = frozenset({"0", "false", "off", "không đạt", "không"})


def inputs_from_typed(
    method: Method, ceiling: Decimal, typed: Mapping[str, str], kind: Kind = Kind.BASE, no_target: bool = False
) -> Inputs:
    """The figures a person typed, by the names of ASKED and `not_applicable`; a blank field is unanswered.

    `no_target` is the lead's setting for the agency and row, never the agency's own word. Refused by field."""
    faults: list[Objection] = []
    values: dict[str, Any] = {}
    for name in (*ASKED[type(method)], "not_applicable"):
        try:
            values |= _value(name, typed.get(name, "").strip())
        except Refused as refused:
            faults.append(Objection(name, f"{NAMES.get(name, 'không áp dụng')}: {refused.message}"))
    _refuse(faults)
    inputs = Inputs(**_without_target(values, no_target and isinstance(method, Relative)))
    reasons = objections_to_inputs(method, ceiling, inputs, kind)
    _refuse([Objection("target" if reason is ZERO_TARGET else None, reason) for reason in reasons])
    return inputs


def _value(name: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    if name == "step":
        return {name: text}
    if name in ("met", "not_applicable"):
        return {name: _flag(text)}
    return {name: _not_negative(read_whole(text) if name in ("count", "days_late") else read_decimal(text))}


def _flag(text: str) -> bool:
    if (word := text.lower()) in YES | NO:
        return word in YES
    raise Refused(f"“{text}” phải là có hoặc không.")


def _not_negative(number: Decimal | int) -> Decimal | int:
    if number < 0:
        raise Refused("Không nhập số âm.")
    return number


def _without_target(values: dict[str, Any], no_target: bool) -> dict[str, Any]:
    return values | {"target": None, "no_target": True} if no_target else values


def _refuse(faults: list[Objection]) -> None:
    if faults:
        raise Refused(faults[0].message, field=faults[0].path, objections=faults)
