"""What of the year's work is handed over, what both chairs close over, and which outlines go along."""

from datetime import date
from json import loads

import pytest

from khoi.ballots import actions as ballots
from khoi.ballots.actions import Terms
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Kind as Question
from khoi.ballots.rules import Sheet
from khoi.documents.actions import Came, register, settle_kinds
from khoi.documents.models import kind_rows, kinds_in
from khoi.documents.rules import Kind as PaperKind
from khoi.reports.actions import About, define
from khoi.reports.models import definition_of, request_keyed, requests_of
from khoi.reports.rules import Annex, Outline, Section
from khoi.reports.rules import Kind as ReportKind
from khoi.turnover.actions import ask_to_close, confirm_closing
from khoi.turnover.models import closing_request, passed_on, taken_from, texts_behind, unfinished
from khoi.turnover.rules import Kind, day_a_year_on, moved_outline, texts_of_report
from tenants import clock
from tenants.models import year_by_id
from tenants.roles import YearState
from tests.khoi.activities.activities_made import announced
from tests.khoi.ballots.ballots_made import Council, at_work, opened
from tests.khoi.documents.documents_made import drafted, issued
from tests.khoi.plans.plans_made import planned
from tests.khoi.reports import reports_made
from tests.khoi.scoring.cards_made import working
from tests.khoi.turnover.turned import leading, rolled

CANARY = "CHIM-HOANG-YEN"
pytestmark = pytest.mark.usefixtures("in_december")


def busy(trio, make):
    """A plan, an issued document and a draft, something that came in, an invitation, a report asked of all."""
    planned(trio, make)
    issued(trio, make, "Kế hoạch năm")
    drafted(trio, make, "Thông báo chưa ra")
    with working(trio, trio.lead, make, seated=True):
        register(trio.bloc.id, trio.year.id, Came("UBND tỉnh", "Công văn đôn đốc", clock.today(), "12/UBND"))
    announced(trio, make, "Hội nghị tổng kết", to_all=False, chosen=[trio.member.id])
    reports_made.asked(trio)
    reports_made.filed(trio, trio.member)
    reports_made.drafted(trio, trio.other, CANARY)


def test_the_years_work_is_handed_over_and_nothing_of_a_members_draft(trio, make):
    busy(trio, make)
    with working(trio, trio.lead, make, seated=True):
        passed = passed_on(trio.year)
        papers, matters = ({item.title: item.detail for item in passed.of(kind)} for kind in Kind)
    assert papers["Việc của Khối trong kế hoạch năm 2026"] == "1 việc"
    assert papers["01/KH-KTĐ Kế hoạch năm"].startswith("ngày ")
    assert papers["Sổ đăng ký văn bản năm 2026"] == "số cuối của Kế hoạch: 01"
    assert papers["Báo cáo sơ kết 6 tháng"] == "1/4 đơn vị đã nộp"
    assert matters["Sơ kết Khối thi đua"] == "quý II, chưa làm"
    assert matters["Văn bản đến 12/UBND Công văn đôn đốc"] == "chờ xử lý"
    assert matters["Dự thảo chưa ban hành"] == "Thông báo chưa ra"
    assert "Hội nghị tổng kết" in matters
    assert matters["Chưa nộp: Báo cáo sơ kết 6 tháng"] == "Đơn vị L, Đơn vị P, Đơn vị B"
    told = str(passed)
    assert CANARY not in told
    assert "Việc kín" not in told


