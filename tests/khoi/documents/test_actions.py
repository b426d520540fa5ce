"""Documents: drafted by the lead, issued to whom it concerns, received; and whom the wall keeps out."""

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from khoi.documents import actions
from khoi.documents.actions import Draft
from khoi.documents.models import (
    Delivery,
    Document,
    DocumentFile,
    Wanted,
    awaiting_receipt,
    chosen_for,
    counts_in,
    deliveries_of,
    document_by_id,
    documents_in,
    files_of,
    newer_than,
    unreceived_in,
    waiting_for_head,
)
from khoi.documents.rules import State
from tenants import clock
from tenants.database import db
from tenants.journal import lines_about
from tenants.models import membership_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.documents.documents_made import at_work, delivered, drafted, issue, issued, received


@pytest.fixture
def three(make):
    return make.bloc_of_three()


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


def test_an_issued_document_is_sealed(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        for change in (
            lambda: actions.redraft(row, Draft("Kế hoạch", "Khác")),
            lambda: actions.add_file(row, received("thêm.pdf", b"khac")),
            lambda: actions.remove_file(row, files_of(row.id)[0]),
            lambda: actions.send_to_head(row),
            lambda: actions.drop(row),
            lambda: actions.issue(row, 9, clock.today()),
        ):
            with pytest.raises(Refused):
                change()
        assert (row.subject, len(files_of(row.id))) == ("Kế hoạch hoạt động của Khối", 1)


def test_a_draft_without_a_file_or_recipient_is_not_issued(three, make):
    bare = drafted(three, make, file=False)
    with at_work(three, three.lead, make), pytest.raises(Refused) as refused:
        actions.issue(document_by_id(bare), 1, clock.today())
    assert [reason.path for reason in refused.value.objections] == ["files"]
    nobody = drafted(three, make, to_all=False)
    with at_work(three, three.lead, make), pytest.raises(Refused) as refused:
        actions.issue(document_by_id(nobody), 1, clock.today())
    assert [reason.path for reason in refused.value.objections] == ["recipients"]


def test_what_is_refused_leaves_nothing_behind(three, make):
    document_id = drafted(three, make, file=False)
    with at_work(three, three.lead, make), pytest.raises(Refused):
        actions.issue(document_by_id(document_id), 1, clock.today())
    with at_work(three, three.lead, make):
        assert deliveries_of(document_id) == []
        assert document_by_id(document_id).state == State.DRAFT


def test_a_draft_goes_to_the_head_and_back_with_a_reason(three, make):
    document_id = drafted(three, make)
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        actions.send_to_head(row)
        actions.send_to_head(row)
        assert [one.id for one in waiting_for_head(three.year.id)] == [document_id]
        actions.give_back(row, "Sai số liệu")
        assert (row.state, row.state_reason) == (State.DRAFT, "Sai số liệu")
        actions.send_to_head(row)
        assert row.state_reason == ""


def test_a_draft_is_thrown_away_with_its_files(three, make):
    document_id = drafted(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        actions.drop(document_by_id(document_id))
    with at_work(three, three.lead, make):
        assert document_by_id(document_id) is None
        assert files_of(document_id) == []


def test_the_same_bytes_twice_are_one_file(three, make):
    document_id = drafted(three, make, file=False)
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        assert actions.add_file(row, received()) is actions.add_file(row, received("bản sao.pdf"))


def test_chosen_members_are_changed_by_another_draft(three, make):
    document_id = drafted(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        written = Draft("Kế hoạch", "Khác", to_all=False, chosen=[three.other.id, three.deputy.id])
        actions.redraft(row, written)
        assert set(chosen_for(document_id)) == {three.other.id, three.deputy.id}
        actions.redraft(row, Draft("Kế hoạch", "Khác"))
        assert chosen_for(document_id) == []


def test_a_replaced_document_stays_in_sight_with_its_reason_and_the_newer_one(three, make):
    older = issued(three, make, "Kế hoạch cũ")
    newer = drafted(three, make, "Kế hoạch mới", replaces_id=older, replaces_reason="Đổi thời gian sơ kết")
    issue(three, make, newer)
    with at_work(three, three.member, make, seated=False):
        row = document_by_id(older)
        assert (row.state, row.state_reason) == (State.REPLACED, "Đổi thời gian sơ kết")
        assert newer_than(older).id == newer
        texts = [notice.text for notice in notices_to(three.member.id)]
        assert any("được thay thế bằng Kế hoạch số 02/KH-KTĐ" in text and "Đổi thời gian" in text for text in texts)


def test_who_did_not_get_the_newer_one_learns_that_the_old_is_replaced_and_no_more(three, make):
    older = issued(three, make, "Kế hoạch cũ")
    chosen = {"to_all": False, "chosen": [three.member.id]}
    newer = drafted(three, make, "Kế hoạch mới", replaces_id=older, replaces_reason="Đổi", **chosen)
    issue(three, make, newer)
    with at_work(three, three.other, make, seated=False):
        assert document_by_id(older).state == State.REPLACED
        assert newer_than(older) is None


def test_what_was_withdrawn_meanwhile_is_not_replaced(three, make):
    older = issued(three, make, "Kế hoạch cũ")
    newer = drafted(three, make, "Kế hoạch mới", replaces_id=older, replaces_reason="Đổi")
    with at_work(three, three.lead, make):
        actions.withdraw(document_by_id(older), "Nhầm số liệu")
    with pytest.raises(Refused) as refused:
        issue(three, make, newer)
    assert refused.value.objections[0].path == "replaces"


def test_a_withdrawn_document_stays_in_sight_and_its_recipients_are_told_why(three, make):
    document_id = issued(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        actions.withdraw(document_by_id(document_id), "Nhầm số liệu")
    with at_work(three, three.member, make, seated=False):
        row = document_by_id(document_id)
        assert (row.state, row.state_reason) == (State.WITHDRAWN, "Nhầm số liệu")
        assert "Nhầm số liệu" in notices_to(three.member.id)[0].text
        assert awaiting_receipt(three.year.id, three.member.id) == []
    with at_work(three, three.other, make, seated=False):
        assert notices_to(three.other.id) == []


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


def test_documents_are_found_without_diacritics_by_sign_subject_and_signer(three, make):
    issued(three, make, "Kế hoạch sơ kết sáu tháng", signer="Đậu Trường An")
    issued(three, make, "Hướng dẫn đăng ký")
    with at_work(three, three.lead, make):
        for words in ("so ket", "dau truong", "01/kh", "Đậu kế"):
            assert [row.subject for row in documents_in(three.year.id, Wanted(words))] == ["Kế hoạch sơ kết sáu tháng"]
        assert documents_in(three.year.id, Wanted("100%")) == []
        assert len(documents_in(three.year.id, Wanted(kind="Kế hoạch", state="issued"))) == 2


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
