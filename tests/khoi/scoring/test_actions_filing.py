"""The card leaves the agency: to the head, back, and out under a seal."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from khoi.scoring import actions
from khoi.scoring.actions.releasing import send_back
from khoi.scoring.models import FiledMark, filed_marks_of, last_filed, lines_of_card
from khoi.scoring.rules import Inputs, seal_code
from khoi.years.actions import note_lateness
from khoi.years.models import lateness_in
from tenants import clock
from tenants.database import db
from tenants.journal import verify
from tenants.refusal import Refused, Stale
from tenants.scope import acting
from tests.khoi.scoring.cards_made import FULL, ROWS, begun, card_again, filed, fill, marks, working

DUE = datetime(2026, 11, 25, 10, 0, 0, tzinfo=UTC)  # 17:00:00 in Vietnam
CLOSING = DUE + timedelta(days=2)


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, DUE, CLOSING)
    return trio


@pytest.fixture(autouse=True)
def early():
    with clock.stopped_at(DUE - timedelta(days=3)):
        yield


def filed_at(three, make, moment):
    with clock.stopped_at(moment):
        return filed(three, three.member, make)


def test_the_clerk_sends_the_head_gives_back_and_the_agency_keeps_why(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        actions.send_to_head(card)
        assert card.stage == "at_head"
        actions.give_back(card, "Xem lại dòng 2")
        assert card.stage == "draft"
        assert [(line.act, line.reason) for line in lines_of_card(card.id)][:2] == [
            ("give_back", "Xem lại dòng 2"), ("send_to_head", ""),
        ]  # fmt: skip


def test_giving_back_wants_a_reason(three, make):
    card = begun(three, three.member, make)
    with pytest.raises(Refused, match="lý do"), working(three, three.member, make):
        actions.send_to_head(card)
        actions.give_back(card, "  ")


def test_what_the_agency_says_to_itself_is_not_the_leads(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        actions.send_to_head(card)
        actions.give_back(card, "Xem lại dòng 2")
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        assert lines_of_card(card.id) == []


def test_a_card_with_objections_is_refused_with_each_row(three, make):
    card = begun(three, three.member, make)
    with pytest.raises(Refused) as refused, working(three, three.member, make):
        fill(card, {"I/1": Inputs(points=Decimal(0))})
        actions.send_to_head(card)
        actions.submit(card, card.version)
    assert [str(objection) for objection in refused.value.objections] == [
        "I/1: được 0 điểm thì phải nêu lý do ở ghi chú", "I/2: chưa chấm", "I/3: chưa chấm",
    ]  # fmt: skip


def test_a_draft_does_not_leave_past_the_head(three, make):
    card = begun(three, three.member, make)
    with pytest.raises(Refused, match="đang soạn"), working(three, three.member, make):
        fill(card)
        actions.submit(card, card.version)


def test_the_head_submits_only_what_he_saw(three, make):
    card = begun(three, three.member, make)
    with pytest.raises(Stale), working(three, three.member, make):
        fill(card)
        actions.send_to_head(card)
        seen = card.version
        actions.give_back(card, "sửa")
        actions.send_to_head(card)
        actions.submit(card, seen)


def test_submission_copies_every_row_under_its_seal(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        sealed = last_filed(card.id)
        rows = filed_marks_of(sealed.id)
        assert (sealed.number, sealed.days_late, len(rows)) == (1, 0, 4)
        assert {row.inputs for row in rows} == {mark.inputs for mark in marks(card).values()}
        assert len({row.seal for row in rows}) == 4
        assert len(seal_code(sealed.seal).split("-")) == 4


def test_submitting_twice_files_once(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        first = last_filed(card.id)
        assert actions.submit(card, 1).id == first.id
        assert card.filings == 1


def test_after_submission_the_lead_sees_the_sealed_rows_and_not_the_draft(three, make):
    card = filed(three, three.member, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        assert len(filed_marks_of(last_filed(card.id).id)) == 4
        assert marks(card) == {}
    db.session.expunge_all()
    with working(three, three.lead, make, seated=False):
        assert last_filed(card.id) is None


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (DUE, 0),
        (DUE + timedelta(seconds=1), 1),
        (DUE + timedelta(hours=7), 1),  # midnight in Vietnam
        (DUE + timedelta(days=1, seconds=1), 1),
        (CLOSING, 2),
    ],
)
def test_late_is_told_to_the_second_and_counted_by_the_day(three, make, moment, days):
    card = filed_at(three, make, moment)
    with working(three, three.member, make):
        assert last_filed(card.id).days_late == days
        assert lateness_in(three.year.id, three.member.id) == {"scorecard": days}


def test_after_the_closing_nothing_is_filed(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
        actions.send_to_head(card)
    with (
        clock.stopped_at(CLOSING + timedelta(seconds=1)),
        pytest.raises(Refused, match="khóa sổ"),
        working(three, three.member, make),
    ):
        actions.submit(card, card.version)


def returned(three, make, until, rows=()):
    card = filed(three, three.member, make)
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        card = card_again(three, three.member)
        send_back(card, "Bổ sung minh chứng", until, rows)
    db.session.expunge_all()
    return card


def test_a_returned_card_may_be_filed_after_the_closing_while_its_time_limit_runs(three, make):
    until = CLOSING + timedelta(days=5)
    returned(three, make, until)
    with clock.stopped_at(until), working(three, three.member, make):
        card = card_again(three, three.member)
        fill(card, {"I/1": Inputs(points=Decimal(30))})
        actions.send_to_head(card)
        again = actions.submit(card, card.version)
        assert (again.number, again.days_late, card.stage) == (2, 0, "submitted")
        assert (card.returned_reason, card.returned_until, card.returned_rows) == ("", None, "[]")


def test_a_returned_card_is_shut_out_once_its_time_limit_is_over(three, make):
    until = CLOSING + timedelta(days=5)
    returned(three, make, until)
    with (
        clock.stopped_at(until + timedelta(seconds=1)),
        pytest.raises(Refused, match="hết thời hạn nộp lại"),
        working(three, three.member, make),
    ):
        fill(card_again(three, three.member), {"I/1": Inputs(points=Decimal(30))})


def test_after_a_partial_return_rows_that_were_not_named_keep_their_seals(three, make):
    card = returned(three, make, None, ["I/1"])
    with working(three, three.member, make):
        card = card_again(three, three.member)
        before = {row.criterion_id: row.seal for row in filed_marks_of(last_filed(card.id).id)}
        fill(card, {"I/1": Inputs(points=Decimal(30))})
        actions.send_to_head(card)
        actions.give_back(card, "khoan")  # a way inside the agency does not reopen the other rows
        with pytest.raises(Refused, match="niêm phong"):
            fill(card, {"I/2": FULL["I/1"]})
        actions.send_to_head(card)
        actions.submit(card, card.version)
        after = {row.criterion_id: row.seal for row in filed_marks_of(last_filed(card.id).id)}
        changed = [criterion for criterion in before if before[criterion] != after[criterion]]
        assert changed == [marks(card)["I/1"].criterion_id]


def test_what_was_filed_is_never_changed(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        row = filed_marks_of(last_filed(card.id).id)[0]
        row.note = "khác"
        with pytest.raises(Exception, match=r"wall|permission denied"):  # a trigger's word, or PostgreSQL's
            db.session.flush()
        db.session.rollback()
    assert isinstance(row, FiledMark)


def test_the_whole_way_stands_in_the_journal(three, make):
    filed(three, three.member, make)
    with acting(make.scope(three, three.lead)):
        verdict = verify(three.bloc.id)
    assert verdict.broken_at == 0
    assert verdict.lines >= 6


def test_points_that_the_portal_computes_are_outside_the_seal_and_every_word_is_inside(three, make):
    returned(three, make, None)
    with working(three, three.member, make):
        card = card_again(three, three.member)
        before = last_filed(card.id).seal
        note_lateness(three.year.id, three.member.id, "scorecard", 3)  # the timeliness row is worth less now
        actions.send_to_head(card)
        assert actions.submit(card, card.version).seal == before
    db.session.expunge_all()
    with working(three, three.lead, make, seated=True):
        send_back(card_again(three, three.member), "Ghi chú thêm", None)
    db.session.expunge_all()
    with working(three, three.member, make):
        card = card_again(three, three.member)
        mark = marks(card)["I/1"]
        actions.claim(mark, FULL["I/1"], "một chữ", mark.version)
        actions.send_to_head(card)
        assert actions.submit(card, card.version).seal != before
