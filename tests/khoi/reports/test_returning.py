"""A filed report is returned, entered from paper, reminded of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from khoi.reports import actions
from khoi.reports.models import (
    filed_reports,
    sections_of,
)
from khoi.reports.rules import Stage
from khoi.years.models import lateness_in
from tenants.models import members_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.khoi.reports.reports_made import (
    CLOSING,
    DUE,
    KEY,
    SOUND,
    as_,
    asked,
    filed,
    report,
    request,
    scan,
    write,
)

ABOUT = actions.About("Báo cáo chuyên đề", date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


# --- returned -------------------------------------------------------------------------------------------------------


def test_a_returned_report_keeps_its_lateness_and_may_come_after_closing_until_its_limit(trio):
    asked(trio)
    filed(trio, trio.member, DUE + timedelta(days=2))
    until = CLOSING + timedelta(days=3)
    with as_(trio, trio.lead, seated=True, at=CLOSING - timedelta(days=1)):
        row = report(trio, trio.member)
        section = sections_of(row.request_id)[0]
        actions.send_back(row, {section.public_id: "Thiếu số liệu so sánh"}, "", until)
    with as_(trio, trio.member, at=until):
        row = report(trio, trio.member)
        assert row.reasons == {section.public_id: "Thiếu số liệu so sánh"}
        write(row, {"I": "Tăng 5 % so cùng kỳ."}, {})
        actions.send_to_head(row)
        again = actions.file_report(row, row.version)
        assert (again.number, again.days_late) == (2, 2)
        assert lateness_in(trio.year.id, trio.member.id) == {KEY: 2}
        assert row.reasons == {}


def test_while_a_report_is_returned_the_chairs_read_what_was_filed_before(trio):
    asked(trio)
    filed(trio, trio.member)
    with as_(trio, trio.lead, seated=True):
        actions.send_back(report(trio, trio.member), {}, "Xem lại phần I", None)
    with as_(trio, trio.member):
        write(report(trio, trio.member), {"I": "Bản đang sửa."}, {})
    with as_(trio, trio.lead, seated=True):
        found = next(each for each in filed_reports(trio.year.id, KEY) if each.member.agency_id == trio.member.id)
        assert found.texts == {"I": "Hoàn thành tốt nhiệm vụ."}


def test_a_return_says_why_and_nobody_returns_his_own(trio):
    asked(trio)
    filed(trio, trio.member)
    filed(trio, trio.lead)
    with as_(trio, trio.lead, seated=True):
        with pytest.raises(Refused, match="lý do"):
            actions.send_back(report(trio, trio.member), {"": " "}, "", None)
        with pytest.raises(Refused, match="Khối phó"):
            actions.send_back(report(trio, trio.lead), {}, "Sửa", None)
    with as_(trio, trio.deputy, seated=True):
        actions.send_back(report(trio, trio.lead), {}, "Sửa phần I", None)
        assert report(trio, trio.lead).stage == Stage.RETURNED


# --- on paper -------------------------------------------------------------------------------------------------------


def member_row(trio, who):
    return next(row for row in members_of(trio.year.id) if row.agency_id == who.id)


def test_a_paper_report_counts_from_the_day_it_was_received(trio):
    asked(trio)
    with as_(trio, trio.lead, seated=True, at=CLOSING + timedelta(days=9)):
        day = DUE + timedelta(days=3)
        row = actions.enter_paper(request(trio), member_row(trio, trio.member), day, SOUND, {}, [scan()])
        assert (row.on_paper, row.filed_at, row.days_late) == (True, day, 3)
        found = next(each for each in filed_reports(trio.year.id, KEY) if each.member.agency_id == trio.member.id)
        assert (found.on_paper, found.values["3"], len(found.whole.annexes)) == (True, 17, 1)
    with as_(trio, trio.member):
        assert lateness_in(trio.year.id, trio.member.id) == {KEY: 3}
        assert "nộp giấy" in notices_to(trio.member.id)[0].text


def test_paper_is_not_entered_without_scan_nor_ahead_of_time_nor_after_closing_nor_with_wrong_sums(trio):
    asked(trio)
    with as_(trio, trio.lead, seated=True, at=CLOSING + timedelta(days=2)):
        of, who = request(trio), member_row(trio, trio.member)
        for day, values, scans in (
            (DUE, SOUND, []),
            (CLOSING + timedelta(days=4), SOUND, [scan()]),
            (CLOSING + timedelta(days=1), SOUND, [scan()]),
            (DUE, SOUND | {"4": Decimal(99)}, [scan()]),
        ):
            with pytest.raises(Refused):
                actions.enter_paper(of, who, day, values, {}, scans)


def test_paper_does_not_replace_what_a_member_filed_in_the_portal(trio):
    asked(trio)
    filed(trio, trio.member)
    with as_(trio, trio.lead, seated=True), pytest.raises(Refused, match="đã nộp"):
        actions.enter_paper(request(trio), member_row(trio, trio.member), DUE, SOUND, {}, [scan()])


def test_the_lead_puts_an_entry_from_paper_right(trio):
    asked(trio)
    with as_(trio, trio.lead, seated=True, at=DUE + timedelta(days=4)):
        who = member_row(trio, trio.member)
        actions.enter_paper(request(trio), who, DUE + timedelta(days=3), SOUND, {}, [scan()])
        actions.enter_paper(request(trio), who, DUE, SOUND, {}, [scan()])
        assert lateness_in(trio.year.id, trio.member.id) == {KEY: 0}


# --- reminded -------------------------------------------------------------------------------------------------------


def test_who_owes_is_reminded_once_an_hour(trio):
    asked(trio)
    filed(trio, trio.member)
    with as_(trio, trio.lead, seated=True):
        told = actions.remind_all(request(trio), members_of(trio.year.id))
        assert {row.agency_id for row in told} == {trio.lead.id, trio.deputy.id, trio.other.id}
        assert actions.remind_all(request(trio), members_of(trio.year.id)) == []
        with pytest.raises(Refused, match="vừa được nhắc"):
            actions.remind(request(trio), member_row(trio, trio.other))
        with pytest.raises(Refused, match="đã nộp"):
            actions.remind(request(trio), member_row(trio, trio.member))
    with as_(trio, trio.other):
        assert "Hạn nộp: 17:00 ngày 10/07/2026" in notices_to(trio.other.id)[0].text
