"""Taking the workbook out of the portal: who may take which, and the line it leaves."""

import hashlib
import json

import pytest
from sqlalchemy import select, update

from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import Year
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.ranking.year_made import appraised_year
from tests.khoi.summaries.examples import opened

HERE = "/noi-chinh/2026/summaries"


@pytest.fixture
def year(app):
    return appraised_year()


@pytest.fixture
def as_(app, year):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.mark.parametrize("login", ["l.clerk", "p.head"])
def test_chairs_take_the_whole_bloc_home_and_that_leaves_a_line(as_, login):
    answer = post(as_(login), f"{HERE}/workbook")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="tong-hop-2026.xlsx"'
    assert opened(answer.data).sheetnames == ["Tổng hợp", "Xếp hạng", "Nhóm I", "L", "P", "A", "B", "Ghi chú"]
    lines = db.session.scalars(select(JournalLine.act).order_by(JournalLine.seq)).all()
    assert lines[-1] == "take_out_workbook"


@pytest.mark.parametrize("login", ["a.clerk", "b.head"])
def test_a_member_gets_its_own_card_and_not_the_chairs_file(as_, login):
    client = as_(login)
    assert post(client, f"{HERE}/workbook").status_code == 403
    answer = post(client, f"{HERE}/own-workbook")
    assert opened(answer.data).sheetnames == [login[0].upper(), "Ghi chú"]


def test_a_lead_on_the_members_page_is_a_member(as_):
    assert opened(post(as_("l.head"), f"{HERE}/own-workbook").data).sheetnames == ["L", "Ghi chú"]


@pytest.mark.parametrize("login", ["l.head", "p.clerk", "a.head", "b.clerk"])
def test_the_page_says_what_each_file_contains(as_, login):
    page = as_(login).get(HERE).get_data(as_text=True)
    assert page.count("<h1") == 1
    assert ("Bảng tổng hợp của Khối" in page) == (login[0] in "lp")
    assert "Phiếu của đơn vị (Excel)" in page


@pytest.mark.parametrize("state", ["open", "closed"])
def test_open_or_closed_a_year_gives_its_files_and_keeps_who_took_them(as_, state):
    client = as_("l.head")
    db.session.execute(update(Year).values(state=state))
    db.session.commit()
    assert client.get(f"{HERE}/workbook").status_code == 302
    answer = post(client, f"{HERE}/workbook")
    assert answer.status_code == 200
    line = db.session.scalars(select(JournalLine).order_by(JournalLine.seq.desc())).first()
    assert (line.act, json.loads(line.facts)["sha256"]) == (
        "take_out_workbook", hashlib.sha256(answer.data).hexdigest(),
    )  # fmt: skip
