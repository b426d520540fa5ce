"""The verification package of a real year: kept at publication, told to every agency, taken by the chairs alone."""

import io
import json
import sqlite3
import subprocess
import sys
import zipfile

import docx
import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from khoi.ranking.models import KeptPackage, package_of, package_text, present_table, standing_in_force
from khoi.summaries import verifier
from khoi.summaries.package_file import package_zip
from tenants import journal
from tenants.database import db
from tenants.journal import JournalLine
from tenants.notices import notices_to
from tenants.scope import OutOfScope, acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.ranking.year_made import appraised_year, publish

HERE, PAPERS = "/noi-chinh/2026/summaries", "/noi-chinh/2026/papers"


@pytest.fixture
def year(app):
    return appraised_year()


@pytest.fixture
def published(year):
    publish(year)
    return year


def kept_by(year, make) -> KeptPackage:
    with acting(make.scope(year, year.lead)):
        found = package_of(standing_in_force(year.year.id).id)
        make.keep()
        return found


def test_what_is_published_verifies_and_the_appraised_table_before_it_too(published, make):
    package = json.loads(kept_by(published, make).text)
    assert verifier.faults_in(package) == []
    assert [line["rank"] for line in package["standings"] if line["view"] == "adopted"] == [1, 2, 2, 4]


def test_before_publication_the_package_says_that_it_is_not_published(year, make):
    with acting(make.scope(year, year.lead)):
        table = present_table(year.year.id)
        text = package_text(table)
        assert text == package_text(table)
    package = json.loads(text)
    assert package["header"]["state"] == "appraised"
    assert verifier.faults_in(package) == []


def test_every_agency_is_told_both_codes_in_the_transaction_of_the_publication(published, make):
    kept = kept_by(published, make)
    for agency in (published.lead, published.deputy, published.member, published.other):
        with acting(make.scope(published, agency)):
            [notice] = [notice for notice in notices_to(agency.id) if notice.kind == "published"]
            make.keep()
        assert kept.code in notice.text
        assert kept.journal_head[:16] in notice.text


def test_papers_and_dossier_of_a_published_year_bear_the_hash_of_its_package(as_, published, make):
    kept, client = kept_by(published, make), as_("l.head")
    paper = post(client, f"{PAPERS}/make/result_notice/nam/docx")
    assert kept.code in "\n".join(line.text for line in docx.Document(io.BytesIO(paper.data)).paragraphs)
    with post(client, f"{PAPERS}/dossier/package", f"{PAPERS}/dossier") as dossier:
        content = io.BytesIO(dossier.data)
    with zipfile.ZipFile(content) as archive:
        assert kept.code in archive.read("00-muc-luc.txt").decode("utf-8-sig")


def test_the_line_of_the_publication_names_the_package_whose_journal_ends_before_it(published, make):
    kept = kept_by(published, make)
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "publish")).one()
    assert json.loads(line.facts)["package"] == kept.sha256
    assert (line.seq, line.prev_hash) == (kept.journal_lines + 1, kept.journal_head)


def test_a_journal_cut_before_the_package_is_found_by_the_head_it_carries(published, make, settings):
    kept = kept_by(published, make)
    assert journal.verify(published.bloc.id, kept.journal_head).broken_at == 0
    if not settings.is_sqlite:
        pytest.skip("cuts a file")
    db.session.rollback()
    cut_behind(settings, kept.journal_lines - 1)
    assert journal.verify(published.bloc.id).broken_at == 0
    assert "mã đối chiếu không có trong nhật ký" in journal.verify(published.bloc.id, kept.journal_head).why


def cut_behind(settings, seq: int) -> None:
    """Another tool on the same file lets the journal end there, and says that it always did."""
    with sqlite3.connect(settings.data / "khoi.db") as bare:
        [head] = bare.execute("SELECT hash FROM journal_line WHERE seq = ?", (seq,)).fetchone()
        bare.execute("DELETE FROM journal_line WHERE seq > ?", (seq,))
        bare.execute("UPDATE journal_head SET seq = ?, hash = ?", (seq, head))


def test_a_package_is_written_once_and_members_do_not_see_it(published, make):
    with acting(make.scope(published, published.member)):
        assert db.session.scalars(select(KeptPackage)).all() == []
        make.keep()
    with acting(make.scope(published, published.lead)):
        kept = db.session.scalars(select(KeptPackage)).one()
        kept.text = "{}"
        with pytest.raises((OutOfScope, DBAPIError)):
            make.keep()
        db.session.rollback()


@pytest.fixture
def as_(app):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.mark.parametrize("login", ["l.clerk", "p.head"])
def test_chairs_take_the_package_home_and_a_stranger_runs_its_program(as_, published, make, tmp_path, login):
    kept = kept_by(published, make)
    answer = post(as_(login), f"{HERE}/package")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith("goi-kiem-chung-2026-lan-1.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["HUONG-DAN.txt", "package.json", "verifier.py"]
        archive.extractall(tmp_path)
    command = [
        sys.executable,
        "-I",
        str(tmp_path / "verifier.py"),
        "--hash",
        kept.code,
        "--anchor",
        kept.journal_head,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "GÓI KHỚP" in done.stdout
    line = db.session.scalars(select(JournalLine).order_by(JournalLine.seq.desc())).first()
    assert (line.act, json.loads(line.facts)["sha256"]) == ("take_out_package", kept.sha256)


def test_the_page_shows_both_codes_to_the_chairs_and_nothing_to_members(as_, published, make):
    kept = kept_by(published, make)
    page = as_("l.head").get(HERE).get_data(as_text=True)
    assert kept.code in page
    assert kept.journal_head[:16] in page
    assert "Gói kiểm chứng" not in as_("a.head").get(HERE).get_data(as_text=True)


def test_members_may_not_take_it_and_nobody_before_publication(as_, year):
    assert post(as_("a.head"), f"{HERE}/package").status_code == 403
    chair = as_("l.clerk")
    assert "Gói kiểm chứng" not in chair.get(HERE).get_data(as_text=True)
    answer = post(chair, f"{HERE}/package")
    assert answer.status_code == 409
    assert "chưa công bố" in answer.get_data(as_text=True)


def test_a_bare_link_leads_to_the_page_with_the_button(as_, published):
    assert as_("l.clerk").get(f"{HERE}/package").headers["Location"] == HERE


def test_the_archive_of_the_same_package_has_the_same_bytes():
    assert package_zip("{}") == package_zip("{}")
