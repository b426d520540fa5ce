"""A real-sized sheet: 176 criteria, 2 to 4 levels, uneven, repeated codes, all methods, scored by 7 members."""

import json
import random
import time
from decimal import Decimal
from typing import Any

from khoi.ranking.rules import as_expected, standings
from khoi.scoring.rules import FiledCard, View, read_scores, write_scores
from khoi.sheets.rules import SheetSpec, objections_to_publishing, read_sheet, write_sheet

METHODS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"type": "direct"}, {"points": "3.25"}),
    ({"type": "pass_fail"}, {"met": True}),
    ({"type": "per_item", "points": "0.5"}, {"count": "7"}),
    ({"type": "ladder", "steps": [["Tốt", "4"], ["Kém", "0"]]}, {"step": "Tốt"}),
    ({"type": "percent", "minus_per_percent": "0.05", "floor_percent": "30"}, {"actual": "37", "target": "48"}),
    ({"type": "relative"}, {"actual": "13", "target": "12"}),
    ({"type": "deduct", "points": "0.25"}, {"count": "2"}),
    ({"type": "timeliness", "points_per_day": "1", "filing": "registration"}, {"days_late": "1"}),
]
SHAPES = [2, 3, 4]


def _leaf(number: int, code: str) -> dict[str, Any]:
    return {"code": code, "title": f"Tiêu chí {number}", "ceiling": "4", "method": METHODS[number % len(METHODS)][0]}


def _group(code: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    ceiling = sum(int(child["ceiling"]) for child in children)
    return {"code": code, "title": f"Mục {code}", "ceiling": str(ceiling), "children": children}


def _section(code: str, numbers: list[int]) -> dict[str, Any]:
    """Thirds of the rows stand on the second, third and fourth level; codes begin anew in each branch."""
    third = len(numbers) // 3
    flat = [_leaf(number, str(place)) for place, number in enumerate(numbers[:third], 1)]
    mid = [_leaf(number, "1") for number in numbers[third : 2 * third]]
    deep = [_leaf(number, "") for number in numbers[2 * third :]]
    return _group(code, [*flat, _group("a", [*mid, _group("i", deep)])])


def large_sheet() -> dict[str, Any]:
    sections = [_section(code, list(range(start, start + 56))) for code, start in (("I", 0), ("II", 56), ("III", 112))]
    bonus = {"type": "bonus", "points": "1"}
    extra = [{"code": str(n), "title": "Thưởng", "ceiling": "5", "method": bonus} for n in range(1, 5)]
    minus = [
        {"code": str(n), "title": "Trừ", "ceiling": "0", "method": {"type": "penalty", "points": "1"}}
        for n in range(1, 5)
    ]
    return {
        "name": "Bảng lớn",
        "year": 2026,
        "total": str(3 * 56 * 4),
        "rounding": {"places": 2, "mode": "half_up"},
        "not_applicable": "scale",
        "bonus_may_exceed_total": True,
        "ties": [{"by": "section", "code": "I"}, {"by": "penalty"}],
        "classification": [{"label": "Tốt", "min_total_percent": "50"}, {"label": "Khá", "min_total_percent": "0"}],
        "sections": [
            *sections,
            {"code": "IV", "title": "Thưởng", "ceiling": "10", "kind": "bonus", "children": extra},
            {"code": "V", "title": "Trừ", "ceiling": "0", "kind": "penalty", "children": minus},
        ],
    }


def answers(spec: SheetSpec) -> dict[str, Any]:
    chance = random.Random(2026)
    known = {json.dumps(method, sort_keys=True): inputs for method, inputs in METHODS}

    def inputs(row: dict[str, Any]) -> dict[str, Any]:
        if row["method"]["type"] in ("bonus", "penalty"):
            return {"count": str(chance.randrange(3))}
        if chance.random() < 0.05:
            return {"not_applicable": True}
        found = dict(known[json.dumps(row["method"], sort_keys=True)])
        return found | ({"actual": str(chance.randrange(20, 60))} if "actual" in found else {})

    rows = {leaf.path: data for leaf, data in zip(spec.leaves, _leaves(large_sheet()["sections"]), strict=True)}
    return {
        "year": 2026,
        "agencies": [
            {
                "agency": f"DV{n}",
                "name": f"Đơn vị {n}",
                "scores": [{"path": p, "inputs": inputs(row)} for p, row in rows.items()],
            }
            for n in range(7)
        ],
    }


def _leaves(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [leaf for node in nodes for leaf in (_leaves(node["children"]) if "children" in node else [node])]


def _bloc() -> tuple[SheetSpec, list[FiledCard]]:
    spec = read_sheet(large_sheet())
    return spec, read_scores(answers(spec), spec)


def test_an_uneven_sheet_of_176_criteria_is_read_published_and_written() -> None:
    spec = read_sheet(large_sheet())
    assert len(spec.leaves) == 176
    assert {leaf.depth for leaf in spec.leaves} == set(SHAPES)
    assert len(spec.leaf_at) == 176
    assert objections_to_publishing(spec) == []
    assert read_sheet(write_sheet(spec)) == spec


def test_seven_members_are_scored_ranked_and_written_back() -> None:
    spec, filed = _bloc()
    cards = [one.card for one in filed]
    expected = as_expected(spec, cards)
    assert len(expected["appraised"]) == 7
    assert expected["claimed"] == expected["appraised"]
    for standing in standings(spec, cards):
        base = sum(
            (points for path, points in standing.points.items() if path.split("/")[0] in ("I", "II", "III")), Decimal(0)
        )
        assert base == sum(standing.sums.sections[section] for section in ("I", "II", "III"))
    again = [one.card for one in read_scores(write_scores(spec, filed), spec)]
    assert as_expected(spec, again) == expected


def test_the_ranking_of_a_large_bloc_is_quick() -> None:
    spec, filed = _bloc()
    cards = [one.card for one in filed]
    start = time.perf_counter()
    standings(spec, cards, View.APPRAISED)
    assert time.perf_counter() - start < 0.25
