"""Documents: drafted by the lead, issued and sealed, replaced and withdrawn, found again."""

import pytest

from khoi.documents import actions
from khoi.documents.actions import Draft
from khoi.documents.models import (
    Wanted,
    awaiting_receipt,
    chosen_for,
    deliveries_of,
    document_by_id,
    documents_in,
    files_of,
    newer_than,
    waiting_for_head,
)
from khoi.documents.rules import State
from tenants import clock
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.khoi.documents.documents_made import at_work, drafted, issue, issued, received


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


def test_documents_are_found_without_diacritics_by_sign_subject_and_signer(three, make):
    issued(three, make, "Kế hoạch sơ kết sáu tháng", signer="Đậu Trường An")
    issued(three, make, "Hướng dẫn đăng ký")
    with at_work(three, three.lead, make):
        for words in ("so ket", "dau truong", "01/kh", "Đậu kế"):
            assert [row.subject for row in documents_in(three.year.id, Wanted(words))] == ["Kế hoạch sơ kết sáu tháng"]
        assert documents_in(three.year.id, Wanted("100%")) == []
        assert len(documents_in(three.year.id, Wanted(kind="Kế hoạch", state="issued"))) == 2
