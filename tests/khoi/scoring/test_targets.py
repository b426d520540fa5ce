"""The lead says who has no target on a compared row, of the lead the deputy does, before the card is filed; the agency
then enters one figure."""

import threading
from decimal import Decimal

import pytest

from khoi.scoring.actions import begin, claim, objections_to_card, submit
from khoi.scoring.actions.targeting import set_untargeted
from khoi.scoring.models import card_of, marks_of, untargeted_in
from khoi.scoring.rules import Inputs
from tenants.database import db
from tenants.models import membership_of
from tenants.refusal import Refused
from tenants.scope import acting
from tests.khoi.accounts.people import post
from tests.khoi.home.years_lived import begun_card, change_card, visitor

RELATIVE = '{"type":"relative","unit":"việc"}'
PAGE = "/noi-chinh/2026/targets"


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(
        bloc,
        {"code": "1", "title": "Vượt chỉ tiêu", "ceiling": "60", "method": RELATIVE},
        {"code": "2", "title": "Phối hợp", "ceiling": "40", "method": '{"type":"direct"}'},
    )
    make.dates(bloc)
    return bloc


def untarget(three, make, paths=("I/1",)):
    with acting(make.scope(three, three.lead)):
        changed = set_untargeted(membership_of(three.year.id, three.member.id), paths, {"I/1"})
        make.keep()
    return changed


def test_only_rows_that_compare_the_bloc_can_be_without_a_target(three, make):
    assert untarget(three, make, ("I/1", "I/2", "bịa"))
    assert not untarget(three, make)
    with acting(make.scope(three, three.member, seated=False)):
        assert set(untargeted_in(three.year.id)[three.member.id]) == {"I/1"}
        db.session.rollback()
    with acting(make.scope(three, three.other, seated=False)):
        assert untargeted_in(three.year.id) == {}
        db.session.rollback()


def test_a_figure_entered_under_the_other_rule_must_be_entered_anew(three, make):
    with acting(make.scope(three, three.member, seated=False)):
        card = begin(three.year.id, three.member.id)
        mark = marks_of(card.id)[0][0]
        claim(mark, Inputs(actual=Decimal(11), target=Decimal(10)), "", mark.version)
        make.keep()
        assert not [o for o in objections_to_card(card) if "chỉ tiêu" in o.message]
        db.session.rollback()
    untarget(three, make)
    with acting(make.scope(three, three.member, seated=False)):
        assert [o.path for o in objections_to_card(card) if "giao chỉ tiêu" in o.message] == ["I/1"]
        db.session.rollback()


def test_a_filed_card_is_returned_before_its_targets_change(three, make):
    make.filed_card(three, three.member)
    with acting(make.scope(three, three.lead)), pytest.raises(Refused, match="đã nộp"):
        set_untargeted(membership_of(three.year.id, three.member.id), ["I/1"], {"I/1"})
    db.session.rollback()


def test_the_leads_page_saves_a_row_and_nobody_else_enters(app, three):
    lead = visitor(app, "l.clerk")
    member = membership_of(three.year.id, three.member.id).public_id
    db.session.remove()
    answer = post(lead, f"{PAGE}/{member}", untargeted="I/1")
    assert answer.status_code == 303
    assert "checked" in lead.get(PAGE).get_data(as_text=True)
    assert visitor(app, "a.head").get(PAGE).status_code == 403


def test_a_target_given_after_all_is_asked_for_and_the_row_can_be_filed(app, three, make):
    with acting(make.scope(three, three.member, seated=False)):
        card = begin(three.year.id, three.member.id)
        mark = marks_of(card.id)[0][0]
        make.keep()
    untarget(three, make)
    clerk = visitor(app, "a.clerk")
    address = f"/noi-chinh/2026/marks/{mark.public_id}"
    assert post(clerk, f"{address}/claim", version=1, actual="11").status_code == 303
    untarget(three, make, ())
    assert 'name="target"' in clerk.get(address).get_data(as_text=True)
    assert post(clerk, f"{address}/claim", version=2, actual="11", target="10").status_code == 303
    with acting(make.scope(three, three.member, seated=False)):
        assert not [o for o in objections_to_card(card) if "chỉ tiêu" in o.message]
        db.session.rollback()


def test_a_row_that_a_return_left_sealed_keeps_its_target(three, make):
    make.filed_card(three, three.member)
    change_card(three, three.member, stage="returned", returned_rows='["I/2"]')
    with pytest.raises(Refused, match="hay tiêu chí ấy"):
        untarget(three, make)
    db.session.rollback()
    change_card(three, three.member, returned_rows='["I/1"]')
    assert untarget(three, make)


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [("lead", "member", True), ("lead", "deputy", True), ("lead", "lead", False), ("deputy", "lead", True),
     ("deputy", "member", False), ("deputy", "deputy", False)],
)  # fmt: skip
def test_nobody_gives_his_own_agency_its_targets(three, make, who, whom, may):
    with acting(make.scope(three, getattr(three, who))):
        member = membership_of(three.year.id, getattr(three, whom).id)
        if may:
            assert set_untargeted(member, ["I/1"], {"I/1"})
        else:
            with pytest.raises(Refused, match="đơn vị mình"):
                set_untargeted(member, ["I/1"], {"I/1"})
        db.session.rollback()


def test_the_page_shows_ticks_only_where_one_may_set_them(app, three):
    lead, deputy = (visitor(app, login).get(PAGE).get_data(as_text=True) for login in ("l.head", "p.head"))
    assert (lead.count("<form id"), deputy.count("<form id")) == (3, 1)
    assert "Khối phó giao" in lead
    assert deputy.count(">Khối trưởng giao<") == 3
    own = membership_of(three.year.id, three.lead.id).public_id
    db.session.remove()
    assert post(visitor(app, "l.head"), f"{PAGE}/{own}", untargeted="I/1").status_code == 409
    assert post(visitor(app, "p.clerk"), f"{PAGE}/{own}", untargeted="I/1").status_code == 303


def test_a_card_that_is_just_being_submitted_keeps_the_targets_it_is_sealed_under(app, three, make):
    """The lead looked at a draft; while he saves, the agency's head submits it: the lead waits, and is refused."""
    begun_card(three, three.member, "at_head")
    submitted, said = threading.Event(), []

    def lead_saves():
        with app.app_context(), acting(make.scope(three, three.lead)):
            submitted.wait(5)
            try:
                set_untargeted(membership_of(three.year.id, three.member.id), ["I/1"], {"I/1"})
                db.session.commit()
            except Refused as refused:
                said.append(refused.message)
            finally:
                db.session.remove()

    other = threading.Thread(target=lead_saves)
    other.start()
    with acting(make.scope(three, three.member, seated=False)):
        card = card_of(three.year.id, three.member.id)
        submit(card, card.version)
        db.session.flush()
        submitted.set()
        other.join(0.5)  # time enough to save, were the card not held
        db.session.commit()
        other.join(15)
        assert untargeted_in(three.year.id) == {}
        db.session.rollback()
    assert "đã nộp" in said[0]
