"""Backup, restore, the journal's check and the doctor, on a folder that is in use."""

import os
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from khoi.cli.desk import Desk
from tenants import clock, files
from tenants.database import db
from tests.khoi.home.mail_server import serving
from tests.khoi.shell import Shell, sheet_of, shell

__all__ = ["shell"]


@pytest.fixture(scope="session")
def used_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bloc with a sheet, two agencies with scores, and a stored file: made once, copied by each test."""
    shell = Shell(tmp_path_factory.mktemp("used") / "data")
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", shell.file(sheet_of(10)))
    scores = [{"path": f"S0/{n}", "inputs": {"points": "4"}} for n in range(10)]
    agencies = [{"agency": code, "scores": scores} for code in ("A", "B")]
    shell.ok("scores", "import", shell.file({"year": 2026, "agencies": agencies}), "--create-agencies")
    store(shell, b"%PDF-1.4 minh chung")
    return shell.folder


@pytest.fixture
def used(shell: Shell, used_folder: Path) -> Shell:
    """A bloc in use."""
    shutil.copytree(used_folder, shell.folder)
    return shell


def store(shell: Shell, content: bytes) -> Path:
    """A stored file of the first agency; gives back where its bytes lie."""
    with Desk(str(shell.folder)).at_year() as post:
        kept = files.keep(BytesIO(content))
        row = files.StoredFile(
            year_id=post.year.id, agency_id=1, name="a.pdf", media_type="application/pdf", size=kept.size,
            sha256=kept.sha256, stored_at=clock.now(),
        )  # fmt: skip
        db.session.add(row)
        return files.place(kept.sha256)


@contextmanager
def somebody_writing(folder: Path) -> Iterator[None]:
    """Another process keeps adding rows that belong together in pairs, one transaction after the other."""
    stop, begun = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(folder / "khoi.db", isolation_level=None, timeout=30)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                connection.execute("BEGIN IMMEDIATE")
                for half in ("a", "b"):
                    connection.execute(
                        "INSERT INTO agency (bloc_id, code, name, folded, public_id) VALUES (1, ?, 'x', 'x', ?)",
                        (f"{half}{number}", f"{half}{number:011}"),
                    )
                connection.execute("COMMIT")
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        yield
    finally:
        stop.set()
        writer.join()


def test_what_was_backed_up_comes_back_to_the_last_row(used: Shell, tmp_path: Path) -> None:
    made = used.ok("backup", str(tmp_path / "b.zip"))
    assert (made["files"], made["missing"]) == (1, [])
    other = Shell(tmp_path / "other")
    other.ok("restore", str(tmp_path / "b.zip"))
    assert other.dump() == used.dump()
    assert other.ok("journal", "verify") == used.ok("journal", "verify")
    assert other.ok("rank", "--json") == used.ok("rank", "--json")
    assert (other.folder / "secret.key").read_text() == (used.folder / "secret.key").read_text()
    assert [path.read_bytes() for path in other.folder.glob("files/*/*/*")] == [b"%PDF-1.4 minh chung"]


def test_a_backup_during_writes_holds_whole_transactions(used: Shell, tmp_path: Path) -> None:
    with somebody_writing(used.folder):
        for number in range(3):
            used.ok("backup", str(tmp_path / f"{number}.zip"))
    for number in range(3):
        other = Shell(tmp_path / f"other{number}")
        other.ok("restore", str(tmp_path / f"{number}.zip"))
        with closing(sqlite3.connect(other.folder / "khoi.db")) as connection:
            halves = connection.execute("SELECT sum(code LIKE 'a_%'), sum(code LIKE 'b_%') FROM agency").fetchone()
        assert halves[0] == halves[1] > 0


def test_a_backup_is_for_its_owner_alone_and_never_written_over(used: Shell, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    used.ok("backup", "--out", str(target))
    assert target.stat().st_mode & 0o077 == 0
    assert "Đã có" in used.refused("backup", str(target))


def test_a_restore_never_touches_what_is_there(used: Shell, tmp_path: Path) -> None:
    used.ok("backup", str(tmp_path / "b.zip"))
    before = used.dump()
    assert "không trống" in used.refused("restore", str(tmp_path / "b.zip"))
    assert used.dump() == before


def changed(source: Path, target: Path, name: str, spoil: bytes | None) -> None:
    """The same bundle with one member changed, or gone."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member.startswith(name) and spoil is None:
                continue
            new.writestr(member, content[:-4] + spoil if member.startswith(name) and spoil else content)


