"""The two known sheets, and the same with one thing changed."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
NOI_CHINH: dict[str, Any] = json.loads((DATA / "sheet-noichinh-2026.json").read_text("utf-8"))
EDGES: dict[str, Any] = json.loads((DATA / "worked-example-2.json").read_text("utf-8"))["sheet"]


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    data = copy.deepcopy(NOI_CHINH)
    change(data)
    return data


def first_leaf(data: dict[str, Any]) -> dict[str, Any]:
    leaf: dict[str, Any] = data["sections"][0]["children"][0]["children"][0]
    return leaf
