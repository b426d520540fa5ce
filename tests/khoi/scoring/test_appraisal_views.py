"""The pages of appraisal: who may look and who may speak, what is never shown, and that nothing said is lost."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

from khoi.scoring import actions
from khoi.scoring.models import FiledCard, FiledMark, appraisals_of, card_of
from khoi.scoring.models.filed import filed_marks_of, last_filed
from khoi.scoring.rules import Inputs
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants import clock
from tenants.database import db
from tenants.models import membership_of
from tenants.notices import notices_to
from tenants.scope import acting
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.khoi.accounts.people import sign_in
from tests.khoi.scoring.cards_made import begun, marks, working
from tests.make import PASSWORD

ROOT = "/noi-chinh/2026"
DIRECT = {"code": "1", "title": "Phối hợp", "ceiling": "50", "method": '{"type":"direct"}', "evidence": "required"}
ITEMS = {"code": "2", "title": "Phong trào", "ceiling": "30", "method": '{"type":"per_item","points":"10"}'}
RELATIVE = {"code": "3", "title": "Vượt chỉ tiêu", "ceiling": "20", "method": '{"type":"relative"}'}
FILED = {"I/1": '{"points":"40"}', "I/2": '{"count":"3"}', "I/3": '{"actual":"12","target":"10"}'}
OTHERS = {"I/1": '{"points":"44"}', "I/2": '{"count":"2"}', "I/3": '{"actual":"11","target":"10"}'}
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def three(make):
    """The member, the one on the team and the lead have filed; the deputy has not begun."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, RELATIVE)
    make.dates(bloc)
    make.filed_card(bloc, bloc.member, FILED)
    make.filed_card(bloc, bloc.other, OTHERS)
    make.filed_card(bloc, bloc.lead, OTHERS)
    return bloc


