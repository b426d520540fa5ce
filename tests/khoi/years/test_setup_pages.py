"""Pages of exceptions, legal bases, own filings, and the steps of the set-up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from khoi.years import actions
from khoi.years.models import SCORECARD, basis_numbered, filing_keyed, filings_of, reopenings_in, seen_of
from khoi.years.rules import ZONE, Place, Seen, missing, own_key, setup_steps
from tenants import clock
from tenants.database import db
from tenants.models import membership_of
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.scoring.cards_made import working

HERE = "/noi-chinh/2026"
NOW = datetime(2026, 12, 10, 9, tzinfo=ZONE)
FULL = Seen("Thanh tra", "Công an", 8, (), 1, 4, (), 5, 0)


@pytest.fixture(autouse=True)
def in_december():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def trio(make):
    trio = make.bloc_of_three()
    make.dates(trio, due=datetime(2026, 11, 30, 17, tzinfo=ZONE))
    return trio


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def asked(trio, make, question, *arguments):
    db.session.expire_all()
    with working(trio, trio.lead, make, seated=True):
        return question(*arguments)


# --- steps ---------------------------------------------------------------------------------------------------------


def test_a_year_that_has_everything_misses_nothing():
    assert missing(setup_steps(FULL)) == []


@pytest.mark.parametrize(
    ("less", "place", "blocks"),
    [
        ({"deputy": ""}, Place.SEATS, True),
        ({"lead": ""}, Place.SEATS, True),
        ({"members": 2}, Place.MEMBERS, True),
        ({"filings": 0}, Place.DATES, True),
        ({"without_head": ("Sở Tư pháp",)}, Place.ACCOUNTS, False),
        ({"on_team": 0}, Place.MEMBERS, False),
        ({"customary": ("Phiếu tự chấm điểm",)}, Place.DATES, False),
        ({"bases": 0}, Place.BASES, False),
        ({"to_verify": 2}, Place.BASES, False),
    ],
)
def test_what_is_missing_is_named_with_its_place(less, place, blocks):
    [step] = missing(setup_steps(replace(FULL, **less)))
    assert (step.place, step.blocks) == (place, blocks)


def test_what_blocks_the_year_stands_first():
    steps = missing(setup_steps(Seen(without_head=("A",))))
    assert [step.needed for step in steps] == sorted((step.needed for step in steps), reverse=True)


def test_a_key_is_plain_letters_and_never_taken():
    assert own_key("Báo cáo chuyên đề quý III", []) == "bao_cao_chuyen_de_quy_iii"
    assert own_key("Báo cáo!", ["bao_cao", "bao_cao_2"]) == "bao_cao_3"
    assert own_key("…", []) == "noi_dung"
    assert len(own_key("x" * 200, [])) <= 60


# --- filings of the bloc's own -------------------------------------------------------------------------------------


def test_the_bloc_adds_a_filing_of_its_own_and_calls_it_otherwise(as_, trio, make):
    lead, where = as_("l.clerk"), f"{HERE}/setup/filings/new"
    sent = {"title": "Báo cáo chuyên đề", "due": "01/12/2026", "closing": "05/12/2026"}
    assert post(lead, where, **sent | {"closing": "30/11/2026"}).status_code == 422
    assert post(lead, where, **sent | {"due": "01/12/2025"}).status_code == 409
    assert post(lead, where, **sent).status_code == 303
    again = post(lead, where, **sent)
    assert again.status_code == 409
    assert "đã có nội dung" in again.get_data(as_text=True)
    row = asked(trio, make, filing_keyed, trio.year.id, "bao_cao_chuyen_de")
    page = f"{HERE}/setup/filings/{row.public_id}"
    answer = post(lead, page, page, **sent | {"title": "Báo cáo chuyên đề quý IV"}, reason="KH 05")
    assert answer.status_code == 303
    row = asked(trio, make, filing_keyed, trio.year.id, "bao_cao_chuyen_de")
    assert row.title == "Báo cáo chuyên đề quý IV"


def test_what_every_year_has_keeps_its_name(as_, trio, make):
    row = asked(trio, make, filing_keyed, trio.year.id, SCORECARD)
    page = f"{HERE}/setup/filings/{row.public_id}"
    lead = as_("l.clerk")
    assert 'name="title"' not in lead.get(page).get_data(as_text=True)
    post(lead, page, page, title="Khác", due="01/12/2026", closing="05/12/2026", reason="KH")
    assert asked(trio, make, filing_keyed, trio.year.id, SCORECARD).title == "Phiếu tự chấm điểm"


# --- exceptions ----------------------------------------------------------------------------------------------------


def reopening(trio, make, agency):
    [filing] = asked(trio, make, filings_of, trio.year.id)
    return {
        "agency": membership_of(trio.year.id, agency.id).public_id, "filing": filing.public_id,
        "until": "15/12/2026", "reason": "Mất điện diện rộng", "understood": "y",
    }  # fmt: skip


def test_the_leads_head_reopens_for_one_agency_which_reads_why(as_, trio, make):
    sent = reopening(trio, make, trio.member)
    assert post(as_("l.head"), f"{HERE}/reopenings", **sent).status_code == 303
    own = as_("a.clerk").get(f"{HERE}/dates").get_data(as_text=True)
    assert "Mất điện diện rộng" in own
    assert "23:59 ngày 15/12/2026" in own
    theirs = as_("b.clerk").get(f"{HERE}/dates").get_data(as_text=True)
    assert "Mất điện" not in theirs
    assert "15/12/2026" not in theirs
    assert "Mất điện" in as_("p.clerk").get(f"{HERE}/reopenings").get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"until": "hôm nào"}, 422), ({"until": "01/12/2026"}, 409), ({"reason": ""}, 422), ({"understood": ""}, 422),
     ({"agency": "x"}, 422), ({"until": "31/03/2027"}, 409)],
)  # fmt: skip
def test_a_wrong_exception_is_refused_and_kept_as_typed(as_, trio, make, wrong, status):
    answer = post(as_("l.head"), f"{HERE}/reopenings", **reopening(trio, make, trio.member) | wrong)
    assert answer.status_code == status
    assert asked(trio, make, reopenings_in, trio.year.id) == []
    if "reason" not in wrong:
        assert "Mất điện diện rộng" in answer.get_data(as_text=True)


def test_clerks_and_members_reopen_nothing_and_nobody_his_own(as_, trio, make):
    sent = reopening(trio, make, trio.member)
    assert post(as_("l.clerk"), f"{HERE}/reopenings", **sent).status_code == 403
    assert post(as_("a.head"), f"{HERE}/reopenings", **sent).status_code == 403
    own = reopening(trio, make, trio.lead)
    assert post(as_("l.head"), f"{HERE}/reopenings", **own).status_code == 422
    assert post(as_("p.head"), f"{HERE}/reopenings", **own).status_code == 303


def test_an_exception_is_withdrawn_by_who_may_make_it(as_, trio, make):
    post(as_("l.head"), f"{HERE}/reopenings", **reopening(trio, make, trio.member))
    [row] = asked(trio, make, reopenings_in, trio.year.id)
    where = f"{HERE}/reopenings/{row.public_id}/withdraw"
    assert post(as_("p.head"), where).status_code == 404
    assert post(as_("l.head"), where).status_code == 303
    assert asked(trio, make, reopenings_in, trio.year.id)[0].withdrawn_at == NOW


# --- legal bases ---------------------------------------------------------------------------------------------------

TEXT = {
    "kind": "Nghị định", "number": "152/2025/NĐ-CP", "title": "Quy định về phân cấp", "issued": "14/06/2025",
    "in_force_from": "01/07/2025", "in_force_to": "", "note": "",
}  # fmt: skip


def test_the_lead_adds_and_ends_a_text_that_everybody_reads(as_, trio, make):
    lead, where = as_("l.clerk"), f"{HERE}/setup/bases/new"
    assert post(lead, where, **TEXT).status_code == 303
    row = asked(trio, make, basis_numbered, trio.year.id, "152/2025/NĐ-CP")
    page = f"{HERE}/setup/bases/{row.public_id}"
    assert post(lead, page, page, **TEXT | {"in_force_to": "30/11/2026"}).status_code == 303
    read = as_("b.clerk").get(f"{HERE}/bases").get_data(as_text=True)
    assert "Hết hiệu lực" in read
    assert "/setup/bases/" not in read


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"number": ""}, 422), ({"issued": "tháng 6"}, 422), ({"kind": "Bài báo"}, 422), ({"title": "x" * 501}, 422),
     ({"in_force_from": "01/01/2025"}, 409), ({"in_force_to": "30/06/2025"}, 409)],
)  # fmt: skip
def test_a_wrong_text_is_refused_and_kept_as_typed(as_, trio, make, wrong, status):
    answer = post(as_("l.clerk"), f"{HERE}/setup/bases/new", **TEXT | wrong)
    assert answer.status_code == status
    assert "Quy định về phân cấp" in answer.get_data(as_text=True) or "title" in wrong
    assert asked(trio, make, basis_numbered, trio.year.id, "152/2025/NĐ-CP") is None


def test_a_text_changed_meanwhile_is_not_overwritten_unseen(as_, trio, make):
    lead = as_("l.clerk")
    post(lead, f"{HERE}/setup/bases/new", **TEXT)
    page = f"{HERE}/setup/bases/{asked(trio, make, basis_numbered, trio.year.id, TEXT['number']).public_id}"
    assert post(lead, page, **TEXT | {"title": "Khác"}).status_code == 409
    assert asked(trio, make, basis_numbered, trio.year.id, TEXT["number"]).title == "Quy định về phân cấp"


def test_the_set_up_tells_the_steps_with_a_link_to_each(as_, trio, make):
    page = as_("l.clerk").get(f"{HERE}/setup").get_data(as_text=True)
    for words in ("Chưa có văn bản nào", "4 đơn vị", "Đơn vị L; Đơn vị P", "1 nội dung phải nộp"):
        assert words in page
    for link in (f"{HERE}/bases", f"{HERE}/setup#dates", f"{HERE}/agencies", f"{HERE}/setup/seats"):
        assert f'href="{link}"' in page


def test_dates_by_custom_want_looking_at_until_the_lead_moves_them(trio, make):
    with working(trio, trio.lead, make, seated=True):
        filing = filing_keyed(trio.year.id, SCORECARD)
        actions.set_dates(filing, filing.due, filing.due + timedelta(days=10), "KH")
        assert seen_of(trio.year.id, NOW.date()).customary == ["Phiếu tự chấm điểm"]
        actions.set_dates(filing, filing.due, filing.due + timedelta(days=9), "KH")
        assert seen_of(trio.year.id, NOW.date()).customary == []
