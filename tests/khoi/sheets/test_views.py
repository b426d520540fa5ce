"""The sheet to read, and its publication, walked as the lead and as a member."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from khoi.sheets.excel import SAMPLE, read_workbook
from khoi.sheets.models import sheet_in_force, sheets_of
from khoi.sheets.rules import read_sheet
from tenants.database import db
from tenants.roles import Seat
from tests import make
from tests.khoi.sheets.sheet_pages import (
    BASE,
    NOICHINH,
    SCRIPT,
    bloc,
    eyes,
    hidden,
    lead,
    line,
    member,
    rows_of,
    stored,
    text,
)
from tests.make import BlocOfThree

__all__ = ["bloc", "eyes", "lead", "member"]


def test_before_publication_everybody_is_told_what_will_be_here(bloc: BlocOfThree, member: FlaskClient) -> None:
    assert "Khi Khối trưởng công bố" in text(member.get(BASE))


def test_a_member_reads_the_published_sheet_with_its_rules_in_words(bloc: BlocOfThree, member: FlaskClient) -> None:
    stored(bloc, NOICHINH, publish=True)
    page = text(member.get(BASE))
    assert "cứ giảm 1 % trừ 2 điểm; dưới 50 % không có điểm" in page
    assert "Soạn phiên bản mới" not in page


def test_a_member_takes_the_sheet_away_as_excel_and_as_json(bloc: BlocOfThree, member: FlaskClient) -> None:
    sheet = stored(bloc, NOICHINH, publish=True)
    address = f"/noi-chinh/2026/sheets/{sheet.public_id}/file"
    assert read_workbook(member.get(f"{address}.xlsx").data).spec == NOICHINH
    assert read_sheet(json.loads(member.get(f"{address}.json").data)) == NOICHINH


def test_another_years_sheet_is_not_found_under_this_year(bloc: BlocOfThree, member: FlaskClient) -> None:
    before = replace(bloc, year=make.year(bloc.bloc, 2025))
    make.member(before.year, bloc.member)
    make.member(before.year, bloc.lead, Seat.LEAD)
    known = make.sheet(before).public_id
    assert member.get(f"/noi-chinh/2025/sheets/{known}").status_code == 200
    assert member.get(f"/noi-chinh/2026/sheets/{known}").status_code == 404


def test_a_draft_does_not_exist_for_a_member(bloc: BlocOfThree, member: FlaskClient, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    unknown = member.get("/noi-chinh/2026/sheets/unknown-0000")
    for tail in ("", "/file.xlsx", "/file.json"):
        answer = member.get(f"/noi-chinh/2026/sheets/{sheet.public_id}{tail}")
        assert answer.status_code == 404
    assert unknown.status_code == 404
    assert lead.get(f"/noi-chinh/2026/sheets/{sheet.public_id}").status_code == 200


@pytest.mark.parametrize("tail", ["/draft", "/import", "/template.xlsx"])
def test_only_the_leads_people_open_the_workshop(bloc: BlocOfThree, member: FlaskClient, tail: str) -> None:
    assert member.get(BASE + tail).status_code == 403


# --- importing -----------------------------------------------------------------------------------------------------


# --- publishing ----------------------------------------------------------------------------------------------------


def test_what_was_reviewed_is_what_is_published(bloc: BlocOfThree, lead: FlaskClient, member: FlaskClient) -> None:
    sheet = stored(bloc)
    review = f"/noi-chinh/2026/sheets/{sheet.public_id}/review"
    revision = hidden(lead.get(review).text, "revision")
    rows = rows_of(bloc, sheet)
    lead.post(f"{BASE}/rows/{rows['I/1'].public_id}/line", data=line(rows["I/1"], title="Đổi tên"))
    publish = f"/noi-chinh/2026/sheets/{sheet.public_id}/publish"
    assert lead.post(publish, data={"revision": revision}).status_code == 409
    assert lead.post(publish, data={"revision": hidden(lead.get(review).text, "revision")}).status_code == 303
    assert "Đổi tên" in text(member.get(BASE))
    again = lead.post(f"{BASE}/rows/{rows['I/1'].public_id}/line", data=line(rows["I/1"]), headers=SCRIPT)
    assert again.status_code == 409


def test_a_sheet_with_faults_says_where_and_is_not_published(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc, replace(SAMPLE, total=Decimal(90)))
    page = lead.get(f"/noi-chinh/2026/sheets/{sheet.public_id}/review").text
    assert "tổng điểm của bảng là 90" in page.lower()
    answer = lead.post(f"/noi-chinh/2026/sheets/{sheet.public_id}/publish", data={"revision": hidden(page, "revision")})
    assert answer.status_code == 409


def test_a_new_version_says_what_it_does_to_scores_and_of_drafts_nothing(
    bloc: BlocOfThree, lead: FlaskClient, member: FlaskClient, eyes: None
) -> None:
    stored(bloc, publish=True)
    db.session.commit()
    assert lead.post(f"{BASE}/draft", data={"copy": "1"}).status_code == 303
    first, *others = SAMPLE.sections[0].children
    cut = replace(SAMPLE.sections[0], children=(replace(first, ceiling=Decimal(30)), *others[:-1]))
    draft = stored(bloc, replace(SAMPLE, sections=(cut, *SAMPLE.sections[1:])))
    page = text(lead.get(f"/noi-chinh/2026/sheets/{draft.public_id}/review"))
    assert "Giữ số liệu, tính lại điểm" in page
    assert "Bị bỏ cùng số liệu đã nhập" in page
    assert "giữ nguyên số liệu và niêm phong theo phiên bản cũ" in page
    assert "Trang này không cho biết ai đã nhập gì" in page
    lead.post(f"/noi-chinh/2026/sheets/{draft.public_id}/publish", data={"revision": hidden(page, "revision")})
    db.session.rollback()
    db.session.expunge_all()
    assert [(sheet.number, sheet.state) for sheet in sheets_of(bloc.year.id)] == [(2, "published"), (1, "superseded")]
    assert sheet_in_force(bloc.year.id)


def test_nothing_is_edited_in_a_closed_year(bloc: BlocOfThree, lead: FlaskClient) -> None:
    db.session.merge(bloc.year).state = "closed"
    db.session.commit()
    assert lead.post(f"{BASE}/draft").status_code == 403
    assert "Soạn" not in text(lead.get(BASE))