def test_votes_and_decisions_are_handed_over_and_what_waits_stays_open(trio, make):
    of = Council(trio, make, [trio.lead, trio.deputy, trio.member, trio.other])
    terms = Terms("Thông qua Quy chế", Question.QUESTION, basis="Quy chế", held_on=date(2026, 11, 20))
    ballot_id, _ = opened(of, terms, tellers=2)
    open_titles = {"Cuộc bỏ phiếu chưa xong: Thông qua Quy chế"}
    with at_work(of.scope(trio.lead)):
        assert open_titles <= {item.title for item in passed_on(trio.year).of(Kind.MATTER)}
        key = candidates_of(ballot_id)[0].public_id
        ballots.enter_counts(ballot_by_id(ballot_id), Sheet(4, 4, 0, 4, 0), {key: (3, 1, 0)})
    with at_work(of.scope(trio.deputy)):
        ballots.confirm_counts(ballot_by_id(ballot_id))
        assert not any("bỏ phiếu" in line for line in unfinished(trio.year))
    with at_work(of.scope(trio.lead)):
        papers = {item.title: item.detail for item in passed_on(trio.year).of(Kind.PAPER)}
    assert papers["Thông qua Quy chế"] == "kiểm phiếu ngày 20/11/2026"


def test_both_chairs_close_over_the_same_list_though_the_lead_sees_more(trio, make):
    busy(trio, make)
    with working(trio, trio.lead, make, seated=True):
        asked = loads(ask_to_close(trio.year).unfinished)
    assert any("Chưa nộp: Báo cáo sơ kết" in line for line in asked)
    assert any("Sơ kết Khối thi đua" in line for line in asked)
    assert not any("UBND" in line or "Thông báo chưa ra" in line for line in asked)
    with working(trio, trio.deputy, make, seated=True):
        assert unfinished(trio.year) == asked
        confirm_closing(closing_request(trio.year.id))
    assert year_by_id(trio.year.id).state == YearState.CLOSED


def test_outlines_of_reports_go_along_unasked_and_named_a_year_on(trio, make):
    reports_made.asked(trio)
    with working(trio, trio.lead, make, seated=True):
        about = About("Báo cáo chuyên đề năm 2026", date(2026, 1, 1), date(2026, 10, 31), "Công văn 12")
        define(trio.bloc.id, trio.year.id, ReportKind.THEMED, "chuyen-de", about)
        settle_kinds(trio.bloc.id, trio.year.id, [PaperKind("Tờ trình", "TTr-KTĐ", "to-trinh")])
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        half, themed = requests_of(year.id)
        assert (half.is_asked, half.shown_to, half.period_start) == (False, "lead", date(2027, 1, 1))
        assert definition_of(half).outline == reports_made.SMALL
        assert (themed.title, themed.basis, themed.key) == ("Báo cáo chuyên đề năm 2027", "", "chuyen-de")
        assert [kind.name for kind in kinds_in(year.id)] == ["Tờ trình"]
        assert texts_behind(year) == []
    with working(trio, trio.lead, make, seated=True):
        assert request_keyed(trio.year.id, "half_year_report").is_asked


def test_outlines_stay_behind_where_they_were_not_chosen(trio, make):
    reports_made.asked(trio)
    year = rolled(trio, make, outlines=False)
    with leading(trio, year, make, trio.deputy):
        assert requests_of(year.id) == []
        assert kind_rows(year.id) == []


def test_kinds_of_custom_are_not_written_down_by_the_turn(trio, make):
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        assert kind_rows(year.id) == []


def test_what_an_outline_still_says_of_the_year_before_is_listed(trio, make):
    reports_made.asked(trio, Outline((Section("I", "So với năm 2025", "Số liệu năm 2026"),)))
    with working(trio, trio.lead, make, seated=True):
        taken = taken_from(trio.year)
    words = [text.words for text in taken.texts()]
    assert "So với năm 2025" in words
    assert "Số liệu năm 2027" in words


def test_a_leap_day_becomes_the_day_before():
    assert day_a_year_on(date(2028, 2, 29)) == date(2029, 2, 28)


def test_an_outline_is_renamed_wherever_people_read_it():
    outline = Outline((Section("I", "Kết quả 2026", "Nêu 2026"),), (), (), (Annex("Danh sách 2026"),))
    moved = moved_outline(outline, 2026)
    words = [text.words for text in texts_of_report("Báo cáo", moved)]
    assert words == ["Báo cáo", "Kết quả 2027", "Nêu 2027", "Danh sách 2027"]
