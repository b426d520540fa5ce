"""The old lead hands over: one list that both heads sign, that the receiver reads and nobody changes."""

import pytest

from khoi.scoring.models import cards_in
from khoi.turnover import actions
from khoi.turnover.models import Handover, handover_of, passed_on, reception_of
from khoi.turnover.rules import Kind, items_from
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import OutOfScope, acting
from tests.khoi.scoring.cards_made import begun, filed, fill, working
from tests.khoi.turnover.turned import leading, rolled

pytestmark = pytest.mark.usefixtures("in_december")


def test_what_passes_on_is_the_blocs_and_names_no_draft(trio, make):
    filed(trio, trio.member, make)
    drafting = begun(trio, trio.other, make)
    with working(trio, trio.other, make):
        fill(drafting)
    with working(trio, trio.lead, make, seated=True):
        passed = passed_on(trio.year, ("Quỹ thi đua",))
        papers, matters = ([item.title for item in passed.of(kind)] for kind in Kind)
        assert "Phiếu chấm đã nộp" in papers
        assert "Nhật ký của Khối" in papers
        assert matters == ["Chưa nộp phiếu chấm", "Chưa thẩm định xong", "Kết quả xếp hạng chưa công bố"]
        [missing_cards] = [item.detail for item in passed.items if item.title == "Chưa nộp phiếu chấm"]
        assert missing_cards == "Đơn vị L, Đơn vị P, Đơn vị B"


def test_both_heads_sign_one_list_each_in_his_own_year(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "Quỹ thi đua\nTủ hồ sơ")
        given = actions.hand_over(trio.year, "Quỹ thi đua\nTủ hồ sơ")
        assert actions.hand_over(trio.year, "khác").id == given.id
    digest = given.digest
    with leading(trio, year, make, trio.deputy):
        offered = handover_of(trio.year.id)
        assert items_from(offered.items).lines == ("Quỹ thi đua", "Tủ hồ sơ")
        with pytest.raises(Refused):
            actions.receive(year, offered, "0" * 64, "")
        actions.receive(year, offered, digest, "Đủ")
        assert actions.receive(year, offered, digest, "lại").note == "Đủ"
        assert reception_of(year.id).digest == digest


def test_a_list_that_was_signed_stands(trio, make):
    rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    with pytest.raises(Refused, match="đã ký"), working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "thêm")


def test_only_the_receiver_reads_a_handover_and_only_once_it_is_signed(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "Quỹ")
    with leading(trio, year, make, trio.deputy):
        assert handover_of(trio.year.id) is None
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "Quỹ")
    for agency in (trio.member, trio.other):
        with acting(make.scope(trio, agency, seated=False)):
            assert handover_of(trio.year.id) is None
            db.session.rollback()
    with leading(trio, year, make, trio.deputy):
        assert handover_of(trio.year.id) is not None


def test_nobody_hands_over_to_nobody_or_to_himself(trio, make):
    with pytest.raises(Refused, match="Chưa có Khối trưởng năm 2027"), working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    rolled(trio, make, lead=trio.lead.id, deputy=trio.deputy.id)
    with pytest.raises(Refused, match="tiếp tục là Khối trưởng"), working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")


def test_a_receiver_writes_nothing_into_the_handover(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    with pytest.raises(OutOfScope), leading(trio, year, make, trio.deputy):
        handover_of(trio.year.id).items = "{}"
        db.session.flush()
    with pytest.raises(OutOfScope), working(trio, trio.member, make):
        db.session.add(Handover(bloc_id=trio.bloc.id, year_id=trio.year.id, shown_to="members"))
        db.session.flush()


def test_the_new_lead_sees_no_draft_of_the_old_year(trio, make):
    filed(trio, trio.member, make)
    drafting = begun(trio, trio.other, make)
    with working(trio, trio.other, make):
        fill(drafting)
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        assert cards_in(trio.year.id) == {}  # its own, and what is published
        assert cards_in(year.id) == {}
