"""The ranking in the browser: who sees what before and after publication, and who may do what."""

import re
from decimal import Decimal

import pytest

from khoi.ranking.models import adopted_table, bloc_table, decisions_of, open_request, standing_in_force
from khoi.scoring.actions.appraising import appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.scoring.rules import Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.ranking.year_made import adopt, appraised_year

HERE = "/noi-chinh/2026"
TABLE = f"{HERE}/ranking"
REASON = "Phát hiện sai số liệu ở tiêu chí 1.1 của hai đơn vị"


@pytest.fixture
def year(app):
    return appraised_year()


@pytest.fixture
def as_(app, year):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def look(year, make):
    """Ask something with the lead's eyes."""

    def ask(question, *arguments):
        with acting(make.scope(year, year.lead)):
            found = question(*arguments)
            make.keep()
            return found

    return ask


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    page = answer.get_data(as_text=True)
    assert page.count("<h1") == 1
    return page


def publish(as_, year, look):
    for step in ("adoption", "publication"):
        assert post(as_("l.head"), f"{TABLE}/{step}").status_code == 303
        request = look(open_request, year.year.id)
        assert post(as_("p.head"), f"{TABLE}/requests/{request.public_id}/confirm").status_code == 303


def test_the_chairs_see_places_totals_and_that_they_are_provisional(as_):
    page = text(as_("l.clerk"), TABLE)
    assert "tạm tính, chưa công bố" in page
    places = re.findall(r'<td class="place" data-label="Hạng">(\S+)</td>', page)
    assert places == ["1", "2", "2", "4"]
    assert "90,00" in page
    assert page.count("Đồng hạng</span>") == 2
    assert "Điều gì quyết định hạng 1 và 2?" in page
    assert "Cách nhau 10 điểm" in page


@pytest.mark.parametrize("login", ["a.clerk", "a.head", "b.head"])
def test_the_chairs_table_is_closed_to_members(as_, login):
    assert as_(login).get(TABLE).status_code == 403


def test_before_publication_a_member_reads_only_that_there_is_nothing_yet(as_):
    page = text(as_("a.head"), f"{HERE}/results")
    assert "Kết quả chưa công bố" in page
    # Words only: addresses and tokens are random, and now and then hold these two digits.
    assert "90" not in re.sub(r"<head.*?</head>|<[^>]*>", " ", page, flags=re.S)


def test_only_the_leads_head_asks(as_, year, look):
    for step in ("adoption", "publication"):
        for login in ("l.clerk", "p.head", "a.head"):
            assert post(as_(login), f"{TABLE}/{step}").status_code == 403
    assert post(as_("l.head"), f"{TABLE}/publication").status_code == 409  # the points are not adopted yet
    assert post(as_("l.head"), f"{TABLE}/adoption").status_code == 303
    assert look(open_request, year.year.id).kind == "adopt"


def test_only_the_deputys_head_confirms_and_sees_that_it_is_the_table_asked_for(as_, year, look):
    adopt(year)
    post(as_("l.head"), f"{TABLE}/publication")
    address = f"{TABLE}/requests/{look(open_request, year.year.id).public_id}/confirm"
    assert "Xác nhận công bố" not in text(as_("p.clerk"), TABLE)
    for login in ("l.head", "p.clerk", "a.head"):
        assert post(as_(login), address).status_code == 403
    deputy = as_("p.head")
    assert "Bảng đang hiển thị đúng là bảng được đề nghị" in text(deputy, TABLE)
    assert post(deputy, address).status_code == 303
    assert look(standing_in_force, year.year.id).digest == look(adopted_table, year.year.id).digest


def test_a_table_that_changed_cannot_be_confirmed_and_the_page_says_so(as_, year, look):
    post(as_("l.head"), f"{TABLE}/adoption")
    request = look(open_request, year.year.id)
    look(lower_a_point, year)
    deputy = as_("p.head")
    page = text(deputy, TABLE)
    assert "Bảng điểm đã thay đổi từ khi Khối trưởng đề nghị" in page
    assert "Xác nhận chốt điểm" not in page
    assert post(deputy, f"{TABLE}/requests/{request.public_id}/confirm").status_code == 409
    assert look(adopted_table, year.year.id) is None


