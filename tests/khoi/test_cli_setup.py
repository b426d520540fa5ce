"""Blocs, years, agencies and people by the command line; what is said to who calls it wrongly."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.khoi.shell import Shell, shell

__all__ = ["shell"]
HOME = Path(__file__).resolve().parent.parent.parent


def test_an_empty_folder_is_usable_at_once(shell: Shell) -> None:
    opened = shell.ok("year", "open", "2026", "--bloc", "Khối các cơ quan Nội chính")
    assert opened == {"bloc": "khoi-cac-co-quan-noi-chinh", "year": 2026, "state": "open"}


def test_a_real_process_speaks_json_on_stdout_and_vietnamese_on_stderr(tmp_path: Path) -> None:
    env = os.environ | {"KHOI_DATA": str(tmp_path / "data"), "PYTHONPATH": str(HOME), "LC_ALL": "C"}
    words = [sys.executable, "-m", "khoi.cli", "year", "open"]
    good = subprocess.run([*words, "2026"], env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (good.returncode, json.loads(good.stdout)["year"]) == (0, 2026)
    assert "Đã mở năm 2026" in good.stderr
    again = subprocess.run([*words, "2026"], env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (again.returncode, again.stdout) == (2, "")
    assert "đã có năm 2026" in again.stderr


def test_the_data_folder_may_stand_before_the_command(shell: Shell) -> None:
    assert shell.run_bare("--data", str(shell.folder), "year", "open", "2026").exit_code == 0
    assert (shell.folder / "khoi.db").exists()


def test_a_second_bloc_must_be_named_from_then_on(shell: Shell) -> None:
    shell.ok("year", "open", "2026", "--bloc", "Khối Một")
    shell.ok("bloc", "add", "Khối Hai")
    assert "khoi-hai" in shell.refused("year", "open", "2027")
    assert shell.ok("year", "open", "2027", "--bloc", "khoi-hai")["bloc"] == "khoi-hai"
    assert "Khối Ba" in shell.refused("year", "open", "2027", "--bloc", "Khối Ba")


def test_there_is_one_lead(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("agency", "add", "TTT", "Thanh tra tỉnh", "--seat", "lead")
    before = shell.dump()
    assert "Thanh tra tỉnh" in shell.refused("agency", "add", "CA", "Công an tỉnh", "--seat", "lead")
    assert shell.dump() == before


def test_a_person_gets_a_login_of_the_agency_and_a_first_password(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    shell.ok("agency", "add", "TTT", "Thanh tra tỉnh")
    added = shell.ok("user", "add", "hoa", "--agency", "TTT", "--role", "head", "--name", "Nguyễn Thị Hoa")
    assert added["login"] == "ttt.hoa"
    renewed = shell.ok("user", "reset", "TTT.Hoa")
    assert renewed["password"] not in ("", added["password"])
    assert "ttt.hoa" in shell.refused("user", "add", "ttt.hoa", "--agency", "TTT")
    assert added["password"] not in "".join(shell.dump())
    assert renewed["password"] not in "".join(shell.dump())


def test_an_observer_stands_outside_the_agencies(shell: Shell) -> None:
    shell.ok("year", "open", "2026")
    assert shell.ok("user", "add", "so.noivu", "--role", "observer")["agency"] is None
    assert "--agency" in shell.refused("user", "add", "hoa", "--role", "head")
    assert "mã XX" in shell.refused("user", "add", "hoa", "--role", "head", "--agency", "XX")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "Không có lệnh"),
        (["year", "open"], "Thiếu"),
        (["year", "open", "hai nghìn"], "số nguyên từ 2000 đến 2100"),
        (["year", "open", "1999"], "số nguyên từ 2000 đến 2100"),
        (["year", "open", "2026", "--quick"], "--quick"),
        (["scores", "import", "a.json", "--stage", "adopted"], "draft, submitted, appraised"),
        (["scores", "import", "a.json"], "a.json"),
        (["sheet", "import", "a.json"], "a.json"),
        (["rank", "--json"], "khoi year open"),
        (["agency", "add", "CA", "Công an"], "khoi year open"),
        (["backup"], "Chưa có dữ liệu"),
    ],
)
def test_a_wrong_call_is_answered_in_words(shell: Shell, words: list[str], said: str) -> None:
    assert said in shell.refused(*words)


def test_help_is_vietnamese(shell: Shell) -> None:
    for words in (["--help"], ["year", "--help"], ["scores", "import", "--help"]):
        result = shell.run_bare(*words)
        assert result.exit_code == 0
        assert "Cách gọi" in result.stdout
        assert "Usage" not in result.stdout
        assert "Show this" not in result.stdout


def test_a_wrong_setting_is_said(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAIN_HTTP", "yes")
    assert "PLAIN_HTTP" in shell.refused("year", "open", "2026")
