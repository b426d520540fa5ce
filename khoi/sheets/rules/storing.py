"""Whether a sheet fits into the portal's columns: what a draft of any shape has to keep to."""

from collections.abc import Iterator

from khoi.sheets.rules.sheet import Node, SheetSpec
from tenants.refusal import Objection
from tenants.vi import nfc

LONGEST_CODE, LONGEST_TITLE, LONGEST_GUIDANCE, LONGEST_NAME = 40, 500, 2000, 300
MOST_NODES, DEEPEST = 1000, 8


def objections_to_storing(spec: SheetSpec) -> list[Objection]:
    """Every text too long and a tree too large, with the path; empty when a draft may hold it."""
    found = [objection for node in spec.nodes for objection in _node(node)]
    if len(spec.name) > LONGEST_NAME:
        found.append(Objection("name", f"tên bảng dài quá {LONGEST_NAME} ký tự"))
    if len(spec.nodes) > MOST_NODES:
        found.append(Objection("sections", f"bảng có {len(spec.nodes)} dòng, nhiều nhất {MOST_NODES}"))
    return found


def _node(node: Node) -> Iterator[Objection]:
    texts = (
        ("mã", node.code, LONGEST_CODE),
        ("tên", node.title, LONGEST_TITLE),
        ("hướng dẫn", node.guidance, LONGEST_GUIDANCE),
    )
    for what, text, longest in texts:
        if len(nfc(text)) > longest:
            yield Objection(node.path, f"{what} dài quá {longest} ký tự")
    if node.depth > DEEPEST:
        yield Objection(node.path, "bảng quá sâu, nhiều nhất 4 cấp")
