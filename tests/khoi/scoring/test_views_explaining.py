"""The pages of giải trình: the agency answers and its head sends, the appraisers settle, the chair opens and closes."""

import io
import re

import pytest

from khoi.scoring.actions.answering import write_answer
from khoi.scoring.actions.card_steps import move
from khoi.scoring.models import FiledMark, Mark
from khoi.scoring.models.filed import last_filed, rows_filed
from khoi.scoring.rules import Event
from tests.khoi.scoring.appraisal_made import FETCH, entered, send, text
from tests.khoi.scoring.cards_made import marks
from tests.khoi.scoring.evidence_made import pdf
from tests.khoi.scoring.rounds_made import ROWS, at_work, explaining, leaf, the_card, the_round, told

ROOT = "/noi-chinh/2026"


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, *ROWS)
    return bloc


@pytest.fixture
def person(app):
    return lambda login: entered(app, login)


def mark(three, make, path="I/1", agency=None) -> str:
    agency = agency or three.member
    with at_work(three, agency, make, seated=False):
        found: Mark = marks(the_card(three, agency))[path]
        return found.public_id


def row(three, make, path="I/1") -> str:
    with at_work(three, three.member, make, seated=False):
        filed = last_filed(the_card(three, three.member).id)
        found: FiledMark = next(r for r, criterion in rows_filed(filed.id) if criterion.path == path)
        return found.public_id


def round_id(three, make) -> str:
    with at_work(three, three.member, make, seated=False):
        return the_round(three, three.member).public_id


def sent_by_head(person, page="/explanations"):
    head = person("a.head")
    seen = re.search(r'name="seen" value="(\w+)"', text(head.get(ROOT + page)))
    return send(head, f"{ROOT}/explanations/send", seen=seen[1] if seen else "")


def test_before_anything_is_told_the_page_says_what_will_be_here(person, three):
    for login, address in (("a.clerk", "explanations"), ("a.clerk", "scorecard/path"), ("l.clerk", "rounds")):
        answer = person(login).get(f"{ROOT}/{address}")
        assert answer.status_code == 200
        assert "Chưa" in text(answer)


def test_the_lead_opens_a_round_for_the_released_cards_or_the_form_says_what_is_wrong(person, three, make):
    told(three, three.member, make)
    lead = person("l.clerk")
    page = text(lead.get(f"{ROOT}/rounds/new"))
    ticked = re.search(r'name="agencies" value="([^"]+)" checked', page)[1]
    wrong = send(lead, f"{ROOT}/rounds/new", closes_at="hôm nào đó", most_words="300", agencies=ticked)
    assert wrong.status_code == 422
    assert "hôm nào đó" in text(wrong)
    past = send(lead, f"{ROOT}/rounds/new", closes_at="17:00 ngày 27/11/2020", most_words="300", agencies=ticked)
    assert past.status_code == 422
    nobody = send(lead, f"{ROOT}/rounds/new", closes_at="17:00 ngày 27/11/2030", most_words="300")
    assert (nobody.status_code, "ít nhất một" in text(nobody)) == (422, True)
    well = send(lead, f"{ROOT}/rounds/new", closes_at="17:00 ngày 27/11/2030", most_words="300", agencies=ticked)
    assert well.status_code == 303
    assert "Đang nhận giải trình" in text(lead.get(f"{ROOT}/rounds"))
    assert person("a.clerk").get(f"{ROOT}/rounds").status_code == 403


def test_what_differs_comes_first_and_of_rows_the_bloc_decides_no_number_is_shown(person, three, make):
    explaining(three, three.member, make)
    page = text(person("a.clerk").get(f"{ROOT}/explanations"))
    assert page.index("Tự nhập") < page.index("Kỷ luật")
    assert "3 dòng khác, 0 đã trả lời, 0 đã giải quyết" in page
    relative = page[page.index("Vượt chỉ tiêu") :][:600]
    assert "tính khi công bố" in relative


def test_the_clerk_drafts_and_the_head_alone_sends(person, three, make):
    explaining(three, three.member, make)
    clerk, one = person("a.clerk"), mark(three, make)
    saved = send(clerk, f"{ROOT}/marks/{one}/explanation", FETCH, text="Quý III đã họp", version="0")
    assert (saved.status_code, "Đã lưu" in text(saved)) == (200, True)
    assert send(clerk, f"{ROOT}/explanations/send").status_code == 403
    lead = person("l.clerk")
    assert "Quý III đã họp" not in text(lead.get(f"{ROOT}/rounds/{round_id(three, make)}"))
    assert sent_by_head(person).status_code == 303
    for login in ("l.clerk", "b.clerk"):
        assert "Quý III đã họp" in text(person(login).get(f"{ROOT}/rounds/{round_id(three, make)}"))
    assert "Quý III đã họp" not in text(person("p.head").get(f"{ROOT}/rounds/{round_id(three, make)}"))


