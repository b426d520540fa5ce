"""The pages of the score sheet, walked as the lead and as a member."""

import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from khoi.sheets import actions
from khoi.sheets.excel import SAMPLE, read_workbook, write_workbook
from khoi.sheets.models import Criterion, Sheet, criteria_of, draft_of, sheet_in_force, sheets_of, spec_of
from khoi.sheets.rules import read_sheet, write_sheet
from tenants.database import db
from tenants.models import User
from tenants.roles import Seat
from tenants.scope import acting
from tenants.sessions import open_session
from tests import make
from tests.make import BlocOfThree

NOICHINH = read_sheet(json.loads((Path(__file__).parents[2] / "data/sheet-noichinh-2026.json").read_text()))
SCRIPT = {"X-Requested-With": "fetch"}
BASE = "/noi-chinh/2026/sheet"


@pytest.fixture
def bloc(app: Flask) -> BlocOfThree:
    app.config["WTF_CSRF_ENABLED"] = False
    return make.bloc_of_three()


def client(app: Flask, login: str) -> FlaskClient:
    user = db.session.query(User).filter_by(login=login).one()
    visitor = app.test_client()
    session_id = open_session(user.id, "127.0.0.1", "test")
    db.session.commit()
    with visitor.session_transaction() as session:
        session["_user_id"] = session_id
        session["_fresh"] = True
    return visitor


@pytest.fixture
def lead(app: Flask, bloc: BlocOfThree) -> FlaskClient:
    return client(app, "l.clerk")


@pytest.fixture
def member(app: Flask, bloc: BlocOfThree) -> FlaskClient:
    return client(app, "a.clerk")


@pytest.fixture
def eyes(bloc: BlocOfThree) -> Iterator[None]:
    """The test looks into the database as the lead."""
    with acting(make.scope(bloc, bloc.lead)):
        yield


def stored(bloc: BlocOfThree, spec: Any = SAMPLE, *, publish: bool = False) -> Sheet:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = actions.store_sheet(bloc.year, spec)
        if publish:
            actions.publish(sheet)
        db.session.commit()
    return sheet


def rows_of(bloc: BlocOfThree, sheet: Sheet) -> dict[str, Criterion]:
    with acting(make.scope(bloc, bloc.lead)):
        found = {row.path: row for row in criteria_of(sheet.id)}
        db.session.commit()
    return found


def spec_in(bloc: BlocOfThree) -> Any:
    """The draft as it stands in the database now."""
    db.session.rollback()
    db.session.expunge_all()
    with acting(make.scope(bloc, bloc.lead)):
        sheet = draft_of(1)
        spec = spec_of(sheet) if sheet else None
        db.session.commit()
    return spec


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.get_data(as_text=True))


def upload(visitor: FlaskClient, name: str, content: bytes) -> Any:
    return visitor.post(f"{BASE}/import", data={"file": (io.BytesIO(content), name)})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


# --- reading -------------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.xlsx", write_workbook(NOICHINH)), ("b.json", json.dumps(write_sheet(NOICHINH)).encode())],
)
def test_a_file_is_shown_first_and_kept_only_when_confirmed(
    bloc: BlocOfThree, lead: FlaskClient, name: str, content: bytes
) -> None:
    page = upload(lead, name, content).get_data(as_text=True)
    assert spec_in(bloc) is None
    data = {"sheet": hidden(page, "sheet"), "revision": hidden(page, "revision")}
    assert lead.post(f"{BASE}/import/confirm", data=data).status_code == 303
    assert spec_in(bloc) == NOICHINH


def test_a_file_with_faults_is_refused_whole_with_the_cell_of_each(bloc: BlocOfThree, lead: FlaskClient) -> None:
    leaf = replace(SAMPLE.sections[0].children[0], title="a" * 501)
    wrong = replace(SAMPLE, sections=(replace(SAMPLE.sections[0], children=(leaf,)), *SAMPLE.sections[1:]))
    answer = upload(lead, "b.xlsx", write_workbook(wrong))
    assert answer.status_code == 422
    assert "Ô F5" in text(answer) or "Ô B5" in text(answer)
    assert "chưa có gì được nhập" in text(answer)
    assert spec_in(bloc) is None


def test_sums_that_do_not_add_up_are_shown_by_cell_before_all_else(bloc: BlocOfThree, lead: FlaskClient) -> None:
    wrong = replace(SAMPLE, sections=(replace(SAMPLE.sections[0], ceiling=Decimal(80)), *SAMPLE.sections[1:]))
    page = text(upload(lead, "b.xlsx", write_workbook(wrong)))
    assert "Ô C4" in page
    assert "Điểm tối đa của mục I là 80, các tiêu chí cộng lại 70" in page
    assert spec_in(bloc) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("b.xlsm", write_workbook(SAMPLE), "theo mẫu"),
        ("b.xlsx", b"PK\x03\x04 nothing", "cắt dở"),
        ("b.xlsx", b"", "rỗng"),
        ("b.json", b"{", "sai cú pháp"),
        ("b.exe", b"MZ", "theo mẫu"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    bloc: BlocOfThree, lead: FlaskClient, name: str, content: bytes, words: str
) -> None:
    answer = upload(lead, name, content)
    assert answer.status_code == 422
    assert words in text(answer)