def lower_a_point(year):
    card = card_of(year.year.id, year.member.id)
    card.stage = "under_appraisal"
    leaf = criteria_of(sheet_in_force(year.year.id).id)[1]
    appraise(card, leaf, Verdict(points=Decimal(60), reason="Sửa muộn"), 1)
    release(card)


def test_after_publication_every_member_sees_the_whole_table(as_, year, look):
    publish(as_, year, look)
    page = text(as_("a.clerk"), f"{HERE}/results")
    for name in ("Đơn vị L", "Đơn vị P", "Đơn vị A", "Đơn vị B"):
        assert name in page
    assert "Điểm từng tiêu chí" in page
    assert "90,00" in page


def test_the_lead_may_take_the_request_back(as_, year, look):
    adopt(year)
    lead = as_("l.head")
    post(lead, f"{TABLE}/publication")
    post(lead, f"{TABLE}/requests/{look(open_request, year.year.id).public_id}/decline")
    assert look(open_request, year.year.id) is None
    assert "Đề nghị công bố" in text(lead, TABLE)


def test_a_withdrawn_result_stays_on_record_with_its_reason_for_every_member(as_, year, look):
    publish(as_, year, look)
    standing = look(standing_in_force, year.year.id)
    lead = as_("l.head")
    assert post(lead, f"{TABLE}/withdrawal", reason="ngắn").status_code == 422
    assert post(lead, f"{TABLE}/withdrawal", reason=REASON).status_code == 303
    post(as_("p.head"), f"{TABLE}/requests/{look(open_request, year.year.id).public_id}/confirm")
    member = as_("b.clerk")
    assert REASON in text(member, f"{HERE}/results")
    page = text(member, f"{HERE}/results/{standing.public_id}")
    assert "chỉ để lưu hồ sơ" in page
    assert "90,00" in page


def test_a_vote_is_entered_with_its_minutes_settles_the_tie_and_can_be_taken_back(as_, year, look):
    lead = as_("l.clerk")
    members = look(lambda: bloc_table(year.year.id).members)
    for code, order in (("A", "1"), ("P", "2")):
        member = members[code].public_id
        address, field = f"{TABLE}/ties/{member}", f"tie-{member}"
        refused = post(lead, address, **{f"{field}-result": "0", f"{field}-basis": "01/BB-KTĐ"})
        assert refused.status_code == 422
        assert "Nhập từ 1 đến 99" in refused.get_data(as_text=True)
        assert post(lead, address, **{f"{field}-result": order}).status_code == 422
        assert post(lead, address, **{f"{field}-result": order, f"{field}-basis": "01/BB-KTĐ"}).status_code == 303
    assert [s.rank for s in look(bloc_table, year.year.id).appraised] == [1, 2, 3, 4]
    assert "01/BB-KTĐ" in text(lead, TABLE)
    vote = look(decisions_of, year.year.id)[0]
    assert post(lead, f"{TABLE}/votes/{vote.public_id}/remove").status_code == 303
    assert len(look(decisions_of, year.year.id)) == 1


def test_only_the_lead_enters_votes(as_, year, look):
    member = look(lambda: bloc_table(year.year.id).members["A"]).public_id
    for login in ("p.head", "a.head", "b.clerk"):
        assert post(as_(login), f"{TABLE}/ties/{member}").status_code == 403


def test_the_panel_between_neighbours_comes_as_a_piece_and_as_a_page(as_):
    lead = as_("l.clerk")
    piece = lead.get(f"{TABLE}/between/1", headers={"X-Requested-With": "fetch"}).get_data(as_text=True)
    assert "Vì sao cùng hạng 2?" in piece
    assert "<html" not in piece
    assert "Vì sao cùng hạng 2?" in text(lead, f"{TABLE}/between/1")
    assert lead.get(f"{TABLE}/between/3").status_code == 404


def test_while_cards_are_open_the_page_lists_them_and_offers_no_publication(as_, year, look):
    look(lambda: setattr(card_of(year.year.id, year.member.id), "stage", "under_appraisal"))
    page = text(as_("l.head"), TABLE)
    assert "3/4 phiếu" in page
    assert "Đơn vị A: phiếu chấm đang thẩm định" in page
    assert "Đề nghị chốt điểm</button>" not in page
