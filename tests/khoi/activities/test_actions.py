"""Activities: planned by the lead, answered by the invited, attended; and whom the wall keeps out."""

from datetime import timedelta

import pytest

from khoi.activities import actions
from khoi.activities.actions import Plan
from khoi.activities.models import (
    activities_ahead,
    activities_in,
    answers_due,
    answers_in,
    attendance_figures,
    figure_offered,
    files_of_activity,
    invitations_of,
    unnoted_in,
)
from khoi.activities.rules import ActivityKind, Attendance, Coming, Figures, Stage
from tenants import clock
from tenants.database import db
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import OutOfScope, acting
from tests.khoi.activities.activities_made import AHEAD, announced, found, own, planned
from tests.khoi.documents.documents_made import at_work, received


@pytest.fixture
def three(make):
    return make.bloc_of_three()


def later():
    """A day after the activity began."""
    return clock.stopped_at(clock.now() + AHEAD + timedelta(days=1))


def test_a_plan_is_the_leads_alone(three, make):
    activity_id = planned(three, make)
    for agency, seated in ((three.lead, False), (three.deputy, True), (three.other, True), (three.member, False)):
        with at_work(three, agency, make, seated=seated):
            assert activities_in(three.year.id) == []
            assert invitations_of(activity_id) == []


def test_announced_to_chosen_members_the_others_never_learn_of_it(three, make):
    activity_id = announced(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.member, make, seated=False):
        assert found(three, activity_id) is not None
        assert "Mời dự" in notices_to(three.member.id)[0].text
    for agency in (three.deputy, three.other):
        with at_work(three, agency, make):
            assert found(three, activity_id) is None
            assert invitations_of(activity_id) == []
            assert notices_to(agency.id) == []


def test_announced_to_all_every_member_is_invited_and_the_host_comes(three, make):
    activity_id = announced(three, make, host_agency_id=three.deputy.id)
    with at_work(three, three.lead, make):
        coming = {one.agency_id: one.coming for one in invitations_of(activity_id)}
        assert len(coming) == 4
        assert coming[three.deputy.id] == Coming.YES
        answers = answers_in(three.year.id)[activity_id]
        assert (answers.invited, answers.answered, answers.coming, answers.present) == (4, 1, 1, 0)


def test_it_is_announced_once(three, make):
    activity_id = announced(three, make)
    with at_work(three, three.lead, make), pytest.raises(Refused):
        actions.announce(found(three, activity_id))


def test_an_agency_answers_for_itself_and_no_rival_learns_what(three, make):
    activity_id = announced(three, make)
    with at_work(three, three.member, make, seated=False):
        assert [row.id for row in answers_due(three.year.id, three.member.id, clock.now())] == [activity_id]
        row = found(three, activity_id)
        actions.answer(own(activity_id, three.member), row, Coming.NO, 5, "Ông A", "Trùng lịch")
        assert answers_due(three.year.id, three.member.id, clock.now()) == []
        assert [one.id for one in activities_ahead(three.year.id, clock.now())] == [activity_id]
    with at_work(three, three.lead, make):
        mine = own(activity_id, three.member)
        assert (mine.coming, mine.people, mine.names, mine.away_reason) == (Coming.NO, 0, "", "Trùng lịch")
    for agency in (three.deputy, three.other):
        with at_work(three, agency, make):
            assert [one.agency_id for one in invitations_of(activity_id)] == [agency.id]


def test_once_it_has_begun_the_answer_stands(three, make):
    activity_id = announced(three, make)
    with later(), at_work(three, three.member, make, seated=False), pytest.raises(Refused, match="đã bắt đầu"):
        actions.answer(own(activity_id, three.member), found(three, activity_id), Coming.YES, 1, "", "")


def test_a_member_changes_no_activity_and_no_rivals_answer(three, make):
    activity_id = announced(three, make)
    with acting(make.scope(three, three.member, seated=False)):
        found(three, activity_id).place = "Nơi khác"
        with pytest.raises(OutOfScope):
            db.session.commit()
        db.session.rollback()


def hold(three, make, attendance, **more):
    """An activity that was held: who came, by agency."""
    activity_id = announced(three, make, **more)
    with later(), at_work(three, three.lead, make):
        row = found(three, activity_id)
        noted = {one.id: (attendance.get(one.agency_id, Attendance.UNNOTED), 2) for one in invitations_of(row.id)}
        actions.note_attendance(row, noted)
        actions.conclude(row, "Thống nhất")
    return activity_id


