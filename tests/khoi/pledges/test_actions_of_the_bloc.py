"""What the lead does about registrations: paper, reminders, catalogue, giao ước; and the year's results."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from khoi.pledges import actions
from khoi.pledges.models import (
    FiledResults,
    PaperScan,
    TargetResult,
    catalogue_of,
    contents_of,
    last_registered,
    pledge_of,
    results_of,
    scan_of,
    targets_of,
    title_rows_of,
)
from khoi.pledges.rules import Agreement, Contents, RegisteredTitle, Target
from khoi.years.models import lateness_in
from tenants import clock
from tenants.database import db
from tenants.models import membership_of, year_by_id
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope, acting
from tests.khoi.pledges.pledges_made import CLOSING, DUE, SONG, filed, fill, own, working
from tests.khoi.scoring.evidence_made import received

CONTENTS = Contents(
    (RegisteredTitle("LĐTT", "Lao động tiên tiến", "title", "individual", 9),),
    (Target("k00000000001", "Thi hành xong"),),
)
WORDS = Agreement("Trích yếu", "Mở đầu", "Điều một", "100 % đơn vị", "Lạng Sơn", issuer="KHỐI THI ĐUA")
pytestmark = pytest.mark.usefixtures("in_march")


def paper(three, make, agency, at, contents=CONTENTS):
    """Entered two weeks after hạn nộp."""
    with clock.stopped_at(DUE + timedelta(days=14)), working(three, three.lead, make, seated=True):
        member = membership_of(three.year.id, agency.id)
        return actions.enter_paper(member, contents, at, received(name="Đăng ký.pdf"))


def test_a_paper_registration_is_timed_by_its_arrival_and_marked(three, make):
    fill(three, three.member, make, text=SONG)
    filing = paper(three, make, three.member, DUE + timedelta(days=2, microseconds=5))
    assert (filing.on_paper, filing.days_late) == (True, 2)
    with working(three, three.member, make):
        assert lateness_in(three.year.id, three.member.id) == {"registration": 2}
        assert scan_of(filing.id).name == "Đăng ký.pdf"
        assert targets_of(own(three, three.member).id)[0].text == SONG
        assert "bằng giấy" in notices_to(three.member.id)[0].text
    with working(three, three.other, make):
        assert not db.session.scalars(select(PaperScan)).all()


def test_paper_is_refused_after_khoa_so_from_the_future_and_where_something_is_filed(three, make):
    for at in (CLOSING + timedelta(seconds=1), DUE + timedelta(days=15)):
        with pytest.raises(Refused):
            paper(three, make, three.member, at)
    with pytest.raises(Refused):
        paper(three, make, three.member, DUE, Contents())
    with pytest.raises(Refused, match="của đơn vị mình"):
        paper(three, make, three.lead, DUE)
    with clock.stopped_at(DUE):
        filed(three, three.member, make)
    with pytest.raises(Refused, match="đã nộp"):
        paper(three, make, three.member, DUE)


def test_what_came_on_paper_may_be_copied_into_the_returned_one_under_the_same_keys(three, make):
    paper(three, make, three.member, DUE)
    with working(three, three.lead, make, seated=True):
        actions.send_back(own(three, three.member), "Sửa", clock.now() + timedelta(days=1))
    with working(three, three.member, make):
        row = own(three, three.member)
        assert actions.copy_from(row, CONTENTS, same_keys=True) == 2
        assert actions.copy_from(row, CONTENTS, same_keys=True) == 0
        assert contents_of(row.id) == CONTENTS


def test_last_years_registration_is_a_start_without_names_and_without_overwriting(three, make):
    fill(three, three.member, make)
    old = Contents((RegisteredTitle("LĐTT", "Lao động tiên tiến", "title", "individual", 3, "Hoa"),), CONTENTS.targets)
    with working(three, three.member, make):
        row = own(three, three.member)
        assert actions.copy_from(row, old) == 1
        assert [title.count for title in contents_of(row.id).titles] == [12]
        assert targets_of(row.id)[1].key != "k00000000001"


def test_one_click_reminds_whoever_has_not_filed_and_not_twice_within_the_hour(three, make):
    filed(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        assert actions.remind_all(three.year.id) == 2
        assert actions.remind_all(three.year.id) == 0
        for agency, words in ((three.member, "đã nộp"), (three.other, "vừa được nhắc")):
            with pytest.raises(Refused, match=words):
                actions.remind_of_registration(membership_of(three.year.id, agency.id))


def test_the_catalogue_begins_once_is_changed_as_data_and_refuses_a_second_code(three, make):
    with working(three, three.lead, make, seated=True):
        rows = catalogue_of(three.year.id)
        assert actions.begin_catalogue(year_by_id(three.year.id)) == rows
        spec = actions.catalogue.TitleSpec("HKH", "Hình khen khác", "commendation", "individual", "agency", "")
        row = actions.add_title(year_by_id(three.year.id), spec)
        with pytest.raises(Refused):
            actions.add_title(year_by_id(three.year.id), spec)
        with pytest.raises(Refused):
            actions.change_title(rows[0], spec, in_use=True)
        assert actions.change_title(row, spec, in_use=False)
        assert not actions.change_title(row, spec, in_use=False)
        assert row not in catalogue_of(three.year.id)


def test_the_giao_uoc_is_the_leads_until_it_is_issued_and_then_all_see_it_with_its_scan(three, make):
    scan = received()
    with working(three, three.lead, make, seated=True):
        pledge = actions.draft_pledge(year_by_id(three.year.id), WORDS)
        assert actions.draft_pledge(year_by_id(three.year.id), WORDS).id == pledge.id
        with pytest.raises(Refused):
            actions.file_signed(pledge, scan)
    with working(three, three.member, make):
        assert pledge_of(three.year.id) is None
    with working(three, three.lead, make, seated=True):
        pledge = pledge_of(three.year.id)
        actions.issue_pledge(pledge)
        actions.issue_pledge(pledge)
        kept = actions.file_signed(pledge, scan)
        assert actions.file_signed(pledge, scan).id == kept.id
        with pytest.raises(Refused):
            actions.change_pledge(pledge, Agreement("Khác", "", "a", "b", ""))
    with working(three, three.member, make):
        assert pledge_of(three.year.id).subject == "Trích yếu"
        assert [notice.kind for notice in notices_to(three.member.id)] == ["issued", "issued"]


def enter(three, agency, make, figure, version=0):
    with working(three, agency, make):
        row = own(three, agency)
        key = last_registered(three.year.id, agency.id).registered.targets[0].key
        return actions.enter_result(row, "half_year", key, figure, "", version)


def test_results_are_the_agencys_until_its_head_files_them(three, make):
    filed(three, three.member, make)
    with pytest.raises(Refused, match="Còn 1 chỉ tiêu"), working(three, three.member, make):
        actions.file_results(own(three, three.member), "half_year")
    enter(three, three.member, make, Decimal(98))
    with working(three, three.lead, make, seated=True):
        assert not db.session.scalars(select(TargetResult)).all()
    with working(three, three.member, make):
        row = own(three, three.member)
        first = actions.file_results(row, "half_year")
        assert actions.file_results(row, "half_year").id == first.id
    with pytest.raises(Stale):
        enter(three, three.member, make, Decimal(97), version=0)
    enter(three, three.member, make, Decimal(97), version=1)
    with working(three, three.lead, make, seated=True):
        assert [row.by_key.popitem()[1].figure for row in db.session.scalars(select(FiledResults))] == [Decimal(98)]
    with working(three, three.member, make):
        assert actions.file_results(own(three, three.member), "half_year").number == 2


def test_a_result_needs_a_target_that_was_filed(three, make):
    filed(three, three.member, make)
    with pytest.raises(Refused), working(three, three.member, make):
        actions.enter_result(own(three, three.member), "half_year", "lạ", Decimal(1), "", 0)
    with working(three, three.member, make):
        assert not results_of(own(three, three.member).id, "half_year")
        assert title_rows_of(own(three, three.member).id)


def test_a_rival_begins_no_registration_for_another(three, make):
    with pytest.raises(OutOfScope), acting(make.scope(three, three.other, seated=False)):
        actions.begin_registration(three.year.id, three.member.id)
        db.session.flush()
    db.session.rollback()
