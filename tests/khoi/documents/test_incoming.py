"""What comes from above: the lead's register of it."""

from datetime import date, timedelta

import pytest

from khoi.documents import actions
from khoi.documents.actions import Came
from khoi.documents.models import (
    WantedIncoming,
    count_incoming,
    deployed_by,
    files_of_incoming,
    incoming_due,
    incoming_in,
)
from khoi.documents.rules import Handling
from tenants import clock
from tenants.refusal import Refused
from tests.khoi.documents.documents_made import at_work, issued, received


@pytest.fixture
def three(make):
    return make.bloc_of_three()


def came(**more):
    values = {"sender": "UBND tỉnh", "subject": "V/v tổng kết phong trào thi đua", "received_on": clock.today()} | more
    return Came(**values)


def register(three, make, **more):
    with at_work(three, three.lead, make):
        return actions.register(three.bloc.id, three.year.id, came(**more)).id


def test_lines_are_numbered_in_order(three, make):
    for _ in range(3):
        register(three, make)
    with at_work(three, three.lead, make):
        assert [row.number for row in incoming_in(three.year.id)] == [3, 2, 1]


@pytest.mark.parametrize("agency", ["deputy", "member", "other"])
def test_nobody_but_the_lead_sees_what_came_in(three, make, agency):
    register(three, make)
    with at_work(three, getattr(three, agency), make):
        assert incoming_in(three.year.id) == []


def test_a_day_that_cannot_be_is_refused_at_its_field(three, make):
    tomorrow = clock.today() + timedelta(days=1)
    for wrong, field in (({"received_on": tomorrow}, "received_on"), ({"dated": tomorrow}, "dated")):
        with at_work(three, three.lead, make), pytest.raises(Refused) as refused:
            actions.register(three.bloc.id, three.year.id, came(**wrong))
        assert refused.value.field == field
    with at_work(three, three.lead, make):
        assert incoming_in(three.year.id) == []


def test_what_is_dealt_with_says_when_and_is_no_longer_due(three, make):
    register(three, make, due=clock.today() - timedelta(days=2))
    with at_work(three, three.lead, make):
        row = incoming_due(three.year.id)[0]
        overdue = WantedIncoming(state="overdue", today=clock.today())
        assert count_incoming(three.year.id, overdue) == 1
        actions.amend(row, came(due=row.due, state=Handling.DONE, result="Đã báo cáo"))
        assert row.done_on == clock.today()
        assert incoming_due(three.year.id) == []
        assert count_incoming(three.year.id, overdue) == 0
        actions.amend(row, came(due=row.due, state=Handling.UNDER_WAY))
        assert row.done_on is None


def test_the_nearest_deadline_comes_first_and_those_without_one_last(three, make):
    for due in (None, date(2030, 2, 1), date(2030, 1, 1)):
        register(three, make, due=due)
    with at_work(three, three.lead, make):
        assert [row.due for row in incoming_due(three.year.id)] == [date(2030, 1, 1), date(2030, 2, 1), None]


def test_what_was_deployed_is_linked_both_ways(three, make):
    document_id = issued(three, make)
    incoming_id = register(three, make, document_id=document_id)
    with at_work(three, three.lead, make):
        assert [row.id for row in deployed_by(document_id)] == [incoming_id]
    with at_work(three, three.member, make, seated=False):
        assert deployed_by(document_id) == []


def test_it_is_found_without_diacritics_by_sender_subject_and_who_deals_with_it(three, make):
    register(three, make, assigned="Nguyễn Thị Hoa")
    register(three, make, subject="V/v khác")
    with at_work(three, three.lead, make):
        for words in ("tong ket", "nguyen thi hoa", "ubnd phong trao"):
            assert len(incoming_in(three.year.id, WantedIncoming(words))) == 1


def test_the_same_bytes_twice_are_one_file(three, make):
    register(three, make)
    with at_work(three, three.lead, make):
        row = incoming_in(three.year.id)[0]
        actions.add_incoming_file(row, received())
        actions.add_incoming_file(row, received("bản sao.pdf"))
        file = files_of_incoming(row.id)[0]
        actions.remove_incoming_file(row, file)
        assert files_of_incoming(row.id) == []
