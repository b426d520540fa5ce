"""Answers in a file: read whole or refused whole, every fault with agency and path, written to be read back."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khoi.scoring.rules import read_scores, write_scores
from khoi.sheets.rules import read_sheet
from tenants.refusal import Refused

DATA = Path(__file__).parents[2] / "data"
SPEC = read_sheet(json.loads((DATA / "sheet-noichinh-2026.json").read_text("utf-8")))
FILE: dict[str, Any] = json.loads((DATA / "worked-example.json").read_text("utf-8"))


def faults(change: Callable[[dict[str, Any]], Any]) -> list[tuple[str | None, str]]:
    data = copy.deepcopy(FILE)
    change(data)
    with pytest.raises(Refused) as refused:
        read_scores(data, SPEC)
    return [(found.path, found.message) for found in refused.value.objections]


def row(data: dict[str, Any], path: str) -> dict[str, Any]:
    return next(item for item in data["agencies"][0]["scores"] if item["path"] == path)


def test_what_is_written_is_read_back_to_the_same_cards() -> None:
    cards = read_scores(FILE, SPEC)
    again = read_scores(json.loads(json.dumps(write_scores(SPEC, cards))), SPEC)
    assert again == cards
    assert cards[3].card.not_considered == FILE["agencies"][3]["not_considered"]


def test_computed_points_are_written_as_claimed_and_relative_ones_are_not() -> None:
    scores = {item["path"]: item for item in write_scores(SPEC, read_scores(FILE, SPEC))["agencies"][0]["scores"]}
    assert scores["I/1/1.1"]["claimed"] == "95.83"
    assert "claimed" not in scores["I/1/1.3"]


def test_a_claim_on_a_relative_row_is_kept_for_the_door_that_sees_the_bloc() -> None:
    data = copy.deepcopy(FILE)
    row(data, "I/1/1.3")["claimed"] = "42.5"
    [first, *_] = read_scores(data, SPEC)
    assert {path: str(points) for path, points in first.relative_claims.items()} == {"I/1/1.3": "42.5"}


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (lambda d: d.update(year=2025), "year", "tệp của năm 2025"),
        (lambda d: d.update(bloc="x"), None, "khóa lạ “bloc”"),
        (lambda d: d["agencies"].append(d["agencies"][0]), "CA", "hai lần"),
        (lambda d: d["agencies"][0].update(rank=1), "agencies", "khóa lạ “rank”"),
        (lambda d: d["agencies"][0]["scores"].append(row(d, "I/4")), "CA I/4", "hai lần"),
        (lambda d: row(d, "I/4").update(path="I/44"), "CA I/44", "không có tiêu chí này"),
        (lambda d: row(d, "I/4").update(inputs={"points": "51"}), "CA I/4", "vượt điểm tối đa 50"),
        (lambda d: row(d, "I/4").update(inputs={"count": "5"}), "CA I/4", "khóa lạ “inputs.count”"),
        (lambda d: row(d, "I/4").pop("inputs"), "CA I/4", "inputs phải là một đối tượng"),
        (lambda d: row(d, "I/4").update(appraised="51"), "CA I/4", "điểm thẩm định 51 vượt"),
        (lambda d: row(d, "I/4").pop("reason"), "CA I/4", "phải nêu lý do"),
        (
            lambda d: row(d, "I/1/1.1").update(claimed="96"),
            "CA I/1/1.1",
            "claimed 96 khác điểm tính từ số liệu (95.83)",
        ),
        (lambda d: row(d, "IV/1").update(inputs={"not_applicable": True}), "CA IV/1", "không áp dụng"),
    ],
)
def test_a_fault_is_refused_with_agency_and_path(change: Any, where: str | None, words: str) -> None:
    assert any(path == where and words in message for path, message in faults(change))


def test_all_faults_are_named_at_once() -> None:
    def change(data: dict[str, Any]) -> None:
        row(data, "I/4")["inputs"] = {"points": "x"}
        row(data, "I/1/1.2")["inputs"] = {"count": "-1"}

    assert [path for path, _ in faults(change)] == ["CA I/1/1.2", "CA I/4"]


def test_a_clean_claim_passes() -> None:
    data = copy.deepcopy(FILE)
    row(data, "I/1/1.1")["claimed"] = "95.83"
    assert len(read_scores(data, SPEC)) == 4
