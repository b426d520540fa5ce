"""A registration is written, filed in time or late, returned, entered from paper; and nobody else sees the draft."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from khoi.pledges import actions
from khoi.pledges.models import (
    FiledRegistration,
    FiledResults,
    RegisteredTitleRow,
    TargetRow,
    catalogue_of,
    contents_of,
    filings_of,
    last_registered,
    last_registered_in,
    registrations_in,
    targets_of,
)
from khoi.pledges.rules import Agreement, Contents, RegisteredTitle, Target, seal_of
from khoi.years.models import lateness_in
from tenants import clock
from tenants.database import db
from tenants.notices import notices_to
from tenants.refusal import Refused, Stale
from tenants.scope import OutOfScope
from tests.khoi.pledges.pledges_made import CLOSING, DUE, SONG, filed, fill, own, working

CONTENTS = Contents(
    (RegisteredTitle("LĐTT", "Lao động tiên tiến", "title", "individual", 9),),
    (Target("k00000000001", "Thi hành xong"),),
)
WORDS = Agreement("Trích yếu", "Mở đầu", "Điều một", "100 % đơn vị", "Lạng Sơn", issuer="KHỐI THI ĐUA")
pytestmark = pytest.mark.usefixtures("in_march")


def test_filing_in_time_writes_no_lateness(three, make):
    with clock.stopped_at(DUE):
        filed(three, three.member, make)
    with working(three, three.member, make):
        assert lateness_in(three.year.id, three.member.id) == {"registration": 0}
        assert last_registered(three.year.id, three.member.id).days_late == 0


@pytest.mark.parametrize(("after", "days"), [(timedelta(seconds=1), 1), (timedelta(days=3), 3)])
def test_filing_late_writes_the_days_into_the_years_lateness_at_once(three, make, after, days):
    with clock.stopped_at(DUE + after):
        filed(three, three.member, make)
    with working(three, three.member, make):
        assert lateness_in(three.year.id, three.member.id) == {"registration": days}


def test_after_khoa_so_nothing_is_filed_but_what_was_returned_until_its_time(three, make):
    fill(three, three.member, make)
    with clock.stopped_at(CLOSING + timedelta(seconds=1)):
        with pytest.raises(Refused, match="Đã khóa sổ"), working(three, three.member, make):
            actions.send_to_head(own(three, three.member))
        assert last(three, make) is None
    with clock.stopped_at(DUE):
        filed(three, three.other, make)
        with working(three, three.lead, make, seated=True):
            actions.send_back(own(three, three.other), "Bổ sung số", CLOSING + timedelta(days=5))
    with clock.stopped_at(CLOSING + timedelta(days=4)), working(three, three.other, make):
        row = own(three, three.other)
        actions.send_to_head(row)
        again = actions.file_registration(row, seal_of(contents_of(row.id)))
        assert (again.number, again.days_late) == (2, 0)
        assert lateness_in(three.year.id, three.other.id) == {"registration": 0}


def last(three, make):
    with working(three, three.member, make):
        return last_registered(three.year.id, three.member.id)


def test_the_head_files_only_what_he_saw_and_twice_is_once(three, make):
    fill(three, three.member, make)
    with working(three, three.member, make):
        actions.send_to_head(own(three, three.member))
    with pytest.raises(Stale), working(three, three.member, make):
        actions.file_registration(own(three, three.member), "0" * 64)
    with working(three, three.member, make):
        row = own(three, three.member)
        seal = seal_of(contents_of(row.id))
        first = actions.file_registration(row, seal)
        assert actions.file_registration(row, seal).id == first.id
        assert len(filings_of(row.id)) == 1


def test_what_is_filed_is_not_edited_any_more(three, make):
    filed(three, three.member, make)
    with working(three, three.member, make):
        row = own(three, three.member)
        target = targets_of(row.id)[0]
        for change in (
            lambda: actions.change_target(target, "khác", "", None, target.version),
            lambda: actions.add_target(row, "thêm"),
            lambda: actions.remove_target(target),
            lambda: actions.register_title(row, catalogue_of(three.year.id)[0], 1, "", 0),
        ):
            with pytest.raises(Refused, match="đã nộp"):
                change()


def test_a_stale_row_is_refused_and_the_same_save_twice_changes_nothing(three, make):
    fill(three, three.member, make)
    with working(three, three.member, make):
        row = own(three, three.member)
        target = targets_of(row.id)[0]
        actions.change_target(target, "Mới", "%", Decimal(90), 1)
        actions.change_target(target, "Mới", "%", Decimal(90), 1)
        assert target.version == 2
        with pytest.raises(Stale):
            actions.change_target(target, "Của người kia", "%", Decimal(90), 1)
        title = next(each for each in catalogue_of(three.year.id) if each.code == "LĐTT")
        with pytest.raises(Stale):
            actions.register_title(row, title, 7, "", 0)
        assert actions.add_target(row, "Mới", "%", Decimal(90)).id == target.id


def test_the_draft_is_the_agencys_alone_and_the_lead_sees_only_what_is_filed(three, make):
    fill(three, three.member, make, text=SONG, names=SONG)
    for who, seated in ((three.lead, True), (three.deputy, True), (three.other, True), (three.lead, False)):
        with working(three, who, make, seated=seated):
            for table in (RegisteredTitleRow, TargetRow, FiledRegistration):
                assert not db.session.scalars(select(table)).all()
    with working(three, three.other, make):
        assert not registrations_in(three.year.id)
    with working(three, three.member, make):
        actions.send_to_head(own(three, three.member))
        row = own(three, three.member)
        actions.file_registration(row, seal_of(contents_of(row.id)))
    with working(three, three.lead, make, seated=True):
        assert last_registered_in(three.year.id)[three.member.id].registered.targets[0].text == SONG
        assert not db.session.scalars(select(TargetRow)).all()
    with working(three, three.other, make):
        assert not db.session.scalars(select(FiledRegistration)).all()


def test_neither_rival_nor_lead_writes_into_anothers_registration(three, make):
    fill(three, three.member, make)
    with working(three, three.member, make):
        row = own(three, three.member)
        owner = {"year_id": row.year_id, "agency_id": row.agency_id, "registration_id": row.id}
    for who in (three.other, three.lead):
        for foreign in (
            TargetRow(**owner, key="k", text="lạ"),
            FiledRegistration(
                **owner, number=9, filed=True, filed_at=DUE, contents="{}", seal="0" * 64, on_paper=False
            ),
            FiledResults(**owner, period="half_year", number=1, filed=True, filed_at=DUE, results="[]"),
        ):
            with pytest.raises(OutOfScope), working(three, who, make, seated=True):
                db.session.add(foreign)
                db.session.flush()


def test_a_return_names_its_reason_and_the_old_version_stays_in_the_leads_sight(three, make):
    filed(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        actions.send_back(own(three, three.member), "Chưa rõ số", clock.now() + timedelta(days=2))
    with working(three, three.member, make):
        assert "Chưa rõ số" in notices_to(three.member.id)[0].text
        actions.add_target(own(three, three.member), "Chỉ tiêu thêm")
    with working(three, three.lead, make, seated=True):
        assert len(last_registered_in(three.year.id)[three.member.id].registered.targets) == 1


def test_a_return_until_a_time_that_is_over_is_refused(three, make):
    filed(three, three.member, make)
    with pytest.raises(Refused), working(three, three.lead, make, seated=True):
        actions.send_back(own(three, three.member), "Chưa rõ số", clock.now())
