"""The register: a number is given out once, from 01 on each 1 January, whoever is faster."""

import threading
from datetime import UTC, date, datetime

import pytest

from khoi.documents import actions
from khoi.documents.actions import Elsewhere
from khoi.documents.models import (
    all_taken,
    document_by_id,
    entries_in,
    entry_of,
    kinds_in,
    register_years,
    taken_numbers,
)
from khoi.documents.rules import FIRST_KINDS, Kind, next_number
from tenants import clock
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import acting
from tests.khoi.documents.documents_made import FEBRUARY, at_work, drafted, issue, issued


@pytest.fixture
def three(make):
    return make.bloc_of_three()


def on(day):
    """Noon in Vietnam of that day."""
    return clock.stopped_at(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))


def elsewhere(number, dated=FEBRUARY, kind="Kế hoạch", subject="Kế hoạch trên giấy"):
    return Elsewhere(kind, number, dated, subject)


def test_an_issued_document_has_its_line_with_whom_it_went_to(three, make):
    document_id = issued(three, make, signer="Đậu Trường An")
    with at_work(three, three.lead, make):
        entry = entry_of(document_id)
        assert (entry.sign, entry.number, entry.signer) == ("01/KH-KTĐ", 1, "Đậu Trường An")
        assert entry.recipients == "Đơn vị P, Đơn vị A, Đơn vị B"


def test_each_kind_counts_for_itself_and_each_calendar_year_begins_at_one(three, make):
    with on(date(2027, 1, 2)):
        last = issued(three, make, "Kế hoạch cuối năm", number=7, dated=date(2026, 12, 31))
        first = issued(three, make, "Kế hoạch đầu năm", dated=date(2027, 1, 1))
        notice = issued(three, make, "Thông báo", kind="Thông báo", dated=date(2027, 1, 1))
    with at_work(three, three.lead, make):
        signs = [document_by_id(one).sign for one in (last, first, notice)]
        assert signs == ["07/KH-KTĐ", "01/KH-KTĐ", "01/TB-KTĐ"]
        assert register_years(three.bloc.id) == [2027, 2026]


def test_the_day_that_counts_is_vietnams(three, make):
    with clock.stopped_at(datetime(2026, 12, 31, 17, tzinfo=UTC)):  # midnight in Vietnam
        assert clock.today() == date(2027, 1, 1)
        issued(three, make, dated=clock.today())
    with at_work(three, three.lead, make):
        assert taken_numbers(three.bloc.id, 2027, "KH") == {1}


def test_a_taken_number_is_refused_with_who_has_it_and_nothing_is_issued(three, make):
    issued(three, make, "Kế hoạch năm", number=5)
    second = drafted(three, make, "Kế hoạch quý")
    with pytest.raises(Refused, match=r"Số 05 .* đã cấp cho “Kế hoạch năm”.*06"):
        issue(three, make, second, number=5)
    with at_work(three, three.lead, make):
        assert document_by_id(second).sign == ""


def test_a_withdrawn_document_keeps_its_number(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make):
        actions.withdraw(document_by_id(document_id), "Nhầm")
        assert next_number(taken_numbers(three.bloc.id, clock.today().year, "KH")) == 2


def test_what_was_issued_on_paper_takes_its_number_too(three, make):
    with on(date(2026, 5, 5)):
        with at_work(three, three.lead, make):
            actions.enter_elsewhere(three.bloc.id, three.year.id, elsewhere(1))
            with pytest.raises(Refused, match="đã cấp"):
                actions.enter_elsewhere(three.bloc.id, three.year.id, elsewhere(1))
            with pytest.raises(Refused, match="sau hôm nay"):
                actions.enter_elsewhere(three.bloc.id, three.year.id, elsewhere(2, date(2026, 5, 6)))
            with pytest.raises(Refused, match="danh mục"):
                actions.enter_elsewhere(three.bloc.id, three.year.id, elsewhere(2, kind="Chỉ thị"))
        document_id = issued(three, make)
    with at_work(three, three.lead, make):
        assert document_by_id(document_id).sign == "02/KH-KTĐ"


def test_a_line_entered_by_hand_can_be_struck_and_its_number_is_free_again(three, make):
    with on(date(2026, 5, 5)), at_work(three, three.lead, make):
        entry = actions.enter_elsewhere(three.bloc.id, three.year.id, elsewhere(4))
        actions.strike(entry)
        assert entries_in(2026) == []
        assert taken_numbers(three.bloc.id, 2026, "KH") == set()


def test_the_line_of_what_was_issued_here_stays(three, make):
    document_id = issued(three, make)
    with at_work(three, three.lead, make), pytest.raises(Refused, match="giữ nguyên"):
        actions.strike(entry_of(document_id))


def test_kinds_in_one_series_share_their_numbers(three, make):
    shared = [Kind("Kế hoạch", "KH-KTĐ", "Chung"), Kind("Thông báo", "TB-KTĐ", "Chung")]
    with at_work(three, three.lead, make):
        actions.settle_kinds(three.bloc.id, three.year.id, shared)
    one = issued(three, make, "Kế hoạch")
    two = issued(three, make, "Thông báo", kind="Thông báo")
    with at_work(three, three.lead, make):
        assert [document_by_id(row).sign for row in (one, two)] == ["01/KH-KTĐ", "02/TB-KTĐ"]


def test_the_kinds_of_custom_hold_until_the_bloc_writes_its_own(three, make):
    with at_work(three, three.lead, make):
        assert kinds_in(three.year.id) == FIRST_KINDS
        actions.settle_kinds(three.bloc.id, three.year.id, [*FIRST_KINDS, Kind("Chỉ thị", "CT-KTĐ", "CT")])
        assert len(kinds_in(three.year.id)) == len(FIRST_KINDS) + 1
        with pytest.raises(Refused, match="hai lần"):
            actions.settle_kinds(three.bloc.id, three.year.id, [*FIRST_KINDS, FIRST_KINDS[0]])
        with pytest.raises(Refused, match="ít nhất"):
            actions.settle_kinds(three.bloc.id, three.year.id, [])


def test_the_lines_are_the_leads_and_of_a_number_others_know_only_that_it_is_taken(three, make):
    issued(three, make, "Giấy mời kín", to_all=False, chosen=[three.member.id])
    with at_work(three, three.other, make, seated=False):
        assert entries_in(clock.today().year) == []
        assert all_taken(three.bloc.id, clock.today().year) == {"KH": {1}}


def test_two_heads_at_once_never_get_one_number(app, three, make):
    """Both press "Ban hành" with the same number: one is issued, the other is told in words."""
    drafts = [drafted(three, make, f"Kế hoạch {number}") for number in range(2)]
    told, ready = [], threading.Barrier(2)

    def press(document_id):
        with app.app_context(), acting(make.scope(three, three.lead)):
            ready.wait()
            try:
                actions.issue(document_by_id(document_id), 3, clock.today())
                db.session.commit()
                told.append("ban hành")
            except Refused as refused:
                told.append(refused.message)
            finally:
                db.session.rollback()
                db.session.remove()

    threads = [threading.Thread(target=press, args=(document_id,)) for document_id in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told)[1] == "ban hành"
    assert "đã cấp" in sorted(told)[0]
    with at_work(three, three.lead, make):
        assert [entry.number for entry in entries_in(clock.today().year)] == [3]
