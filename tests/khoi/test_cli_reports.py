"""Who has filed which report, by the command line."""

import shutil
from pathlib import Path

import pytest

from tests.khoi.shell import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def demo(shell: Shell, made_demo: Path) -> Shell:
    shutil.copytree(made_demo, shell.folder)
    return shell


def test_the_state_of_every_report_is_told_by_member(demo: Shell) -> None:
    found = demo.ok("report", "status", "--json", "--year", "2026")
    assert list(found) == ["half_year_report", "year_report"]
    half, year = found["half_year_report"]["members"], found["year_report"]["members"]
    assert {member["state"] for member in half.values()} == {"filed"}
    assert [code for code, member in half.items() if member["paper"]] == ["VKSND"]
    assert {code: member["days_late"] for code, member in half.items() if member["days_late"]} == {"THADS": 2}
    assert {code: member["state"] for code, member in year.items()} == {
        "TTT": "drafting", "CA": "filed", "BCHQS": "not_begun", "TAND": "drafting", "VKSND": "not_begun",
        "STP": "drafting", "THADS": "returned", "BNC": "filed",
    }  # fmt: skip
    assert year["BCHQS"] == {"state": "not_begun", "filed_at": None, "days_late": 0, "paper": False}


def test_a_year_without_reports_tells_nothing(demo: Shell) -> None:
    assert demo.ok("report", "status", "--year", "2025") == {}
