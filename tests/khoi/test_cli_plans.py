"""The plan goes in and out by the command line."""

import json
from pathlib import Path

import pytest

from tests.khoi.plans.plans_made import real_plan, small_plan
from tests.khoi.shell import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def bloc(shell: Shell) -> Shell:
    """A bloc with a lead and a member."""
    shell.ok("year", "open", "2026")
    shell.ok("agency", "add", "TTT", "Thanh tra tỉnh", "--seat", "lead")
    shell.ok("agency", "add", "STP", "Sở Tư pháp")
    return shell


def test_the_customers_plan_goes_in_and_comes_out_as_it_was(bloc: Shell, tmp_path: Path) -> None:
    told = bloc.ok("plan", "import", bloc.file(real_plan()))
    assert (told["count"], told["of_bloc"], told["added"]) == (22, 6, 22)
    assert bloc.ok("plan", "export") == real_plan()
    out = tmp_path / "ke-hoach.json"
    assert bloc.run("plan", "export", "--out", str(out)).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8")) == real_plan()


def test_years_left_in_the_copy_are_printed_with_their_tasks(bloc: Shell) -> None:
    bloc.ok("plan", "import", bloc.file(real_plan()))
    tasks = bloc.ok("plan", "export", "--json")["tasks"]
    assert len(tasks) == 22
    assert [task["other_years"] for task in tasks if task["other_years"]] == [[2025]] * 3
    assert sum(task["of_bloc"] for task in tasks) == 6


def test_through_excel_the_plan_comes_back_unchanged(bloc: Shell, tmp_path: Path) -> None:
    bloc.ok("plan", "import", bloc.file(real_plan()))
    out = str(tmp_path / "ke-hoach.xlsx")
    assert bloc.run("plan", "export", out).exit_code == 0
    again = bloc.ok("plan", "import", out, "--json")
    assert (again["same"], again["changed"], again["added"], len(again["tasks"])) == (22, 0, 0, 22)
    assert bloc.ok("plan", "export") == real_plan()


def test_a_members_plan_is_its_own(bloc: Shell) -> None:
    assert bloc.ok("plan", "import", bloc.file(small_plan()), "--agency", "STP")["of_bloc"] == 0
    assert "Chưa có kế hoạch" in bloc.refused("plan", "export")
    assert bloc.ok("plan", "export", "--agency", "STP") == small_plan() | {
        "signer": {"title": "", "name": ""}, "preamble": "", "closing": "", "legal_bases": [], "purpose": [],
        "requirements": [], "organisation": [], "recipients": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "{wrong}"), "tasks[1].quarter"),
        (("import", "{other year}"), "2025"),
        (("import", "{plan}", "--agency", "XYZ"), "XYZ"),
        (("import", "missing.json"), "missing.json"),
        (("export", "--out", "a.pdf"), ".docx"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_nothing_is_kept(
    bloc: Shell, words: tuple[str, ...], told: str
) -> None:
    wrong = small_plan()
    wrong["tasks"][0]["quarter"] = 5
    files = {"{wrong}": wrong, "{other year}": small_plan(year=2025), "{plan}": small_plan()}
    before = bloc.dump()
    assert told in bloc.refused("plan", *(bloc.file(files[word]) if word in files else word for word in words))
    assert bloc.dump() == before
