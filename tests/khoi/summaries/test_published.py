"""The bloc's report goes to the members: kept word for word, in sight of those it was published for, and no draft."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from khoi.office.docx import write
from khoi.reports.rules import Kind
from khoi.summaries import actions
from khoi.summaries.models import PublishedReport, gathering_of, published_in
from khoi.summaries.rules import BlocReport, customary_cover, report_document
from khoi.summaries.rules.asking import bases_to_cite, doubts_about_face, doubts_about_law, objection_to_publishing
from khoi.summaries.rules.kept import keep_document, kept_document
from khoi.years.actions import add_basis
from khoi.years.rules import Basis
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import Grant
from tenants.notices import Notice
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import Scope, acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.office.papers import said
from tests.khoi.reports.reports_made import as_, asked, drafted, filed, request
from tests.khoi.summaries.test_bloc_report_rules import bloc_report

CANARY = "CHIM-SON-CA"
HERE = "/noi-chinh/2026"
OLD = Basis(
    "Nghị định", "98/2023/NĐ-CP", "Quy định chi tiết thi hành", date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30)
)
NEW = Basis("Nghị định", "152/2025/NĐ-CP", "Quy định về phân cấp", date(2025, 6, 14), date(2025, 7, 1))
UNSURE = Basis("Luật", "06/2026/QH16", "Luật sửa đổi", date(2026, 6, 1), date(2026, 7, 1), verify=True)
FACE = actions.Face(
    pattern="bloc", superior="", issuer="", sign="", place="", dated=None, subject="", bases="", recipients="",
    closing="", authority="", position="", signer="Đậu Trường An",
)  # fmt: skip


@pytest.fixture
def trio(app, make):
    """Member A has filed, member B still drafts; the lead has begun the bloc's report and named who signs."""
    three = make.bloc_of_three()
    asked(three)
    filed(three, three.member, text="Hoàn thành 12 nhiệm vụ.")
    drafted(three, three.other, text=f"Đang soạn {CANARY}.")
    observer = make.user(None, Role.OBSERVER, "so.nv")
    db.session.add(Grant(user_id=observer.id, bloc_id=three.bloc.id))
    with as_(three, three.lead, seated=True):
        actions.begin_report(request(three))
        actions.describe(gathering_of(request(three)), FACE)
    return three


@pytest.fixture
def as_person(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def published(trio):
    with as_(trio, trio.lead, seated=True):
        row = actions.publish_report(gathering_of(request(trio)))
        return row.public_id


def publish_address(trio):
    with as_(trio, trio.lead, seated=True):
        return f"{HERE}/consolidated/{request(trio).public_id}/publish"


# --- rules ----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 25), st.text(max_size=200), st.sampled_from(["bloc", "agency"]), st.none() | st.dates())
def test_what_is_kept_is_read_again_value_for_value(members, text, pattern, dated):
    report = bloc_report(members, pattern, text)
    document = report_document(replace(report, cover=replace(report.cover, dated=dated)))
    assert kept_document(keep_document(document)) == document


def cover(**more):
    usual = customary_cover("bloc", Kind.HALF_YEAR, "", 2026, "Khối thi đua", "Thanh tra tỉnh", "Lạng Sơn")
    return replace(usual, **({"signer": "A", "bases": ("Căn cứ Luật Thi đua",)} | more))


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"signer": ""}, "người ký"),
        ({"bases": ()}, "căn cứ"),
        ({"subject": "Sơ kết 6 tháng đầu năm 2025"}, "2025"),
        ({"dated": date(2025, 7, 5)}, "2025"),
    ],
)
def test_each_thing_that_is_wrong_with_head_and_foot_is_asked_about(more, word):
    [doubt] = doubts_about_face(cover(**more), 2026)
    assert word in doubt


def test_a_sound_head_is_not_asked_about_nor_is_a_report_signed_in_the_next_january():
    assert doubts_about_face(cover(dated=date(2027, 1, 5)), 2026) == []


def test_a_dead_law_is_told_wherever_it_is_cited_and_an_unsure_one_is_never_called_dead():
    told = doubts_about_law(
        cover(), ["Theo Nghị định 98/2023 và Luật số 06/2026/QH16."], [OLD, NEW, UNSURE], date(2026, 7, 5)
    )
    assert any("98/2023/NĐ-CP" in words and "hết hiệu lực" in words for words in told)
    assert any("06/2026/QH16" in words and "cần kiểm tra" in words for words in told)
    assert len(told) == 2
    assert doubts_about_law(cover(), ["Theo Nghị định 98/2023."], [OLD], date(2025, 6, 30)) == []


