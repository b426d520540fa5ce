"""The meeting in the browser: called, counted, rows decided one by one, followed by all, drafted as minutes."""

import io
import re
from datetime import date
from decimal import Decimal

import docx
import pytest

from khoi.ballots import actions as ballots
from khoi.ballots.actions import Terms
from khoi.ballots.models import ballot_by_id, candidates_of
from khoi.ballots.rules import Kind, Measure, Sheet
from khoi.deliberation.models import decisions_at, elected_in, present_meeting, queue_in
from khoi.ranking.models import adopted_table
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.scoring.rules import Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants import journal
from tenants.database import db
from tenants.notices import notices_to
from tenants.roles import Seat
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.ballots.ballots_made import Council, at_work, opened
from tests.khoi.home.years_lived import statements
from tests.khoi.ranking.year_made import adopt
from tests.khoi.scoring.appraisal_made import DIRECT, ITEMS, OTHERS, RELATIVE

HERE = "/noi-chinh/2026"
PAGE = f"{HERE}/meeting"
CALL = {
    "held_at": "14:00 15/12/2026", "place": "Hội trường Thanh tra tỉnh", "chair": "Ông Nguyễn Văn An",
    "secretary": "Bà Trần Thị Bình", "quorum_parts": "2", "quorum_of": "3", "quorum_basis": "Điều 7 Quy chế",
}  # fmt: skip
FETCH = {"X-Requested-With": "fetch"}


