"""Named exceptions: one filing of one agency is open again until a time, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from khoi.scoring.models import last_filed
from khoi.years import actions
from khoi.years.models import SCORECARD, Reopening, all_dates_for, dates_for, filing_keyed, reopenings_in
from khoi.years.rules import LONGEST_REOPENING, objections_to_reopening
from tenants import clock
from tenants.database import db
from tenants.models import membership_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import OutOfScope, acting
from tests.khoi.scoring.cards_made import ROWS, filed, working

DUE = datetime(2026, 11, 25, 10, 0, 0, tzinfo=UTC)
CLOSING = DUE + timedelta(days=2)
AFTER = CLOSING + timedelta(days=1)
UNTIL = AFTER + timedelta(days=3)
WHY = "Mất điện diện rộng theo Công văn số 12"


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    make.dates(trio, DUE, CLOSING)
    return trio


@pytest.fixture(autouse=True)
def afterwards():
    with clock.stopped_at(AFTER):
        yield


def reopened(trio, make, agency, by=None, until=UNTIL, why=WHY):
    with working(trio, by or trio.lead, make, seated=True):
        filing = filing_keyed(trio.year.id, SCORECARD)
        return actions.reopen(filing, membership_of(trio.year.id, agency.id), until, why)


def closing_for(trio, make, agency):
    db.session.expunge_all()
    with acting(make.scope(trio, agency, seated=False)):
        dates = dates_for(trio.year.id, agency.id, SCORECARD)
        assert all_dates_for(trio.year.id, agency.id) == {SCORECARD: dates}
        db.session.rollback()
        return dates.closing


def test_a_filing_is_open_again_for_one_agency_until_the_time_named(trio, make):
    reopened(trio, make, trio.member)
    assert closing_for(trio, make, trio.member) == UNTIL
    assert closing_for(trio, make, trio.other) == CLOSING


def test_who_was_let_in_files_after_the_closing_and_is_late_from_the_due_time(trio, make):
    reopened(trio, make, trio.member)
    card = filed(trio, trio.member, make)
    with working(trio, trio.member, make):
        assert last_filed(card.id).days_late == 3
    with pytest.raises(Refused, match="Đã khóa sổ lúc 17:00 ngày 27/11/2026"):
        filed(trio, trio.other, make)


def test_after_the_time_named_it_is_shut_for_that_agency_too(trio, make):
    reopened(trio, make, trio.member)
    with clock.stopped_at(UNTIL + timedelta(seconds=1)), pytest.raises(Refused, match="ngày 01/12/2026"):
        filed(trio, trio.member, make)


def test_the_agency_is_told_with_the_reason_and_its_rival_is_not(trio, make):
    reopened(trio, make, trio.member)
    with acting(make.scope(trio, trio.member, seated=False)):
        [notice] = notices_to(trio.member.id)
        assert (notice.kind, WHY in notice.text) == ("exception", True)
        assert [row.reason for row in reopenings_in(trio.year.id)] == [WHY]
        db.session.rollback()
    with acting(make.scope(trio, trio.other, seated=False)):
        assert reopenings_in(trio.year.id) == []
        assert notices_to(trio.other.id) == []
        db.session.rollback()


def test_the_same_word_said_twice_changes_nothing_and_another_takes_its_place(trio, make):
    first = reopened(trio, make, trio.member)
    assert reopened(trio, make, trio.member).id == first.id
    shorter = UNTIL - timedelta(days=1)
    reopened(trio, make, trio.member, until=shorter)
    assert closing_for(trio, make, trio.member) == shorter
    with acting(make.scope(trio, trio.lead)):
        assert [row.withdrawn_at is None for row in reopenings_in(trio.year.id)] == [True, False]
        db.session.rollback()


def test_what_is_withdrawn_holds_no_longer_and_is_withdrawn_once(trio, make):
    row = reopened(trio, make, trio.member)
    with working(trio, trio.lead, make, seated=True):
        [row] = reopenings_in(trio.year.id)
        actions.withdraw_reopening(row, "Phiếu tự chấm điểm")
        actions.withdraw_reopening(row, "Phiếu tự chấm điểm")
    assert closing_for(trio, make, trio.member) == CLOSING
    with acting(make.scope(trio, trio.member, seated=False)):
        assert "rút việc mở lại" in notices_to(trio.member.id)[0].text
        assert len(notices_to(trio.member.id)) == 2
        db.session.rollback()


def test_nobody_reopens_for_himself(trio, make):
    with pytest.raises(Refused, match="do Khối phó quyết định"):
        reopened(trio, make, trio.lead)
    with pytest.raises(Refused):
        reopened(trio, make, trio.member, by=trio.deputy)
    with pytest.raises(Refused):
        reopened(trio, make, trio.deputy, by=trio.deputy)
    reopened(trio, make, trio.lead, by=trio.deputy)
    assert closing_for(trio, make, trio.lead) == UNTIL


def test_the_wall_takes_no_exception_that_an_agency_writes_for_itself(trio, make):
    row = {"year_id": trio.year.id, "filing": SCORECARD, "until": UNTIL, "reason": WHY, "made_at": AFTER}
    for agency in (trio.member, trio.lead):
        with pytest.raises(OutOfScope), working(trio, agency, make, seated=True):
            db.session.add(Reopening(agency_id=agency.id, **row))
            db.session.flush()


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (AFTER, "sau lúc này"),
        (AFTER - timedelta(days=9), "sau lúc này"),
        (AFTER + LONGEST_REOPENING + timedelta(seconds=1), "không quá 30 ngày"),
    ],
)
def test_an_exception_ends_in_the_time_to_come_and_not_too_far(trio, make, until, why):
    with pytest.raises(Refused, match=why) as refused:
        reopened(trio, make, trio.member, until=until)
    assert refused.value.field == "until"


def test_an_exception_must_reach_beyond_the_common_closing_and_stay_in_the_year():
    now = CLOSING - timedelta(days=5)
    assert "chưa đến" in objections_to_reopening(now, CLOSING, CLOSING, 2026)[0]
    assert objections_to_reopening(now, CLOSING + timedelta(seconds=1), CLOSING, 2026) == []
    march = datetime(2027, 3, 20, tzinfo=UTC)
    assert "01/04/2027" in objections_to_reopening(march, march + timedelta(days=20), CLOSING, 2026)[0]


def test_an_exception_wants_a_reason(trio, make):
    with pytest.raises(Refused) as refused:
        reopened(trio, make, trio.member, why="  ")
    assert refused.value.field == "reason"