def test_only_what_is_in_force_sure_and_not_cited_yet_is_offered():
    on = date(2026, 7, 5)
    assert bases_to_cite(cover(), [OLD, NEW, UNSURE], on) == [f"Căn cứ {NEW.citation()}"]
    assert bases_to_cite(cover(bases=("Căn cứ Nghị định số 152/2025/NĐ-CP",)), [NEW], on) == []


def test_a_law_is_cited_by_its_name_first():
    law = Basis("Luật", "06/2022/QH15", "Luật Thi đua, khen thưởng", date(2022, 6, 15), date(2024, 1, 1))
    [words] = bases_to_cite(cover(), [law], date(2026, 7, 5))
    assert words == "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022"


def test_unpublished_points_keep_a_report_from_being_published():
    report = BlocReport(cover(), [("I", "Kết quả", "Tốt.")], [], [], scores=object())
    assert "chưa công bố" in (objection_to_publishing(report, False) or "")
    assert objection_to_publishing(report, True) is None
    assert objection_to_publishing(replace(report, scores=None), False) is None
    assert "người ký" in (objection_to_publishing(replace(report, scores=None, cover=cover(signer="")), True) or "")
    assert "nội dung" in (objection_to_publishing(replace(report, sections=[("I", "Kết quả", " ")]), True) or "")


# --- publishing -----------------------------------------------------------------------------------------------------


def test_before_it_is_published_members_and_observer_read_nothing(trio, as_person):
    for login in ("a.clerk", "b.head", "so.nv"):
        page = as_person(login).get(f"{HERE}/summaries").get_data(as_text=True)
        assert "Chưa có. Khi Khối trưởng công bố" in page


def test_members_and_observer_read_and_take_home_what_was_published_and_no_draft(trio, as_person):
    where = f"{HERE}/consolidated/published/{published(trio)}"
    for login in ("a.clerk", "b.head", "p.clerk", "l.head", "so.nv"):
        client = as_person(login)
        page = client.get(where).get_data(as_text=True)
        assert "Hoàn thành 12 nhiệm vụ." in page, login
        assert CANARY not in page
        assert page.count("<h1") == 1
        file = post(client, f"{where}/docx").data
        assert "Đơn vị A: Hoàn thành 12 nhiệm vụ." in said(file)
        assert "Báo cáo sơ kết 6 tháng" in client.get(f"{HERE}/summaries").get_data(as_text=True)
    assert "take_out_published_half_year_report_docx" in db.session.scalars(select(JournalLine.act)).all()


def test_what_was_published_stays_word_for_word_when_the_lead_goes_on_writing(trio, as_person):
    public_id = published(trio)
    with as_(trio, trio.lead, seated=True):
        kept = db.session.scalars(select(PublishedReport)).one().document
        part = gathering_of(request(trio)).parts[0]
        actions.write_section(part.written, part, "Sửa lại sau công bố.", part.written.version, "")
    page = as_person("a.clerk").get(f"{HERE}/consolidated/published/{public_id}").get_data(as_text=True)
    assert "Sửa lại sau công bố." not in page
    with as_(trio, trio.lead, seated=True):
        assert db.session.scalars(select(PublishedReport)).one().document == kept
        assert write(kept_document(kept))


def test_publishing_the_same_words_twice_tells_nobody_twice_and_other_words_get_the_next_number(trio, as_person):
    first = published(trio)
    assert published(trio) == first
    with as_(trio, trio.lead, seated=True):
        assert len(db.session.scalars(select(Notice).where(Notice.kind == "bloc_report")).all()) == 4
        actions.describe(gathering_of(request(trio)), replace(FACE, signer="Người khác"))
    second = published(trio)
    with as_(trio, trio.member):
        assert [line.number for line in published_in(trio.year.id)] == [2, 1]
    client = as_person("a.head")
    assert "bản thay thế" in client.get(f"{HERE}/consolidated/published/{first}").get_data(as_text=True)
    assert "bản thay thế, xem" not in client.get(f"{HERE}/consolidated/published/{second}").get_data(as_text=True)


