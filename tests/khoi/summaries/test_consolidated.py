"""The bloc's report in the portal: begun from filings alone, edited beside its sources, taken home as a file."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from sqlalchemy import event, select, update

from khoi.office.pdf import can_make_pdf
from khoi.reports import actions as reporting
from khoi.summaries import actions
from khoi.summaries.models import Consolidated, gathering_of
from khoi.summaries.rules import mark_of
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import Year
from tenants.refusal import Refused, Stale
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.office.papers import said, styled
from tests.khoi.reports.reports_made import BEFORE, as_, asked, drafted, filed, report, request, write

CANARY = "CHIM-HOANG-YEN"


@pytest.fixture
def trio(app, make):
    """Member A and the lead have filed, member B still drafts."""
    three = make.bloc_of_three()
    asked(three)
    filed(three, three.member, text="Hoàn thành 12 nhiệm vụ.")
    filed(three, three.lead, text="Ban hành 3 kế hoạch.")
    drafted(three, three.other, text=f"Đang soạn {CANARY}.")
    return three


@pytest.fixture
def begun(trio):
    with as_(trio, trio.lead, seated=True):
        actions.begin_report(request(trio))
    return trio


def look(trio):
    """The report as the lead sees it; call it while acting."""
    return gathering_of(request(trio))


def first(found):
    return found.parts[0]


@pytest.fixture
def as_person(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def address(trio, rest=""):
    with as_(trio, trio.lead, seated=True):
        return f"/noi-chinh/2026/consolidated/{request(trio).public_id}{rest}"


def section_address(trio, rest=""):
    with as_(trio, trio.lead, seated=True):
        return f"/noi-chinh/2026/consolidated/sections/{first(look(trio)).written.public_id}{rest}"


def test_the_report_begins_with_what_was_filed_and_never_with_a_draft(begun):
    with as_(begun, begun.lead, seated=True):
        text = first(look(begun)).text
    assert "Hoàn thành 12 nhiệm vụ." in text
    assert "Ban hành 3 kế hoạch." in text
    assert CANARY not in text


def test_beginning_twice_changes_nothing(begun):
    with as_(begun, begun.lead, seated=True):
        again = actions.begin_report(request(begun))
        assert db.session.scalars(select(Consolidated)).all() == [again]


def test_a_report_that_was_not_asked_for_is_not_put_together(app, make):
    three = make.bloc_of_three()
    asked(three, ask=False)
    with as_(three, three.lead, seated=True), pytest.raises(Refused, match="chưa được yêu cầu"):
        actions.begin_report(request(three))


def test_the_leads_words_are_saved_once_and_a_stale_page_is_refused(begun):
    with as_(begun, begun.lead, seated=True):
        part = first(look(begun))
        actions.write_section(part.written, part, "Của Khối.", 1, mark_of(part.sources))
        actions.write_section(part.written, part, "Của Khối.", 1, mark_of(part.sources))
        assert part.written.version == 2
        with pytest.raises(Stale):
            actions.write_section(part.written, part, "Khác.", 1, mark_of(part.sources))


def filed_anew(trio):
    with as_(trio, trio.lead, seated=True):
        reporting.send_back(report(trio, trio.member), {}, "Bổ sung số liệu.", BEFORE + timedelta(days=30))
    with as_(trio, trio.member):
        row = report(trio, trio.member)
        write(row, {"I": "Hoàn thành 14 nhiệm vụ."}, {})
        reporting.send_to_head(row)
        reporting.file_report(row, row.version)


def test_a_source_that_changes_afterwards_is_marked_until_it_was_looked_at(begun, as_person):
    client = as_person("l.clerk")
    assert "Đã đối chiếu phần I" not in client.get(address(begun)).get_data(as_text=True)
    filed_anew(begun)
    page = client.get(address(begun)).get_data(as_text=True)
    assert "Đã đối chiếu phần I" in page
    assert "Hoàn thành 14 nhiệm vụ." in page
    assert "Hoàn thành 12 nhiệm vụ." in page  # the lead's own words stay as they are
    with as_(begun, begun.lead, seated=True):
        mark = mark_of(first(look(begun)).sources)
    assert post(client, section_address(begun, "/look"), mark="cu").status_code == 409
    assert post(client, section_address(begun, "/look"), mark=mark).status_code == 303
    assert "Đã đối chiếu phần I" not in client.get(address(begun)).get_data(as_text=True)


def test_who_edits_with_an_old_page_has_not_seen_the_new_source(begun):
    with as_(begun, begun.lead, seated=True):
        old = mark_of(first(look(begun)).sources)
    filed_anew(begun)
    with as_(begun, begun.lead, seated=True):
        part = first(look(begun))
        actions.write_section(part.written, part, "Sửa.", 1, old)
        member = next(source for source in part.sources if "14 nhiệm vụ" in source.text)
        assert part.written.seals[member.key] != member.seal
        actions.insert_source(part.written, member)
        actions.insert_source(part.written, member)
        assert part.written.text.count("14 nhiệm vụ") == 1
        assert part.written.seals[member.key] == member.seal


def test_a_page_saves_shows_both_texts_and_takes_the_choice(begun, as_person):
    client, where = as_person("l.head"), section_address(begun)
    assert post(client, where, text="Lần một.", version="1", mark="").status_code == 303
    answer = post(client, where, text="Lần hai.", version="1", mark="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Lần một." in page
    assert "Lần hai." in page
    assert post(client, where, text="Lần hai.", version="2", mark="", choose="mine").status_code == 303
    with as_(begun, begun.lead, seated=True):
        assert first(look(begun)).text == "Lần hai."


@pytest.mark.parametrize("typed", [{"text": "x" * 150_001, "version": "1"}, {"text": "a", "version": "mot"}])
def test_what_is_not_well_formed_is_shown_again(begun, as_person, typed):
    answer = post(as_person("l.head"), section_address(begun), **typed)
    assert answer.status_code == 422
    with as_(begun, begun.lead, seated=True):
        assert first(look(begun)).written.version == 1


def test_head_and_foot_follow_custom_until_the_lead_says_otherwise(begun, as_person):
    client, where = as_person("l.clerk"), address(begun, "/face")
    page = client.get(where).get_data(as_text=True)
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    fields = {"pattern": "agency", "signer": "Đậu Trường An", "dated": "05/07/2026", "seen": seen}
    assert post(client, where, **fields).status_code == 303
    assert post(client, where, **(fields | {"signer": "Khác"})).status_code == 409
    assert post(client, where, **(fields | {"dated": "hôm qua"})).status_code == 422
    file = post(client, address(begun, "/docx")).data
    assert styled(file, "CoQuanChuQuan") == ["UBND TỈNH LẠNG SƠN"]
    assert styled(file, "HoTenKy") == ["Đậu Trường An"]
    assert styled(file, "DiaDanh") == ["Lạng Sơn, ngày 05 tháng 7 năm 2026"]


def test_the_file_holds_the_stored_words_and_sums_and_leaves_a_line(begun, as_person):
    client = as_person("l.clerk")
    answer = post(client, address(begun, "/docx"))
    assert answer.status_code == 200
    assert "filename=bao-cao-so-ket-2026.docx" in answer.headers["Content-Disposition"]
    words = said(answer.data)
    assert "Đơn vị A: Hoàn thành 12 nhiệm vụ." in words
    assert CANARY not in words
    figures = docx.Document(BytesIO(answer.data)).tables[-1]
    assert [cell.text for cell in figures.rows[3].cells][-1] == "34"
    lines = db.session.scalars(select(JournalLine.act).order_by(JournalLine.seq)).all()
    assert lines[-1] == "take_out_half_year_report_docx"


@pytest.mark.skipif(not can_make_pdf(), reason="needs LibreOffice")
def test_the_same_as_pdf(begun, as_person):
    assert post(as_person("l.clerk"), address(begun, "/pdf")).data.startswith(b"%PDF")


def test_without_libreoffice_the_page_says_what_to_do(begun, as_person, monkeypatch):
    monkeypatch.setattr("khoi.office.pdf.soffice_path", lambda: None)
    answer = post(as_person("l.clerk"), address(begun, "/pdf"))
    assert answer.status_code == 409
    assert "Tải tệp Word" in answer.get_data(as_text=True)


@pytest.mark.parametrize("login", ["a.clerk", "b.head"])
def test_no_member_comes_in(begun, as_person, login):
    client = as_person(login)
    assert client.get("/noi-chinh/2026/consolidated").status_code == 403
    assert client.get(address(begun)).status_code == 403
    assert post(client, address(begun, "/docx")).status_code == 403


def test_the_rows_are_the_chairs_alone(begun, make):
    for who in (begun.member, begun.other):
        with acting(make.scope(begun, who)):
            assert db.session.scalars(select(Consolidated)).all() == []
            db.session.rollback()


def test_drafts_are_in_no_page_of_it(begun, as_person):
    client = as_person("l.clerk")
    for page in ("/noi-chinh/2026/consolidated", address(begun)):
        text = client.get(page).get_data(as_text=True)
        assert CANARY not in text
        assert text.count("<h1") == 1


def test_a_closed_year_is_read_and_taken_home_but_not_edited(begun, as_person):
    client, where, text = as_person("l.clerk"), address(begun), section_address(begun)
    db.session.execute(update(Year).values(state="closed"))
    db.session.commit()
    assert "<textarea" not in client.get(where).get_data(as_text=True)
    assert post(client, f"{where}/docx").status_code == 200
    assert post(client, text, text="Muộn.", version="1").status_code == 403


def test_the_list_says_how_many_have_filed_and_what_will_be_here(trio, as_person):
    page = as_person("l.head").get("/noi-chinh/2026/consolidated").get_data(as_text=True)
    assert "2/4 đơn vị" in page
    assert "chưa lập" in page


def statements(client, where):
    seen = []

    def count(*arguments):
        seen.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        assert client.get(where).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_a_page_asks_the_same_number_of_questions_whoever_has_filed(begun, as_person):
    client, where = as_person("l.clerk"), address(begun)
    before = statements(client, where)
    with as_(begun, begun.other):
        row = report(begun, begun.other)
        reporting.send_to_head(row)
        reporting.file_report(row, row.version)
    filed(begun, begun.deputy)
    assert statements(client, where) == before
