"""A report is asked for, drafted, filed, returned, entered from paper, reminded of; each says no where it must."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from khoi.reports import actions
from khoi.reports.models import (
    FiledText,
    definition_of,
    draft_of,
    filed_reports,
    filings_of_report,
    last_filed,
    report_on,
    requests_of,
    sections_of,
    whole_of,
)
from khoi.reports.models.earlier import earlier_of
from khoi.reports.rules import Kind, Section, Stage
from khoi.years.models import filing_keyed, lateness_in
from tenants.database import db
from tenants.models import members_of
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope
from tests.khoi.reports.reports_made import (
    CLOSING,
    DUE,
    KEY,
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


# --- asked for ------------------------------------------------------------------------------------------------------


def test_a_report_in_preparation_is_seen_by_the_lead_alone(trio):
    asked(trio, ask=False)
    for who, seated in ((trio.member, False), (trio.deputy, True), (trio.lead, False)):
        with as_(trio, who, seated=seated):
            assert requests_of(trio.year.id) == []
    with as_(trio, trio.lead, seated=True):
        assert [row.key for row in requests_of(trio.year.id)] == [KEY]


def test_asking_shows_all_of_it_sets_the_dates_and_tells_every_member(trio):
    asked(trio)
    with as_(trio, trio.member):
        assert definition_of(request(trio)).outline == SMALL
        filing = filing_keyed(trio.year.id, KEY)
        assert (filing.due, filing.closing) == (DUE, CLOSING)
        assert "17:00 ngày 10/07/2026" in notices_to(trio.member.id)[0].text


def test_asking_twice_tells_once(trio):
    asked(trio)
    with as_(trio, trio.lead, seated=True):
        actions.ask(request(trio), DUE + timedelta(days=1), CLOSING)
        assert filing_keyed(trio.year.id, KEY).due == DUE
    with as_(trio, trio.member):
        assert len(notices_to(trio.member.id)) == 1


def test_what_was_asked_for_is_frozen_but_for_guidance_which_says_that_it_was_corrected(trio):
    asked(trio)
    with as_(trio, trio.lead, seated=True):
        row = request(trio)
        with pytest.raises(Refused):
            actions.save_outline(row, replace(SMALL, sections=SMALL.sections[:1]), row.version)
        with pytest.raises(Refused):
            actions.describe(row, ABOUT)
        with pytest.raises(Refused):
            actions.discard(row)
        first = sections_of(row.id)[0]
        with pytest.raises(Refused):
            actions.correct(row, {first.public_id: "Nêu ba kết quả."}, " ", row.version)
        actions.correct(row, {first.public_id: "Nêu ba kết quả."}, "Phần I nêu ba kết quả", row.version)
    with as_(trio, trio.member):
        assert sections_of(request(trio).id)[0].guidance == "Nêu ba kết quả."
        assert request(trio).correction == "Phần I nêu ba kết quả"
        assert "đính chính" in notices_to(trio.member.id)[0].text


def test_a_report_that_asks_nothing_is_not_asked(trio):
    asked(trio, replace(SMALL, sections=()), ask=False)
    with as_(trio, trio.lead, seated=True), pytest.raises(Refused) as refused:
        actions.ask(request(trio), DUE, CLOSING)
    assert "chưa có phần nào" in str(refused.value)


def test_an_outline_with_a_fault_is_not_kept_and_the_old_one_stays(trio):
    asked(trio, ask=False)
    with as_(trio, trio.lead, seated=True):
        row = request(trio)
        with pytest.raises(Refused):
            actions.save_outline(row, replace(SMALL, sections=(Section("I", "A"), Section("I", "B"))), row.version)
        assert definition_of(row).outline == SMALL


def test_two_people_who_change_an_outline_hear_of_each_other(trio):
    asked(trio, ask=False)
    with as_(trio, trio.lead, seated=True):
        row = request(trio)
        with pytest.raises(Stale):
            actions.save_outline(row, replace(SMALL, checks=()), row.version - 1)


@pytest.mark.parametrize("key", ["", "Chuyên đề", "year_report", "a b"])
def test_a_report_of_its_own_kind_needs_a_plain_key(trio, key):
    with as_(trio, trio.lead, seated=True), pytest.raises(Refused):
        actions.define(trio.bloc.id, trio.year.id, Kind.THEMED, key, ABOUT)


def test_a_year_has_each_report_once_and_of_its_own_period(trio):
    asked(trio, ask=False)
    with as_(trio, trio.lead, seated=True):
        with pytest.raises(Refused):
            actions.define(trio.bloc.id, trio.year.id, Kind.HALF_YEAR, "", ABOUT)
        with pytest.raises(Refused):
            early = replace(ABOUT, period_start=date(2025, 12, 1))
            actions.define(trio.bloc.id, trio.year.id, Kind.THEMED, "cai-cach", early)


def test_a_report_given_up_in_preparation_leaves_nothing(trio):
    asked(trio, ask=False)
    with as_(trio, trio.lead, seated=True):
        actions.discard(request(trio))
        assert requests_of(trio.year.id) == []


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


# --- filed ----------------------------------------------------------------------------------------------------------


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
