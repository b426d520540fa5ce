"""The verifier that travels in the package: a second opinion on every figure, and a nose for every altered sign."""

import ast
import copy
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from khoi.ranking.rules import Decided, DecidedKind, as_expected
from khoi.ranking.rules.package import APPRAISED
from khoi.scoring.rules import Answer, Card, Inputs
from khoi.sheets.rules import Direct, Kind, Node, Penalty, Relative, SheetSpec, Tie, TieBy, Timeliness, placed
from khoi.summaries import verifier
from tests.khoi.summaries.packages import HEAD, packed, worked_example
from tests.khoi.summaries.random_blocs import Dice

PROGRAM = Path(verifier.__file__)


def tiny() -> str:
    """Two members on four rows, one late, one tie that a vote has settled."""
    base = Node("I", "Nhiệm vụ", Decimal(100), children=(
        Node("1", "Việc chung", Decimal(60), method=Direct()),
        Node("2", "Chỉ tiêu", Decimal(30), method=Relative()),
        Node("3", "Đúng hạn", Decimal(10), method=Timeliness(Decimal(2), ("scorecard",))),
    ))  # fmt: skip
    minus = Node(
        "T",
        "Điểm trừ",
        Decimal(0),
        Kind.PENALTY,
        children=(Node("1", "Lỗi", Decimal(0), method=Penalty(Decimal("1.5"))),),
    )
    ties = (Tie(TieBy.SECTION, "I"), Tie(TieBy.BALLOT))
    spec = SheetSpec("Bảng nhỏ", 2026, Decimal(100), placed([base, minus]), ties=ties)
    figures = Inputs(actual=Decimal(12), target=Decimal(10))
    cards = [
        Card(code, {
            "I/1": Answer(Inputs(points=Decimal("55.5")), Decimal(50), reason="Thiếu 1 báo cáo"),
            "I/2": Answer(figures, corrected=Inputs(actual=Decimal(11), target=Decimal(10))),
            "I/3": Answer(Inputs(), days_late=2),
            "T/1": Answer(Inputs(count=1)),
        })
        for code in ("DVA", "DVB")
    ]  # fmt: skip
    votes = [Decided(DecidedKind.TIE, code, str(place), "12/BB") for place, code in enumerate(("DVB", "DVA"), 1)]
    return packed(spec, cards, votes, {"DVA": {"scorecard": 2}, "DVB": {"scorecard": 2}})


