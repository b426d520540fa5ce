"""A score sheet to its JSON file: what `read_sheet` reads back to the same sheet."""

from typing import Any

from khoi.sheets.rules.method_files import dump_method, written
from khoi.sheets.rules.sheet import ClassRule, Kind, Node, SheetSpec, Tie


def write_sheet(spec: SheetSpec) -> dict[str, Any]:
    """The file's object; numbers as strings, what is empty left out."""
    return {
        "name": spec.name,
        "year": spec.year,
        **({"illustrative": True} if spec.illustrative else {}),
        **({"note": spec.note} if spec.note else {}),
        "total": written(spec.total),
        "rounding": {"places": spec.places, "mode": "half_up"},
        "not_applicable": spec.not_applicable.value,
        "bonus_may_exceed_total": spec.bonus_may_exceed_total,
        "ties": [_tie(tie) for tie in spec.ties],
        "classification": [_class(rule) for rule in spec.classification],
        "not_considered": list(spec.not_considered),
        "sections": [_node(section) for section in spec.sections],
    }


def _tie(tie: Tie) -> dict[str, str]:
    return {"by": tie.by.value} | ({"code": tie.code} if tie.code is not None else {})


def _class(rule: ClassRule) -> dict[str, Any]:
    data: dict[str, Any] = {"label": rule.label, "min_total_percent": written(rule.min_total_percent)}
    if rule.min_criterion_percent is not None:
        data["min_criterion_percent"] = written(rule.min_criterion_percent)
    if rule.needs_vote:
        data["needs_vote"] = True
    if rule.quota_percent is not None:
        data["quota_percent"] = written(rule.quota_percent)
    return data


def _node(node: Node) -> dict[str, Any]:
    data: dict[str, Any] = {"code": node.code, "title": node.title, "ceiling": written(node.ceiling)}
    if node.depth == 1 and node.kind is not Kind.BASE:
        data["kind"] = node.kind.value
    if node.guidance:
        data["guidance"] = node.guidance
    if node.method is None:
        return data | {"children": [_node(child) for child in node.children]}
    data |= {"method": dump_method(node.method), "evidence": node.evidence.value}
    return data | ({"uploads_off": True} if node.uploads_off else {})