def test_two_clerks_see_both_texts_and_what_is_too_long_is_kept_to_be_mended(person, three, make):
    explaining(three, three.member, make, most_words=3)
    one = mark(three, make)
    with at_work(three, three.member, make, seated=False):
        write_answer(the_round(three, three.member), leaf(three, "I/1"), "Của người kia", 0)
    clerk = person("a.clerk")
    both = send(clerk, f"{ROOT}/marks/{one}/explanation", FETCH, text="Của tôi", version="0")
    assert both.status_code == 409
    assert "Của tôi" in text(both)
    assert "Của người kia" in text(both)
    mine = send(clerk, f"{ROOT}/marks/{one}/explanation", text="một hai ba bốn", version="0", choose="mine")
    assert mine.status_code == 303
    assert "4/3 từ: quá 1 từ" in text(clerk.get(f"{ROOT}/explanations"))
    refused = sent_by_head(person)
    assert (refused.status_code, "quá 3 từ" in text(refused)) == (409, True)
    long = send(clerk, f"{ROOT}/marks/{one}/explanation", text="x" * 10_001, version="2")
    assert (long.status_code, "x" * 10_001 in text(long)) == (422, True)


def test_files_and_documents_of_the_store_go_with_an_answer(person, three, make):
    explaining(three, three.member, make)
    clerk, one = person("a.clerk"), mark(three, make)
    token = re.search(r'csrf-token" content="([^"]+)"', text(clerk.get("/account")))[1]
    file = {"files": (io.BytesIO(pdf()), "Biên bản quý III.pdf"), "csrf_token": token}
    assert clerk.post(f"{ROOT}/marks/{one}/explanation/files", data=file).status_code == 303
    page = text(clerk.get(f"{ROOT}/marks/{one}/explanation"))
    assert "Biên bản quý III" in page
    off = re.search(r'action="([^"]+/detach)"', page)[1]
    assert send(clerk, off).status_code == 303
    on = re.search(r'action="([^"]+/attach)"', text(clerk.get(f"{ROOT}/marks/{one}/explanation")))[1]
    assert send(clerk, on).status_code == 303
    send(clerk, f"{ROOT}/marks/{one}/explanation", text="Kèm biên bản", version="3")
    assert sent_by_head(person).status_code == 303
    assert "Biên bản quý III" in text(person("l.clerk").get(f"{ROOT}/rounds/{round_id(three, make)}"))


def test_taking_everything_left_leaves_with_the_heads_word(person, three, make):
    explaining(three, three.member, make)
    assert send(person("a.clerk"), f"{ROOT}/explanations/accept-remaining").status_code == 303
    assert send(person("a.clerk"), f"{ROOT}/marks/{mark(three, make)}/explanation/accept", undo="1").status_code == 303
    sent_by_head(person)
    page = text(person("a.clerk").get(f"{ROOT}/explanations"))
    assert "3 dòng khác, 2 đã trả lời, 2 đã giải quyết" in page
    assert "chấp nhận kết quả, điểm tính khi công bố" in page


def test_an_answered_row_is_settled_with_a_reason_and_told_when_the_head_closes(person, three, make):
    explaining(three, three.member, make)
    one, lead = row(three, make), person("l.clerk")
    address = f"{ROOT}/appraisal/rows/{one}/settle"
    bare = send(lead, address, version="1", points="36")
    assert (bare.status_code, "36" in text(bare), "lý do" in text(bare)) == (422, True, True)
    assert send(lead, address, version="1", points="41", reason="Quá trần").status_code == 422
    assert send(lead, address, version="9", points="36", reason="Cũ").status_code == 409
    assert send(lead, address, version="1", points="36", reason="Biên bản đủ").status_code == 303
    assert send(lead, f"{ROOT}/appraisal/rows/{row(three, make, 'I/2')}/settle", version="1", uphold="1",
                reason="Không có thêm").status_code == 303  # fmt: skip
    assert "Biên bản đủ" not in text(person("a.clerk").get(f"{ROOT}/explanations"))
    close = f"{ROOT}/rounds/{round_id(three, make)}/close"
    assert send(lead, close).status_code == 403
    assert send(person("p.head"), close).status_code == 409
    assert send(person("l.head"), close).status_code == 303
    page = text(person("a.clerk").get(f"{ROOT}/explanations"))
    assert "Biên bản đủ" in page
    assert "Chưa có đợt giải trình nào đang mở" in page