def faults_of(text: str) -> list[str]:
    """What the verifier says of these bytes."""
    try:
        return verifier.faults_in(verifier.read(text.encode(), "goi.json"))
    except verifier.Unreadable as error:
        return [str(error)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as a stranger runs it: this one file, no portal on its path."""
    command = [sys.executable, "-I", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", ["worked-example", "worked-example-2"])
def test_both_worked_examples_verify_to_the_last_digit(name):
    spec, cards, expected = worked_example(name)
    text = packed(spec, cards)
    assert faults_of(text) == []
    for line in json.loads(text)["standings"]:
        view = "claimed" if line["view"] == "claimed" else "appraised"
        told = expected[view][line["agency"]]
        assert {key: line[key] for key in told if key in line} == {k: v for k, v in told.items() if k in line}


@pytest.mark.parametrize("hundred", range(4))
def test_portal_and_verifier_agree_on_random_blocs(hundred):
    agree_on(range(100 * hundred, 100 * hundred + 100))


@pytest.mark.long
def test_portal_and_verifier_agree_on_ten_thousand_random_blocs():
    agree_on(range(10_000))


def agree_on(seeds: range) -> None:
    for seed in seeds:
        dice = Dice(seed)
        text = packed(dice.spec, dice.with_lateness(), dice.votes, dice.late)
        assert verifier.faults_in(json.loads(text)) == [], f"seed {seed}"


def test_the_package_says_what_the_command_line_says():
    dice = Dice(7)
    expected = as_expected(dice.spec, dice.with_lateness(), dice.votes)
    package = json.loads(packed(dice.spec, dice.with_lateness(), dice.votes, dice.late))
    for row in package["rows"]:
        assert row["claimed"] == expected["claimed"][row["agency"]]["points"].get(row["path"])
        assert row["adopted"] == expected["appraised"][row["agency"]]["points"].get(row["path"])


def test_the_same_year_packs_to_the_same_bytes():
    assert tiny() == tiny()


# --- altered packages -----------------------------------------------------------------------------------------------


def test_no_single_digit_can_be_changed_unnoticed():
    text = tiny()
    assert faults_of(text) == []
    silent = [
        text[max(0, n - 60) : n + 20]
        for n, sign in enumerate(text)
        if sign.isdecimal() and not faults_of(f"{text[:n]}{(int(sign) + 1) % 10}{text[n + 1 :]}")
    ]
    assert silent == []


def fields(package: dict[str, Any]) -> Iterator[tuple[str, int | None, str]]:
    """Every field of every record, by kind, place in the list and key."""
    for kind in verifier.KEYS:
        records = [(None, package[kind])] if kind in verifier.ONE else enumerate(package[kind])
        for n, record in records:
            yield from ((kind, n, key) for key in record if key != "sums")


def test_an_altered_field_is_named_with_agency_and_criterion():
    package = json.loads(tiny())
    unnamed = []
    for kind, n, key in fields(package):
        forged = copy.deepcopy(package)
        record = forged[kind] if n is None else forged[kind][n]
        record[key] = forged_value(record[key])
        name = verifier.name_of(kind, record)
        wanted = " ".join(part for part in (verifier.WORDS[kind], name) if part) + f" · {key}: "
        if not any(fault.startswith(wanted) for fault in verifier.faults_in(forged)):
            unnamed.append((kind, n, key))
    assert unnamed == []


def forged_value(value: Any) -> Any:
    """The smallest lie: one digit, one sign, one thing more."""
    match value:
        case bool():
            return not value
        case None:
            return "1"
        case int():
            return value + 1
        case str():
            return (
                re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), value, count=1)
                if re.search(r"\d", value)
                else f"{value}1"
            )
        case list():
            return value[:-1] if value else ["1"]
    return {} if value else {"points": "1"}


def test_a_forger_who_mends_the_hashes_is_caught_by_the_recomputation():
    forged = json.loads(tiny())
    row = next(row for row in forged["rows"] if row["path"] == "I/1")
    row["adopted"] = "51.00"
    mend(forged)
    [fault] = verifier.faults_in(forged)
    assert fault == 'dòng điểm DVA I/1 · adopted: gói ghi "51.00", tính lại "50.00"'


def test_a_forger_who_mends_the_points_too_is_caught_by_the_seal_of_the_card():
    forged = json.loads(tiny())
    row = next(row for row in forged["rows"] if row["path"] == "T/1")
    row["inputs"] = {"count": "2"}
    mend(forged)
    assert "dòng điểm DVA T/1 · niêm phong: số liệu, ghi chú, minh chứng khác khi nộp" in verifier.faults_in(forged)


def mend(package: dict[str, Any]) -> None:
    """Put all sums and the digest in order again, as a forger with this file would."""
    for kind in verifier.KEYS:
        for record in [package[kind]] if kind in verifier.ONE else package[kind]:
            record["sums"] = verifier.sums_of(kind, record)
    package.pop("digest")
    package["digest"] = verifier.sha256(verifier.canonical(package))


@pytest.mark.parametrize("kind", sorted(set(verifier.KEYS) - set(verifier.ONE)))
def test_a_row_that_is_removed_added_or_moved_is_named(kind):
    package = json.loads(tiny())
    name = verifier.name_of(kind, package[kind][0])
    removed, added, swapped = (copy.deepcopy(package) for _ in range(3))
    removed[kind].pop(0)
    added[kind].append(copy.deepcopy(added[kind][0]))
    swapped[kind][0], swapped[kind][1] = swapped[kind][1], swapped[kind][0]
    other = verifier.name_of(kind, swapped[kind][0])
    mend(removed), mend(added), mend(swapped)
    where = f"{verifier.WORDS[kind]} {{}} · cả dòng: {{}}"
    assert where.format(name, "bị bỏ khỏi gói") in verifier.faults_in(removed)
    assert where.format(name, "ghi hai lần") in verifier.faults_in(added)
    assert where.format(other, "bị đổi chỗ") in verifier.faults_in(swapped)


# --- the program ----------------------------------------------------------------------------------------------------


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
