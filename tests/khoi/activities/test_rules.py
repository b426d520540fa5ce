"""When an activity may be announced, answered and noted, and how attendance is counted: without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.activities.rules import (
    Attendance,
    Figures,
    Noted,
    Stage,
    counted_by,
    figure_in_words,
    figures_by_agency,
    objection_to_answering,
    objection_to_noting,
    objections_to_announcing,
    objections_to_times,
    words_of,
)

START = datetime(2026, 7, 15, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
noted = st.lists(st.builds(Noted, st.integers(1, 5), st.sampled_from(list(Attendance))))


def test_an_activity_ends_after_it_began_and_is_answered_before():
    assert objections_to_times(START, START + HOUR, START - HOUR) == []
    assert objections_to_times(START, None, None) == []
    wrong = objections_to_times(START, START - HOUR, START + HOUR)
    assert [reason.path for reason in wrong] == ["ends_at", "answer_until"]


def test_invitations_go_out_once_ahead_of_it_to_somebody():
    ready = {"invited": 3, "starts": START, "now": START - HOUR}
    assert objections_to_announcing(Stage.DRAFT, **ready) == []
    assert objections_to_announcing(Stage.ANNOUNCED, **ready)
    assert [one.path for one in objections_to_announcing(Stage.DRAFT, **ready | {"invited": 0})] == ["invited"]
    assert [one.path for one in objections_to_announcing(Stage.DRAFT, **ready | {"now": START + HOUR})] == ["starts_at"]


@pytest.mark.parametrize(
    ("stage", "now", "may"),
    [
        (Stage.ANNOUNCED, START - timedelta(seconds=1), True),
        (Stage.ANNOUNCED, START, False),
        (Stage.DRAFT, START - HOUR, False),
        (Stage.CANCELLED, START - HOUR, False),
        (Stage.HELD, START - HOUR, False),
    ],
)
def test_an_answer_may_be_given_until_it_begins(stage, now, may):
    assert (objection_to_answering(stage, START, now) == "") is may


@pytest.mark.parametrize(
    ("stage", "now", "may"),
    [
        (Stage.ANNOUNCED, START, True),
        (Stage.HELD, START + HOUR, True),
        (Stage.ANNOUNCED, START - HOUR, False),
        (Stage.DRAFT, START + HOUR, False),
        (Stage.CANCELLED, START + HOUR, False),
    ],
)
def test_attendance_is_noted_once_it_has_begun(stage, now, may):
    assert (objection_to_noting(stage, START, now) == "") is may


@given(noted, st.lists(st.integers(1, 5)))
def test_every_invitation_and_every_host_is_counted_once(rows, hosts):
    figures = figures_by_agency(rows, hosts)
    assert sum(one.invited for one in figures.values()) == len(rows)
    assert sum(one.hosted for one in figures.values()) == len(hosts)
    for one in figures.values():
        assert one.attended + one.excused + one.unexcused <= one.invited


def test_what_is_not_noted_counts_as_invited_only():
    figures = figures_by_agency([Noted(1, ""), Noted(1, "present"), Noted(1, "excused"), Noted(1, "unexcused")], [1, 2])
    assert figures == {1: Figures(1, 4, 1, 1, 1), 2: Figures(1)}


def test_figures_are_said_in_words_that_fit_beside_a_row_of_the_sheet():
    assert words_of(Figures(1, 4, 3, 1, 0)) == "Đăng cai 1, dự 3/4 hoạt động của Khối, vắng có lý do 1."
    assert words_of(Figures()) == "Đăng cai 0, dự 0/0 hoạt động của Khối."


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("Đăng cai hoạt động của Khối", "đăng cai 1 lần"),
        ("Vắng hội nghị của Khối không có lý do", "vắng không có lý do 4 lần, trong 9 lần được mời"),
        ("Vắng họp, vắng hội nghị có lý do", "vắng có lý do 3 lần, trong 9 lần được mời"),
        ("Tham dự đầy đủ các hội nghị", "dự 2 lần, trong 9 lần được mời"),
        ("Chế độ báo cáo của Khối", ""),
        ("Không có đơn thư vắng chủ", ""),
    ],
)
def test_a_row_that_counts_the_part_in_the_blocs_activities_is_known_by_its_words(criterion, said):
    counted = counted_by(criterion)
    figures = Figures(hosted=1, invited=9, attended=2, excused=3, unexcused=4)
    assert (figure_in_words(counted, figures) if counted else "") == said
