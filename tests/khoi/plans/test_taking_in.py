"""Plans are taken in from files: whole, in part, again, and never as another's."""

import pytest

from khoi.plans import actions
from khoi.plans.models import departments_of, removed_from, spec_of
from khoi.plans.rules import Fate, Status, read_plan, without_the_proposed, write_plan
from tenants.database import db
from tenants.journal import JournalLine
from tenants.notices import notices_to
from tenants.refusal import Refused
from tests.khoi.plans.pages_read import CLOSED, OPEN
from tests.khoi.plans.plans_made import own, planned, real_plan, small_plan, working


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def test_the_customers_plan_comes_in_whole_and_goes_out_as_it_was(trio, make):
    planned(trio, make, real_plan())
    with working(trio, trio.lead, make):
        plan, tasks = own(trio)
        spec = spec_of(plan)
        assert write_plan(without_the_proposed(spec, {})) == real_plan()
        assert sum(task.of_bloc for task in tasks.values()) == 6
        named = [each.name for each in departments_of(trio.year.id, trio.lead.id)]
        assert named == ["Các phòng Nghiệp vụ", "Hội đồng thi đua khen thưởng", "Văn phòng"]


def test_a_repeat_changes_nothing_and_keeps_what_was_done_since(trio, make):
    planned(trio, make)
    with working(trio, trio.lead, make):
        _, tasks = own(trio)
        actions.advance(tasks[OPEN], Status.DONE, "", "Xong ngày 10/7")
    with working(trio, trio.lead, make):
        before = db.session.query(JournalLine).count()
        _, matches = actions.take_in(trio.year, trio.lead.id, read_plan(small_plan()), replace_all=True)
        assert {match.fate for match in matches} == {Fate.SAME}
        assert own(trio)[1][OPEN].status == Status.DONE
        db.session.commit()
        assert db.session.query(JournalLine).count() == before


def test_tasks_that_a_file_has_not_stay_unless_the_file_is_the_whole_plan(trio, make):
    planned(trio, make)
    data = small_plan(tasks=[{"quarter": 2, "no": 1, "content": "Việc mới", "lead": "Văn phòng"}])
    assert set(planned(trio, make, data, replace_all=False)) == {CLOSED, "Việc mới"}
    planned(trio, make, small_plan(tasks=[]), replace_all=True)
    with working(trio, trio.lead, make):
        plan, tasks = own(trio)
        assert not tasks
        assert {task.content for task in removed_from(plan)} == {CLOSED, "Việc mới"}


def test_a_file_of_another_year_and_a_members_task_of_the_bloc_are_refused(trio, make):
    with working(trio, trio.lead, make), pytest.raises(Refused, match="Tệp của năm 2025"):
        actions.take_in(trio.year, trio.lead.id, read_plan(small_plan(year=2025)), replace_all=True)
    data = small_plan()
    data["tasks"][1]["of_bloc"] = True
    with working(trio, trio.member, make), pytest.raises(Refused) as refused:
        actions.take_in(trio.year, trio.member.id, read_plan(data), replace_all=True)
    assert refused.value.objections[0].path == "Quý II, số 1"


def test_a_members_plan_carries_no_task_of_the_bloc_whatever_its_words(trio, make):
    tasks = planned(trio, make, small_plan(), trio.member)
    assert not any(task.of_bloc for task in tasks.values())


def test_members_are_told_once_of_the_blocs_new_tasks(trio, make):
    planned(trio, make, real_plan())
    planned(trio, make, real_plan())
    for agency, count in ((trio.member, 1), (trio.deputy, 1), (trio.lead, 0)):
        with working(trio, agency, make, seated=False):
            assert len(notices_to(agency.id)) == count