def test_a_question_reaches_the_agency_and_an_empty_one_is_refused_in_place(person, three, make):
    explaining(three, three.member, make)
    address = f"{ROOT}/appraisal/rows/{row(three, make)}/ask"
    assert send(person("b.clerk"), address, text="").status_code == 422
    assert send(person("b.clerk"), address, text="Biên bản ở đâu?").status_code == 303
    assert "Biên bản ở đâu?" in text(person("a.clerk").get(f"{ROOT}/explanations"))


def test_the_end_of_a_round_is_changed_by_its_chair(person, three, make):
    explaining(three, three.member, make)
    address = f"{ROOT}/rounds/{round_id(three, make)}/change"
    later = {"closes_at": "17:00 ngày 27/11/2030", "most_words": ""}
    assert send(person("b.head"), address, version="1", **later).status_code == 403
    assert send(person("l.clerk"), address, version="x", **later).status_code == 422
    assert send(person("l.clerk"), address, version="1", **later).status_code == 303
    assert "27/11/2030" in text(person("a.clerk").get(f"{ROOT}/explanations"))


def test_a_rival_opens_nothing_of_it(person, three, make):
    explaining(three, three.member, make)
    rival, one = person("b.clerk"), mark(three, make)
    assert rival.get(f"{ROOT}/marks/{one}/explanation").status_code == 404
    assert send(rival, f"{ROOT}/marks/{one}/explanation", text="x", version="0").status_code == 404
    assert rival.get(f"{ROOT}/explanations").status_code == 200


def test_the_path_of_a_row_is_told_to_each_side_by_its_own_rights(person, three, make):
    explaining(three, three.member, make)
    one = mark(three, make)
    send(person("a.clerk"), f"{ROOT}/marks/{one}/explanation", text="Quý III đã họp", version="0")
    sent_by_head(person)
    send(person("l.clerk"), f"{ROOT}/appraisal/rows/{row(three, make)}/settle", version="1", points="36", reason="Đủ")
    own = text(person("a.clerk").get(f"{ROOT}/marks/{one}/explanation"))
    theirs = text(person("l.clerk").get(f"{ROOT}/appraisal/rows/{row(three, make)}/path"))
    own = own[own.index("Đường đi của điểm") :]
    for page in (own, theirs):
        assert page.index("nộp lần 1") < page.index("30 điểm: Thiếu quý III") < page.index("Quý III đã họp")
    assert "36 điểm: Đủ" in theirs
    assert "36 điểm" not in own


def test_the_path_ends_with_the_points_that_were_adopted_and_nothing_waits_for_an_answer(person, three, make):
    told(three, three.member, make)
    with at_work(three, three.deputy, make):
        move(the_card(three, three.member), Event.ADOPT)
    clerk = person("a.clerk")
    for page in (
        text(clerk.get(f"{ROOT}/marks/{mark(three, make)}/explanation")),
        text(person("l.clerk").get(f"{ROOT}/appraisal/rows/{row(three, make)}/path")),
    ):
        assert "chốt điểm: 30 điểm" in page
    assert "chốt điểm: điểm tính khi công bố" in text(clerk.get(f"{ROOT}/marks/{mark(three, make, 'I/3')}/explanation"))
    page = text(clerk.get(f"{ROOT}/explanations"))
    assert ("Đã chốt" in page, "Chưa trả lời" in page) == (True, False)


def test_the_list_of_rounds_counts_the_rows_of_its_own_cards_alone(person, three, make):
    told(three, three.other, make)
    assert "dòng khác" not in text(person("l.clerk").get(f"{ROOT}/rounds"))
    explaining(three, three.member, make)
    assert "3 dòng khác, 0 đã trả lời, 0 đã giải quyết" in text(person("l.clerk").get(f"{ROOT}/rounds"))


def test_the_waterfall_says_the_same_in_its_table(person, three, make):
    told(three, three.other, make)
    explaining(three, three.member, make)
    own = text(person("a.clerk").get(f"{ROOT}/scorecard/path"))
    assert "−18" in own.replace("-18", "−18")  # 8 of I/1, 10 of I/2; I/3 is in neither total
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member).public_id
    theirs = text(person("l.clerk").get(f"{ROOT}/appraisal/agencies/{card}/path"))
    assert "Phong trào" in theirs
    assert "Vượt chỉ tiêu" not in own


def test_a_card_at_a_past_moment_is_shown_and_a_wrong_moment_is_refused_in_words(person, three, make):
    explaining(three, three.member, make)
    clerk = person("a.clerk")
    assert "đang giải trình" in text(clerk.get(f"{ROOT}/scorecard/as-of"))
    assert "chưa bắt đầu" in text(clerk.get(f"{ROOT}/scorecard/as-of?at=17:00 ngày 01/01/2020"))
    wrong = clerk.get(f"{ROOT}/scorecard/as-of?at=hôm qua")
    assert (wrong.status_code, "hôm qua" in text(wrong)) == (422, True)
