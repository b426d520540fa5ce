"""A report is filed as a sealed copy, late to the day, by the head who saw it; nobody else changes it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from khoi.reports import actions
from khoi.reports.models import (
    FiledText,
    draft_of,
    filed_reports,
    filings_of_report,
    last_filed,
    sections_of,
    whole_of,
)
from khoi.reports.rules import Stage
from khoi.years.models import lateness_in
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope
from tests.khoi.reports.reports_made import (
    CLOSING,
    DUE,
    KEY,
    as_,
    asked,
    drafted,
    filed,
    report,
    request,
    write,
)

ABOUT = actions.About("Báo cáo chuyên đề", date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def test_what_is_filed_is_a_sealed_copy_that_the_chairs_read(trio):
    asked(trio)
    filed(trio, trio.member)
    with as_(trio, trio.deputy, seated=True):
        members = {each.member.agency_id: each for each in filed_reports(trio.year.id, KEY)}
        found = members[trio.member.id]
        assert found.texts == {"I": "Hoàn thành tốt nhiệm vụ."}
        assert found.values["3"] == 17
        assert (found.days_late, found.on_paper, len(found.seal), len(found.text_seals)) == (0, False, 64, 2)
        assert members[trio.other.id].version_id is None
    with as_(trio, trio.other):
        assert not any(each.whole for each in filed_reports(trio.year.id, KEY))


@pytest.mark.parametrize(
    ("at", "days"),
    [
        (DUE, 0),
        (DUE + timedelta(seconds=1), 1),
        (datetime(2026, 7, 12, 1, tzinfo=UTC), 2),
        (CLOSING, 15),
    ],
)
def test_lateness_is_counted_to_the_day_and_written_into_the_year(trio, at, days):
    asked(trio)
    row = filed(trio, trio.member, at)
    assert (row.filed_at, row.days_late) == (at, days)
    with as_(trio, trio.member):
        assert lateness_in(trio.year.id, trio.member.id) == {KEY: days}


def test_a_report_with_faults_stays_and_every_fault_is_named(trio):
    asked(trio)
    with as_(trio, trio.member):
        row = actions.begin(request(trio), trio.member.id)
        write(row, {"I": "một hai ba bốn năm sáu bảy tám chín"}, {"1": Decimal(1), "2": Decimal(1), "4": Decimal(5)})
        actions.send_to_head(row)
        with pytest.raises(Refused) as refused:
            actions.file_report(row, row.version)
        words = str(refused.value)
        assert "Phần I: Kết quả: 9 từ, quá 8 từ" in words
        assert "vế trái 2, vế phải 5" in words
        assert row.stage == Stage.AT_HEAD
        assert filings_of_report(row.id) == []


def test_filing_twice_files_once(trio):
    asked(trio)
    first = filed(trio, trio.member)
    with as_(trio, trio.member):
        row = report(trio, trio.member)
        assert actions.file_report(row, 0).id == first.id
        assert len(filings_of_report(row.id)) == 1


def test_the_head_files_only_what_he_saw(trio):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        row = report(trio, trio.member)
        actions.send_to_head(row)
        with pytest.raises(Stale):
            actions.file_report(row, row.version - 1)


def test_the_head_gives_a_report_back_and_says_why(trio):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        row = report(trio, trio.member)
        actions.send_to_head(row)
        with pytest.raises(Refused):
            actions.give_back(row, " ")
        text = next(iter(draft_of(row).texts.values()))
        with pytest.raises(Refused, match="chờ lãnh đạo"):
            actions.write_text(text, "Sửa", text.version)
        actions.give_back(row, "Bổ sung số liệu")
        assert row.stage == Stage.DRAFT


def test_nobody_changes_what_is_filed(trio):
    asked(trio)
    filed(trio, trio.member)
    with pytest.raises((DBAPIError, StaleDataError)), as_(trio, trio.member):
        whole = whole_of(last_filed(report(trio, trio.member).id))
        next(iter(whole.texts.values())).text = "Sửa sau"
        db.session.flush()
    db.session.rollback()


def test_an_agency_cannot_say_that_it_filed_on_paper(trio):
    asked(trio)
    row = filed(trio, trio.member)
    with pytest.raises(OutOfScope), as_(trio, trio.member):
        section = sections_of(request(trio).id)[0]
        db.session.add(FiledText(year_id=trio.year.id, agency_id=trio.member.id, filed=True, on_paper=True,
                                 filed_report_id=row.id, section_id=section.id, seal=""))  # fmt: skip
        db.session.flush()
    db.session.rollback()


def test_the_lead_cannot_write_what_a_member_filed_in_the_portal(trio):
    asked(trio)
    row = filed(trio, trio.member)
    with pytest.raises(OutOfScope), as_(trio, trio.lead, seated=True):
        section = sections_of(request(trio).id)[0]
        db.session.add(FiledText(year_id=trio.year.id, agency_id=trio.member.id, filed=True, on_paper=False,
                                 filed_report_id=row.id, section_id=section.id, seal=""))  # fmt: skip
        db.session.flush()
    db.session.rollback()
