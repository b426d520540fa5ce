"""A small sheet, and agencies that differ on it by what a test says."""

from decimal import Decimal
from typing import Any

from khoi.ranking.rules import (
    Standing,
)
from khoi.scoring.rules import Answer, Card, Inputs
from khoi.sheets.rules import SheetSpec, read_sheet


def small_sheet(**changes: Any) -> SheetSpec:
    def leaf(code: str, ceiling: str, method: dict[str, Any] | None = None) -> dict[str, Any]:
        return {"code": code, "title": f"Tiêu chí {code}", "ceiling": ceiling, "method": method or {"type": "direct"}}

    data = {
        "name": "Bảng nhỏ",
        "year": 2026,
        "total": "100",
        "rounding": {"places": 2, "mode": "half_up"},
        "not_applicable": "scale",
        "bonus_may_exceed_total": True,
        "ties": [{"by": "section", "code": "A"}, {"by": "penalty"}, {"by": "ballot"}],
        "sections": [
            {"code": "A", "title": "A", "ceiling": "60", "children": [leaf("1", "40"), leaf("2", "20")]},
            {"code": "B", "title": "B", "ceiling": "40", "children": [leaf("1", "40")]},
            {
                "code": "T",
                "title": "T",
                "ceiling": "0",
                "kind": "penalty",
                "children": [leaf("1", "0", {"type": "penalty", "points": "1"})],
            },
        ],
        **changes,
    }
    return read_sheet(data)


def card(agency: str, a: str = "0", b: str = "0", faults: int = 0, **changes: Any) -> Card:
    answers = {
        "A/1": Answer(Inputs(points=Decimal(a))),
        "B/1": Answer(Inputs(points=Decimal(b))),
        "T/1": Answer(Inputs(count=faults)),
    }
    return Card(agency, answers, **changes)


def ranks(found: list[Standing]) -> dict[str, int | None]:
    return {standing.agency: standing.rank for standing in found}


VOTED = [
    {"label": "Xuất sắc", "min_total_percent": "50", "quota_percent": "50", "needs_vote": True},
    {"label": "Tốt", "min_total_percent": "20"},
]


def classes(found: list[Standing]) -> dict[str, tuple[str | None, str | None]]:
    return {standing.agency: (standing.class_label, standing.pending_class) for standing in found}
