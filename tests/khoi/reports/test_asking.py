"""A report is asked for, put right, given up; and says no where it must."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from khoi.reports import actions
from khoi.reports.models import (
    definition_of,
    requests_of,
    sections_of,
)
from khoi.reports.rules import Kind, Section
from khoi.years.models import filing_keyed
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tests.khoi.reports.reports_made import (
    CLOSING,
    DUE,
    KEY,
    SMALL,
    as_,
    asked,
    request,
)

ABOUT = actions.About("Báo cáo chuyên đề", date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


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
