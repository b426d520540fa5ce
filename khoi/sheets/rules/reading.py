"""A score sheet from its JSON file: all faults at once, each with its place, or the sheet."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from khoi.sheets.rules.machine_text import Reading
from khoi.sheets.rules.method_files import read_method
from khoi.sheets.rules.paths import placed, segments
from khoi.sheets.rules.sheet import ClassRule, EvidenceRule, Kind, Node, NotApplicable, SheetSpec, Tie, TieBy
from tenants.refusal import refuse_over

SHEET_KEYS = (
    "name", "year", "illustrative", "note", "total", "rounding", "not_applicable", "bonus_may_exceed_total",
    "ties", "classification", "not_considered", "sections",
)  # fmt: skip
NODE_KEYS = ("code", "title", "ceiling", "children", "method", "evidence", "guidance", "uploads_off")
SECTION_KEYS = (*NODE_KEYS, "kind")
CLASS_KEYS = ("label", "min_total_percent", "min_criterion_percent", "quota_percent", "needs_vote")
# Deeper trees are refused at publishing; this only keeps a hostile file from exhausting the stack.
DEEPEST = 8


def read_sheet(data: object) -> SheetSpec:
    """The sheet a file describes; Refused with the path and the reason of every fault, unknown keys among them."""
    reading = Reading()
    spec = _sheet(reading, reading.fields(None, "", data, SHEET_KEYS))
    refuse_over(reading.problems, "Bảng tiêu chí chưa đúng mẫu.")
    return spec


def _sheet(reading: Reading, data: Mapping[str, Any]) -> SheetSpec:
    rounding = reading.fields("rounding", "rounding", data.get("rounding", {}), ("places", "mode"))
    if rounding.get("mode", "half_up") != "half_up":
        reading.object_to("rounding", "rounding.mode chỉ nhận half_up")
    return SheetSpec(
        name=reading.text("name", "tên bảng", data.get("name")),
        year=reading.whole("year", "năm", data.get("year"), 2000, 2100),
        total=reading.number("total", "tổng điểm", data.get("total")),
        sections=_sections(reading, data.get("sections")),
        places=reading.whole("rounding", "rounding.places", rounding.get("places", 2), 0, 3),
        not_applicable=_away(reading, data.get("not_applicable", "scale")),
        bonus_may_exceed_total=_flag(reading, "bonus_may_exceed_total", data),
        ties=_ties(reading, data.get("ties", [])),
        classification=_classes(reading, data.get("classification", [])),
        not_considered=_reasons(reading, data.get("not_considered", [])),
        note=reading.text("note", "note", data.get("note", ""), blank=True),
        illustrative=_flag(reading, "illustrative", data),
    )


def _away(reading: Reading, data: object) -> NotApplicable:
    return reading.choice("not_applicable", "not_applicable", data, NotApplicable)


def _flag(reading: Reading, key: str, data: Mapping[str, Any]) -> bool:
    return reading.flag(key, key, data.get(key, False))


def _ties(reading: Reading, data: object) -> tuple[Tie, ...]:
    return tuple(_tie(reading, f"ties[{n}]", tie) for n, tie in enumerate(reading.items("ties", "ties", data), 1))


def _tie(reading: Reading, where: str, data: object) -> Tie:
    tie = reading.fields(where, "", data, ("by", "code"))
    by = reading.choice(where, "by", tie.get("by"), TieBy)
    if by is TieBy.SECTION:
        return Tie(by, reading.text(where, "code", tie.get("code")))
    if "code" in tie:
        reading.object_to(where, f"code chỉ đi với by = section, không đi với {by}")
    return Tie(by)


def _classes(reading: Reading, data: object) -> tuple[ClassRule, ...]:
    rules = enumerate(reading.items("classification", "classification", data), 1)
    return tuple(_class(reading, f"classification[{n}]", rule) for n, rule in rules)


def _class(reading: Reading, where: str, data: object) -> ClassRule:
    rule = reading.fields(where, "", data, CLASS_KEYS)

    def maybe(key: str) -> Decimal | None:
        return reading.number(where, key, rule[key]) if key in rule else None

    return ClassRule(
        label=reading.text(where, "label", rule.get("label")),
        min_total_percent=reading.number(where, "min_total_percent", rule.get("min_total_percent")),
        min_criterion_percent=maybe("min_criterion_percent"),
        quota_percent=maybe("quota_percent"),
        needs_vote=reading.flag(where, "needs_vote", rule.get("needs_vote", False)),
    )


def _reasons(reading: Reading, data: object) -> tuple[str, ...]:
    reasons = enumerate(reading.items("not_considered", "not_considered", data), 1)
    return tuple(reading.text(f"not_considered[{n}]", "lý do không xét", reason) for n, reason in reasons)


def _sections(reading: Reading, data: object) -> tuple[Node, ...]:
    sections = reading.items("sections", "sections", data)
    if not sections:
        reading.object_to("sections", "bảng chưa có mục nào")
    return placed(_nodes(reading, sections, above="", depth=1))


def _nodes(reading: Reading, data: list[Any], above: str, depth: int) -> list[Node]:
    codes = [item.get("code") if isinstance(item, dict) else "" for item in data]
    parts = segments([code if isinstance(code, str) else "" for code in codes])
    return [_node(reading, above + part, item, depth) for part, item in zip(parts, data, strict=True)]


def _node(reading: Reading, path: str, data: object, depth: int) -> Node:
    item = reading.fields(path, "", data, SECTION_KEYS if depth == 1 else NODE_KEYS)
    node = Node(
        code=reading.text(path, "mã (code)", item.get("code"), blank=True),
        title=reading.text(path, "tên (title)", item.get("title")),
        ceiling=reading.number(path, "điểm tối đa (ceiling)", item.get("ceiling")),
        kind=reading.choice(path, "kind", item.get("kind", "base"), Kind),
        guidance=reading.text(path, "guidance", item.get("guidance", ""), blank=True),
    )
    if ("method" in item) == ("children" in item):
        reading.object_to(path, "phải có hoặc method (tiêu chí chấm điểm) hoặc children (mục con), không cả hai")
        return node
    return _leaf(reading, path, item, node) if "method" in item else _group(reading, path, item, node, depth)


def _leaf(reading: Reading, path: str, item: Mapping[str, Any], node: Node) -> Node:
    return replace(
        node,
        method=read_method(reading, path, item["method"]),
        evidence=reading.choice(path, "evidence", item.get("evidence", "optional"), EvidenceRule),
        uploads_off=reading.flag(path, "uploads_off", item.get("uploads_off", False)),
    )


def _group(reading: Reading, path: str, item: Mapping[str, Any], node: Node, depth: int) -> Node:
    children = reading.items(path, "children", item["children"])
    if not children:
        reading.object_to(path, "mục này chưa có tiêu chí nào")
    for key in ("evidence", "uploads_off"):
        if key in item:
            reading.object_to(path, f"{key} chỉ đặt ở tiêu chí chấm điểm, không đặt ở mục")
    if depth >= DEEPEST:
        reading.object_to(path, "bảng quá sâu, nhiều nhất 4 cấp")
        return node
    return replace(node, children=tuple(_nodes(reading, children, path + "/", depth + 1)))
