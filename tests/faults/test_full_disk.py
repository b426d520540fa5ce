"""A full disk: what cannot be kept is refused in words, nothing is half there, and with space the work goes on."""

import io
import logging
import re
import resource
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from khoi.scoring.actions import begin
from khoi.scoring.models import marks_of
from tenants import files, journal
from tenants.database import db
from tests.faults.visitors import FETCH, Visitor
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf

HOME = "/noi-chinh/2026"
#: What says that somebody tried, whatever became of it.
COUNTED_ASIDE = ("session", "ration_use")
LONG = "Một ghi chú dài để trang dữ liệu mau đầy. " * 45


class Disk:
    """The disk under SQLite: full, it has no page more for any connection to come."""

    def __init__(self, path):
        self.path, self.pages = path, 0
        event.listen(
            db.engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA max_page_count={self.pages or 1 << 30}")
        )

    def fill(self):
        with sqlite3.connect(self.path) as raw:
            self.pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.close()

    def free(self):
        self.pages = 0

    def spent(self):
        """What uploads have been counted."""
        with sqlite3.connect(self.path) as raw:
            return raw.execute("SELECT * FROM ration_use").fetchall()

    def rows(self):
        """Every row of every table that people's work is kept in."""
        with sqlite3.connect(self.path) as raw:
            tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = [name for name in tables if name not in COUNTED_ASIDE]
            rows = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in kept}
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.close()
        return rows


@pytest.fixture
def three(make):
    of = make.bloc_of_three()
    leaf = {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"}
    make.sheet(of, leaf)
    return of


@pytest.fixture
def mark(three, make):
    with working(three, three.member, make):
        return marks_of(begin(three.year.id, three.member.id).id)[0][0]


@pytest.fixture
def disk(settings, mark):
    if not settings.is_sqlite:
        pytest.skip("the disk is PostgreSQL's own")
    return Disk(settings.data / "khoi.db")


@pytest.fixture
def clerk(app, mark):
    return Visitor(app, "a.clerk")


def said(answer, caplog):
    """The refusal of a full disk: in Vietnamese, with an id that the log has."""
    assert answer.status_code == 507
    assert "Ổ đĩa của máy chủ đã đầy" in answer.text
    code = re.search(r"Mã lỗi: (?:<code>)?([0-9a-f]{8})", answer.text)
    assert code
    assert any(code[1] in record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)


def claim(clerk, mark, number, **more):
    sent = {"points": f"{number % 10},{number // 10}", "note": LONG[number:], "version": str(number + 1)}
    return clerk.post(f"{HOME}/marks/{mark.public_id}/claim", **sent, **more)


@pytest.mark.parametrize("headers", [FETCH, {}], ids=["our script", "a browser"])
def test_the_first_score_that_finds_no_room_is_refused_and_leaves_no_trace(three, clerk, mark, disk, caplog, headers):
    disk.fill()
    for number in range(100):
        before = disk.rows()
        answer = claim(clerk, mark, number, headers=headers)
        if answer.status_code == 507:
            break
        assert answer.status_code in (200, 303)
    said(answer, caplog)
    assert disk.rows() == before
    assert len(before["mark_line"]) == number
    assert clerk.get(f"{HOME}/scorecard").status_code == 200, "reading needs no room"
    disk.free()
    assert claim(clerk, mark, number, headers=headers).status_code in (200, 303)
    assert len(disk.rows()["mark_line"]) == number + 1
    assert journal.verify(three.bloc.id).broken_at == 0


def upload(clerk, mark, number=1):
    sent = {"files": (io.BytesIO(pdf(number)), f"Báo cáo số {number}.pdf")}
    return clerk.send(f"{HOME}/marks/{mark.public_id}/evidence", sent, FETCH, buffered=True)


def test_a_document_that_finds_no_room_for_its_row_is_refused_whole(three, clerk, mark, disk, caplog):
    disk.fill()
    for number in range(1, 100):
        before = disk.rows()
        answer = upload(clerk, mark, number)
        if answer.status_code == 507:
            break
    said(answer, caplog)
    assert disk.rows() == before
    assert not list((files.root() / "incoming").iterdir())
    disk.free()
    assert upload(clerk, mark, number).status_code == 200
    assert len(disk.rows()["evidence"]) == len(before["evidence"]) + 1
    assert journal.verify(three.bloc.id).broken_at == 0


@contextmanager
def no_room_for_files(monkeypatch):
    """The files' disk is full, the database's is not: the system lets no file grow while an upload is kept."""
    keep, (soft, hard) = files.keep, resource.getrlimit(resource.RLIMIT_FSIZE)

    def keep_without_room(stream):
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
        try:
            return keep(stream)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    with monkeypatch.context() as patch:
        patch.setattr(files, "keep", keep_without_room)
        yield


def test_a_document_that_finds_no_room_for_its_bytes_is_refused_whole(three, clerk, mark, disk, caplog, monkeypatch):
    before, spent = disk.rows(), disk.spent()
    with no_room_for_files(monkeypatch):
        answer = upload(clerk, mark)
    said(answer, caplog)
    assert disk.rows() == before
    assert disk.spent() == spent
    assert not [path for path in files.root().rglob("*") if path.is_file()]
    assert upload(clerk, mark).status_code == 200


def test_nobody_is_let_in_whose_session_cannot_be_kept_and_with_room_he_is(app, make, mark, disk, caplog):
    disk.fill()
    for _ in range(300):
        answer = Visitor(app).post("/sign-in", login="a.head", password=make.PASSWORD)
        if answer.status_code != 303:
            break
    said(answer, caplog)
    disk.free()
    assert Visitor(app).post("/sign-in", login="a.head", password=make.PASSWORD).status_code == 303
