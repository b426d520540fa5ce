"""Where a criterion stands: codes joined by `/`. A printed code repeats per branch, a path never does."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from khoi.sheets.rules.sheet import Kind, Node


def segments(codes: Sequence[str]) -> list[str]:
    """The siblings' parts of the path: `/` in a code becomes `∕`, an empty code its position, a repeated one `~2`."""
    taken: set[str] = set()
    return [_free(code.strip().replace("/", "∕") or str(place), taken) for place, code in enumerate(codes, start=1)]


def placed(sections: Iterable[Node]) -> tuple[Node, ...]:
    """The same trees with path, depth and (below the sections) kind given by their place."""
    return _placed(tuple(sections), above="", depth=1, kind=None)


def _placed(nodes: tuple[Node, ...], *, above: str, depth: int, kind: Kind | None) -> tuple[Node, ...]:
    parts = segments([node.code for node in nodes])
    return tuple(_place(node, above + part, depth, kind or node.kind) for node, part in zip(nodes, parts, strict=True))


def _place(node: Node, path: str, depth: int, kind: Kind) -> Node:
    children = _placed(node.children, above=path + "/", depth=depth + 1, kind=kind)
    return replace(node, path=path, depth=depth, kind=kind, children=children)


def _free(segment: str, taken: set[str]) -> str:
    name, count = segment, 1
    while name in taken:
        count += 1
        name = f"{segment}~{count}"
    taken.add(name)
    return name