@pytest.fixture
def year(make):
    """Two rows of the member and one of the lead were lowered by their appraisers; all cards are released."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, RELATIVE)
    for agency in (bloc.lead, bloc.deputy, bloc.member, bloc.other):
        make.filed_card(bloc, agency, OTHERS)
    lowered = {bloc.member: ("I/1", "I/2"), bloc.lead: ("I/1",)}
    for agency in (bloc.lead, bloc.deputy, bloc.member, bloc.other):
        with acting(make.scope(bloc, bloc.deputy if agency is bloc.lead else bloc.lead)):
            card = card_of(bloc.year.id, agency.id)
            leaves = {leaf.path: leaf for leaf in criteria_of(sheet_in_force(bloc.year.id).id)}
            for path in lowered.get(agency, ()):
                appraise(card, leaves[path], Verdict(points=Decimal(10), reason="Thiếu phụ lục"), 0)
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc


@pytest.fixture
def as_(app, year):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


@pytest.fixture
def look(year, make):
    def ask(question, *arguments, who=None):
        with acting(make.scope(year, who or year.lead)):
            found = question(*arguments)
            make.keep()
            return found

    return ask


@pytest.fixture
def held(as_, year, look):
    """The meeting is called and three of four members are there."""
    lead = as_("l.clerk")
    assert post(lead, f"{PAGE}/call", **CALL).status_code == 303
    page = text(lead, PAGE)
    there = dict.fromkeys(re.findall(r'name="(at-[^"]+-present)"', page)[:3], "y")
    assert post(lead, f"{PAGE}/attendance", **there).status_code == 303
    return lead


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    page = answer.get_data(as_text=True)
    assert page.count("<h1") == 1
    return page


def decide(client, row_id, **words):
    page = text(client, f"{PAGE}/rows/{row_id}")
    fields = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1] for name in ("version", "seal", "points")}
    return post(client, f"{PAGE}/rows/{row_id}", **(fields | words))


def test_before_a_meeting_is_called_the_page_says_what_will_be_here(as_):
    assert "Chưa triệu tập họp bình xét" in text(as_("a.clerk"), PAGE)
    assert "Triệu tập họp" in text(as_("l.clerk"), PAGE)
    assert as_("a.clerk").get(f"{PAGE}/call").status_code == 403


def test_a_meeting_is_called_with_its_quorum_and_every_member_is_told(as_, year, look):
    lead = as_("l.clerk")
    wrong = post(lead, f"{PAGE}/call", **(CALL | {"quorum_parts": "4", "held_at": "mai"}))
    assert wrong.status_code == 422
    assert "Tỷ lệ không quá 1" in wrong.get_data(as_text=True)
    assert "Hội trường Thanh tra tỉnh" in wrong.get_data(as_text=True)
    assert post(lead, f"{PAGE}/call", **CALL).status_code == 303
    assert post(lead, f"{PAGE}/call", **CALL).status_code == 409  # a double click calls no second one
    assert "Hội trường" in look(lambda: notices_to(year.member.id)[0].text)


def test_without_a_quorum_nothing_is_decided(as_, year, look):
    lead = as_("l.clerk")
    post(lead, f"{PAGE}/call", **CALL)
    row = look(queue_in, year.year.id)[-1]
    answer = decide(lead, row.id, points="12", reason="Bổ sung")
    assert answer.status_code == 409
    assert "Chưa đủ số đơn vị dự họp" in answer.get_data(as_text=True)


def test_rows_are_decided_one_after_the_other_and_the_agency_is_told(held, year, look):
    first, second = (row.id for row in look(queue_in, year.year.id) if row.review.code == "A")
    answer = decide(held, first, points="30", reason="Đã bổ sung phụ lục tại cuộc họp")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/meeting/rows/{second}")
    answer = decide(held, second, reason="Không có tài liệu mới")  # the points that stand: upheld
    assert answer.headers["Location"].endswith("/meeting")
    decisions = look(lambda: decisions_at(present_meeting(year.year.id).id))
    assert [(row.path, row.before, row.after) for row in decisions] == [("I/1", 10, 30), ("I/2", 10, 10)]
    assert held.get(f"{PAGE}/rows/{first}").status_code == 404
    assert "Họp bình xét đã quyết định" in look(lambda: notices_to(year.member.id)[0].text)


def test_the_claim_is_taken_by_typing_its_points(held, year, look):
    first = next(row for row in look(queue_in, year.year.id) if row.review.code == "A")
    decide(held, first.id, points="44", reason="Chấp nhận giải trình")
    assert look(queue_in, year.year.id)[-1].row.leaf.path == "I/2"
    [decision] = look(lambda: decisions_at(present_meeting(year.year.id).id))
    assert decision.after == Decimal(44)


def test_a_word_without_reason_or_out_of_range_is_refused_and_kept(held, year, look):
    first = next(row for row in look(queue_in, year.year.id) if row.review.code == "A")
    for words in ({"points": "51", "reason": "x"}, {"points": "20", "reason": ""}, {"points": "chín", "reason": "y"}):
        answer = decide(held, first.id, **words)
        assert answer.status_code == 422
        assert words["points"] in answer.get_data(as_text=True)
    assert decide(held, first.id, points="20", reason="z", version="9").status_code == 409
    assert look(lambda: decisions_at(present_meeting(year.year.id).id)) == []


def test_the_leads_own_rows_are_the_deputys_to_decide(held, as_, year, look):
    own = next(row for row in look(queue_in, year.year.id) if row.review.code == "L")
    assert "Khối phó quyết định" in text(held, f"{PAGE}/rows/{own.id}")
    deputy = as_("p.clerk")
    theirs = next(row for row in look(queue_in, year.year.id, who=year.deputy) if row.review.code == "L")
    assert decide(deputy, theirs.id, points="40", reason="Đã bổ sung").status_code == 303
    for login in ("a.clerk", "b.head"):
        assert as_(login).get(f"{PAGE}/rows/{own.id}").status_code == 403


def test_the_members_screens_follow_and_tell_no_points_of_anybody(held, as_, year, look):
    member = as_("a.clerk")
    answer = member.get(f"{PAGE}/state", headers=FETCH)
    assert (answer.status_code, "Đủ số đơn vị dự họp" in answer.get_data(as_text=True)) == (200, True)
    tag = answer.headers["ETag"]
    assert member.get(f"{PAGE}/state", headers=FETCH | {"If-None-Match": tag}).status_code == 304
    first = next(row for row in look(queue_in, year.year.id) if row.review.code == "A")
    decide(held, first.id, points="31", reason="Bổ sung")
    after = member.get(f"{PAGE}/state", headers=FETCH | {"If-None-Match": tag})
    assert after.status_code == 200
    for page in (after.get_data(as_text=True), text(as_("b.clerk"), PAGE)):
        assert "Phối hợp" not in page
        assert "Bổ sung" not in re.sub(r"<head.*?</head>", "", page, flags=re.S)


def test_a_look_when_nothing_happened_costs_one_statement_beside_the_gates(held, as_):
    member = as_("a.clerk")
    tag = member.get(f"{PAGE}/state", headers=FETCH).headers["ETag"]
    with statements() as nothing:
        member.get(f"{PAGE}/state", headers=FETCH | {"If-None-Match": tag})
    assert sum("meeting" in statement for statement in nothing) == 1
    assert len(nothing) <= 4


def test_adoption_and_publication_are_news_too(held, as_, year):
    member = as_("a.clerk")
    tag = member.get(f"{PAGE}/state", headers=FETCH).headers["ETag"]
    adopt(year)
    answer = member.get(f"{PAGE}/state", headers=FETCH | {"If-None-Match": tag})
    assert "Điểm của Khối đã chốt" in answer.get_data(as_text=True)


def test_who_was_elected_stands_in_the_form_that_begins_the_next_year(held, as_, year, look):
    lead = as_("l.head")
    members = dict(re.findall(r'<option value="([\w-]{12})">(Đơn vị \w)', text(lead, PAGE)))
    ids = {name: key for key, name in members.items()}
    sent = {"seat": "lead", "member": ids["Đơn vị A"], "votes": "4", "roll": "4", "basis": "BB kiểm phiếu 12"}
    assert post(lead, f"{PAGE}/election", **(sent | {"votes": "5"})).status_code == 409
    assert post(lead, f"{PAGE}/election", **sent).status_code == 303
    assert post(lead, f"{PAGE}/election", **(sent | {"seat": "deputy"})).status_code == 409
    assert post(lead, f"{PAGE}/election", **(sent | {"seat": "deputy", "member": ids["Đơn vị B"]})).status_code == 303
    assert {seat: row.member_id for seat, row in look(elected_in, year.year.id).items()} == {
        Seat.LEAD: year.member.id, Seat.DEPUTY: year.other.id,
    }  # fmt: skip
    form = text(lead, f"{HERE}/turn/next")
    assert re.search(rf'<option selected value="{ids["Đơn vị A"]}">', form)
    assert "BB kiểm phiếu 12" in form
    assert "Đơn vị A" in as_("b.clerk").get(f"{PAGE}/state", headers=FETCH).get_data(as_text=True)


ELECTION = Terms(
    "Bầu Khối trưởng năm sau", Kind.ELECTION, office="lead", seats=1, measure=Measure(50, strict=True),
    basis="Quy chế hoạt động của Khối", held_on=date(2026, 12, 15),
)  # fmt: skip


def test_whom_a_counted_vote_chose_stands_in_the_form_until_it_is_noted(held, year, make):
    of = Council(year, make, [year.lead, year.deputy, year.member, year.other])
    ballot_id, _ = opened(of, ELECTION, names=("Đơn vị A", "Đơn vị B"), agencies=(year.member, year.other), tellers=2)
    assert "Điền sẵn từ cuộc bỏ phiếu" not in text(held, PAGE)
    with at_work(of.scope(year.lead)):
        first, second = (row.public_id for row in candidates_of(ballot_id))
        ballots.enter_counts(ballot_by_id(ballot_id), Sheet(4, 4, 0, 4, 0), {first: (3, 1, 0), second: (1, 3, 0)})
    with at_work(of.scope(year.deputy)):
        ballots.confirm_counts(ballot_by_id(ballot_id))
    page = text(held, PAGE)
    assert "Điền sẵn từ cuộc bỏ phiếu" in page
    form = page.split('action="/noi-chinh/2026/meeting/election"')[1].split("</form>")[0]
    assert re.findall(r"<option selected[^>]*>([^<]+)", form) == ["Khối trưởng năm sau", "Đơn vị A"]
    assert re.findall(r'value="([^"]*)"', form)[-4:-1] == ["3", "4", "Biên bản kiểm phiếu ngày 15/12/2026"]
    sent = {"seat": "lead", "member": re.search(r'<option selected value="([\w-]{12})"', form)[1], "votes": "3"}
    assert post(held, f"{PAGE}/election", roll="4", basis="Biên bản kiểm phiếu", **sent).status_code == 303
    assert "Điền sẵn từ cuộc bỏ phiếu" not in text(held, PAGE)


def test_the_page_says_how_many_rows_would_be_adopted_undecided(held, year, look):
    assert "3 tiêu chí chưa quyết định; chốt bây giờ thì giữ điểm thẩm định" in text(held, PAGE)
    for row in look(queue_in, year.year.id):
        if row.review.code == "A":
            decide(held, row.id, points="20", reason="Đã bổ sung phụ lục")
    assert "1 tiêu chí chưa quyết định" in text(held, PAGE)


def test_the_bare_address_of_what_screens_follow_leads_to_the_page(year, as_):
    assert as_("a.clerk").get(f"{PAGE}/state").location == PAGE


def test_what_was_decided_drafts_the_minutes_with_the_hash_of_the_table(held, as_, year, look):
    for row in look(queue_in, year.year.id):
        if row.review.code == "A":
            decide(held, row.id, points="20", reason="Đã bổ sung phụ lục")
    post(held, f"{PAGE}/remarks", text="Đề nghị các đơn vị nộp đúng hạn")
    adopt(year)
    assert post(held, f"{PAGE}/close").status_code == 303
    answer = post(held, f"{PAGE}/minutes.docx")
    paper = docx.Document(io.BytesIO(answer.data))
    words = "\n".join(line.text for line in paper.paragraphs)
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    digest = look(adopted_table, year.year.id).digest
    assert digest[:16] in words
    assert "Đề nghị các đơn vị nộp đúng hạn" in words
    assert "Đã bổ sung phụ lục" in cells
    acts = look(lambda: [line.act for line in db.session.scalars(db.select(journal.JournalLine))])
    assert "take_out_meeting_minutes" in acts
    assert as_("p.head").post(f"{PAGE}/minutes.docx").status_code in (400, 403)


def test_after_the_meeting_is_closed_nothing_is_marked_or_decided_any_more(held, year, look):
    first = next(row for row in look(queue_in, year.year.id) if row.review.code == "A")
    assert post(held, f"{PAGE}/close").status_code == 303
    assert decide(held, first.id, points="20", reason="Muộn").status_code == 409
    assert post(held, f"{PAGE}/attendance").status_code == 409
