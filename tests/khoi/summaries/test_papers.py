"""The bloc's official documents: issued for good, replaced or withdrawn in sight, shown to whom they concern."""

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from khoi.summaries import actions
from khoi.summaries.models import Paper, PaperAddressee, PaperEnd, end_of, paper_in_force, papers_in
from khoi.summaries.rules.papers import PaperKey
from tenants import clock, files
from tenants.database import db
from tenants.journal import JournalLine
from tenants.models import year_by_id
from tenants.notices import Notice
from tenants.refusal import Refused
from tenants.scope import Scope, acting
from tests import make as makers
from tests.khoi.accounts.people import post
from tests.khoi.office.papers import said
from tests.khoi.ranking.year_made import publish
from tests.khoi.summaries.papers_made import HERE, NOTICE, REASON, as_lead, issued, key_of, made, taken


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


def test_an_observer_of_another_bloc_sees_no_paper(bloc):
    publish(bloc)
    issued(bloc, PaperKey.RESULT, number=2)
    with acting(Scope(bloc=bloc.bloc.id + 1, year=bloc.year.id + 1, observer=1)):
        assert papers_in(bloc.year.id) == []
