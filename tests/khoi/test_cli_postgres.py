"""The command line on PostgreSQL: the schema is made, the worked example holds, backups come back row by row."""

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.khoi.shell import Shell
from tests.postgres import Server

DATA = Path(__file__).parent.parent / "data"
WORKED = DATA / "worked-example.json"


def chosen(monkeypatch: pytest.MonkeyPatch, server: Server, database: str) -> None:
    """The environment of a portal on this database, with a role that may back it up."""
    superuser = server.superuser.set(database=database).render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", server.address(server.app, database))
    monkeypatch.setenv("MIGRATION_DATABASE_URL", server.address(server.owner, database))
    monkeypatch.setenv("BACKUP_DATABASE_URL", superuser)


@pytest.fixture
def empty(pg_server: Server) -> Iterator[list[str]]:
    """Two empty databases without any schema."""
    names = [f"{pg_server.prefix}_{secrets.token_hex(4)}" for _ in range(2)]
    for name in names:
        pg_server.do("CREATE DATABASE {name} OWNER {owner}", name=name, owner=pg_server.owner)
    yield names
    for name in names:
        pg_server.do("DROP DATABASE {name} WITH (FORCE)", name=name)


@pytest.fixture
def used(empty: list[str], pg_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The first worked example on PostgreSQL."""
    chosen(monkeypatch, pg_server, empty[0])
    shell = Shell(tmp_path / "data")
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", str(DATA / "sheet-noichinh-2026.json"))
    shell.ok("scores", "import", str(WORKED), "--create-agencies")
    return shell


def test_the_worked_example_holds_there_too(used: Shell) -> None:
    expected = json.loads(WORKED.read_text(encoding="utf-8"))["expected"]
    assert used.ok("rank", "--json") == expected
    assert not [finding for finding in used.ok("doctor", "--json") if finding["level"] == "fault"]


def test_a_bad_file_changes_nothing_there_either(used: Shell) -> None:
    before = used.ok("journal", "verify")
    data = json.loads(WORKED.read_text(encoding="utf-8"))
    data["agencies"][-1]["scores"][0]["path"] = "I/99"
    assert "I/99" in used.refused("scores", "import", used.file(data))
    assert used.ok("journal", "verify") == before
    assert used.ok("rank", "--json") == data["expected"]


def test_a_backup_comes_back_into_an_empty_database(
    used: Shell, empty: list[str], pg_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = used.ok("backup", str(tmp_path / "b.zip"))
    verified = used.ok("journal", "verify")
    other = Shell(tmp_path / "other")
    assert "không trống" in other.refused("restore", str(tmp_path / "b.zip"))
    chosen(monkeypatch, pg_server, empty[1])
    assert other.ok("restore", str(tmp_path / "b.zip"))["rows"] == made["rows"] > 0
    assert other.ok("journal", "verify") == verified
    assert other.ok("rank", "--json") == json.loads(WORKED.read_text(encoding="utf-8"))["expected"]
    assert not [finding for finding in other.ok("doctor", "--json") if finding["level"] == "fault"]


def test_a_backup_by_a_role_that_sees_no_rows_is_refused(used: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKUP_DATABASE_URL")
    target = used.folder / "b.zip"
    assert "BACKUP_DATABASE_URL" in used.refused("backup", str(target))
    assert not target.exists()


def test_the_doctor_sees_a_wall_that_was_torn_down(used: Shell, pg_server: Server, empty: list[str]) -> None:
    address = pg_server.superuser.set(drivername="postgresql", database=empty[0])
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute("ALTER TABLE mark DISABLE ROW LEVEL SECURITY")
    said = used.run("doctor")
    assert said.exit_code == 2
    assert "bảng mark" in said.stderr
    used.ok("upgrade")
    assert used.run("doctor").exit_code == 0
