"""A report is drafted by its agency alone, also from the words of an earlier period."""

from datetime import date, timedelta

import pytest

from khoi.reports import actions
from khoi.reports.models import (
    definition_of,
    draft_of,
    filings_of_report,
    report_on,
    requests_of,
    sections_of,
)
from khoi.reports.models.earlier import earlier_of
from khoi.reports.rules import Kind
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope
from tests.khoi.reports.reports_made import (
    CLOSING,
    DUE,
    SMALL,
    SOUND,
    as_,
    asked,
    drafted,
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


# --- drafted --------------------------------------------------------------------------------------------------------


def test_a_draft_is_its_agencys_alone(trio):
    asked(trio)
    drafted(trio, trio.member)
    for who, seated in ((trio.lead, True), (trio.deputy, True), (trio.other, True), (trio.other, False)):
        with as_(trio, who, seated=seated):
            row = report_on(request(trio).id, trio.member.id)
            if row is not None:
                draft = draft_of(row)
                assert (draft.texts, draft.figures, draft.annexes) == ({}, {}, [])
                assert filings_of_report(row.id) == []


def test_nobody_else_writes_a_draft(trio):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        text = next(iter(draft_of(report(trio, trio.member)).texts.values()))
    db.session.commit()
    with pytest.raises(OutOfScope), as_(trio, trio.lead, seated=True):
        db.session.add(text)
        text.text = "Sửa hộ"
        db.session.flush()
    db.session.rollback()


def test_beginning_twice_is_beginning_once(trio):
    asked(trio)
    with as_(trio, trio.member):
        first = actions.begin(request(trio), trio.member.id)
        again = actions.begin(request(trio), trio.member.id)
        assert first.id == again.id
        assert len(draft_of(first).figures) == 5  # the sum has no place to type in


def test_a_stale_text_is_refused_and_the_same_words_again_change_nothing(trio):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        row = next(each for each in draft_of(report(trio, trio.member)).texts.values() if each.text)
        version = row.version
        actions.write_text(row, row.text, 0)
        assert row.version == version
        with pytest.raises(Stale):
            actions.write_text(row, "Khác", version - 1)
        assert row.text == "Hoàn thành tốt nhiệm vụ."


def test_after_closing_nothing_is_written_or_filed(trio):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member, at=CLOSING + timedelta(seconds=1)):
        row = report(trio, trio.member)
        text = next(iter(draft_of(row).texts.values()))
        with pytest.raises(Refused, match="khóa sổ"):
            actions.write_text(text, "Muộn", text.version)
        with pytest.raises(Refused, match="khóa sổ"):
            actions.send_to_head(row)
    with as_(trio, trio.other, at=CLOSING + timedelta(seconds=1)), pytest.raises(Refused):
        actions.begin(request(trio), trio.other.id)


def test_a_file_is_one_of_the_kinds_that_were_asked_for(trio, app):
    asked(trio)
    drafted(trio, trio.member)
    with as_(trio, trio.member):
        row = report(trio, trio.member)
        wanted = definition_of(request(trio)).annexes[0]
        first = actions.attach(row, scan(name="danh-sach.pdf"), wanted)
        assert actions.attach(row, scan(name="ten-khac.pdf"), wanted).id == first.id
        with pytest.raises(Refused, match="chỉ nhận tệp pdf"):
            actions.attach(row, scan(name="danh-sach.xlsx"), wanted)
        actions.detach(first)
        assert draft_of(row).annexes == []


# --- words of an earlier period -------------------------------------------------------------------------------------


def second_request(trio):
    with as_(trio, trio.lead, seated=True):
        about = actions.About("Báo cáo tổng kết năm", date(2026, 1, 1), date(2026, 12, 31))
        row = actions.define(trio.bloc.id, trio.year.id, Kind.FULL_YEAR, "", about)
        actions.save_outline(row, SMALL, row.version)
        actions.ask(row, DUE + timedelta(days=150), CLOSING + timedelta(days=150))


def test_words_taken_over_are_flagged_until_somebody_edits_them(trio):
    asked(trio)
    filed(trio, trio.member, text="Sáu tháng hoàn thành.")
    second_request(trio)
    with as_(trio, trio.member):
        year = next(row for row in requests_of(trio.year.id) if row.key == "year_report")
        row = actions.begin(year, trio.member.id)
        assert earlier_of(row, year).texts == {"I": "Sáu tháng hoàn thành."}
        text = draft_of(row).texts[sections_of(year.id)[0].id]
        actions.carry_over(text)
        write(row, {}, dict(SOUND))
        assert "chưa sửa" in str(actions.objections_to_report(row)[0])
        with pytest.raises(Refused):
            actions.carry_over(draft_of(row).texts[sections_of(year.id)[1].id])
        actions.write_text(text, "Cả năm hoàn thành.", text.version)
        assert actions.objections_to_report(row) == []


def test_what_is_typed_is_not_overwritten_by_an_earlier_period(trio):
    asked(trio)
    filed(trio, trio.member)
    second_request(trio)
    with as_(trio, trio.member):
        year = next(row for row in requests_of(trio.year.id) if row.key == "year_report")
        row = actions.begin(year, trio.member.id)
        write(row, {"I": "Đã viết."}, {})
        text = draft_of(row).texts[sections_of(year.id)[0].id]
        with pytest.raises(Refused, match="đã có nội dung"):
            actions.carry_over(text)
