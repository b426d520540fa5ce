"""The agency begins its card and scores itself, row by row."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from json import loads

import pytest

from khoi.scoring import actions
from khoi.scoring.models import MarkLine, lines_of_card, lines_of_mark
from khoi.scoring.rules import Inputs
from tenants import clock
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope, acting
from tests.khoi.scoring.cards_made import FULL, ROWS, begun, card_again, filed, fill, marks, new_version, working

CLOSED = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    return trio


def test_a_card_is_begun_with_an_empty_mark_for_every_criterion(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        assert list(marks(card)) == ["I/1", "I/2", "I/3", "I/4"]
        assert {mark.inputs for mark in marks(card).values()} == {"{}"}
        assert [line.act for line in lines_of_card(card.id)] == ["begin"]


def test_beginning_twice_gives_the_same_card(three, make):
    assert begun(three, three.member, make).id == begun(three, three.member, make).id


def test_without_a_sheet_nobody_can_begin(make):
    trio = make.bloc_of_three()
    with pytest.raises(Refused, match="chưa công bố bảng tiêu chí"):
        begun(trio, trio.member, make)


def test_after_the_closing_nobody_begins_and_nobody_claims(three, make):
    make.dates(three, CLOSED - timedelta(days=2), CLOSED)
    with clock.stopped_at(CLOSED):
        card = begun(three, three.member, make)
    with clock.stopped_at(CLOSED + timedelta(seconds=1)):
        with pytest.raises(Refused, match="khóa sổ"), working(three, three.member, make):
            fill(card)
        with pytest.raises(Refused, match="Đã khóa sổ lúc 17:00 ngày 27/11/2026"):
            begun(three, three.other, make)


def test_points_follow_from_the_method(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
        rows = marks(card)
        assert rows["I/1"].points == Decimal("38.5")
        assert rows["I/2"].points == Decimal("35.83")  # 40 - 2 × 2,0833…


def test_points_that_depend_on_others_are_never_stored(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        rows = marks(card)
        assert rows["I/3"].points is None
        assert rows["I/4"].points is None
        assert all("points" not in loads(rows["I/3"].inputs) for _ in rows)


def test_every_change_is_a_line_with_the_whole_state(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make, user=7):
        mark = marks(card)["I/1"]
        actions.claim(mark, Inputs(points=Decimal(8)), "lần đầu", 1)
        actions.claim(mark, Inputs(points=Decimal("8.5")), "", 2)
        newest, oldest = lines_of_mark(mark.id)
    assert loads(oldest.state) == {"inputs": {"points": "8"}, "points": "8", "note": "lần đầu", "evidence": []}
    assert loads(newest.state)["points"] == "8.5"
    assert (newest.act, newest.by, mark.version) == ("claim", 7, 3)


def test_the_same_word_twice_changes_nothing(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        mark = marks(card)["I/1"]
        actions.claim(mark, FULL["I/1"], "", 1)
        actions.claim(mark, FULL["I/1"], "", 1)  # resent with the version it was first sent with
        assert mark.version == 2
        assert len(lines_of_mark(mark.id)) == 1


def test_a_stale_cell_is_refused_and_keeps_what_the_other_clerk_wrote(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make, user=1):
        mark = marks(card)["I/1"]
        actions.claim(mark, Inputs(points=Decimal(8)), "", 1)
    with pytest.raises(Stale), working(three, three.member, make, user=2):
        actions.claim(mark, Inputs(points=Decimal(9)), "", 1)
    db.session.expunge_all()
    with working(three, three.member, make):
        assert marks(card_again(three, three.member))["I/1"].points == 8


def test_a_card_that_left_is_not_scored_any_more(three, make):
    card = filed(three, three.member, make)
    with pytest.raises(Refused, match="không sửa được nữa"), working(three, three.member, make):
        fill(card, {"I/1": Inputs(points=Decimal(1))})


def test_of_a_card_returned_in_part_only_the_named_rows_reopen(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        card.stage, card.returned_rows = "returned", '["I/1"]'
        fill(card, {"I/1": Inputs(points=Decimal(1))})
    with pytest.raises(Refused, match="vẫn niêm phong"), working(three, three.member, make):
        fill(card, {"I/2": Inputs(actual=Decimal(1), target=Decimal(2))})


def test_lateness_is_never_the_agencys_own_word(three, make):
    card = begun(three, three.member, make)
    with pytest.raises(Refused, match="phần mềm tính"), working(three, three.member, make):
        fill(card, {"I/4": Inputs(days_late=0)})


def test_a_rival_cannot_claim_our_row(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        mark = marks(card)["I/1"]
    db.session.expunge_all()
    with acting(make.scope(three, three.other)):
        db.session.add(MarkLine(year_id=mark.year_id, agency_id=mark.agency_id, mark_id=mark.id, act="x", state="{}"))
        with pytest.raises(OutOfScope):
            db.session.flush()
    db.session.rollback()


def test_a_new_version_of_the_sheet_keeps_what_still_answers_and_computes_anew(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
    new_version(
        three, make, row_1={"ceiling": Decimal(30)}, row_2={"method": '{"type":"percent","minus_per_percent":"3"}'}
    )
    with working(three, three.member, make):
        actions.carry_over(card)
        db.session.flush()
        rows = marks(card)
        assert rows["I/1"].inputs == "{}"  # 38,5 no longer fits under 30
        assert rows["I/2"].points == Decimal("33.75")
        assert rows["I/3"].inputs != "{}"
        assert lines_of_card(card.id)[0].act == "carry_over"


def test_a_criterion_that_a_new_version_drops_leaves_the_card_and_a_new_one_comes_empty(three, make):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
    new_version(three, make, row_1=None, row_3={"code": "5", "path": "I/5"})
    with working(three, three.member, make):
        actions.carry_over(card)
        db.session.flush()
        assert list(marks(card)) == ["I/2", "I/5", "I/4"]
        assert marks(card)["I/5"].inputs == "{}"


def test_carrying_over_twice_changes_nothing(three, make):
    card = begun(three, three.member, make)
    new_version(three, make)
    with working(three, three.member, make):
        actions.carry_over(card)
        version = card.version
        actions.carry_over(card)
        assert card.version == version


def test_rows_that_a_new_version_changes_are_open_though_only_others_came_back(three, make):
    card = filed(three, three.member, make)
    with working(three, three.member, make):
        again = card_again(three, three.member)
        again.stage, again.returned_rows = "returned", '["I/2"]'
    new_version(three, make, row_1={"ceiling": Decimal(30)}, row_3={"code": "5", "path": "I/5"})
    db.session.expunge_all()
    with working(three, three.member, make):
        card = card_again(three, three.member)
        actions.carry_over(card)
        db.session.flush()
        fill(card, {"I/1": Inputs(points=Decimal(29)), "I/5": Inputs(actual=Decimal(5), target=Decimal(4))})
        assert marks(card)["I/1"].points == Decimal(29)
        with pytest.raises(Refused, match="niêm phong"):
            actions.claim(marks(card)["I/4"], Inputs(), "đổi", marks(card)["I/4"].version)
