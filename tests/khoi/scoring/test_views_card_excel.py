"""The card goes out as an Excel file and comes back: looked at first, then only what was confirmed is kept."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from khoi.scoring import actions
from khoi.scoring.excel import columns as at
from khoi.scoring.models import lines_of_mark
from khoi.scoring.rules import Inputs
from tests.khoi.accounts.people import post, sign_in, token_in
from tests.khoi.scoring.cards_made import FULL, ROWS, begun, fill, marks, working

CARD = "/noi-chinh/2026/scorecard"


@pytest.fixture
def three(make):
    trio = make.bloc_of_three()
    steps = '{"type":"ladder","steps":[["tốt","10"],["khá","6"]]}'
    ladder = {"code": "5", "title": "Theo bậc", "ceiling": "10", "method": steps}
    passed = {"code": "6", "title": "=1+1", "ceiling": "10", "method": '{"type":"pass_fail"}'}
    make.sheet(trio, *ROWS, ladder, passed)
    return trio


@pytest.fixture
def clerk(app, three):
    client = app.test_client()
    sign_in(client, "a.clerk")
    return client


@pytest.fixture
def card(three, make):
    found = begun(three, three.member, make)
    with working(three, three.member, make):
        fill(found)
    return found


def exported(client):
    answer = post(client, f"{CARD}/workbook", CARD)
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.data))


def row_of(book, code):
    sheet = book[at.SHEET]
    return next(row[0].row for row in sheet.iter_rows(min_row=at.HEAD_ROW + 1) if row[0].value == code and row[9].value)


def change(book, code, column, value):
    book[at.SHEET][f"{column}{row_of(book, code)}"] = value


def hand_in(client, book, name="phieu.xlsx"):
    out = BytesIO()
    book.save(out)
    token = token_in(client.get(f"{CARD}/upload").get_data(as_text=True))
    return client.post(f"{CARD}/upload", data={"csrf_token": token, "file": (BytesIO(out.getvalue()), name)})


def confirm(client, html, ticked=None):
    """Send the preview's form with its hidden fields and the ticks it has (or those given)."""
    form = html.split('id="apply"')[1].split("</form>")[0]
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form))
    boxes = re.findall(r'name="take" value="([\w-]+)"[^>]*?( checked)?>', html)
    take = [mark for mark, on in boxes if on or ticked == "all"]
    return client.post(f"{CARD}/apply", data=fields | {"take": take})


def test_the_file_holds_every_row_with_its_figures_as_numbers_and_no_formula(clerk, card):
    book = exported(clerk)
    sheet = book[at.SHEET]
    assert sheet[f"{at.TARGET}{row_of(book, '2')}"].value == 48
    assert sheet[f"{at.VALUE}{row_of(book, '1')}"].value == 38.5
    title = sheet[f"{at.TITLE}{row_of(book, '6')}"]
    assert (title.value, title.data_type) == ("=1+1", "s")


def test_a_file_that_nobody_touched_changes_nothing(clerk, card):
    assert "không có gì khác" in hand_in(clerk, exported(clerk)).get_data(as_text=True)


def test_only_confirmed_rows_are_kept(clerk, card, three, make):
    book = exported(clerk)
    change(book, "1", at.VALUE, 30.25)
    change(book, "5", at.VALUE, "khá")
    change(book, "6", at.VALUE, "Đạt")
    html = hand_in(clerk, book).get_data(as_text=True)
    assert "1 dòng thay đổi" in html
    assert "2 dòng nhập mới" in html
    with working(three, three.member, make):
        assert marks(card)["I/1"].points == Decimal("38.5")  # a preview changes nothing
    assert confirm(clerk, html).status_code == 303
    with working(three, three.member, make):
        rows = marks(card)
        assert [rows[path].points for path in ("I/1", "I/5", "I/6")] == [Decimal("30.25"), 6, 10]
        assert lines_of_mark(rows["I/1"].id)[0].act == "excel"


def test_a_row_that_was_not_ticked_stays(clerk, card, three, make):
    book = exported(clerk)
    change(book, "1", at.VALUE, 30)
    change(book, "5", at.VALUE, "khá")
    html = hand_in(clerk, book).get_data(as_text=True)
    first = re.findall(r'name="take" value="([\w-]+)"', html)[0]
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', html.split('id="apply"')[1].split("</form>")[0]))
    clerk.post(f"{CARD}/apply", data=fields | {"take": [first]})
    with working(three, three.member, make):
        changed = [path for path, mark in marks(card).items() if mark.version > (2 if path in FULL else 1)]
    assert len(changed) == 1