def test_a_confirmation_that_was_tampered_with_keeps_nothing(bloc: BlocOfThree, lead: FlaskClient) -> None:
    for sheet in ("{}", "[1]", "x", json.dumps(write_sheet(SAMPLE) | {"total": 1})):
        assert lead.post(f"{BASE}/import/confirm", data={"sheet": sheet, "revision": "0"}).status_code == 422
    assert spec_in(bloc) is None


def test_a_confirmation_over_a_draft_that_changed_keeps_the_draft(bloc: BlocOfThree, lead: FlaskClient) -> None:
    page = upload(lead, "b.xlsx", write_workbook(NOICHINH)).get_data(as_text=True)
    stored(bloc, SAMPLE)
    data = {"sheet": hidden(page, "sheet"), "revision": hidden(page, "revision")}
    assert lead.post(f"{BASE}/import/confirm", data=data).status_code == 409
    assert spec_in(bloc) == SAMPLE


# --- editing -------------------------------------------------------------------------------------------------------


def test_a_sheet_is_written_in_the_browser_from_nothing(bloc: BlocOfThree, lead: FlaskClient) -> None:
    assert lead.post(f"{BASE}/draft").status_code == 303
    address = re.search(r'action="(/noi-chinh/2026/sheets/[\w-]+)/discard"', lead.get(f"{BASE}/draft").text)
    assert address
    rows = f"{address[1]}/rows"
    lead.post(rows, data={"code": "I", "title": "Mục một", "ceiling": "100", "kind": "base", "method": "",
                          "evidence": "optional"})  # fmt: skip
    section = re.search(r"under=([\w-]{12})", lead.get(f"{BASE}/draft").text)
    assert section
    ladder = {"code": "1", "title": "Xếp loại", "ceiling": "12,5", "kind": "base", "method": "ladder",
              "steps": "Tốt = 12,5\nKhá = 8", "evidence": "required", "points": "rác không dùng"}  # fmt: skip
    refused = lead.post(f"{rows}?under={section[1]}", data=ladder | {"steps": "Tốt"})
    assert refused.status_code == 422
    assert "viết dạng" in text(refused)
    assert lead.post(f"{rows}?under={section[1]}", data=ladder | {"points": ""}).status_code == 303
    leaf = spec_in(bloc).leaves[0]
    assert (leaf.path, leaf.ceiling, leaf.method.steps[0]) == ("I/1", Decimal("12.5"), ("Tốt", Decimal("12.5")))


METHODS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"method": "direct"}, {"type": "direct"}),
    ({"method": "pass_fail"}, {"type": "pass_fail"}),
    ({"method": "per_item", "points": "2,5", "unit": "việc"}, {"type": "per_item", "points": "2.5", "unit": "việc"}),
    ({"method": "ladder", "steps": "A = 2; B = 1"}, {"type": "ladder", "steps": [["A", "2"], ["B", "1"]]}),
    (
        {"method": "percent", "minus": "1", "floor": "50", "whole": "y"},
        {"type": "percent", "minus_per_percent": "1", "floor_percent": "50", "whole_percent": True},
    ),
    ({"method": "relative", "unit": "vụ"}, {"type": "relative", "unit": "vụ"}),
    ({"method": "deduct", "points": "1"}, {"type": "deduct", "points": "1"}),
    (
        {"method": "timeliness", "points": "2", "filings": ["scorecard", "year_report"]},
        {"type": "timeliness", "points_per_day": "2", "filing": ["scorecard", "year_report"]},
    ),
    ({"method": "bonus", "points": "1"}, {"type": "bonus", "points": "1"}),
    ({"method": "penalty", "points": "3", "most": "9"}, {"type": "penalty", "points": "3", "max_points": "9"}),
]


def whole(row: Criterion) -> dict[str, Any]:
    usual = {"code": "1", "title": "T", "ceiling": "20", "kind": "base", "evidence": "required"}
    return usual | {"seen": actions.seen(row)}


