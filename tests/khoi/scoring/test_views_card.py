"""The page of the self-assessment: begun, typed into, refused in words, quarrelled over, sent on."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring import actions
from khoi.scoring.rules import Inputs
from tenants import clock
from tenants.database import db
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.scoring.cards_made import FULL, ROWS, begun, card_again, filed, fill, marks, working

CARD = "/noi-chinh/2026/scorecard"


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    make.sheet(trio, *ROWS)
    return trio


@pytest.fixture
def clerk(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    return client


@pytest.fixture
def head(app, three):
    client = app.test_client()
    sign_in(client, "a.head")
    return client


def page(client, address=CARD):
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def mark_id(html, code):
    return re.search(rf'<tr id="m-([\w-]+)"[^>]*><td class="code skip-narrow">{code}</td>', html)[1]


def send(client, mark, version=1, *, fetch=True, **typed):
    """Save one row as our script does."""
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": token_in(page(client))} if fetch else {}
    data = {"version": version} | typed | ({} if fetch else {"csrf_token": token_in(page(client))})
    return client.post(f"/noi-chinh/2026/marks/{mark}/claim", data=data, headers=headers)


def test_before_it_is_begun_the_page_offers_to_begin(clerk):
    html = page(clerk)
    assert "chưa bắt đầu" in html
    assert post(clerk, f"{CARD}/begin", CARD).status_code == 303
    assert 'data-grid="target value"' in page(clerk)


def test_a_saved_row_comes_back_with_its_points_and_the_sums(three, make, clerk):
    begun(three, three.member, make)
    answer = send(clerk, mark_id(page(clerk), 2), target="48", actual="47")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<b>45,83</b>" in html  # with the ten points of the filing that is not late
    assert "47/48 = 97,92 %" in html
    assert 'name="version" value="2"' in html
    assert "Đã lưu" in html


@pytest.mark.parametrize("typed", ["8,5", "8.5", " 8,50 "])
def test_a_number_is_read_as_people_write_it(three, make, clerk, typed):
    card = begun(three, three.member, make)
    assert send(clerk, mark_id(page(clerk), 1), points=typed).status_code == 200
    with working(three, three.member, make):
        assert marks(card)["I/1"].points == Decimal("8.5")


@pytest.mark.parametrize("typed", ["abc", "1e3", "NaN", "-1", "40,01", "1.234", "８", "١", "8,5555"])
def test_what_is_no_number_in_range_is_refused_at_its_cell_and_nothing_is_kept(three, make, clerk, typed):
    card = begun(three, three.member, make)
    answer = send(clerk, mark_id(page(clerk), 1), points=typed)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in html
    assert f'value="{typed.strip()}"' in html
    with working(three, three.member, make):
        assert marks(card)["I/1"].inputs == "{}"


def test_a_stale_row_shows_both_values_and_the_chosen_one_is_kept(three, make, clerk):
    card = begun(three, three.member, make)
    mark = mark_id(page(clerk), 1)
    with working(three, three.member, make):
        actions.claim(marks(card)["I/1"], Inputs(points=Decimal(8)), "", 1)
    answer = send(clerk, mark, 1, points="9")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Của tôi: 9" in html
    assert ": 8</button>" in html
    assert 'name="version" value="2"' in html
    assert 'value="8"' in send(clerk, mark, 2, points="9", choose="theirs").get_data(as_text=True)
    assert 'value="9"' in send(clerk, mark, 2, points="9", choose="mine").get_data(as_text=True)


def test_without_the_script_a_row_is_saved_by_its_form_and_the_page_comes_back(three, make, clerk):
    begun(three, three.member, make)
    mark = mark_id(page(clerk), 1)
    assert send(clerk, mark, fetch=False, points="9").headers["Location"].endswith(f"{CARD}#m-{mark}")
    refused = send(clerk, mark, 2, fetch=False, points="99")
    assert refused.status_code == 422
    assert "vượt điểm tối đa 40" in refused.get_data(as_text=True)


def test_a_row_shown_alone_is_saved_and_leads_to_its_neighbour(three, make, clerk):
    begun(three, three.member, make)
    first, second = (mark_id(page(clerk), code) for code in (1, 2))
    assert "Tự nhập" in page(clerk, f"/noi-chinh/2026/marks/{first}")
    saved = send(clerk, first, fetch=False, points="9", then="next")
    assert saved.headers["Location"].endswith(f"/marks/{second}")


def test_an_expired_session_is_told_to_the_script(three, make, app, clerk):
    begun(three, three.member, make)
    mark = mark_id(page(clerk), 1)
    stranger = app.test_client()
    token = token_in(stranger.get("/sign-in").get_data(as_text=True))
    headers = {"X-Requested-With": "fetch", "X-CSRFToken": token}
    answer = stranger.post(f"/noi-chinh/2026/marks/{mark}/claim", data={"version": 1, "points": "9"}, headers=headers)
    assert answer.status_code == 401


def test_a_rivals_row_is_the_same_404_as_no_row(three, make, app, clerk):
    begun(three, three.member, make)
    mark = mark_id(page(clerk), 1)
    rival = app.test_client()
    sign_in(rival, "b.clerk")
    for address in (f"/noi-chinh/2026/marks/{mark}", "/noi-chinh/2026/marks/aaaaaaaaaaaa"):
        assert rival.get(address).status_code == 404
    assert send(rival, mark, points="9").status_code == 404


def test_a_relative_row_says_that_it_is_computed_at_publication_and_is_not_in_the_total(three, make, clerk):
    begun(three, three.member, make)
    html = send(clerk, mark_id(page(clerk), 3), target="4", actual="5").get_data(as_text=True)
    assert "tính khi công bố" in html
    assert "1 tiêu chí tính khi công bố, chưa vào tổng" in html
    assert "<b>10</b>" in html  # the timeliness row alone


def test_a_row_where_the_lead_gave_no_target_asks_for_none(three, make, clerk):
    from khoi.scoring.models import Untargeted

    card = begun(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        db.session.add(Untargeted(year_id=three.year.id, agency_id=three.member.id, path="I/3"))
    html = page(clerk)
    assert "Không giao chỉ tiêu" in html
    assert send(clerk, mark_id(html, 3), actual="5").status_code == 200
    with working(three, three.member, make):
        assert marks(card)["I/3"].inputs == '{"actual": "5", "target": null}'


def test_a_row_that_does_not_apply_leaves_the_denominator(three, make, clerk):
    begun(three, three.member, make)
    html = send(clerk, mark_id(page(clerk), 1), not_applicable="1", note="không có").get_data(as_text=True)
    assert "Không áp dụng" in html
    assert "checked" in html


def test_the_filter_works_without_the_script(three, make, clerk):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card, {"I/1": FULL["I/1"]})
    html = page(clerk, f"{CARD}?show=empty")
    assert "Theo tỷ lệ" in html
    assert "Tự nhập</a>" not in html


def test_what_people_write_is_never_markup(three, make, clerk):
    begun(three, three.member, make)
    html = send(clerk, mark_id(page(clerk), 1), points="<b>", note="</textarea><script>").get_data(as_text=True)
    assert "<script>" not in html
    assert "<b>" not in html.split('class="cell"')[1].split(">")[0]


def test_the_clerk_sends_the_head_submits_and_the_code_is_shown(three, make, clerk, head):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card)
    assert post(clerk, f"{CARD}/send-to-head", CARD, version=1).status_code == 303
    assert "đang chờ lãnh đạo duyệt" in page(clerk)
    assert 'data-confirm="submit"' not in page(clerk)
    html = page(head)
    version = re.search(r'name="version" value="(\d+)"', html.split('id="submit"')[1])[1]
    assert post(head, f"{CARD}/submit", CARD, version=version).status_code == 303
    assert post(head, f"{CARD}/submit", CARD, version=version).status_code == 303  # a double click
    html = page(clerk)
    assert re.search(r"Mã niêm phong [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", html)
    assert "data-autosave" not in html
    assert re.search(r"Mã niêm phong: <b>[0-9A-Z-]{19}</b>", page(clerk, f"{CARD}/form"))


def test_a_clerk_cannot_submit(three, make, clerk):
    begun(three, three.member, make)
    assert post(clerk, f"{CARD}/submit", CARD, version=1).status_code == 403


def test_the_head_gives_back_with_a_reason_that_the_clerk_reads(three, make, clerk, head):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        actions.send_to_head(card)
    assert post(head, f"{CARD}/give-back", CARD, version=1).status_code == 409
    assert post(head, f"{CARD}/give-back", CARD, version=1, reason="Thiếu phụ lục").status_code == 303
    assert "Thiếu phụ lục" in page(clerk)


def test_the_check_lists_every_objection_by_row(three, make, clerk):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(card, {"I/1": Inputs(points=Decimal(0))})
    html = page(clerk, f"{CARD}/check")
    assert "Còn 3 điểm phải xử lý" in html
    assert "Được 0 điểm thì phải nêu lý do ở ghi chú" in html
    assert html.count("Chưa chấm") == 2


def test_an_account_just_reset_by_others_opens_no_draft(three, make, head):
    from tenants.models import user_with_login

    card = begun(three, three.member, make)
    user_with_login("a.head").restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    assert head.get(CARD).status_code == 403
    assert head.get(f"{CARD}/form").status_code == 403
    with working(three, three.member, make):
        assert card_again(three, three.member).id == card.id


def test_the_history_tells_who_did_what(three, make, clerk):
    filed(three, three.member, make)
    html = page(clerk, f"{CARD}/history")
    assert "nộp phiếu lần 1, đúng hạn; mã niêm phong" in html
    assert "47/48 = 97,92 %" in html


def test_the_page_asks_the_same_few_questions_however_many_rows(three, make, clerk, app):
    from sqlalchemy import event

    begun(three, three.member, make)
    page(clerk)
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    page(clerk)
    ours = [text for text in asked if text.lstrip().startswith("SELECT")]
    assert len(ours) <= 7, ours  # five, beside the session and the seat


def test_a_row_that_a_file_entered_without_a_target_stays_without_one(three, make, clerk):
    card = begun(three, three.member, make)
    with working(three, three.member, make):
        card_again(three, three.member).imported = True
        fill(card, {"I/3": Inputs(actual=Decimal(5), no_target=True)})
    html = page(clerk)
    assert "Không giao chỉ tiêu" in html
    send(clerk, mark_id(html, 3), 2, actual="6")
    with working(three, three.member, make):
        assert marks(card_again(three, three.member))["I/3"].inputs == '{"actual": "6", "target": null}'