@pytest.mark.parametrize(
    ("code", "column", "value", "said"),
    [
        ("1", at.VALUE, 41, "vượt điểm tối đa 40"),
        ("1", at.VALUE, 8.12345, "quá 3 chữ số thập phân"),
        ("1", at.VALUE, "tám", "Nhập số dạng 8,5"),
        ("2", at.TARGET, 0, "chỉ tiêu giao phải lớn hơn 0"),
        ("5", at.VALUE, "giỏi", "không có bậc"),
    ],
)
def test_a_bad_cell_is_refused_by_its_address(clerk, card, code, column, value, said):
    book = exported(clerk)
    change(book, code, column, value)
    html = hand_in(clerk, book).get_data(as_text=True)
    assert "1 dòng không nhận" in html
    assert said in html
    assert f"Ô {at.VALUE if column == at.VALUE else at.TARGET}{row_of(book, code)}" in html


def test_a_row_changed_meanwhile_shows_both_values_and_keeps_ours_unless_ticked(clerk, card, three, make):
    book = exported(clerk)
    change(book, "1", at.VALUE, 30)
    with working(three, three.member, make):
        actions.claim(marks(card)["I/1"], Inputs(points=Decimal(25)), "", 2)
        actions.claim(marks(card)["I/2"], Inputs(actual=Decimal(1), target=Decimal(1)), "", 2)
    html = hand_in(clerk, book).get_data(as_text=True)
    assert "1 dòng hai giá trị" in html
    assert "Tự nhập 25/40" in html
    assert "Tự nhập 30/40" in html
    assert "1/1 = 100" not in html  # touched in the portal alone: the file has nothing to say
    assert confirm(clerk, html).status_code == 409  # nothing was ticked
    assert confirm(clerk, html, "all").status_code == 303
    with working(three, three.member, make):
        assert marks(card)["I/1"].points == 30


def test_a_row_changed_between_preview_and_confirmation_keeps_all_rows_out(clerk, card, three, make):
    book = exported(clerk)
    change(book, "1", at.VALUE, 30)
    change(book, "5", at.VALUE, "khá")
    html = hand_in(clerk, book).get_data(as_text=True)
    with working(three, three.member, make):
        actions.claim(marks(card)["I/1"], Inputs(points=Decimal(25)), "", 2)
    answer = confirm(clerk, html)
    assert answer.status_code == 409
    assert "Chưa nhập dòng nào" in answer.get_data(as_text=True)
    with working(three, three.member, make):
        assert marks(card)["I/5"].inputs == "{}"


def test_a_row_that_does_not_apply_is_said_in_the_file(clerk, card, three, make):
    book = exported(clerk)
    change(book, "1", at.OFF, "x")
    change(book, "1", at.NOTE, "không có việc này")
    confirm(clerk, hand_in(clerk, book).get_data(as_text=True))
    with working(three, three.member, make):
        mark = marks(card)["I/1"]
        assert (mark.inputs, mark.note) == ('{"not_applicable": true}', "không có việc này")


def test_the_file_of_another_card_is_refused(app, clerk, card, three, make):
    begun(three, three.other, make)
    rival = app.test_client()
    sign_in(rival, "b.clerk")
    answer = hand_in(rival, exported(clerk))
    assert answer.status_code == 422
    assert "phiếu khác" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"rubbish"), ("a.pdf", b"%PDF-1.4"), ("a.xlsx", b"")])
def test_what_is_no_such_file_is_refused_in_words(clerk, card, name, content):
    token = token_in(clerk.get(f"{CARD}/upload").get_data(as_text=True))
    answer = clerk.post(f"{CARD}/upload", data={"csrf_token": token, "file": (BytesIO(content), name)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_a_row_of_another_agency_smuggled_into_the_confirmation_is_a_404(app, clerk, card, three, make):
    with working(three, three.member, make):
        foreign = marks(card)["I/1"].public_id
    rival = app.test_client()
    sign_in(rival, "b.clerk")
    answer = post(
        rival, f"{CARD}/apply", CARD, **{"take": foreign, f"{foreign}-version": "2", f"{foreign}-points": "1"}
    )
    assert answer.status_code == 404
