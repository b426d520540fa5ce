"""Answers: the agency's own until its head sends them, late by the day, then the lead's to read."""

from datetime import UTC, datetime, timedelta

import pytest

from khoi.documents import actions
from khoi.documents.models import (
    answered_at_head,
    counts_in,
    document_by_id,
    files_of_replies,
    files_of_reply,
    replies_due,
    replies_to,
)
from khoi.documents.rules import ReplyStage
from tenants import clock
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import OutOfScope, acting
from tests.khoi.documents.documents_made import at_work, delivered, issued, received

DUE = datetime(2026, 5, 8, 10, tzinfo=UTC)  # 17:00 in Vietnam


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def asked(three, make):
    """A document that asks every member for an answer until 8 May, 17:00."""
    with clock.stopped_at(DUE - timedelta(days=5)):
        return issued(three, make, "Công văn góp ý", reply_asked="Góp ý", reply_due=DUE)


def write(three, make, asked, agency, text="Thống nhất", *, file=False):
    with at_work(three, agency, make, seated=False):
        reply = actions.begin_reply(delivered(asked, agency))
        actions.write_reply(reply, text)
        if file:
            actions.add_reply_file(reply, received("Góp ý.pdf"))
        actions.reply_to_head(reply)
        return reply.id


def send(three, make, asked, agency, *, is_head=True):
    with at_work(three, agency, make, seated=False):
        delivery = delivered(asked, agency)
        reply = actions.begin_reply(delivery)
        actions.send_reply(reply, document_by_id(asked), delivery, is_head=is_head)
        return reply.days_late


def test_of_an_answer_that_is_not_sent_the_lead_and_rivals_see_nothing(three, make, asked):
    write(three, make, asked, three.member, file=True)
    for agency in (three.lead, three.deputy, three.other):
        with at_work(three, agency, make):
            assert replies_to(asked) == {}
            assert files_of_replies(asked) == {}
    with at_work(three, three.lead, make):
        assert counts_in(three.year.id)[asked].replied == 0


def test_a_sent_answer_is_the_leads_to_read_and_no_rivals(three, make, asked):
    write(three, make, asked, three.member, file=True)
    with clock.stopped_at(DUE):
        assert send(three, make, asked, three.member) == 0
    with at_work(three, three.lead, make):
        row = delivered(asked, three.member)
        assert [reply.text for reply in replies_to(asked)[row.id]] == ["Thống nhất"]
        assert sum(map(len, files_of_replies(asked).values())) == 1
        assert row.read_at is not None
        assert counts_in(three.year.id)[asked].replied == 1
    for agency in (three.deputy, three.other):
        with at_work(three, agency, make):
            assert replies_to(asked) == {}


@pytest.mark.parametrize(
    ("after", "days"),
    [(timedelta(0), 0), (timedelta(seconds=1), 1), (timedelta(hours=7), 1), (timedelta(days=2), 2)],
)
def test_lateness_counts_calendar_days_from_the_second_after_it_was_due(three, make, asked, after, days):
    write(three, make, asked, three.member)
    with clock.stopped_at(DUE + after):
        assert send(three, make, asked, three.member) == days


def test_what_is_owed_is_due_until_it_is_sent(three, make, asked):
    with at_work(three, three.member, make, seated=False):
        assert replies_due(three.year.id, three.member.id) == [(document_by_id(asked), DUE)]
    write(three, make, asked, three.member)
    with at_work(three, three.member, make, seated=False):
        assert len(replies_due(three.year.id, three.member.id)) == 1
        assert len(answered_at_head(three.year.id, three.member.id)) == 1
    send(three, make, asked, three.member)
    with at_work(three, three.member, make, seated=False):
        assert replies_due(three.year.id, three.member.id) == []
        assert answered_at_head(three.year.id, three.member.id) == []
    with at_work(three, three.other, make, seated=False):
        assert len(replies_due(three.year.id, three.other.id)) == 1


def test_a_clerk_does_not_send(three, make, asked):
    write(three, make, asked, three.member)
    with pytest.raises(Refused):
        send(three, make, asked, three.member, is_head=False)


def test_a_sent_answer_is_sealed_and_supplemented_by_another(three, make, asked):
    write(three, make, asked, three.member, file=True)
    send(three, make, asked, three.member)
    with at_work(three, three.lead, make):
        first = replies_to(asked)[delivered(asked, three.member).id][0].id
    with at_work(three, three.member, make, seated=False):
        again = actions.begin_reply(delivered(asked, three.member))
        assert (again.number, again.stage, again.id != first) == (2, ReplyStage.DRAFT, True)
        sealed = next(row for row in replies_to(asked)[again.delivery_id] if row.number == 1)
        for change in (
            lambda: actions.write_reply(sealed, "Sửa"),
            lambda: actions.add_reply_file(sealed, received("khác.pdf", b"khac")),
            lambda: actions.remove_reply_file(sealed, files_of_reply(sealed.id)[0]),
        ):
            with pytest.raises(Refused, match="đã gửi"):
                change()


def test_begun_twice_it_is_one_answer(three, make, asked):
    with at_work(three, three.member, make, seated=False):
        delivery = delivered(asked, three.member)
        assert actions.begin_reply(delivery).id == actions.begin_reply(delivery).id


def test_an_empty_answer_goes_nowhere(three, make, asked):
    with at_work(three, three.member, make, seated=False):
        reply = actions.begin_reply(delivered(asked, three.member))
        with pytest.raises(Refused, match="đính kèm"):
            actions.reply_to_head(reply)


def test_what_asks_for_no_answer_takes_none(three, make):
    document_id = issued(three, make)
    with at_work(three, three.member, make, seated=False), pytest.raises(Refused, match="không yêu cầu"):
        actions.begin_reply(delivered(document_id, three.member))


def test_a_withdrawn_document_takes_no_more_answers(three, make, asked):
    write(three, make, asked, three.member)
    with at_work(three, three.lead, make):
        actions.withdraw(document_by_id(asked), "Nhầm")
    with pytest.raises(Refused):
        send(three, make, asked, three.member)
    with at_work(three, three.member, make, seated=False):
        assert replies_due(three.year.id, three.member.id) == []


def test_the_lead_writes_no_words_into_an_answer(three, make, asked):
    write(three, make, asked, three.member)
    send(three, make, asked, three.member)
    with acting(make.scope(three, three.lead)):
        reply = replies_to(asked)[delivered(asked, three.member).id][0]
        reply.text = "Sửa hộ"
        with pytest.raises(OutOfScope):
            db.session.commit()
        db.session.rollback()
