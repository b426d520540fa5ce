"""The bloc's official documents: made from the year, warned about, issued for good, shown to whom they concern."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from sqlalchemy import event, select

from khoi.office.document import Document, Letterhead, Paragraph, Row, Table
from khoi.summaries import actions
from khoi.summaries.models import (
    Paper,
    PaperAddressee,
    PaperEnd,
    end_of,
    offer_of,
    offers_in,
    paper_in_force,
    papers_in,
)
from khoi.summaries.rules.bloc_report import customary_cover
from khoi.summaries.rules.papers import PaperKey, eyes, figures_digest, warnings_for
from khoi.years.rules import Basis
from tenants import clock, files
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import Grant, year_by_id
from tenants.notices import Notice
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import Scope, acting
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.office.papers import said
from tests.khoi.office.signed_made import certified, signed_pdf
from tests.khoi.ranking.year_made import publish
from tests.khoi.summaries.papers_made import HERE, REASON, issued, key_of, made, released_bloc

COVER = replace(customary_cover("bloc", "", "Kết quả năm 2026", 2026, "Khối", "Thanh tra", "Lạng Sơn"), signer="An")
DEAD = Basis("Nghị định", "98/2023/NĐ-CP", "Quy định", date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30))
UNSURE = Basis("Luật", "06/2026/QH16", "Luật sửa đổi", date(2026, 6, 1), date(2026, 7, 1), verify=True)
NOTICE = PaperKey.APPRAISAL


def paper(*body, bases=()):
    return Document(Letterhead("A", "B"), "Thông báo", "Kết quả năm 2026", body, bases=bases)


# --- what the rules say ---------------------------------------------------------------------------------------------


def test_another_year_is_warned_about_by_its_place():
    document = paper(
        Paragraph("Trong năm 2026."), Paragraph("Nhiệm vụ năm 2025 đã xong."), Table((), (Row(("năm 2024",)),))
    )
    found = warnings_for(document, COVER, 2026, (), date(2026, 12, 1))
    assert [(each.place, "2025" in each.message or "2024" in each.message) for each in found] == [
        ("Nội dung, đoạn 2", True),
        ("Nội dung, bảng, dòng 1", True),
    ]


def test_chairs_are_elected_for_the_year_to_come_without_a_warning():
    document = paper(
        Paragraph("Bỏ phiếu kín “Bầu Khối trưởng năm 2027”: Công an tỉnh."), Paragraph("Kế hoạch năm 2027.")
    )
    found = warnings_for(document, COVER, 2026, (), date(2026, 12, 1))
    assert [each.place for each in found] == ["Nội dung, đoạn 2"]


def test_a_dead_law_and_one_to_be_checked_are_told_apart():
    document = paper(Paragraph("Theo Luật số 06/2026/QH16."), bases=("Căn cứ Nghị định số 98/2023/NĐ-CP",))
    found = {
        each.place: each.message for each in warnings_for(document, COVER, 2026, (DEAD, UNSURE), date(2026, 12, 1))
    }
    assert "hết hiệu lực" in found["Căn cứ 1"]
    assert "cần kiểm tra" in found["Nội dung, đoạn 1"]
    assert "hết hiệu lực" not in found["Nội dung, đoạn 1"]


def test_a_missing_signer_and_a_strange_date_are_told():
    cover = replace(COVER, signer=" ", dated=date(2024, 1, 1))
    assert [each.place for each in warnings_for(paper(), cover, 2026, (), date(2026, 1, 1))] == [
        "Người ký",
        "Ngày ban hành",
    ]


def test_the_digest_follows_figures_and_not_head_or_foot():
    one, other = paper(Paragraph("90 điểm")), paper(Paragraph("91 điểm"))
    assert figures_digest(one) != figures_digest(other)
    headed = replace(one, letterhead=Letterhead("X", "Y", "TB", 7), bases=("Căn cứ",), recipients=("Z",), subject="S")
    assert figures_digest(one) == figures_digest(headed)


@pytest.mark.parametrize("key", list(PaperKey))
def test_before_publication_nothing_of_others_goes_further_than_to_the_chairs(key):
    assert eyes(key, published=False) == ("chosen" if key is NOTICE else "chairs")


# --- what can be made -----------------------------------------------------------------------------------------------


@pytest.fixture
def bloc(app, make):
    three = released_bloc()
    observer = make.user(None, Role.OBSERVER, "so.nv")
    db.session.add(Grant(user_id=observer.id, bloc_id=three.bloc.id))
    db.session.commit()
    return three


@pytest.fixture
def as_person(app, bloc):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def taken(client, address, of_page="/account"):
    """The status and the bytes of a file that is sent."""
    with post(client, address, of_page) as answer:
        return answer.status_code, answer.data


def as_lead(bloc):
    return acting(makers.scope(bloc, bloc.lead))


def words_of(bloc, kind, key=""):
    with as_lead(bloc):
        offer, face = offer_of(year_by_id(bloc.year.id), kind, key)
        document = offer.say(offer.cover(face), "")
        makers.keep()
    cells = [cell for block in document.body if isinstance(block, Table) for row in block.rows for cell in row.cells]
    for annex in document.annexes:
        cells += [cell for block in annex.body if isinstance(block, Table) for row in block.rows for cell in row.cells]
    return document, " ".join(block.said for block in document.body if isinstance(block, Paragraph)), cells


def test_a_notice_tells_the_agency_its_own_differences_with_the_reason(bloc):
    document, words, cells = words_of(bloc, NOTICE, key_of(bloc, bloc.member))
    assert "Tổng điểm tự chấm: 60,00; tổng điểm thẩm định: 58,50; chênh lệch: −1,50." in words
    assert REASON in cells
    assert "39,5" not in " ".join(cells)
    assert "Đơn vị B" not in words + " ".join(cells) + document.subject


def test_points_that_depend_on_others_wait_for_the_publication_also_in_the_notice(bloc):
    _, words, cells = words_of(bloc, NOTICE, key_of(bloc, bloc.member))
    assert cells.count("tính khi công bố") == 2
    assert "Vượt chỉ tiêu" in words


def test_the_lead_agencys_own_notice_goes_out_in_the_deputys_hand(bloc):
    document, _, _ = words_of(bloc, NOTICE, key_of(bloc, bloc.lead))
    assert "KT. Khối trưởng" in document.signature.authority
    assert document.signature.position.startswith("Khối phó")
    assert document.signature.name == "Người p.head"


def test_what_is_not_released_yet_cannot_be_made_and_says_why(app, make):
    three = make.bloc_of_three()
    with acting(make.scope(three, three.lead)):
        offers = offers_in(year_by_id(three.year.id), {})
    assert all(offer.say is None and offer.missing for offer in offers)


def test_the_table_lies_on_its_side_with_each_group_on_pages_of_its_own(bloc):
    document, words, cells = words_of(bloc, PaperKey.SCORES)
    assert [annex.landscape for annex in document.annexes] == [True, True]
    assert "40 → 38,5" in cells
    assert "Số liệu tạm tính" in words


def test_the_result_is_told_once_the_year_is_published(bloc):
    with as_lead(bloc):
        assert offer_of(year_by_id(bloc.year.id), PaperKey.RESULT, "")[0].say is None
        makers.keep()
    publish(bloc)
    document, _, cells = words_of(bloc, PaperKey.RESULT)
    assert "Đơn vị A" in cells
    assert document.annexes[0].landscape


def test_minutes_bear_the_day_of_the_meeting_not_of_their_issue(bloc, as_person):
    client = as_person("l.clerk")
    call = {"held_at": "14:00 15/12/2026", "place": "Hội trường", "chair": "Ông An", "secretary": "Bà Bình"}
    assert post(client, f"{HERE}/meeting/call", **call, quorum_parts="1", quorum_of="2").status_code == 303
    assert post(client, f"{HERE}/meeting/close").status_code == 303
    address = re.search(rf"{HERE}/papers/make/deliberation_minutes/[\w-]+", client.get(f"{HERE}/papers").text)[0]
    assert "ngày 15 tháng 12 năm 2026" in client.get(address).text
    with clock.stopped_at(datetime(2026, 12, 20, 3, tzinfo=UTC)):
        client = as_person("l.clerk")
        assert re.search(r'name="dated"[^>]*value="15/12/2026"', client.get(f"{address}/issue").text)


def test_the_headings_of_a_paper_on_the_page_follow_its_title_and_its_tables_have_names_of_their_own(bloc, as_person):
    page = as_person("l.clerk").get(f"{HERE}/papers/make/{NOTICE}/{key_of(bloc, bloc.member)}").text
    body = page.split("<main")[1]
    levels = [int(level) for level in re.findall(r"<h(\d)", body)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = re.findall(r"<caption[^>]*>(.*?)</caption>", body)
    assert len(names) == len(set(names)) == 3


# --- issued ---------------------------------------------------------------------------------------------------------


def test_an_issued_paper_is_kept_byte_for_byte_numbered_and_in_the_register(bloc, as_person):
    row = issued(bloc, key=key_of(bloc, bloc.member), number=5)
    content = files.read_bytes(row)
    assert hashlib.sha256(content).hexdigest() == row.seal
    assert "Số: 05/TB-KTĐ" in said(content).replace("\u00a0", " ")
    client = as_person("a.clerk")
    assert taken(client, f"{HERE}/papers/issued/{row.public_id}/docx")[1] == content
    with as_lead(bloc), pytest.raises(Refused, match="đã cấp"):
        actions.issue_paper(
            year_by_id(bloc.year.id), NOTICE, key_of(bloc, bloc.other), made(bloc, NOTICE, key_of(bloc, bloc.other)), 5,
            clock.today(), "",
        )  # fmt: skip


def test_a_notice_is_only_its_agencys_and_unknown_to_all_others(bloc, as_person):
    row = issued(bloc, key=key_of(bloc, bloc.member))
    address = f"{HERE}/papers/issued/{row.public_id}"
    assert REASON in as_person("a.head").get(address).get_data(as_text=True)
    for login in ("b.clerk", "b.head", "p.head", "so.nv"):
        client = as_person(login)
        assert client.get(address).status_code == 404, login
        assert post(client, f"{address}/docx", f"{HERE}/papers").status_code == 404, login
        assert row.sign not in client.get(f"{HERE}/papers").get_data(as_text=True), login
    assert as_person("l.clerk").get(address).status_code == 200


def test_what_was_issued_before_publication_is_the_chairs_and_afterwards_the_blocs(bloc, as_person):
    early = issued(bloc, PaperKey.SCORES, number=None)
    assert as_person("p.clerk").get(f"{HERE}/papers/issued/{early.public_id}").status_code == 200
    assert as_person("a.clerk").get(f"{HERE}/papers/issued/{early.public_id}").status_code == 404
    publish(bloc)
    late = issued(bloc, PaperKey.RESULT, number=2)
    for login in ("a.clerk", "b.head", "so.nv"):
        client = as_person(login)
        assert client.get(f"{HERE}/papers/issued/{late.public_id}").status_code == 200
        assert client.get(f"{HERE}/papers/issued/{early.public_id}").status_code == 404


def test_nobody_changes_an_issued_paper_nor_shows_it_to_himself(bloc, make):
    row = issued(bloc, key=key_of(bloc, bloc.member))
    for who in (bloc.lead, bloc.member, bloc.other):
        with acting(make.scope(bloc, who)):
            found = db.session.scalar(select(Paper).where(Paper.id == row.id))
            if found is not None:
                found.subject = "Khác"
                with pytest.raises(Exception, match=r"(?i)scope|written|wall|sight|once|permission"):
                    db.session.flush()
            db.session.rollback()
    with acting(make.scope(bloc, bloc.other)):
        db.session.add(PaperAddressee(year_id=bloc.year.id, agency_id=bloc.other.id, paper_id=row.id))
        with pytest.raises(Exception, match=r"(?i)scope|wall|sight|policy|permission"):
            db.session.flush()
        db.session.rollback()


def test_a_replaced_paper_stays_in_sight_as_such(bloc, as_person):
    key = key_of(bloc, bloc.member)
    first = issued(bloc, key=key, number=1)
    second = issued(bloc, key=key, number=2)
    page = as_person("a.clerk").get(f"{HERE}/papers/issued/{first.public_id}").get_data(as_text=True)
    assert "Đã được thay thế" in page
    assert f"/papers/issued/{second.public_id}" in page
    with as_lead(bloc):
        assert paper_in_force(bloc.year.id, NOTICE, key).id == second.id
        assert end_of(first.id).how == "replaced"


def test_a_withdrawn_paper_says_why_to_its_readers(bloc, as_person):
    row = issued(bloc, key=key_of(bloc, bloc.member))
    client = as_person("l.head")
    address = f"{HERE}/papers/issued/{row.public_id}"
    assert post(client, f"{address}/withdraw", address, reason=" ").status_code == 422
    assert post(client, f"{address}/withdraw", address, reason="Sai tên đơn vị nhận").status_code == 303
    assert post(client, f"{address}/withdraw", address, reason="Lần nữa").status_code == 409
    assert "Sai tên đơn vị nhận" in as_person("a.clerk").get(address).get_data(as_text=True)
    with acting(makers.scope(bloc, bloc.member)):
        texts = db.session.scalars(select(Notice.text).where(Notice.kind == "paper")).all()
        assert len(texts) == 2
        assert len(db.session.scalars(select(PaperEnd)).all()) == 1


def test_a_clerk_issues_by_the_page_and_a_resent_form_issues_nothing_twice(bloc, as_person):
    client, key = as_person("l.clerk"), key_of(bloc, bloc.member)
    where = f"{HERE}/papers/make/appraisal_notice/{key}/issue"
    assert "Ban hành" in client.get(where).get_data(as_text=True)
    day = clock.today().strftime("%d/%m/%Y")
    assert post(client, where, number="", dated=day).status_code == 422
    assert post(client, where, number="3", dated="31/12/2099").status_code == 409
    answer = post(client, where, number="3", dated=day, after="")
    assert answer.status_code == 303
    assert post(client, where, number="4", dated=day, after="").status_code == 409
    with as_lead(bloc):
        (line,) = papers_in(bloc.year.id)
        assert line.sign == "03/TB-KTĐ"
        assert line.dated == clock.today()
        acts = db.session.scalars(select(JournalLine.act)).all()
        assert acts.count("issue_paper") == 1


def test_figures_that_changed_since_it_was_made_are_not_issued(bloc):
    with as_lead(bloc):
        stale = replace(made(bloc, PaperKey.SCORES), digest="0" * 64)
        with pytest.raises(Refused, match="vừa thay đổi"):
            actions.issue_paper(year_by_id(bloc.year.id), PaperKey.SCORES, "", stale, None, clock.today(), "")


def test_the_page_says_that_figures_changed_after_the_paper_was_taken_home(bloc, as_person):
    client = as_person("l.clerk")
    where = f"{HERE}/papers/make/score_table/nam"
    assert taken(client, f"{where}/docx", where)[0] == 200
    assert "Đã thay đổi sau lần tải về" not in client.get(where).get_data(as_text=True)
    publish(bloc)
    assert "Đã thay đổi sau lần tải về" in client.get(where).get_data(as_text=True)


def test_head_and_foot_are_said_once_and_stay(bloc, as_person):
    client, where = as_person("l.clerk"), f"{HERE}/papers/make/score_table/nam"
    answer = post(
        client, f"{where}/face", f"{where}/face", pattern="agency", signer="Người ký khác", dated="01/12/2026"
    )
    assert answer.status_code == 303
    page = client.get(where).get_data(as_text=True)
    assert "Người ký khác" in page
    assert "UBND tỉnh Lạng Sơn" in page
    assert post(client, f"{where}/face", f"{where}/face", pattern="agency", dated="31/02/2026").status_code == 422
    assert post(client, f"{where}/face", pattern="agency", seen="cũ", signer="Ba").status_code == 409


@pytest.mark.parametrize("login", ["a.clerk", "b.head", "p.head", "so.nv"])
def test_only_the_leads_people_make_papers(bloc, as_person, login):
    client = as_person(login)
    for address in ("papers/make/score_table/nam", "papers/dossier", "papers/wording/result_notice"):
        assert client.get(f"{HERE}/{address}").status_code == 403
    assert post(client, f"{HERE}/papers/make/score_table/nam/docx").status_code == 403


def test_a_paper_nobody_knows_is_not_found(bloc, as_person):
    client = as_person("l.head")
    for address in (
        "papers/make/khac/nam",
        "papers/make/appraisal_notice/nam",
        "papers/wording/khac",
        "papers/issued/abc",
    ):
        assert client.get(f"{HERE}/{address}").status_code == 404


def test_the_list_asks_the_same_number_of_questions_however_many_papers_there_are(bloc, as_person):
    client = as_person("l.clerk")

    def statements():
        seen = []
        count = lambda *arguments: seen.append(arguments[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", count)
        try:
            assert client.get(f"{HERE}/papers").status_code == 200
        finally:
            event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    issued(bloc, key=key_of(bloc, bloc.member))
    before = statements()
    for number, agency in enumerate((bloc.other, bloc.deputy, bloc.member), 2):
        issued(bloc, key=key_of(bloc, agency), number=number)
    assert statements() == before


# --- the signed file ------------------------------------------------------------------------------------------------


def test_a_signed_pdf_is_filed_beside_the_paper_with_three_facts(bloc, as_person, app, tmp_path):
    root = certified("Gốc thử")
    row = issued(bloc, key=key_of(bloc, bloc.member))
    client, address = as_person("l.clerk"), f"{HERE}/papers/issued/{row.public_id}"
    content = signed_pdf(certified("Đậu Trường An", root), root, tmp_path / "keys")
    answer = post(client, f"{address}/signed", address, file=(io.BytesIO(content), "da-ky.pdf"))
    assert answer.status_code == 303
    page = as_person("a.clerk").get(address).get_data(as_text=True)
    assert "Phần đã ký còn nguyên vẹn" in page
    assert "Chưa có chứng thư gốc nào" in page
    assert "Cả ba điều kiểm tra đều đạt" not in page
    signed_id = page.split("/papers/signed/")[1].split("/")[0]
    assert taken(as_person("a.clerk"), f"{HERE}/papers/signed/{signed_id}/file")[1] == content
    assert post(as_person("b.clerk"), f"{HERE}/papers/signed/{signed_id}/file").status_code == 404
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "goc.pem").write_bytes(root.pem)
    app.extensions["settings"] = replace(app.extensions["settings"], signing_roots=roots)
    assert post(client, f"{HERE}/papers/signed/{signed_id}/check", address).status_code == 303
    assert "Cả ba điều kiểm tra đều đạt" in client.get(address).get_data(as_text=True)


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("a.docx", b"PK"), ("a.pdf", b"khong phai"), ("", b"x")])
def test_what_is_no_pdf_is_refused_in_words(bloc, as_person, name, content):
    row = issued(bloc, key=key_of(bloc, bloc.member))
    client, address = as_person("l.clerk"), f"{HERE}/papers/issued/{row.public_id}"
    answer = post(client, f"{address}/signed", address, file=(io.BytesIO(content), name))
    assert answer.status_code == 422
    assert "<h1" in answer.get_data(as_text=True)


# --- the dossier ----------------------------------------------------------------------------------------------------


def test_the_dossier_holds_what_is_issued_and_its_hashes_are_right(bloc, as_person):
    publish(bloc)
    row = issued(bloc, PaperKey.RESULT, number=2)
    client = as_person("l.head")
    assert "Tờ trình đề nghị khen thưởng: chưa ban hành" in client.get(f"{HERE}/papers/dossier").get_data(as_text=True)
    _, content = taken(client, f"{HERE}/papers/dossier/package", f"{HERE}/papers/dossier")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("00-muc-luc.txt").decode("utf-8-sig")
        hashes = dict(line.split("  ")[::-1] for line in text.splitlines() if not line.startswith("#"))
        names = {name for name in archive.namelist() if not name.startswith("00-")}
        assert names == set(hashes)
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == hashes[name] for name in names)
        assert hashes["03-ket-qua/thong-bao-ket-qua-thi-dua.docx"] == row.seal
        assert "03-ket-qua/bang-tong-hop-diem.xlsx" in names
        assert "# Chưa có: Biên bản họp bình xét" in text
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "take_out_dossier")).one()
    assert hashlib.sha256(content).hexdigest() in line.facts


def test_the_dossier_is_rationed_and_its_bare_link_leads_to_the_page(bloc, as_person):
    client, where = as_person("l.clerk"), f"{HERE}/papers/dossier/package"
    assert client.get(where).status_code == 302
    answers = [taken(client, where)[0] for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_an_observer_of_another_bloc_sees_no_paper(bloc):
    publish(bloc)
    issued(bloc, PaperKey.RESULT, number=2)
    with acting(Scope(bloc=bloc.bloc.id + 1, year=bloc.year.id + 1, observer=1)):
        assert papers_in(bloc.year.id) == []