def test_without_a_signer_nothing_is_published(trio, as_person):
    with as_(trio, trio.lead, seated=True):
        actions.describe(gathering_of(request(trio)), replace(FACE, signer=""))
        with pytest.raises(Refused, match="người ký"):
            actions.publish_report(gathering_of(request(trio)))
    answer = post(as_person("l.head"), publish_address(trio))
    assert answer.status_code == 409
    assert "Chưa ghi họ tên người ký. Ghi ở mục" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("login", "status"), [("l.head", 303), ("l.clerk", 403), ("p.head", 403), ("a.head", 403), ("so.nv", 403)]
)
def test_the_leads_head_alone_publishes(trio, as_person, login, status):
    assert post(as_person(login), publish_address(trio)).status_code == status


def test_members_and_observers_see_published_rows_and_write_none(trio, make):
    published(trio)
    scopes = [make.scope(trio, who) for who in (trio.member, trio.deputy, trio.other)]
    for scope in (*scopes, Scope(bloc=trio.bloc.id, year=trio.year.id, observer=1)):
        with acting(scope):
            row = db.session.scalars(select(PublishedReport)).one()
            row.title = "Khác"
            with pytest.raises(Exception, match=r"(?i)scope|written|wall|sight|once"):
                db.session.flush()
            db.session.rollback()


def test_a_published_report_of_another_bloc_is_not_found(trio, as_person, make):
    public_id = published(trio)
    make.bloc_of_three("khoi-khac", prefix="K")
    client = as_person("ka.clerk")
    assert client.get(f"{HERE}/consolidated/published/{public_id}").status_code == 404
    assert client.get(f"/khoi-khac/2026/consolidated/published/{public_id}").status_code == 404


# --- before it goes out ---------------------------------------------------------------------------------------------


def test_the_page_asks_about_a_missing_signer_and_a_dead_law(trio, as_person):
    with as_(trio, trio.lead, seated=True):
        add_basis(trio.year, OLD)
        face = replace(FACE, signer="", bases="Căn cứ Nghị định số 98/2023/NĐ-CP")
        actions.describe(gathering_of(request(trio)), face)
        where = f"{HERE}/consolidated/{request(trio).public_id}"
    page = as_person("l.clerk").get(where).get_data(as_text=True)
    assert "Chưa ghi họ tên người ký." in page
    assert "Nghị định số 98/2023/NĐ-CP: đã hết hiệu lực" in page


def test_laws_in_force_are_added_once(trio, as_person):
    with as_(trio, trio.lead, seated=True):
        add_basis(trio.year, NEW)
        where = f"{HERE}/consolidated/{request(trio).public_id}"
    client = as_person("l.clerk")
    assert NEW.citation() in client.get(f"{where}/face").get_data(as_text=True)
    assert post(client, f"{where}/bases").status_code == 303
    assert post(client, f"{where}/bases").status_code == 303
    with as_(trio, trio.lead, seated=True):
        assert gathering_of(request(trio)).row.bases == f"Căn cứ {NEW.citation()}"


@pytest.mark.parametrize("login", ["p.clerk", "p.head"])
def test_the_deputy_looks_on_and_changes_nothing(trio, as_person, login):
    client, where = as_person(login), publish_address(trio).removesuffix("/publish")
    page = client.get(where).get_data(as_text=True)
    assert "Hoàn thành 12 nhiệm vụ." in page
    assert "<textarea" not in page
    assert "Tải Word" not in page
    assert CANARY not in page
    assert client.get(f"{HERE}/consolidated").status_code == 200
    for act in ("/docx", "/publish", "/face", "/bases", "/begin"):
        assert post(client, where + act).status_code == 403


def test_the_list_of_published_reports_asks_the_same_number_of_questions(trio, as_person):
    client = as_person("a.clerk")

    def statements():
        seen = []
        count = lambda *arguments: seen.append(arguments[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", count)
        try:
            assert client.get(f"{HERE}/summaries").status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    before = statements()
    for signer in ("Một", "Hai", "Ba"):
        with as_(trio, trio.lead, seated=True):
            actions.describe(gathering_of(request(trio)), replace(FACE, signer=signer))
        published(trio)
    assert statements() == before
