"""The journal: one unbroken chain a bloc, and every later change of it is noticed."""

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError

from tenants import journal
from tenants.database import db
from tenants.scope import acting


@pytest.fixture
def written(make, app):
    """A bloc whose journal has twenty lines."""
    three = make.bloc_of_three()
    filing = make.dates(three)
    for number in range(20):
        with acting(make.scope(three, three.lead)):
            journal.wrote(filing, "set_dates", number=number, why="thử")
            db.session.commit()
    return three


def bare(settings) -> sqlite3.Connection:
    """Another tool on the same file: no wall, no trigger."""
    return sqlite3.connect(settings.data / "khoi.db")


def test_an_untouched_journal_is_whole(written):
    verdict = journal.verify(written.bloc.id)
    assert (verdict.lines, verdict.broken_at) == (20, 0)
    assert journal.verify(written.bloc.id, verdict.head[:16]).broken_at == 0


def test_a_change_of_any_column_of_any_line_names_that_line(written, settings):
    if not settings.is_sqlite:
        pytest.skip("tampering is done on the bare file")
    columns = (
        "at",
        "year_id",
        "user_id",
        "agency_id",
        "about_agency_id",
        "act",
        "thing",
        "thing_id",
        "facts",
        "prev_hash",
        "hash",
    )
    for number in (1, 7, 20):
        for column in columns:
            with bare(settings) as outside:
                old = outside.execute(f"SELECT {column} FROM journal_line WHERE seq = ?", (number,)).fetchone()[0]
                new = (
                    "2020-01-01 00:00:00.000000" if column == "at" else 99 if isinstance(old, int | None) else old + "x"
                )
                outside.execute(f"UPDATE journal_line SET {column} = ? WHERE seq = ?", (new, number))
            found = journal.verify(written.bloc.id)
            db.session.rollback()
            # A changed hash shows at the next line, or at the head when it is the last.
            assert found.broken_at == number, (column, number, found)
            with bare(settings) as outside:
                outside.execute(f"UPDATE journal_line SET {column} = ? WHERE seq = ?", (old, number))


def test_a_removed_line_and_a_cut_tail_are_found(written, settings):
    if not settings.is_sqlite:
        pytest.skip("tampering is done on the bare file")
    anchor = journal.verify(written.bloc.id).head
    db.session.rollback()
    with bare(settings) as outside:
        outside.execute("DELETE FROM journal_line WHERE seq = 20")
    assert journal.verify(written.bloc.id).broken_at == 20
    db.session.rollback()
    with bare(settings) as outside:
        seq, digest = outside.execute("SELECT seq, hash FROM journal_line ORDER BY seq DESC LIMIT 1").fetchone()
        outside.execute("UPDATE journal_head SET seq = ?, hash = ?", (seq, digest))
    assert journal.verify(written.bloc.id).broken_at == 0
    db.session.rollback()
    assert journal.verify(written.bloc.id, anchor[:16]).broken_at


def test_the_app_itself_cannot_change_or_remove_a_line(written, make):
    for statement in ("UPDATE journal_line SET facts = '{}'", "DELETE FROM journal_line"):
        with acting(make.scope(written, written.lead)), pytest.raises(DBAPIError):
            db.session.connection().exec_driver_sql(statement)
        db.session.rollback()


def test_a_rolled_back_change_leaves_no_line(written, make):
    with acting(make.scope(written, written.lead)):
        journal.wrote(written.year, "open")
        db.session.rollback()
        journal.wrote(written.year, "close")
        db.session.commit()
    assert journal.verify(written.bloc.id).lines == 21
