"""Contradictions planted in what members filed: each is found and named, and nothing of it changes the lead's words."""

from decimal import Decimal

import pytest

from khoi.reports import actions as reporting
from khoi.summaries import actions
from khoi.summaries.models import gathering_of
from khoi.summaries.views.beside import sheet_of
from tenants.models import membership_of
from tests.khoi.reports.reports_made import BEFORE, as_, asked, filed, request, scan
from tests.khoi.summaries.test_consolidated import filed_anew


@pytest.fixture
def trio(app, make):
    """A names last year and nine collectives where its table has three; B's paper has figures and no words."""
    three = make.bloc_of_three()
    asked(three)
    filed(three, three.member, text="Năm 2025 khen thưởng 9 tập thể.")
    filed(three, three.lead, text="Năm 2026 khen thưởng 3 tập thể.")
    with as_(three, three.lead, seated=True):
        member = membership_of(three.year.id, three.other.id)
        figures = {"1": Decimal(1), "2": Decimal(1), "4": Decimal(2)}
        reporting.enter_paper(request(three), member, BEFORE, figures, {}, [scan()])
        actions.begin_report(request(three))
    return three


def first(trio):
    found = gathering_of(request(trio))
    return found, sheet_of(found, found.parts[0])


def test_every_planted_contradiction_is_found_at_its_source_and_no_other(trio):
    with as_(trio, trio.lead, seated=True):
        _, sheet = first(trio)
        doubts = {each.source.name: each.doubts for each in sheet.sources if each.doubts}
    assert set(doubts) == {"Đơn vị A", "Đơn vị B"}
    [year, figure] = doubts["Đơn vị A"]
    assert "2025" in year
    assert "9 tập thể" in figure
    assert "là 3" in figure
    assert doubts["Đơn vị B"] == ["Không có nội dung ở phần này."]


def test_they_stand_beside_the_leads_own_words_too_until_those_are_mended(trio):
    with as_(trio, trio.lead, seated=True):
        _, sheet = first(trio)
        assert len(sheet.doubts) == 2
        part = sheet.part
        actions.write_section(part.written, part, "Năm 2026 khen thưởng 3 tập thể.", 1, sheet.mark)
        _, sheet = first(trio)
        assert sheet.doubts == []
        assert len(next(each for each in sheet.sources if each.source.name == "Đơn vị A").doubts) == 2


def test_a_source_filed_anew_never_overwrites_the_leads_words(trio):
    with as_(trio, trio.lead, seated=True):
        before = first(trio)[1].part.text
    filed_anew(trio)
    with as_(trio, trio.lead, seated=True):
        _, sheet = first(trio)
        assert sheet.part.text == before
        changed = {each.source.name: each.change for each in sheet.sources if each.change}
    assert changed == {"Đơn vị A": "đã đổi"}


def test_each_paragraph_of_the_begun_report_is_a_members_own(trio):
    with as_(trio, trio.lead, seated=True):
        found, sheet = first(trio)
        said = {f"{each.source.name}: {each.source.text}" for each in sheet.sources if each.source.text}
        assert set(sheet.part.text.split("\n")) == said
        assert found.sums["1"] == Decimal(7)