def test_figures_count_what_was_held_and_each_agency_learns_its_own(three, make):
    came = {three.member.id: Attendance.PRESENT, three.other.id: Attendance.UNEXCUSED}
    hold(three, make, came, host_agency_id=three.member.id)
    hold(three, make, {three.member.id: Attendance.EXCUSED}, title="Tập huấn")
    announced(three, make, title="Chưa tổ chức", host_agency_id=three.member.id)
    with at_work(three, three.lead, make):
        figures = attendance_figures(three.year.id)
        assert figures[three.member.id] == Figures(1, 2, 1, 1, 0)
        assert figures[three.other.id] == Figures(0, 2, 0, 0, 1)
    with at_work(three, three.member, make, seated=False):
        assert attendance_figures(three.year.id) == {three.member.id: Figures(1, 2, 1, 1, 0)}
        said = figure_offered(three.year.id, three.member.id, "Đăng cai hoạt động của Khối")
        assert said == "đăng cai 1 lần"
    with at_work(three, three.other, make):  # on the appraisal team, and a rival all the same
        said = figure_offered(three.year.id, three.other.id, "Vắng hội nghị của Khối không có lý do")
        assert said.startswith("vắng không có lý do 1 lần")
        assert three.deputy.id not in attendance_figures(three.year.id)


def test_attendance_is_noted_once_it_has_begun_and_only_changes_are_lines(three, make):
    activity_id = announced(three, make)
    with at_work(three, three.lead, make), pytest.raises(Refused, match="chưa bắt đầu"):
        actions.note_attendance(found(three, activity_id), {})
    with later(), at_work(three, three.lead, make):
        row = found(three, activity_id)
        assert [one.id for one in unnoted_in(three.year.id, clock.now())] == [activity_id]
        mine = own(activity_id, three.member).id
        assert actions.note_attendance(row, {mine: (Attendance.PRESENT, 3)}) == 1
        assert actions.note_attendance(row, {mine: (Attendance.PRESENT, 3)}) == 0
        assert actions.note_attendance(row, {mine: (Attendance.EXCUSED, 3)}) == 1
        assert own(activity_id, three.member).attended == 0


def test_moved_it_tells_the_invited_and_keeps_them(three, make):
    activity_id = announced(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        row = found(three, activity_id)
        actions.replan(row, Plan(ActivityKind.JOINT, row.title, "Nơi khác", row.starts_at, to_all=True))
        assert (row.place, row.to_all, row.shown_to) == ("Nơi khác", False, "chosen")
    with at_work(three, three.member, make, seated=False):
        assert "Thay đổi" in notices_to(three.member.id)[0].text
    with at_work(three, three.other, make, seated=False):
        assert found(three, activity_id) is None


def test_a_cancelled_activity_says_why_and_takes_no_more_answers(three, make):
    activity_id = announced(three, make)
    with at_work(three, three.lead, make):
        actions.cancel(found(three, activity_id), "Mưa bão")
    with at_work(three, three.member, make, seated=False):
        row = found(three, activity_id)
        assert (row.stage, row.stage_reason) == (Stage.CANCELLED, "Mưa bão")
        assert "Mưa bão" in notices_to(three.member.id)[0].text
        with pytest.raises(Refused, match="đã hủy"):
            actions.answer(own(activity_id, three.member), row, Coming.YES, 1, "", "")
    with later(), at_work(three, three.lead, make):
        for change in (actions.announce, lambda row: actions.cancel(row, "x"), lambda row: actions.conclude(row, "x")):
            with pytest.raises(Refused):
                change(found(three, activity_id))


def test_a_plan_is_thrown_away_but_what_was_announced_is_not(three, make):
    plan_id, activity_id = planned(three, make, to_all=False, chosen=[three.member.id]), announced(three, make)
    with at_work(three, three.lead, make):
        actions.add_file(found(three, plan_id), received())
        actions.drop(found(three, plan_id))
        assert found(three, plan_id) is None
        with pytest.raises(Refused):
            actions.drop(found(three, activity_id))


def test_times_that_cannot_be_are_refused(three, make):
    with pytest.raises(Refused) as refused:
        planned(three, make, ends_at=clock.now())
    assert refused.value.objections[0].path == "ends_at"


def test_papers_are_in_sight_of_the_invited_and_nobody_else(three, make):
    activity_id = planned(three, make, to_all=False, chosen=[three.member.id])
    with at_work(three, three.lead, make):
        row = found(three, activity_id)
        actions.add_file(row, received())
        actions.add_file(row, received("bản sao.pdf"))
        actions.announce(row)
    for agency, count in ((three.member, 1), (three.other, 0), (three.deputy, 0)):
        with at_work(three, agency, make):
            assert len(files_of_activity(activity_id)) == count
    with later(), at_work(three, three.lead, make):
        row = found(three, activity_id)
        actions.conclude(row, "Xong")
        file = actions.add_file(row, received("biên bản.pdf", b"khac"))
        assert (file.of_result, file.shown_to) == (True, "chosen")
        actions.remove_file(row, file)
        assert len(files_of_activity(activity_id)) == 1