@pytest.mark.parametrize(("typed", "kept"), METHODS, ids=[kept["type"] for _, kept in METHODS])
def test_each_of_the_ten_methods_is_typed_kept_and_shown_again(
    bloc: BlocOfThree, lead: FlaskClient, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/1"]
    assert lead.post(f"{BASE}/rows/{row.public_id}", data=whole(row) | typed).status_code == 303
    leaf = write_sheet(spec_in(bloc))["sections"][0]["children"][0]
    assert leaf["method"] == kept
    assert lead.get(f"{BASE}/rows/{row.public_id}").status_code == 200


@pytest.mark.parametrize("method", ["per_item", "percent", "ladder", "timeliness", "deduct", "bonus", "penalty"])
def test_a_method_without_its_figures_is_not_saved(bloc: BlocOfThree, lead: FlaskClient, method: str) -> None:
    row = rows_of(bloc, stored(bloc))["I/3/3.1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}", data=whole(row) | {"method": method})
    assert answer.status_code == 422
    assert spec_in(bloc) == SAMPLE


def line(row: Criterion, **typed: str) -> dict[str, str]:
    return {"code": row.code, "title": row.title, "ceiling": "20", "seen": actions.seen(row)} | typed


def test_a_cell_saved_in_the_table_answers_the_row_and_every_sum(bloc: BlocOfThree, lead: FlaskClient) -> None:
    rows = rows_of(bloc, stored(bloc))
    row = rows["I/1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, ceiling="15"), headers=SCRIPT)
    page = text(answer)
    assert answer.status_code == 200
    assert f'id="row-{rows["I/1"].public_id}"' in page
    assert re.search(rf'id="sum-{rows["I"].public_id}".*?Cộng 65: thiếu 5', page)
    assert "1 lỗi phải sửa" in page


def test_a_cell_that_is_no_number_comes_back_as_it_was_typed(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, ceiling="hai mươi"), headers=SCRIPT)
    assert answer.status_code == 422
    assert 'value="hai mươi"' in text(answer)
    assert spec_in(bloc) == SAMPLE


def test_the_second_of_two_editors_chooses_between_both_values(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    address, opened = f"{BASE}/rows/{row.public_id}/line", line(row)
    assert lead.post(address, data=opened | {"ceiling": "15"}, headers=SCRIPT).status_code == 200
    stale = lead.post(address, data=opened | {"ceiling": "16"}, headers=SCRIPT)
    assert stale.status_code == 409
    assert "Của tôi" in text(stale)
    assert "(16)" in text(stale)
    assert "(15)" in text(stale)
    assert spec_in(bloc).sections[0].children[0].ceiling == 15
    lead.post(address, data=opened | {"ceiling": "16", "choose": "theirs"}, headers=SCRIPT)
    assert spec_in(bloc).sections[0].children[0].ceiling == 15
    lead.post(address, data=opened | {"ceiling": "16", "choose": "mine"}, headers=SCRIPT)
    assert spec_in(bloc).sections[0].children[0].ceiling == 16


def test_without_a_script_a_stale_row_shows_both_values_on_its_page(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, title="Của người kia"))
    stale = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, title="Của tôi"))
    assert stale.status_code == 409
    assert "Của người kia" in text(stale)
    assert 'value="Của tôi"' in text(stale)


def test_a_row_moves_by_the_buttons_and_a_stale_table_is_shown_anew(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/2"]
    data = {"step": f"up:{row.public_id}", "revision": str(sheet.revision)}
    assert lead.post(f"{BASE}/rows/move", data=data).status_code == 303
    assert next(node.title for node in spec_in(bloc).sections[0].children) == row.title
    again = lead.post(f"{BASE}/rows/move", data=data)
    assert again.status_code == 409
    assert "vừa được sửa" in text(again)
    assert lead.post(f"{BASE}/rows/move", data={"step": "rác", "revision": "1"}).status_code == 422


def test_a_row_is_deleted_with_all_below_it(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/3"]
    assert lead.post(f"{BASE}/rows/{row.public_id}/delete", data={"revision": str(sheet.revision)}).status_code == 303
    assert len(spec_in(bloc).leaves) == len(SAMPLE.leaves) - 2


def test_the_settings_are_typed_and_kept(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    address = f"/noi-chinh/2026/sheets/{sheet.public_id}/settings"
    data = {
        "seen": hidden(lead.get(address).text, "seen"),
        "name": "Bảng mới", "total": "1.000", "places": "3", "away": "full",
        "ties-0": "section:II", "ties-1": "penalty", "ties-2": "", "reasons": "Không đăng ký\n\nBị kỷ luật", "note": "",
        "classes-0-label": "Tốt", "classes-0-min_total": "80,5", "classes-0-quota": "20", "classes-0-vote": "y",
        "classes-1-label": "Khá", "classes-1-min_total": "50",
    }  # fmt: skip
    assert lead.post(address, data=data).status_code == 303
    spec = spec_in(bloc)
    assert (spec.name, spec.total, spec.places, spec.not_applicable) == ("Bảng mới", 1000, 3, "full")
    assert [(tie.by, tie.code) for tie in spec.ties] == [("section", "II"), ("penalty", None)]
    first = spec.classification[0]
    assert (first.min_total_percent, first.quota_percent, first.needs_vote) == (Decimal("80.5"), 20, True)
    assert spec.not_considered == ("Không đăng ký", "Bị kỷ luật")
    stale = lead.post(address, data=data | {"name": "Bảng khác"})
    assert stale.status_code == 409
    assert "Bảng mới" in text(stale)
    assert 'value="Bảng khác"' in text(stale)


def test_a_class_without_a_name_is_not_saved(bloc: BlocOfThree, lead: FlaskClient) -> None:
    address = f"/noi-chinh/2026/sheets/{stored(bloc).public_id}/settings"
    data = {"seen": hidden(lead.get(address).text, "seen"), "name": "B", "total": "100", "places": "2", "away": "scale",
            "classes-0-min_total": "80"}  # fmt: skip
    assert lead.post(address, data=data).status_code == 422
    assert spec_in(bloc) == SAMPLE


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
