"""A word on one row: kept with its reason, refused in place, never put over another silently."""

import pytest

from tests.khoi.scoring.appraisal_made import (
    FETCH,
    ROOT,
    card,
    criterion_id,
    filed_again,
    found_on,
    page_of,
    person,
    row,
    say,
    send,
    settle_all,
    text,
    three,
)

__all__ = ["person", "three"]


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


def test_a_figure_that_cannot_be_is_refused_at_its_cell_with_all_words_kept(person, three, make):
    answer = say(
        person("l.clerk"), three, three.member, make, "I/3", headers=FETCH, actual="12", target="0", reason="Sửa"
    )
    assert answer.status_code == 422
    assert "lớn hơn 0" in text(answer)
    assert 'value="Sửa"' in text(answer)
    assert "details" in text(answer)
    assert not found_on(three, three.member, make)


def test_without_the_script_a_word_leads_back_to_the_row_on_the_page_it_was_said_on(person, three, make):
    client = person("l.clerk")
    by_agency = say(client, three, three.member, make, accept="1")
    across = say(client, three, three.other, make, page="criterion", accept="1")
    assert by_agency.location.startswith(f"{page_of(three, three.member, make)}#row-")
    assert across.location.startswith(f"{ROOT}/appraisal/criteria/{criterion_id(three, make)}#row-")
