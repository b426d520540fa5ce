"""The scores go in by the command line, and totals and places come out to the last digit."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khoi.cli.desk import Desk
from khoi.scoring.models import appraisals_of, card_of, last_filed
from khoi.scoring.models.filed import rows_filed
from khoi.years.actions import note_lateness
from khoi.years.models import lateness_in
from tenants.models import agency_coded
from tests.khoi.scores_filed import SHEET, prepared, prepared_folder, worked
from tests.khoi.shell import Shell, sheet_of, shell

__all__ = ["prepared", "prepared_folder", "shell", "worked"]


@pytest.mark.parametrize("command", ["totals", "rank"])
def test_a_worked_example_comes_out_to_the_last_digit(shell: Shell, worked: dict[str, Any], command: str) -> None:
    shell.ok("scores", "import", shell.file(worked), "--create-agencies")
    assert shell.ok(command, "--json") == worked["expected"]


@pytest.mark.parametrize("stage", ["draft", "submitted"])
def test_claimed_figures_are_the_same_at_every_stage(shell: Shell, worked: dict[str, Any], stage: str) -> None:
    shell.ok("scores", "import", shell.file(worked), "--create-agencies", "--stage", stage)
    results = shell.ok("totals", "--json")
    assert results["claimed"] == worked["expected"]["claimed"]
    assert results["appraised"] == results["claimed"]


def test_what_is_exported_comes_in_again_as_it_was(shell: Shell, worked: dict[str, Any], tmp_path: Path) -> None:
    shell.ok("scores", "import", shell.file(worked), "--create-agencies")
    exported = shell.ok("scores", "export")
    other = Shell(tmp_path / "other")
    other.ok("year", "open", "2026")
    other.ok("sheet", "import", other.file(shell.ok("sheet", "export")))
    other.ok("scores", "import", other.file(exported), "--create-agencies")
    assert other.ok("rank", "--json") == worked["expected"]
    assert other.ok("scores", "export") == exported
    assert other.ok("sheet", "export") == shell.ok("sheet", "export")


def test_a_repeat_replaces_the_named_agencies_and_no_others(shell: Shell, prepared: dict[str, Any]) -> None:
    one = {"year": 2026, "agencies": [{"agency": "STP", "scores": [{"path": "I/4", "inputs": {"points": "7.5"}}]}]}
    shell.ok("scores", "import", shell.file(one))
    after = shell.ok("totals", "--json")["claimed"]
    assert after["STP"]["points"] == {"I/4": "7.50"}
    assert after["CA"]["sections"]["IV"] == prepared["expected"]["claimed"]["CA"]["sections"]["IV"]
    shell.ok("scores", "import", shell.file(prepared))
    assert shell.ok("rank", "--json") == prepared["expected"]


def test_a_row_the_file_is_silent_about_earns_nothing_at_any_stage(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", str(SHEET))
    for stage in ("draft", "submitted", "appraised"):
        silent = {"year": 2026, "agencies": [{"agency": stage, "scores": []}]}
        shell.ok("scores", "import", shell.file(silent), "--create-agencies", "--stage", stage)
    results = shell.ok("totals", "--json")
    for view in ("claimed", "appraised"):
        assert {line["total"] for line in results[view].values()} == {"0.00"}
        assert all(line["points"] == {} for line in results[view].values())


def test_a_bloc_of_176_criteria_and_seven_agencies_goes_through(shell: Shell) -> None:
    sheet = sheet_of(176)
    paths = [f"{section['code']}/{leaf['code']}" for section in sheet["sections"] for leaf in section["children"]]
    agencies = [
        {
            "agency": f"DV{number}",
            "scores": [{"path": path, "inputs": {"points": str((number + n) % 5)}} for n, path in enumerate(paths)],
        }
        for number in range(7)
    ]
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", shell.file(sheet))
    shell.ok("scores", "import", shell.file({"year": 2026, "agencies": agencies}), "--create-agencies")
    results = shell.ok("rank", "--json")["appraised"]
    assert len(results) == 7
    for number, line in enumerate(results[f"DV{n}"] for n in range(7)):
        assert line["total"] == f"{sum((number + place) % 5 for place in range(176))}.00"


def test_an_archive_year_is_filled_and_stays_closed(shell: Shell, prepared: dict[str, Any]) -> None:
    assert shell.ok("year", "open", "2025", "--archive")["state"] == "closed"
    past = json.loads(SHEET.read_text(encoding="utf-8")) | {"year": 2025}
    shell.ok("sheet", "import", shell.file(past))
    shell.ok("scores", "import", shell.file(prepared | {"year": 2025}), "--create-agencies")
    assert shell.ok("rank", "--json", "--year", "2025") == prepared["expected"]
    assert shell.ok("rank", "--json", "--year", "2026") == prepared["expected"]
    assert "--year" in shell.refused("rank", "--json")


def with_score(path: str, **row: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(data: dict[str, Any]) -> None:
        scores = data["agencies"][-1]["scores"]
        place = next((n for n, score in enumerate(scores) if score["path"] == path), 0)
        scores[place] = {"path": path} | row

    return spoil


def with_key(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["agencies"][0].update({key: 1})


SPOILT: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "an unknown key": (with_key("extra"), "extra"),
    "an unknown path": (with_score("I/99", inputs={}), "I/99"),
    "points above the ceiling": (with_score("I/4", inputs={"points": "50.001"}), "vượt điểm tối đa"),
    "a number that is not text": (with_score("I/4", inputs={"points": 5}), "I/4"),
    "a comma": (with_score("I/4", inputs={"points": "8,5"}), "8,5"),
    "an exponent": (with_score("I/4", inputs={"points": "1e1"}), "1e1"),
    "a negative count": (with_score("I/1/1.4", inputs={"count": "-1"}), "-1"),
    "half a count": (with_score("I/1/1.4", inputs={"count": "0.5"}), "số nguyên"),
    "a wrong claim": (with_score("I/4", inputs={"points": "5"}, claimed="6"), "claimed"),
    "a wrong relative claim": (
        with_score("I/1/1.3", inputs={"target": "12", "actual": "1"}, claimed="59.99"),
        "claimed 59.99",
    ),
    "an agency twice": (lambda data: data["agencies"].append(data["agencies"][0]), "hai lần"),
    "a code too long": (lambda data: data["agencies"][-1].update({"agency": "X" * 21}), "20 chữ"),
    "a reason too long": (lambda data: data["agencies"][-1].update({"not_considered": "x" * 501}), "500"),
    "another year": (lambda data: data.update({"year": 2024}), "2024"),
    "no agencies": (lambda data: data.pop("agencies"), "agencies"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_file_with_one_fault_changes_nothing(shell: Shell, prepared: dict[str, Any], fault: str) -> None:
    spoil, word = SPOILT[fault]
    data = json.loads(json.dumps(prepared))
    for agency in data["agencies"]:  # a change in every card, so that half a file would show
        agency["scores"][0]["inputs"] = {"target": "48", "actual": "40"}
        agency["scores"][0].pop("appraised", None)
    spoil(data)
    before = shell.dump()
    assert word in shell.refused("scores", "import", shell.file(data), "--create-agencies")
    assert shell.dump() == before


HALVES = ["", "{", "[]", "null", '{"year":2026,"agencies":[', '{"a":NaN}', '{"a":1,"a":2}', "\x00"]


@pytest.mark.parametrize("broken", HALVES)
def test_half_a_file_changes_nothing(shell: Shell, prepared: dict[str, Any], broken: str) -> None:
    before = shell.dump()
    shell.refused("scores", "import", shell.text(broken))
    shell.refused("sheet", "import", shell.text(broken))
    assert shell.dump() == before


def test_a_stranger_comes_in_only_when_asked_for(shell: Shell, prepared: dict[str, Any]) -> None:
    data = {"year": 2026, "agencies": [{"agency": "MOI", "name": "Đơn vị mới", "scores": []}]}
    before = shell.dump()
    assert "--create-agencies" in shell.refused("scores", "import", shell.file(data))
    assert shell.dump() == before


def test_a_card_on_which_nothing_applies_is_refused(shell: Shell, prepared: dict[str, Any]) -> None:
    leaves = [path for path in prepared["expected"]["claimed"]["CA"]["points"] if not path.startswith(("IV", "V/"))]
    away = [{"path": path, "inputs": {"not_applicable": True}} for path in leaves]
    data = {"year": 2026, "agencies": [{"agency": "CA", "scores": away}]}
    assert "không áp dụng" in shell.refused("scores", "import", shell.file(data))


def test_a_filed_card_does_not_become_a_draft(shell: Shell, prepared: dict[str, Any]) -> None:
    assert "đã nộp" in shell.refused("scores", "import", shell.file(prepared), "--stage", "draft")


def test_an_imported_card_says_so_and_is_sealed(shell: Shell, prepared: dict[str, Any]) -> None:
    with sqlite3.connect(shell.folder / "khoi.db") as database:
        assert database.execute("SELECT count(*) FROM scorecard WHERE imported").fetchone() == (4,)
        assert database.execute("SELECT count(DISTINCT seal) FROM filed_card").fetchone() == (4,)
        assert database.execute("SELECT count(*) FROM appraisal WHERE released").fetchone() == (33 * 4,)


def test_a_new_version_that_loses_figures_asks_first(shell: Shell, prepared: dict[str, Any]) -> None:
    sheet = json.loads(SHEET.read_text(encoding="utf-8"))
    leaf = sheet["sections"][0]["children"][3]
    leaf["method"] = {"type": "pass_fail"}
    before = shell.dump()
    said = shell.refused("sheet", "import", shell.file(sheet))
    assert "I/4" in said
    assert "--yes" in said
    assert shell.dump() == before
    assert shell.ok("sheet", "import", shell.file(sheet), "--yes")["version"] == 2


def test_lateness_that_the_lead_noted_goes_out_as_a_figure(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", str(SHEET))
    scores = [{"path": path, "inputs": {}} for path in ("III/1", "III/6/6a", "III/6/6b")]
    filed = {"year": 2026, "agencies": [{"agency": "CA", "name": "Công an tỉnh", "scores": scores}]}
    shell.ok("scores", "import", shell.file(filed), "--create-agencies")
    on_time = shell.ok("totals", "--json")["claimed"]["CA"]["points"]
    with Desk(str(shell.folder)).at_year() as post:
        for filing in ("registration", "half_year_report", "year_report"):
            note_lateness(post.year.id, 1, filing, 3)
    late = shell.ok("totals", "--json")
    assert late["claimed"]["CA"]["points"] != on_time
    exported = shell.ok("scores", "export")
    assert exported["agencies"][0]["scores"][0]["inputs"] == {"days_late": "3"}
    shell.ok("scores", "import", shell.file(exported))
    assert shell.ok("totals", "--json") == late


def test_an_import_leaves_the_lateness_that_the_lead_noted(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("agency", "add", "CA", "Công an tỉnh")
    shell.ok("sheet", "import", str(SHEET))
    with Desk(str(shell.folder)).at_year() as post:
        note_lateness(post.year.id, agency_coded(post.bloc.id, "CA").id, "scorecard", 3)
    shell.ok("scores", "import", shell.file({"year": 2026, "agencies": [{"agency": "CA", "scores": []}]}))
    with Desk(str(shell.folder)).at_year() as post:
        assert lateness_in(post.year.id, agency_coded(post.bloc.id, "CA").id) == {"scorecard": 3}


def test_figures_that_were_put_right_go_out_as_the_points_they_gave(shell: Shell, prepared: dict[str, Any]) -> None:
    with Desk(str(shell.folder)).at_year() as post:
        card = card_of(post.year.id, agency_coded(post.bloc.id, "CA").id)
        rows = {criterion.path: criterion.id for _, criterion in rows_filed(last_filed(card.id).id)}
        finding = appraisals_of(card.id)[rows["I/1/1.3"]]
        finding.accepted, finding.reason = False, "Số liệu theo báo cáo đã kiểm tra"
        finding.inputs = '{"actual": "24", "target": "12"}'
    corrected = shell.ok("totals", "--json")["appraised"]
    assert corrected != prepared["expected"]["appraised"]
    exported = shell.ok("scores", "export")
    shell.ok("scores", "import", shell.file(exported))
    assert shell.ok("totals", "--json")["appraised"] == corrected
