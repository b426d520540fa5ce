"""Documents behind rows: stored once, attached to many, replaced with memory, never gone once filed."""

import json

import pytest
from sqlalchemy import select

from khoi.scoring.actions import evidence as actions
from khoi.scoring.actions import file_card
from khoi.scoring.models import (
    Evidence,
    MarkLine,
    documents_of,
    marks_of,
    pinned_to,
    pinned_to_marks,
    rows_served_by,
    versions_of,
)
from tenants.database import db
from tenants.journal import lines_about
from tenants.refusal import Refused
from tenants.scope import acting
from tests.khoi.scoring.evidence_made import begin_card, pdf, received, working

LEAVES = (
    {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"},
    {"code": "2", "title": "Hai", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "optional"},
    {"code": "3", "title": "Ba", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "none"},
    {"code": "4", "title": "Mật", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "optional"}
    | {"uploads_off": True},
)


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def sheet(three, make):
    return make.sheet(three, *LEAVES)


@pytest.fixture
def card(three, sheet, make):
    return begin_card(three, sheet, three.member, make)[0]


@pytest.fixture
def marks(card, three, make):
    with working(three, three.member, make):
        return [mark for mark, _ in marks_of(card.id)]


@pytest.fixture
def at_work(three, make):
    return lambda agency=None: working(three, agency or three.member, make)


def set_stage(card, stage, at_work):
    with at_work():
        card.stage = stage
        db.session.add(card)


def test_an_upload_becomes_a_document_on_the_row_named_after_its_file(marks, at_work):
    with at_work():
        added = actions.add(marks[0], received(name="Báo cáo số 47.pdf"))
        assert added.fresh
        assert added.evidence.title == "Báo cáo số 47"
        assert [found.file.name for found in pinned_to(marks[0].id)] == ["Báo cáo số 47.pdf"]


def test_the_row_notes_it_raises_its_version_and_the_journal_says_who(marks, three, at_work):
    with at_work():
        actions.add(marks[0], received())
    with at_work():
        line = db.session.scalars(select(MarkLine).where(MarkLine.mark_id == marks[0].id)).one()
        assert (line.act, marks[0].version) == ("attach", 2)
        assert json.loads(line.state)["evidence"]
        assert {"attach", "store_evidence"} <= {entry.act for entry in lines_about(three.member.id)}


def test_one_document_serves_many_rows(marks, card, at_work):
    with at_work():
        document = actions.add(marks[0], received()).evidence
        assert actions.attach(marks[1], document)
        assert [criterion.code for _, criterion in rows_served_by(document.id)] == ["1", "2"]
        assert sorted(pinned_to_marks(card.id)) == sorted(mark.id for mark in marks[:2])
        assert documents_of(card.year_id, card.agency_id)[0].rows == 2


def test_attaching_twice_changes_nothing_the_second_time(marks, at_work):
    with at_work():
        document = actions.add(marks[0], received()).evidence
        assert not actions.attach(marks[0], document)
        assert marks[0].version == 2


def test_the_same_bytes_are_recognised_and_nothing_is_stored_twice(marks, card, at_work):
    data = pdf(2)
    with at_work():
        first = actions.add(marks[0], received(data)).evidence
        again = actions.add(marks[1], received(data, name="tên khác.pdf"))
        assert not again.fresh
        assert again.evidence is first
        assert pinned_to(marks[1].id) == []
        assert len(documents_of(card.year_id, card.agency_id)) == 1


@pytest.mark.parametrize("row", [2, 3])
def test_rows_that_want_no_evidence_or_forbid_files_take_none(marks, at_work, row):
    with at_work(), pytest.raises(Refused):
        actions.add(marks[row], received())
    with at_work():
        assert pinned_to(marks[row].id) == []


@pytest.mark.parametrize("stage", ["at_head", "submitted", "under_appraisal", "appraised", "explaining", "adopted"])
def test_nothing_changes_once_the_card_has_left_the_clerk(marks, card, at_work, stage):
    with at_work():
        document = actions.add(marks[0], received()).evidence
    set_stage(card, stage, at_work)
    for change in (
        lambda: actions.add(marks[1], received(pdf(3))),
        lambda: actions.attach(marks[1], document),
        lambda: actions.detach(marks[0], document),
        lambda: actions.replace(document, received(pdf(4)), document.revision),
        lambda: actions.describe(document, title="x", number="", dated=None, issuer="", revision=document.revision),
        lambda: actions.store(card.year_id, card.agency_id, received(pdf(5))),
        lambda: actions.remove(document),
    ):
        with at_work(), pytest.raises(Refused):
            change()


def test_a_returned_card_takes_evidence_again(marks, card, at_work):
    set_stage(card, "returned", at_work)
    with at_work():
        assert actions.add(marks[0], received()).fresh


def test_rows_that_a_return_left_sealed_keep_their_evidence(marks, card, at_work):
    with at_work():
        document = actions.add(marks[1], received()).evidence
        card.stage, card.returned_rows = "returned", '["I/1"]'
        db.session.add(card)
    for change in (
        lambda: actions.detach(marks[1], document),
        lambda: actions.add(marks[1], received(pdf(2))),
        lambda: actions.replace(document, received(pdf(3)), document.revision),
        lambda: actions.describe(document, title="Khác", number="", dated=None, issuer="", revision=document.revision),
    ):
        with at_work(), pytest.raises(Refused, match="niêm phong"):
            change()
    with at_work():
        assert actions.attach(marks[0], document)


def test_replacing_keeps_the_old_version_and_every_row_notes_it(marks, at_work):
    with at_work():
        document = actions.add(marks[0], received(name="cũ.pdf")).evidence
        actions.attach(marks[1], document)
        actions.replace(document, received(pdf(2), name="mới.pdf"), document.revision)
        assert [(version.number, file.name) for version, file in versions_of(document.id)] == [
            (2, "mới.pdf"),
            (1, "cũ.pdf"),
        ]
        assert [found.file.name for found in pinned_to(marks[1].id)] == ["mới.pdf"]
    with at_work():
        acts = db.session.scalars(select(MarkLine.act).where(MarkLine.act == "replace")).all()
        assert len(acts) == 2


def test_of_two_replacements_at_once_the_second_is_told(marks, at_work):
    with at_work():
        document = actions.add(marks[0], received()).evidence
        seen = document.revision
        actions.replace(document, received(pdf(2)), seen)
    with at_work(), pytest.raises(Refused, match="người khác"):
        actions.replace(document, received(pdf(3)), seen)


def test_replacing_a_file_by_itself_is_refused(marks, at_work):
    data = pdf(2)
    with at_work():
        document = actions.add(marks[0], received(data)).evidence
        with pytest.raises(Refused, match="giống hệt"):
            actions.replace(document, received(data), document.revision)


def test_detaching_leaves_the_document_in_the_store(marks, card, at_work):
    with at_work():
        document = actions.add(marks[0], received()).evidence
        assert actions.detach(marks[0], document)
        assert not actions.detach(marks[0], document)
        assert pinned_to(marks[0].id) == []
        assert documents_of(card.year_id, card.agency_id)[0].rows == 0


def test_what_serves_a_row_or_was_filed_cannot_leave_the_store(marks, card, at_work):
    with at_work():
        document = actions.add(marks[0], received()).evidence
        with pytest.raises(Refused, match="1 dòng"):
            actions.remove(document)
        file_card(card)
        actions.detach(marks[0], document)
        with pytest.raises(Refused, match="đã nộp"):
            actions.remove(document)


def test_what_serves_nothing_may_leave_the_store_and_come_again(marks, card, at_work):
    data = pdf(7)
    with at_work():
        document = actions.store(card.year_id, card.agency_id, received(data)).evidence
        actions.remove(document)
        assert documents_of(card.year_id, card.agency_id) == []
        with pytest.raises(Refused, match="bỏ khỏi kho"):
            actions.attach(marks[0], document)
        assert actions.store(card.year_id, card.agency_id, received(data)).fresh


@pytest.mark.parametrize("words", ["quyet dinh", "QUYẾT ĐỊNH", "dinh quyet", "12/QĐ", "thanh tra", "100%_x"])
def test_the_store_is_searched_without_diacritics_in_any_order(marks, card, at_work, words):
    with at_work():
        document = actions.store(card.year_id, card.agency_id, received(name="scan100%_x.pdf")).evidence
        actions.describe(
            document, title="Quyết định giao", number="12/QĐ-TTr", dated=None, issuer="Thanh tra tỉnh", revision=1
        )
        assert [found.evidence for found in documents_of(card.year_id, card.agency_id, words)] == [document]
        assert documents_of(card.year_id, card.agency_id, "không có") == []
        assert documents_of(card.year_id, card.agency_id, "1%0") == []


def test_the_documents_words_stay_the_agencys_even_when_its_file_is_filed(marks, card, three, make, at_work):
    with at_work():
        actions.add(marks[0], received())
        file_card(card)
    with acting(make.scope(three, three.lead)):
        assert db.session.scalars(select(Evidence)).all() == []
        db.session.rollback()