@pytest.mark.parametrize(("name", "spoil"), [("khoi.db", b"\x01\x02\x03\x04"), ("files/", b"xxxx"), ("files/", None)])
def test_a_damaged_backup_restores_nothing(used: Shell, tmp_path: Path, name: str, spoil: bytes | None) -> None:
    used.ok("backup", str(tmp_path / "b.zip"))
    changed(tmp_path / "b.zip", tmp_path / "spoilt.zip", name, spoil)
    other = Shell(tmp_path / "other")
    other.refused("restore", str(tmp_path / "spoilt.zip"))
    assert not other.folder.exists()


def test_what_is_no_backup_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04 nothing")
    assert "không phải bản sao lưu" in shell.refused("restore", str(tmp_path / "half.zip"))
    assert not shell.folder.exists()


def test_the_journal_shows_what_was_changed_behind_its_back(used: Shell) -> None:
    good = next(iter(used.ok("journal", "verify").values()))
    used.ok("journal", "verify", "--anchor", good["head"][:16])
    assert "viết lại" in used.refused("journal", "verify", "--anchor", "f" * 16)
    with closing(sqlite3.connect(used.folder / "khoi.db")) as connection:
        connection.execute("UPDATE journal_line SET facts = '{}' WHERE seq = 3")
        connection.commit()
    assert "dòng 3 đã bị sửa" in used.refused("journal", "verify")


def test_the_operators_look_at_the_figures_stands_in_the_journal(used: Shell) -> None:
    before = used.ok("journal", "verify")["khoi-thi-dua"]["lines"]
    used.ok("totals", "--json")
    assert used.ok("journal", "verify")["khoi-thi-dua"]["lines"] == before + 1


def test_a_healthy_installation_has_no_fault(used: Shell) -> None:
    findings = used.ok("doctor", "--json")
    assert not [finding for finding in findings if finding["level"] == "fault"]


def test_the_doctor_finds_orphans_both_ways(used: Shell) -> None:
    kept = store(used, b"second")
    strayed = kept.rename(kept.with_name("0" * 64))
    os.utime(strayed, (0, 0))
    said = used.run("doctor")
    assert said.exit_code == 2
    assert "Mất 1 tệp" in said.stderr
    assert "1 tệp không thuộc dòng nào" in said.stderr
    assert used.ok("backup", str(used.folder.with_name("b.zip")))["missing"] == [kept.name]


def test_the_doctor_warns_of_plain_http(used: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAIN_HTTP", "1")
    assert "không mã hóa" in used.run("doctor").stderr


def test_an_upgrade_of_a_database_that_is_up_to_date_changes_nothing(used: Shell) -> None:
    before = used.dump()
    answer = used.ok("upgrade")
    assert answer["before"] == answer["now"]
    assert used.dump() == before


def test_a_database_of_another_version_is_refused_until_upgraded(used: Shell) -> None:
    with closing(sqlite3.connect(used.folder / "khoi.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    assert "khoi upgrade" in used.refused("rank", "--json")
    assert "khoi upgrade" in used.run("doctor").stderr


def test_the_doctor_tells_of_the_mail_server_and_what_waits_for_it(
    used: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Không dùng máy chủ thư" in used.run("doctor").stderr
    monkeypatch.setenv("MAIL_FROM", "thidua@langson.gov.vn")
    with serving() as (_, port):
        monkeypatch.setenv("SMTP_URL", f"smtp://ten:mat-khau@127.0.0.1:{port}")
        said = used.run("doctor").stderr
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
        assert f"127.0.0.1:{port} trả lời" in used.run("doctor").stderr
    assert "không nhận" in said  # this server knows no names and passwords
    assert "không mã hóa" in said
    assert "mat-khau" not in said
    away = used.run("doctor")
    assert f"127.0.0.1:{port} không nhận" in away.stderr
    assert "PUBLIC_URL" in away.stderr


def test_a_wrong_mail_setting_stops_every_command(used: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "mail.langson.gov.vn")
    monkeypatch.setenv("MAIL_FROM", "thidua@langson.gov.vn")
    assert "SMTP_URL" in used.refused("remind")
