"""The lead keeps the year's rules as data; members read them."""

import re
from datetime import date

import pytest

from khoi.awards import actions
from khoi.awards.models import rule_rows, rules_of
from khoi.awards.rules import RuleKind, RuleSpec
from khoi.pledges.models import catalogue_of
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working

HERE = "/noi-chinh/2026/yearly/rules"


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


def test_a_year_begins_with_the_first_rules_once_and_each_speaks_of_the_catalogue(three, make):
    with working(three, three.lead, make, seated=True):
        year = year_by_id(three.year.id)
        count = actions.begin_rules(year)
        assert count == actions.begin_rules(year) == len(actions.first_rules()) == len(rules_of(year.id))
    with working(three, three.member, make):
        codes = {row.code for row in catalogue_of(three.year.id)}
        assert {spec.title for spec in rules_of(three.year.id)} <= codes | {""}
        assert all(spec.basis and spec.verify for spec in rules_of(three.year.id))


def test_without_a_catalogue_there_are_no_rules(make):
    three = make.bloc_of_three()
    with pytest.raises(Refused), working(three, three.lead, make, seated=True):
        actions.begin_rules(year_by_id(three.year.id))


def test_a_member_changes_no_rule(three, make):
    with working(three, three.lead, make, seated=True):
        actions.add_rule(year_by_id(three.year.id), RuleSpec(RuleKind.COUNT, "CTĐT", number=1))
    for who in (three.member, three.deputy):
        with pytest.raises(OutOfScope), working(three, who, make, seated=True):
            rule_rows(three.year.id)[0][0].number = 9
            rules_of(three.year.id)


def test_a_rule_set_aside_is_asked_of_nobody_and_stays_on_the_list(three, make):
    spec = RuleSpec(RuleKind.COUNT, "CTĐT", number=1, in_force_from=date(2026, 1, 1))
    with working(three, three.lead, make, seated=True):
        row = actions.add_rule(year_by_id(three.year.id), spec)
        assert actions.add_rule(year_by_id(three.year.id), spec).id == row.id
        assert actions.change_rule(row, spec, in_use=False)
        assert not actions.change_rule(row, spec, in_use=False)
        assert rules_of(three.year.id) == []
        assert len(rule_rows(three.year.id)) == 1


def test_the_lead_keeps_the_rules_in_the_browser(app, three):
    lead, member = Visitor(app, "l.clerk"), Visitor(app, "a.clerk")
    assert "Chưa có quy tắc nào" in member.get(HERE).text
    assert member.post(HERE + "/begin").status_code == 403
    assert lead.post(HERE + "/begin").status_code == 303
    typed = {"kind": "quota", "title": "BKT-TT", "number": "25", "out_of": "100", "in_use": "y", "basis": "Quy chế"}
    for wrong in ({"kind": "none"}, {"number": "nhiều"}, {"in_force_from": "31/02/2026"}, {"basis": "x" * 301}):
        assert lead.post(HERE + "/new", **typed | wrong).status_code == 422
    assert lead.post(HERE + "/new", **typed | {"number": "125"}).status_code == 409
    assert lead.post(HERE + "/new", **typed).status_code == 303
    assert "Nhiều nhất 25 % số đơn vị được xét" in member.get(HERE).text
    address = re.findall(HERE + r"/[\w-]{12}", lead.get(HERE).text)[-1]
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(address).text)[1]
    assert lead.post(address, seen="old", **typed | {"number": "50"}).status_code == 409
    assert lead.post(address, seen=seen, **typed | {"number": "50"}).status_code == 303
    assert "Nhiều nhất 50 %" in member.get(HERE).text
    assert member.get(address).status_code == 403
    assert lead.get(HERE + "/unknown-0000").status_code == 404
    assert member.post(HERE + "/workbook").data[:2] == b"PK"
