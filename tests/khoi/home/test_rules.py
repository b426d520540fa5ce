"""What is due for whom, the dates in words, the marks of a search: without app or database."""

import unicodedata
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.home.rules import (
    Bloc,
    Card,
    Dates,
    Filing,
    Viewer,
    Waiting,
    due,
    marked,
    milestones,
    progress_of,
    share_of_year,
    words_of,
)
from khoi.scoring.rules import Stage
from tenants.roles import Role, Seat
from tenants.vi import ZONE, fold

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=ZONE)
DUE = datetime(2026, 11, 25, 17, 0, tzinfo=ZONE)
DATES = Dates(DUE, DUE + timedelta(days=2))
CLERK, HEAD = Viewer(Role.CLERK, Seat.MEMBER), Viewer(Role.HEAD, Seat.MEMBER)
LEADS_HEAD, DEPUTYS_HEAD = Viewer(Role.HEAD, Seat.LEAD), Viewer(Role.HEAD, Seat.DEPUTY)
YEAR = Bloc(2026, dates=DATES)
ADOPTED = Card(Stage.ADOPTED)


def only(viewer, card, bloc=YEAR, now=NOW):
    (task,) = due(viewer, card, bloc, now)
    return task


def titles(viewer, card=ADOPTED, bloc=YEAR, now=NOW):
    return [task.title for task in due(viewer, card, bloc, now)]


def test_both_dates_are_told_by_their_names_with_the_days_left():
    told = only(CLERK, Card()).detail
    assert told == "Hạn nộp 17:00 ngày 25/11/2026 (còn 3 ngày) · Khóa sổ 17:00 ngày 27/11/2026 (còn 5 ngày)"


def test_after_the_due_time_of_the_same_day_the_card_is_late():
    told = only(CLERK, Card(Stage.DRAFT), now=DUE + timedelta(seconds=1))
    assert "nộp lúc này tính chậm 1 ngày" in told.detail
    assert told.kind == "error"


@pytest.mark.parametrize(("left", "kind"), [(timedelta(days=9), "info"), (timedelta(days=2), "warn")])
def test_the_nearer_the_due_date_the_louder(left, kind):
    assert only(CLERK, Card(), now=DUE - left).kind == kind


@pytest.mark.parametrize("stage", [None, *Stage])
@pytest.mark.parametrize("viewer", [CLERK, HEAD])
def test_at_every_stage_there_is_one_line_about_the_own_card(viewer, stage):
    filed = NOW if stage not in (None, Stage.DRAFT, Stage.AT_HEAD) else None
    task = only(viewer, Card(stage, filed_at=filed))
    assert task.title
    assert task.label


def test_a_card_that_was_returned_is_told_as_returned_even_given_back_by_the_head():
    card = Card(Stage.DRAFT, filed_at=NOW, returned_reason="Thiếu số liệu.")
    assert "bị trả lại để sửa" in only(CLERK, card).title
    assert only(CLERK, card).detail == "Lý do: Thiếu số liệu. Nộp lại sau khi sửa."


def test_a_return_reopens_a_card_after_the_closing_until_its_own_time():
    after = DATES.closing + timedelta(days=1)
    until = after + timedelta(days=1)
    card = Card(Stage.RETURNED, filed_at=NOW, returned_until=until)
    assert "bị trả lại để sửa" in only(CLERK, card, now=after).title
    assert "Đã khóa sổ" in only(CLERK, card, now=until + timedelta(seconds=1)).title


def test_in_a_closed_year_nothing_is_due():
    assert due(LEADS_HEAD, Card(), Bloc(2025, is_open=False, has_sheet=False), NOW) == []


def test_only_the_heads_release_ask_and_confirm():
    waiting = Waiting(to_release=("Sở Tư pháp",), resets=1, settled=True)
    bloc = Bloc(2026, dates=DATES, waiting=waiting)
    assert any("chờ đồng chí thông báo kết quả" in title for title in titles(LEADS_HEAD, bloc=bloc))
    assert any("chờ lãnh đạo thông báo kết quả" in title for title in titles(Viewer(Role.CLERK, Seat.LEAD), bloc=bloc))
    assert any("cấp lại mật khẩu" in title for title in titles(DEPUTYS_HEAD, bloc=bloc))
    assert not any("cấp lại mật khẩu" in title for title in titles(LEADS_HEAD, bloc=bloc))


@pytest.mark.parametrize(("kind", "words"), [("publish", "công bố kết quả"), ("withdraw", "rút kết quả")])
def test_a_request_is_the_deputys_heads_to_answer(kind, words):
    bloc = Bloc(2026, dates=DATES, request=kind)
    answer = next(task for task in due(DEPUTYS_HEAD, Card(Stage.ADOPTED), bloc, NOW) if words in task.title)
    assert answer.acting
    assert not any(task.acting for task in due(LEADS_HEAD, Card(Stage.ADOPTED), bloc, NOW))
    assert not any(words in title for title in titles(CLERK, bloc=bloc))


def test_what_is_to_do_comes_before_what_is_waited_for_and_the_pressing_first():
    waiting = Waiting(to_appraise=("A",), unfiled=("B",), to_release=("C",))
    found = due(LEADS_HEAD, Card(Stage.SUBMITTED, filed_at=NOW), Bloc(2026, waiting=waiting), NOW)
    assert [task.acting for task in found] == sorted((task.acting for task in found), reverse=True)
    assert found[0].kind == "error"


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.AT_HEAD])
def test_an_unfiled_card_is_being_written_and_nothing_else(stage):
    assert progress_of(Filing(stage)) == progress_of(Filing(Stage.DRAFT))
    assert progress_of(Filing(stage)).word == "đang soạn"
    assert progress_of(Filing(None)).word == "chưa bắt đầu"


@pytest.mark.parametrize("stage", [Stage.RETURNED, Stage.AT_HEAD, Stage.DRAFT])
def test_a_returned_card_keeps_its_last_filing_whatever_the_agency_does(stage):
    line = progress_of(Filing(stage, NOW, 2))
    assert (line.word, line.filed_at, line.days_late) == ("trả lại để sửa", NOW, 2)


def test_milestones_stand_in_order_and_past_ones_say_so():
    found = milestones(
        [("Phiếu", DUE, DATES.closing), ("Đăng ký", NOW - timedelta(days=9), NOW - timedelta(days=5))], NOW
    )
    assert [(each.what, each.past, each.left) for each in found] == [
        ("hạn nộp", True, ""),
        ("khóa sổ", True, ""),
        ("hạn nộp", False, "còn 3 ngày"),
        ("khóa sổ", False, "còn 5 ngày"),
    ]


@given(st.integers(-800, 800))
def test_every_moment_has_a_place_on_the_line_of_the_year(days):
    assert 0 <= share_of_year(NOW + timedelta(days=days), 2026) <= 100


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_marking_never_changes_the_text(text, words):
    found = "".join(piece.text for piece in marked(text, [fold(word) for word in words if fold(word)]))
    assert found == unicodedata.normalize("NFC", text)


def test_words_are_marked_without_regard_to_diacritics():
    hits = [piece.text for piece in marked("Đơn thư, khiếu nại; ĐƠN kiến nghị", words_of("don nai")) if piece.hit]
    assert hits == ["Đơn", "nại", "ĐƠN"]


@pytest.mark.parametrize("typed", ["", " ", "a", "\u0301"])
def test_too_little_to_search_for_is_nothing(typed):
    assert words_of(typed) == ()
