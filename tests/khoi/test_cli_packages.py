"""The verification package by the command line: taken out, verified, and refused after one changed digit."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.khoi.shell import Shell, shell

__all__ = ["shell"]


@pytest.fixture
def demo(shell: Shell, made_demo: Path) -> Shell:
    shutil.copytree(made_demo, shell.folder)
    return shell


def verify(demo: Shell, *words: str) -> tuple[int, str]:
    done = demo.run("verify", *words)
    assert "Traceback" not in done.stderr
    return done.exit_code, done.stdout + done.stderr


def test_a_published_year_is_packed_verified_and_its_journal_holds_the_anchor(demo: Shell, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    told = demo.ok("package", "--year", "2025", "--out", str(first))
    demo.ok("package", "--year", "2025", "--out", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert told["state"] == "published"
    code, words = verify(demo, str(first), "--hash", told["sha256"], "--anchor", told["journal_head"][:16])
    assert (code, "GÓI KHỚP" in words) == (0, True), words
    assert demo.ok("journal", "verify", "--anchor", told["journal_head"])


def test_a_year_under_appraisal_is_packed_as_such(demo: Shell, tmp_path: Path) -> None:
    out = tmp_path / "goi.json"
    assert demo.ok("package", "--year", "2026", "--out", str(out))["state"] == "appraised"
    code, words = verify(demo, str(out))
    assert (code, "CHƯA CÔNG BỐ" in words) == (0, True), words


def test_one_changed_digit_is_refused_with_agency_and_criterion(demo: Shell, tmp_path: Path) -> None:
    out = tmp_path / "goi.zip"
    demo.ok("package", "--year", "2025", "--out", str(out))
    with zipfile.ZipFile(out) as archive:
        package = json.loads(archive.read("package.json"))
    row = package["rows"][7]
    row["adopted"] = re.sub(r"\d$", lambda digit: str((int(digit[0]) + 1) % 10), row["adopted"])
    forged = tmp_path / "sua.json"
    forged.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    code, words = verify(demo, str(forged))
    assert code == 2
    assert f"dòng điểm {row['agency']} {row['path']} · adopted" in words


def test_a_wrong_ending_and_a_year_without_cards_are_refused(demo: Shell, tmp_path: Path) -> None:
    assert ".zip hoặc .json" in demo.refused("package", "--year", "2025", "--out", str(tmp_path / "goi.exe"))
    assert not (tmp_path / "goi.exe").exists()
    demo.ok("year", "open", "2027")
    assert "chưa có phiếu" in demo.refused("package", "--year", "2027", "--out", str(tmp_path / "goi.zip"))


def test_verify_needs_no_data_folder(shell: Shell, tmp_path: Path) -> None:
    strange = tmp_path / "la.zip"
    strange.write_bytes(b"PK")
    done = shell.run_bare("verify", str(strange))
    assert (done.exit_code, "không phải gói kiểm chứng" in done.stderr) == (2, True)