@pytest.fixture
def person(app):
    """A signed-in person by login."""

    def signed_in(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return signed_in


def card(three, agency, make):
    with acting(make.scope(three, agency, seated=False)):
        found = card_of(three.year.id, agency.id)
        make.keep()
    return found


def row(three, agency, make, path) -> FiledMark:
    with acting(make.scope(three, agency, seated=False)):
        filed = last_filed(card_of(three.year.id, agency.id).id)
        leaf = criterion(three, path)
        found = next(mark for mark in filed_marks_of(filed.id) if mark.criterion_id == leaf.id)
        make.keep()
    return found


def criterion(three, path):
    return next(leaf for leaf in criteria_of(sheet_in_force(three.year.id).id) if leaf.path == path)


def page_of(three, agency, make):
    return f"{ROOT}/appraisal/agencies/{card(three, agency, make).public_id}"


def say(client, three, agency, make, path="I/1", version=0, headers=None, **words):
    found = row(three, agency, make, path)
    return send(client, f"{ROOT}/appraisal/rows/{found.public_id}", headers, version=version, **words)


def send(client, address, headers=None, **data):
    page = client.get("/account").get_data(as_text=True)
    token = re.search(r'csrf-token" content="([^"]+)"', page)[1]
    return client.post(address, data={"csrf_token": token} | data, headers=headers)


def found_on(three, agency, make):
    """What stands on a card, by path, as the operator of the test sees it."""
    with acting(make.scope(three, three.deputy if agency is three.lead else three.lead)):
        paths = {leaf.id: leaf.path for leaf in criteria_of(sheet_in_force(three.year.id).id)}
        said = {paths[key]: finding for key, finding in appraisals_of(card_of(three.year.id, agency.id).id).items()}
        make.keep()
    return said


def text(answer):
    return answer.get_data(as_text=True)


# --- who may look, who may speak -----------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["appraisal", "filings"])
def test_a_members_people_find_no_door_to_the_pages_of_appraisal(person, three, where):
    for login in ("a.clerk", "a.head"):
        assert person(login).get(f"{ROOT}/{where}").status_code == 403


def test_people_of_another_bloc_find_nothing(app, person, three, make):
    make.bloc_of_three("khoi-khac", prefix="K")
    stranger = person("kl.head")
    assert stranger.get(page_of(three, three.member, make)).status_code == 404
    other_bloc = page_of(three, three.member, make).replace("noi-chinh", "khoi-khac")
    assert stranger.get(other_bloc).status_code == 404


@pytest.mark.parametrize("login", ["l.clerk", "l.head", "p.clerk", "b.clerk"])
def test_chairs_and_team_see_every_page(person, three, make, login):
    client = person(login)
    pages = [f"{ROOT}/appraisal", page_of(three, three.member, make), page_of(three, three.lead, make)]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    pages.append(f"{ROOT}/appraisal/rows/{row(three, three.member, make, 'I/1').public_id}")
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert text(answer).count("<h1") == 1


def criterion_id(three, make, path="I/1"):
    with acting(make.scope(three, three.lead)):
        found = criterion(three, path).public_id
        make.keep()
    return found


@pytest.mark.parametrize(
    ("login", "whose", "allowed"),
    [
        ("l.clerk", "member", True), ("l.clerk", "lead", False), ("p.clerk", "lead", True),
        ("p.clerk", "member", False), ("b.clerk", "member", True), ("b.clerk", "other", False),
        ("b.clerk", "lead", False),
    ],
)  # fmt: skip
def test_nobody_appraises_his_own_card_and_the_leads_is_the_deputys(person, three, make, login, whose, allowed):
    agency = getattr(three, whose)
    client = person(login)
    page = text(client.get(page_of(three, agency, make)))
    assert ("data-autosave" in page) is allowed
    assert ("Phiếu này chỉ để xem" in page) is not allowed
    answer = say(client, three, agency, make, accept="1")
    assert answer.status_code == (303 if allowed else 409)
    assert ("I/1" in found_on(three, agency, make)) is allowed


def test_ones_own_unreleased_findings_stay_hidden_from_the_team(person, three, make):
    assert say(person("l.clerk"), three, three.other, make, points="43", reason="Thiếu BÍ-MẬT").status_code == 303
    own = text(person("b.clerk").get(page_of(three, three.other, make)))
    assert "BÍ-MẬT" not in own
    assert "43" not in re.findall(r">(43(?:,00)?)<", own)


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_of_a_draft_no_page_of_the_chairs_shows_more_than_a_word(person, three, make):
    begun(three, three.deputy, make)
    with working(three, three.deputy, make):
        draft = card_of(three.year.id, three.deputy.id)
        mark = marks(draft)["I/1"]
        actions.claim(mark, Inputs(points=Decimal(37)), "CHIM-HOANG-YEN", mark.version)
        actions.send_to_head(draft)
    client = person("l.head")
    pages = [f"{ROOT}/appraisal", f"{ROOT}/filings", f"{ROOT}/appraisal/agencies/{draft.public_id}"]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    for page in pages:
        seen = text(client.get(page))
        assert "đang soạn" in seen.lower()
        assert "CHIM-HOANG-YEN" not in seen
        assert "lãnh đạo duyệt" not in seen
        assert ">37" not in seen
    for what in ("accept", "release", "return"):
        refused = send(client, f"{ROOT}/appraisal/cards/{draft.public_id}/{what}", reason="Xem lại")
        assert refused.status_code == 409 or refused.status_code == 404
        assert "lãnh đạo duyệt" not in text(refused)


# --- a word on a row ---------------------------------------------------------------------------------------------


def test_a_difference_without_a_reason_is_refused_in_place_with_the_number_kept(person, three, make):
    client = person("l.clerk")
    answer = say(client, three, three.member, make, headers=FETCH, points="35,5", reason="")
    assert answer.status_code == 422
    fragment = text(answer)
    assert 'value="35,5"' in fragment
    assert "data-unsaved" in fragment
    assert "phải nêu lý do" in fragment
    assert not found_on(three, three.member, make)
    whole = say(client, three, three.member, make, points="35,5", reason="")
    assert whole.status_code == 422
    assert 'value="35,5"' in text(whole)
    assert "<h1" in text(whole)


def test_a_difference_with_its_reason_is_kept_and_the_sums_follow(person, three, make):
    answer = say(person("l.clerk"), three, three.member, make, headers=FETCH, points="35,5", reason="Thiếu quý III")
    assert answer.status_code == 200
    fragment = text(answer)
    assert "Điều chỉnh" in fragment
    assert "−4,5" in fragment
    assert 'id="appraised-total"' in fragment
    finding = found_on(three, three.member, make)["I/1"]
    assert (str(finding.points), finding.reason) == ("35.5", "Thiếu quý III")


@pytest.mark.parametrize("points", ["50,5", "-1", "NaN", "1e3", "x"])
def test_a_number_that_cannot_be_is_refused_and_shown_again(person, three, make, points):
    answer = say(person("l.clerk"), three, three.member, make, headers=FETCH, points=points, reason="Vì thế")
    assert answer.status_code == 422
    assert f'value="{points}"' in text(answer)
    assert not found_on(three, three.member, make)


def test_typing_the_claimed_points_is_accepting(person, three, make):
    assert say(person("l.clerk"), three, three.member, make, points="40").status_code == 303
    finding = found_on(three, three.member, make)["I/1"]
    assert (finding.accepted, finding.points) == (True, None)


def test_a_corrected_figure_needs_its_reason_and_is_computed_anew(person, three, make):
    client = person("l.clerk")
    refused = say(client, three, three.member, make, "I/2", headers=FETCH, points="", count="2")
    assert refused.status_code == 422
    assert "phải nêu lý do" in text(refused)
    kept = say(client, three, three.member, make, "I/2", headers=FETCH, points="", count="2", reason="Việc năm trước")
    assert kept.status_code == 200
    assert "Sửa số liệu" in text(kept)
    assert 'value="20"' in text(kept)
    assert ">−10<" in text(kept)


def test_emptying_the_cell_takes_the_word_back(person, three, make):
    client = person("l.clerk")
    say(client, three, three.member, make, accept="1")
    assert say(client, three, three.member, make, version=1, points="", reason="").status_code == 303
    assert not found_on(three, three.member, make)
    say(client, three, three.member, make, accept="1")
    assert say(client, three, three.member, make, version=1, withdraw="1").status_code == 303
    assert not found_on(three, three.member, make)


def test_a_stale_word_gets_both_values_to_choose_from(person, three, make):
    first, second = person("l.clerk"), person("b.clerk")
    say(first, three, three.member, make, points="30", reason="Bản đầu")
    stale = say(second, three, three.member, make, headers=FETCH, points="35", reason="Bản sau")
    assert stale.status_code == 409
    both = text(stale)
    assert "data-conflict" in both
    assert "35" in both
    assert "30 (Bản đầu)" in both
    assert str(found_on(three, three.member, make)["I/1"].points) == "30"
    theirs = say(second, three, three.member, make, headers=FETCH, version=1, points="35", choose="theirs")
    assert theirs.status_code == 200
    mine = say(second, three, three.member, make, version=1, points="35", reason="Bản sau", choose="mine")
    assert mine.status_code == 303
    assert str(found_on(three, three.member, make)["I/1"].points) == "35"


def test_the_same_word_sent_twice_changes_nothing_twice(person, three, make):
    client = person("l.clerk")
    for _ in range(2):
        assert say(client, three, three.member, make, headers=FETCH, points="30", reason="Thiếu").status_code == 200
    assert found_on(three, three.member, make)["I/1"].version == 1


def test_a_row_filed_anew_with_other_content_is_not_settled_by_a_page_of_the_old_one(person, three, make):
    old = row(three, three.member, make, "I/1").public_id
    head = person("l.head")
    send(head, f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return", reason="Bổ sung")
    filed_again(three, three.member, make, "I/1", '{"points":"45"}')
    answer = send(head, f"{ROOT}/appraisal/rows/{old}", FETCH, version=0, accept="1")
    assert answer.status_code == 409
    assert ">45<" in text(answer)
    assert not found_on(three, three.member, make)


def test_a_finding_on_content_that_came_back_changed_counts_no_more_and_says_so(person, three, make):
    head = person("l.head")
    settle_all(head, three, three.member, make)
    send(head, f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return", reason="Bổ sung")
    filed_again(three, three.member, make, "I/1", '{"points":"45"}')
    page = text(head.get(page_of(three, three.member, make)))
    assert "Đã đổi, thẩm định lại" in page
    assert "2/3 tiêu chí đã thẩm định" in page
    assert say(head, three, three.member, make, version=1, accept="1").status_code == 303
    assert "3/3 tiêu chí đã thẩm định" in text(head.get(page_of(three, three.member, make)))


def filed_again(three, agency, make, path, inputs):
    """The agency files once more, with one row changed."""
    with acting(make.scope(three, agency, seated=False)):
        again = card_of(three.year.id, agency.id)
        before, changed = last_filed(again.id), criterion(three, path).id
        owner = {"year_id": three.year.id, "agency_id": agency.id}
        now = FiledCard(
            **owner, filed=True, scorecard_id=again.id, number=2, sheet_id=before.sheet_id, filed_at=clock.now(),
            seal="1" * 64,
        )  # fmt: skip
        db.session.add(now)
        db.session.flush()
        for mark in filed_marks_of(before.id):
            fresh = mark.criterion_id == changed
            seal, entered = ("2" * 64, inputs) if fresh else (mark.seal, mark.inputs)
            values = {"filed_card_id": now.id, "criterion_id": mark.criterion_id, "inputs": entered, "seal": seal}
            db.session.add(FiledMark(**owner, filed=True, **values))
        again.stage, again.filings = "submitted", 2
        make.keep()


# --- relative ------------------------------------------------------------------------------------------------------


def test_others_points_follow_a_corrected_figure_and_none_is_stored(person, three, make):
    client = person("l.clerk")
    address = f"{ROOT}/appraisal/criteria/{criterion_id(three, make, 'I/3')}"
    before = text(client.get(address))
    assert ">15<" in before  # the one on the team: half, and half of the half the best exceeds by
    answer = say(
        client, three, three.member, make, "I/3", headers=FETCH, page="criterion", actual="11", target="10",
        reason="Một việc tính hai lần",
    )  # fmt: skip
    assert answer.status_code == 200
    rows = text(answer)
    assert rows.count("<tr") == 3
    assert ">20<" in rows
    say(client, three, three.other, make, "I/3", accept="1")
    assert found_on(three, three.other, make)["I/3"].points is None


# --- the whole card ------------------------------------------------------------------------------------------------


def settle_all(client, three, agency, make):
    return send(client, f"{ROOT}/appraisal/cards/{card(three, agency, make).public_id}/accept", filing=1)


def test_accepting_the_rest_leaves_touched_rows_alone_and_can_be_taken_back(person, three, make):
    client = person("l.clerk")
    say(client, three, three.member, make, points="30", reason="Thiếu")
    settle_all(client, three, three.member, make)
    said = found_on(three, three.member, make)
    assert (len(said), str(said["I/1"].points)) == (3, "30")
    page = text(client.get(page_of(three, three.member, make)))
    assert "Đã chấp nhận 2 tiêu chí" in page
    undo = re.search(r'action="([^"]+/undo/[^"]+)"', page)[1]
    send(client, undo)
    assert list(found_on(three, three.member, make)) == ["I/1"]


def test_accepting_the_rest_of_a_filing_that_is_no_longer_the_last_is_refused(person, three, make):
    address = f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/accept"
    assert send(person("l.clerk"), address, filing=7).status_code == 409
    assert not found_on(three, three.member, make)


def test_only_a_head_of_the_chair_releases_and_only_a_settled_card(person, three, make):
    clerk, head = person("l.clerk"), person("l.head")
    address = f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/release"
    assert send(head, address).status_code == 409
    settle_all(clerk, three, three.member, make)
    assert send(clerk, address).status_code == 403
    assert send(person("b.head"), address).status_code == 403
    assert send(person("p.head"), address).status_code == 409
    assert head.get(address).status_code == 200
    assert send(head, address).status_code == 303
    assert card(three, three.member, make).stage == "appraised"


def test_the_leads_card_is_released_by_the_deputys_head_alone(person, three, make):
    settle_all(person("p.clerk"), three, three.lead, make)
    address = f"{ROOT}/appraisal/cards/{card(three, three.lead, make).public_id}/release"
    assert send(person("l.head"), address).status_code == 409
    assert send(person("p.head"), address).status_code == 303


def test_a_card_goes_back_with_a_reason_and_a_time_or_the_form_says_what_is_missing(person, three, make):
    head = person("l.head")
    address = f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return"
    missing = send(head, address, until="17:00 ngày 27/11/2030", rows="I/1")
    assert missing.status_code == 422
    assert "17:00 ngày 27/11/2030" in text(missing)
    past = send(head, address, reason="Bổ sung minh chứng", until="17:00 ngày 27/11/2020")
    assert past.status_code == 422
    assert "Bổ sung minh chứng" in text(past)
    assert send(person("l.clerk"), address, reason="Bổ sung").status_code == 403
    well = send(head, address, reason="Bổ sung minh chứng", until="17:00 ngày 27/11/2030", rows="I/1")
    assert well.status_code == 303
    returned = card(three, three.member, make)
    assert (returned.stage, returned.returned_reason) == ("returned", "Bổ sung minh chứng")
    assert returned.returned_rows == '["I/1"]'
    assert "Phiếu đã trả lại" in text(head.get(page_of(three, three.member, make)))


# --- who has filed ---------------------------------------------------------------------------------------------------


def test_a_reminder_reaches_who_has_not_filed_and_not_twice_within_the_hour(person, three, make):
    client = person("l.clerk")
    page = text(client.get(f"{ROOT}/filings"))
    addresses = re.findall(r'action="([^"]+/remind)"', page)
    assert len(addresses) == 1
    assert send(client, addresses[0]).status_code == 303
    assert send(client, addresses[0]).status_code == 409
    with clock.stopped_at(clock.now() + timedelta(minutes=20)):
        assert send(client, addresses[0]).status_code == 409
    with acting(make.scope(three, three.deputy, seated=False)):
        assert [notice.kind for notice in notices_to(three.deputy.id)] == ["reminder"]
        make.keep()


def test_nobody_reminds_an_agency_of_another_bloc(person, three, make):
    stranger = make.bloc_of_three("khoi-khac", prefix="K")
    member = membership_of(stranger.year.id, stranger.member.id).public_id
    assert send(person("l.clerk"), f"{ROOT}/filings/{member}/remind").status_code == 404


# --- statements --------------------------------------------------------------------------------------------------


def test_a_page_asks_the_same_number_of_questions_whatever_it_shows(app, person, three, make):
    client = person("l.clerk")
    pages = [f"{ROOT}/appraisal", f"{ROOT}/filings", page_of(three, three.member, make)]
    pages.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}")
    few = [asked(client, page) for page in pages]
    settle_all(client, three, three.member, make)
    settle_all(client, three, three.other, make)
    client.get(f"{ROOT}/appraisal")  # the word about it is shown once
    many = [asked(client, page) for page in pages]
    assert few == many
    assert max(many) <= 20


def asked(client, page):
    client.get(page)  # what is kept in memory is there
    said = []

    def listen(connection, cursor, statement, *rest):
        if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        assert client.get(page).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(said)


# --- in a browser --------------------------------------------------------------------------------------------------


def test_the_keys_carry_an_appraiser_down_a_card_and_to_the_next_agency(browser, three, make):
    page = browser.visitor()
    walk_in(page, "l.clerk")
    page.goto(page_of(three, three.member, make))
    cells = page.locator("input[name=points]")
    cells.nth(0).focus()
    page.keyboard.press("Enter")  # accepts, and moves on
    page.locator("#card-progress", has_text="1/3").wait_for()
    page.keyboard.type("20")
    page.keyboard.press("Enter")  # a difference asks its reason in place
    page.keyboard.type("Một việc năm trước")
    page.keyboard.press("Enter")
    page.locator("#card-progress", has_text="2/3").wait_for()
    assert page.evaluate("document.activeElement.name") == "points"
    refuse_inaccessible(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/agencies/**")
    page.get_by_role("heading", name="Thẩm định: Đơn vị B").wait_for()
    said = found_on(three, three.member, make)
    assert (said["I/1"].accepted, str(said["I/2"].points), said["I/2"].reason) == (True, "20", "Một việc năm trước")


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_the_pages_fit_every_screen_and_shut_nobody_out(browser, three, make, width):
    page = browser.visitor(width)
    walk_in(page, "l.head")
    addresses = [f"{ROOT}/appraisal", f"{ROOT}/filings", page_of(three, three.member, make)]
    addresses.append(f"{ROOT}/appraisal/criteria/{criterion_id(three, make, 'I/3')}")
    addresses.append(f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return")
    for address in addresses:
        page.goto(address)
        refuse_inaccessible(page)
        refuse_overflow(page)


def walk_in(page, login):
    db.session.commit()
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{ROOT}/")
