"""A whole card under appraisal: the rest accepted and taken back, released, returned."""

import re

from tenants.database import db
from tenants.models import membership_of
from tests.khoi.scoring.appraisal_made import (
    ROOT,
    card,
    found_on,
    page_of,
    person,
    say,
    send,
    settle_all,
    text,
    three,
)

__all__ = ["person", "three"]


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


def test_a_deputys_head_who_helps_on_the_team_appraises_others_cards_and_neither_tells_nor_returns_them(
    person, three, make
):
    membership_of(three.year.id, three.deputy.id).on_appraisal_team = True
    db.session.commit()
    head = person("p.head")
    settle_all(head, three, three.member, make)
    page = text(head.get(page_of(three, three.member, make)))
    assert "Chờ lãnh đạo Khối trưởng thông báo" in page
    assert "/release" not in page
    assert "/return" not in page
    address = f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}"
    for act in ("release", "return"):
        answer = send(head, f"{address}/{act}", reason="Bổ sung minh chứng")
        assert answer.status_code == head.get(f"{address}/{act}").status_code == 409
        assert "lãnh đạo Khối trưởng" in text(answer)
    assert card(three, three.member, make).stage == "under_appraisal"
    assert send(person("l.head"), f"{address}/release").status_code == 303


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


def test_a_card_is_not_returned_for_a_row_it_does_not_have(person, three, make):
    address = f"{ROOT}/appraisal/cards/{card(three, three.member, make).public_id}/return"
    answer = send(person("l.head"), address, reason="Bổ sung minh chứng", rows="I/99")
    assert answer.status_code == 422
    assert "Phiếu không có tiêu chí I/99" in text(answer)
    assert card(three, three.member, make).stage == "submitted"
