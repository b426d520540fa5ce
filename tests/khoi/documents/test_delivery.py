"""Whom a document reaches, who receives and reads it, who is reminded; and whom the wall keeps out."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from khoi.documents import actions
from khoi.documents.models import (
    Delivery,
    Document,
    DocumentFile,
    awaiting_receipt,
    chosen_for,
    counts_in,
    deliveries_of,
    document_by_id,
    documents_in,
    files_of,
    newer_than,
    unreceived_in,
)
from khoi.documents.rules import State
from tenants import clock
from tenants.database import db
from tenants.journal import lines_about
from tenants.models import membership_of
from tenants.notices import notices_to
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.documents.documents_made import at_work, delivered, drafted, issue, issued


def seen_by(three, agency, make, *, seated=False):
    """The subjects of the documents that the agency sees, with how many files each shows."""
    with acting(make.scope(three, agency, seated=seated)):
        found = {row.subject: len(files_of(row.id)) for row in documents_in(three.year.id)}
        db.session.rollback()
    return found


def test_a_draft_is_the_leads_alone(three, make):
    drafted(three, make, "Kế hoạch mật")
    assert seen_by(three, three.lead, make, seated=True) == {"Kế hoạch mật": 1}
    for agency in (three.lead, three.deputy, three.member, three.other):
        assert seen_by(three, agency, make) == {}
    for agency in (three.deputy, three.other):
        assert seen_by(three, agency, make, seated=True) == {}


def test_whom_a_draft_is_meant_for_nobody_else_learns(three, make):
    document_id = drafted(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        assert chosen_for(document_id) == [three.member.id]
    with at_work(three, three.member, make, seated=False):
        assert chosen_for(document_id) == []


def test_issued_to_all_it_goes_to_every_member_but_the_one_that_issues_it(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make):
        assert [row.agency_id for row in deliveries_of(document_id)] == [
            three.deputy.id, three.member.id, three.other.id,
        ]  # fmt: skip
        assert document_by_id(document_id).sign == "01/KH-KTĐ"
    for agency in (three.deputy, three.member, three.other):
        assert seen_by(three, agency, make) == {"Kế hoạch hoạt động của Khối": 1}
        with at_work(three, agency, make, seated=False):
            assert "01/KH-KTĐ" in notices_to(agency.id)[0].text


def test_issued_to_chosen_members_the_others_never_learn_of_it(three, make):
    issued(three, make, "Giấy mời", to_all=False, chosen=[three.member.id])
    assert seen_by(three, three.member, make) == {"Giấy mời": 1}
    for agency in (three.deputy, three.other):
        assert seen_by(three, agency, make) == {}
        assert seen_by(three, agency, make, seated=True) == {}
        with at_work(three, agency, make, seated=False):
            assert notices_to(agency.id) == []


def test_the_observer_sees_only_what_was_marked_for_him(three, make):
    issued(three, make, "Quy chế", for_observer=True)
    issued(three, make, "Thông báo nội bộ")
    with acting(Scope(bloc=three.bloc.id, year=three.year.id, observer=1)):
        rows = documents_in(three.year.id)
        assert [row.subject for row in rows] == ["Quy chế"]
        assert len(files_of(rows[0].id)) == 1
        db.session.rollback()


def test_what_goes_to_some_is_never_the_observers(three, make):
    document_id = issued(three, make, to_all=False, chosen=[three.member.id], for_observer=True)
    with at_work(three, three.lead, make):
        assert document_by_id(document_id).shown_to == "chosen"


def test_a_delivery_keeps_the_name_of_that_year(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make):
        membership_of(three.year.id, three.member.id).name_that_year = "Tên mới"
        db.session.flush()
        assert {row.name_then for row in deliveries_of(document_id)} == {"Đơn vị P", "Đơn vị A", "Đơn vị B"}


def test_who_received_and_who_read_is_kept_with_the_first_moment(three, make):
    document_id = issued(three, make)
    with at_work(three, three.member, make, seated=False, user_id=5):
        actions.receive(delivered(document_id, three.member))
    with at_work(three, three.member, make, seated=False, user_id=6):
        actions.receive(delivered(document_id, three.member))
        actions.read(delivered(document_id, three.member))
    with at_work(three, three.lead, make):
        row = delivered(document_id, three.member)
        assert (row.received_by, row.read_by) == (5, 6)
        assert row.received_at is not None
        counts = counts_in(three.year.id)[document_id]
        assert (counts.sent, counts.received, counts.read, counts.replied) == (3, 1, 1, 0)
        acts = [line.act for line in lines_about(three.member.id)]
        assert acts.count("receive") == 1


def test_reading_is_receiving_too(three, make):
    document_id = issued(three, make)
    with at_work(three, three.member, make, seated=False):
        actions.read(delivered(document_id, three.member))
        assert delivered(document_id, three.member).received_at is not None


def test_a_member_knows_its_own_receipt_and_no_rivals(three, make):
    document_id = issued(three, make)
    for agency, seated in ((three.member, False), (three.deputy, True), (three.other, True)):
        with at_work(three, agency, make, seated=seated):
            assert [row.agency_id for row in deliveries_of(document_id)] == [agency.id]
            assert counts_in(three.year.id)[document_id].sent == 1


def test_a_member_cannot_receive_for_another(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make):
        theirs = delivered(document_id, three.other).id
    row = {"received_at": clock.now()}
    with acting(make.scope(three, three.member, seated=False)), pytest.raises(DBAPIError):
        changed = db.session.execute(Delivery.__table__.update().where(Delivery.__table__.c.id == theirs).values(row))
        db.session.rollback()
        if not changed.rowcount:  # PostgreSQL does not even see it
            raise DBAPIError("", {}, Exception("wall"))
    db.session.rollback()


def test_a_member_writes_no_document_and_no_file_of_one(three, make):
    document_id = issued(three, make)
    with acting(make.scope(three, three.member, seated=False)):
        document_by_id(document_id).subject = "Sửa trộm"
        with pytest.raises(OutOfScope):
            db.session.commit()
        db.session.rollback()
        values = {"bloc_id": three.bloc.id, "year_id": three.year.id, "document_id": document_id}
        facts = {"name": "x", "media_type": "x", "size": 1, "sha256": "0" * 64, "stored_at": clock.now()}
        more = {"public_id": "x" * 12, "shown_to": "members"}
        with pytest.raises(DBAPIError):
            db.session.execute(insert(DocumentFile.__table__).values(values | facts | more))
        db.session.rollback()


def test_who_did_not_get_the_newer_one_learns_that_the_old_is_replaced_and_no_more(three, make):
    older = issued(three, make, "Kế hoạch cũ")
    chosen = {"to_all": False, "chosen": [three.member.id]}
    newer = drafted(three, make, "Kế hoạch mới", replaces_id=older, replaces_reason="Đổi", **chosen)
    issue(three, make, newer)
    with at_work(three, three.other, make, seated=False):
        assert document_by_id(older).state == State.REPLACED
        assert newer_than(older) is None


def test_who_has_not_received_is_reminded_once_a_day(three, make):
    document_id = issued(three, make)
    with at_work(three, three.member, make, seated=False):
        actions.receive(delivered(document_id, three.member))
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        assert unreceived_in(three.year.id) == 2
        assert actions.remind(row) == 2
        assert actions.remind(row) == 0
    with at_work(three, three.other, make, seated=False):
        assert sum("Nhắc nhận" in notice.text for notice in notices_to(three.other.id)) == 1
    with at_work(three, three.member, make, seated=False):
        assert not any("Nhắc nhận" in notice.text for notice in notices_to(three.member.id))


def test_what_is_due_to_be_received_is_listed_for_its_agency_alone(three, make):
    issued(three, make, "Cho tất cả")
    issued(three, make, "Cho đơn vị B", to_all=False, chosen=[three.other.id])
    with at_work(three, three.member, make, seated=False):
        assert [row.subject for row, _ in awaiting_receipt(three.year.id, three.member.id)] == ["Cho tất cả"]


def test_another_year_of_the_bloc_has_documents_of_its_own(three, make):
    issued(three, make)
    with acting(Scope.of_operator(three.bloc.id)):
        later = make.year(three.bloc, 2027)
        make.member(later, three.member)
        db.session.commit()
        later_id = later.id
    with at_work(three, three.member, make, seated=False):
        assert documents_in(later_id) == []
        assert db.session.scalars(select(Document.id)).all() != []
