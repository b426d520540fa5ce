"""The sheet goes in and out by the command line, and the workbook of the year comes out."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.khoi.scores_filed import SHEET, prepared, prepared_folder, worked
from tests.khoi.shell import Shell, shell

__all__ = ["prepared", "prepared_folder", "shell", "worked"]


def test_excel_carries_a_sheet_in_and_out(shell: Shell, tmp_path: Path) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", str(SHEET))
    target = str(tmp_path / "sheet.xlsx")
    shell.run("sheet", "export", "--out", target)
    before = shell.ok("sheet", "export")
    shell.ok("sheet", "import", target)
    assert shell.ok("sheet", "export") == before
    assert ".json hoặc .xlsx" in shell.refused("sheet", "export", str(tmp_path / "sheet.csv"))


def test_a_draft_waits_until_it_is_published(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    assert shell.ok("sheet", "import", str(SHEET), "--draft")["state"] == "draft"
    assert "chưa" in shell.refused("rank", "--json")
    assert shell.ok("sheet", "export", "--draft")["total"] == "1000"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("total", "999", "999"), ("unknown", 1, "unknown"), ("year", 2027, "2027"), ("sections", [], "sections")],
)
def test_a_wrong_sheet_changes_nothing(shell: Shell, prepared: dict[str, Any], key: str, value: Any, said: str) -> None:
    before = shell.dump()
    sheet = json.loads(SHEET.read_text(encoding="utf-8")) | {key: value}
    assert said in shell.refused("sheet", "import", shell.file(sheet))
    assert shell.dump() == before


def test_the_workbook_of_the_year_is_written_whole(shell: Shell, prepared: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "tong-hop.xlsx"
    assert shell.ok("export", "workbook", "--out", str(target))["bytes"] == target.stat().st_size
    assert {"Tổng hợp", "Xếp hạng", "Ghi chú"} <= set(load_workbook(target).sheetnames)
    assert "nowhere" in shell.refused("export", "workbook", "--out", str(tmp_path / "nowhere" / "a.xlsx"))


def test_a_year_without_cards_has_no_workbook(shell: Shell, tmp_path: Path) -> None:
    shell.ok("year", "open", "2026")
    target = tmp_path / "tong-hop.xlsx"
    assert "chưa có" in shell.refused("export", "workbook", "--out", str(target))
    assert not target.exists()
