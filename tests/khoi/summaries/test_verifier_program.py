"""The verifier as a program: run by a stranger, on files that are what they say, and on files that are not."""

import ast
import copy
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from khoi.ranking.rules.package import APPRAISED
from khoi.summaries import verifier
from tests.khoi.summaries.packages import HEAD, PROGRAM, fields, mend, packed, run, tiny, worked_example


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "goi.json"
    path.write_text(tiny(), encoding="utf-8")
    return path


def test_it_needs_nothing_but_the_standard_library_of_python_3_9():
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"), feature_version=(3, 9))
    imported = {
        (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "strict"]


def test_it_says_what_it_found_and_the_code_of_the_package(file):
    done = run(file, "--anchor", HEAD[:16])
    assert done.returncode == 0, done.stderr
    assert "GÓI KHỚP. Khối Nội chính, năm 2026, kết quả công bố lần 1." in done.stdout
    assert f"Đầu nhật ký: dòng 42, mã {HEAD}" in done.stdout


def test_what_is_wrong_is_told_with_the_names_of_agency_criterion_and_field(tmp_path):
    text = tiny()
    (tmp_path / "goi.json").write_text(text.replace('"note":"', '"note":"x', 1), encoding="utf-8")
    told = run(tmp_path / "goi.json").stderr
    row = next(row for row in json.loads(text)["rows"])
    title = next(node["title"] for node in json.loads(text)["criteria"] if node["path"] == row["path"])
    assert f"dòng điểm {row['agency']} {row['path']} · note: đã bị sửa" in told
    for code, name in (
        (row["agency"], f"Đơn vị {row['agency']}"),
        (row["path"], f"tiêu chí {title}"),
        ("note", "ghi chú"),
    ):
        assert f"{code} là {name}" in told


def test_it_reads_the_package_that_lies_beside_it(tmp_path):
    (tmp_path / "verifier.py").write_bytes(PROGRAM.read_bytes())
    (tmp_path / "package.json").write_text(tiny(), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", str(tmp_path / "verifier.py")], capture_output=True, check=False)
    assert done.returncode == 0


def test_a_package_that_is_not_published_says_so(tmp_path):
    path = tmp_path / "goi.json"
    path.write_text(packed(*worked_example("worked-example-2")[:2], state=APPRAISED), encoding="utf-8")
    assert "CHƯA CÔNG BỐ" in run(path).stdout


@pytest.mark.parametrize(("option", "word"), [("--hash", "mã gói"), ("--anchor", "đầu nhật ký")])
def test_a_code_other_than_the_one_told_to_every_agency_is_refused(file, option, word):
    done = run(file, option, "9" * 16)
    assert done.returncode == 2
    assert word in done.stderr


STRANGE = {
    "nothing": b"",
    "no json": b"{",
    "not utf-8": b"\xff\xfe",
    "a list": b"[]",
    "another version": b'{"format":"khoi-verification-package","version":2}',
    "a version that is true": b'{"format":"khoi-verification-package","version":true}',
    "only its head": b'{"format":"khoi-verification-package","version":1}',
    "records of nothing": json.dumps(
        {"format": verifier.FORMAT, "version": 1, "header": {}, **{k: [1] for k in verifier.KEYS if k != "header"}}
    ).encode(),
    "a key said twice": b'{"format":"khoi-verification-package","format":1}',
    "no number": b'{"format":NaN}',
    "too deep": b"[" * 100_000,
    "half a zip": b"PK\x03\x04" + b"0" * 40 + b"PK\x05\x06" + b"\x00" * 18,
}


@pytest.mark.parametrize("what", sorted(STRANGE))
def test_a_strange_file_is_refused_in_words(what, tmp_path):
    path = tmp_path / "la.zip"
    path.write_bytes(STRANGE[what])
    done = run(path)
    assert done.returncode == 2
    assert done.stderr.startswith("GÓI KHÔNG KHỚP:\n")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    done = run(tmp_path / "khong-co.zip")
    assert done.returncode == 2
    assert "không đọc được" in done.stderr


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(verifier, "LARGEST", 1000)
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("package.json", " " * 5000)
    with pytest.raises(verifier.Unreadable, match="quá lớn"):
        verifier.load(path)


def test_wrong_types_anywhere_are_told_and_never_a_traceback():
    package = json.loads(tiny())
    for kind, n, key in fields(package):
        for strange in ("-1", "1e9", 10**30, None, [[]], {"a": 1}):
            forged = copy.deepcopy(package)
            (forged[kind] if n is None else forged[kind][n])[key] = strange
            mend(forged)
            verifier.faults_in(forged)
