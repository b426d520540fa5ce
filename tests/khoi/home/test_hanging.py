"""What the bloc does hangs on tasks of one's own plan; what not every member knows, its own agency alone sees there."""

import re

import pytest

from tests.khoi.accounts.people import token_in
from tests.khoi.activities.activities_made import announced, found, planned
from tests.khoi.documents.documents_made import at_work
from tests.khoi.home.years_lived import HOME, page_of, visitor, words_in
from tests.khoi.plans.plans_made import planned as plan_made
from tests.khoi.plans.plans_made import small_plan

CANARY = "CHIM-HOANG-YEN"
OFFICE, BLOCS = "Việc kín của phòng", "Sơ kết Khối thi đua"


@pytest.fixture
def three(make):
    return make.bloc_of_three()


def address_of(three, make, activity_id):
    with at_work(three, three.lead, make):
        return f"{HOME}task-links/{found(three, activity_id).public_id}"


def choose(client, address, *tasks, seen=None):
    page = seen or page_of(client, address)
    sent = {"csrf_token": token_in(page), "tasks": list(tasks), "seen": seen_on(page)}
    return client.post(address, data=sent)


def seen_on(page):
    """What the page carries of how things stood when it was drawn."""
    field = re.search(r'<input[^>]*name="seen"[^>]*>', page)
    return re.search(r'value="([^"]*)"', field[0])[1]


def test_an_activity_all_know_of_is_seen_on_a_task_of_the_bloc(app, three, make):
    tasks = plan_made(three, make)
    address = address_of(three, make, announced(three, make))
    lead = visitor(app, "l.clerk")
    assert choose(lead, address, tasks[BLOCS].public_id).status_code == 303
    assert "Hội nghị sơ kết" in page_of(visitor(app, "a.clerk"), f"{HOME}plan/tasks/{tasks[BLOCS].public_id}")
    assert choose(lead, address).status_code == 303
    assert "Hội nghị sơ kết" not in page_of(lead, f"{HOME}plan/tasks/{tasks[BLOCS].public_id}")


def test_what_is_still_a_draft_hangs_unseen_by_the_others(app, three, make):
    tasks = plan_made(three, make)
    address = address_of(three, make, planned(three, make, CANARY))
    assert choose(visitor(app, "l.head"), address, tasks[BLOCS].public_id).status_code == 303
    there = f"{HOME}plan/tasks/{tasks[BLOCS].public_id}"
    assert CANARY in page_of(visitor(app, "l.clerk"), there)
    assert CANARY not in page_of(visitor(app, "a.clerk"), there)


def test_a_draft_of_the_lead_is_nowhere_for_a_member(app, three, make):
    address = address_of(three, make, planned(three, make))
    assert visitor(app, "a.clerk").get(address).status_code == 404


def test_a_member_hangs_it_on_its_own_plan_and_on_no_others(app, three, make):
    foreign = plan_made(three, make)
    own = plan_made(three, make, small_plan(issuer="Đơn vị A"), three.member)
    address = address_of(three, make, announced(three, make))
    member = visitor(app, "a.clerk")
    page = page_of(member, address)
    assert foreign[BLOCS].public_id not in page
    assert choose(member, address, foreign[BLOCS].public_id, seen=page).status_code == 422
    assert choose(member, address, own[OFFICE].public_id).status_code == 303
    assert "Hội nghị sơ kết" not in page_of(visitor(app, "l.clerk"), f"{HOME}plan")


def test_without_a_plan_the_page_says_how_to_get_one(app, three, make):
    address = address_of(three, make, announced(three, make))
    assert "Đơn vị chưa có kế hoạch năm" in words_in(page_of(visitor(app, "b.clerk"), address))


def test_a_choice_made_on_an_older_page_is_shown_not_taken(app, three, make):
    tasks = plan_made(three, make)
    address = address_of(three, make, announced(three, make))
    clerk, head = visitor(app, "l.clerk"), visitor(app, "l.head")
    old = page_of(clerk, address)
    assert choose(head, address, tasks[BLOCS].public_id).status_code == 303
    assert choose(clerk, address, tasks[OFFICE].public_id, seen=old).status_code == 409
