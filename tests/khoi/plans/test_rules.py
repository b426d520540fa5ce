"""What holds for plans without a database: whose a task is, late or near, years left in the copy, files."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.plans.rules import (
    Fate,
    Pace,
    Party,
    Status,
    TaskSpec,
    done_of,
    due_day,
    lines,
    matched,
    objections_to_due,
    objections_to_status,
    pace,
    parties,
    proposed_for_bloc,
    quarter_end,
    quarter_of,
    read_plan,
    without_the_proposed,
    write_plan,
    write_tasks,
)
from tenants.refusal import Refused
from tests.khoi.plans.plans_made import real_plan, small_plan

MEMBERS = {"Công an tỉnh": 2, "CA": 2, "Sở Tư pháp": 6}
TODAY = date(2026, 11, 24)


def refusals(data):
    with pytest.raises(Refused) as refused:
        read_plan(data)
    return {each.path: each.message for each in refused.value.objections}


# --- whose a task is ---------------------------------------------------------------------------------------------


def test_six_of_the_customers_22_tasks_are_the_blocs():
    """Those whose text or coordinators name the Khối: documents of the Khối, sơ kết (two), joint activities, tổng kết
    (two)."""
    tasks = read_plan(real_plan()).tasks
    found = [(task.quarter, task.number) for task in tasks if proposed_for_bloc(task.content, task.coordination)]
    assert found == [(1, 2), (2, 1), (2, 3), (2, 7), (4, 1), (4, 5)]
    assert len(tasks) == 22


@pytest.mark.parametrize(
    ("content", "coordination", "of_bloc"),
    [
        ("Tổng kết KHỐI THI ĐUA", (), True),
        ("Phát động phong trào thi đua", ("Các phòng Nghiệp vụ",), False),
        ("Họp", ("Công an tỉnh",), True),
        ("Họp", ("Cả khối",), True),
        ("Triển khai khối lượng công việc", ("Văn phòng",), False),
    ],
)
def test_a_task_is_the_blocs_where_its_words_say_so(content, coordination, of_bloc):
    assert proposed_for_bloc(content, coordination, MEMBERS) is of_bloc


def test_words_of_coordinators_name_members_agencies_and_departments():
    words = ("Các đơn vị trong Khối thi đua", "công an  Tỉnh", "ca", "so tu phap", "Văn phòng", "", "Sở Nội vụ")
    found = [(each.words, each.party, each.agency) for each in parties(words, MEMBERS)]
    assert found == [
        ("Các đơn vị trong Khối thi đua", Party.MEMBERS, None),
        ("công an Tỉnh", Party.AGENCY, 2),
        ("ca", Party.AGENCY, 2),
        ("so tu phap", Party.AGENCY, 6),
        ("Văn phòng", Party.DEPARTMENT, None),
        ("Sở Nội vụ", Party.DEPARTMENT, None),
    ]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_unit_is_named_twice_and_none_without_words(words):
    found = parties(words, MEMBERS)
    assert len({each.words for each in found}) == len(found) <= len(words)
    assert all(each.words.strip() for each in found)


# --- years -------------------------------------------------------------------------------------------------------


def test_three_of_the_customers_22_tasks_name_another_year():
    tasks = write_tasks(read_plan(real_plan()))
    found = {(task["quarter"], task["no"]): task["other_years"] for task in tasks if task["other_years"]}
    assert found == {(2, 3): [2025], (3, 2): [2025], (4, 5): [2025]}


# --- late or near ------------------------------------------------------------------------------------------------


def test_a_quarter_ends_on_its_last_day():
    ends = [quarter_end(2026, quarter) for quarter in (1, 2, 3, 4)]
    assert ends == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert due_day(date(2026, 5, 1), 2026, 1) == date(2026, 5, 1)
    assert due_day(None, 2026, 1) == ends[0]


@given(st.dates(date(2000, 1, 1), date(2100, 12, 30)))
def test_a_quarter_ends_just_before_the_next_begins(day):
    end = quarter_end(day.year, quarter_of(day))
    assert day <= end
    assert quarter_of(end + timedelta(days=1)) == quarter_of(end) % 4 + 1


@pytest.mark.parametrize(("days", "expected"), [(-1, Pace.LATE), (0, Pace.NEAR), (14, Pace.NEAR), (15, Pace.AHEAD)])
def test_a_task_is_late_the_day_after_and_near_two_weeks_before(days, expected):
    due = TODAY + timedelta(days=days)
    assert pace(Status.UNDER_WAY, due, TODAY) is expected
    assert pace(Status.DONE, due, TODAY) is pace(Status.DROPPED, due, TODAY) is Pace.SETTLED


def test_a_due_date_lies_in_the_year_or_the_next_march():
    assert objections_to_due(date(2027, 3, 31), 2026) == objections_to_due(None, 2026) == []
    assert objections_to_due(date(2027, 4, 1), 2026)
    assert objections_to_due(date(2025, 12, 31), 2026)


def test_what_is_not_carried_out_needs_a_reason_and_does_not_count():
    assert objections_to_status(Status.DROPPED, "  ")
    assert not objections_to_status(Status.DROPPED, "Cấp trên dừng")
    assert done_of([Status.DONE, Status.DROPPED, Status.UNDER_WAY]) == (1, 2)


# --- files -------------------------------------------------------------------------------------------------------


def test_the_customers_plan_goes_out_as_it_came_in():
    assert write_plan(read_plan(real_plan())) == real_plan()


def test_what_would_be_proposed_anyway_is_left_unsaid():
    data = small_plan()
    data["tasks"][0]["of_bloc"] = True
    data["tasks"][1]["of_bloc"] = True
    said = write_plan(without_the_proposed(read_plan(data), MEMBERS))["tasks"]
    assert [task.get("of_bloc") for task in said] == [True, None]


def test_every_fault_of_a_file_is_told_by_its_path():
    data = small_plan(year="2026", kind="?", purpose=["a\nb"], letterhead={"dated": "31/12/2026"})
    data["tasks"] = [
        {"quarter": 5, "no": 0, "content": " ", "lead": "x" * 201, "status": "xong", "of_bloc": 1, "owner": "?"},
        {"quarter": 1, "no": 1, "content": "Bỏ", "status": "dropped"},
        {"quarter": 1, "no": 2, "content": "c" * 1001, "coordination": ["", 7], "due": "2026-02-30"},
        {"quarter": 1, "no": 3, "content": "Muộn", "due": "2028-01-01"},
        [],
    ]
    found = refusals(data)
    assert "2000" in found["year"]
    assert "kind" in found[None]
    assert found["tasks[1].quarter"] == "phải là số nguyên từ 1 đến 4"
    assert found["tasks[1].content"] == "không được để trống"
    assert found["tasks[3].content"] == "dài 1001 ký tự, nhiều nhất 1000"
    assert found["tasks[2]"] == "Nêu lý do không thực hiện."
    assert {
        "purpose[1]", "letterhead.dated", "tasks[1].no", "tasks[1].lead", "tasks[1].status", "tasks[1].of_bloc",
        "tasks[1]", "tasks[3].coordination[1]", "tasks[3].coordination[2]", "tasks[3].due", "tasks[5]",
    } <= set(found)  # fmt: skip


def test_a_due_date_of_another_year_is_refused_by_its_path():
    data = small_plan()
    data["tasks"][1]["due"] = "2028-01-01"
    assert "tasks[2]" in refusals(data)


def test_two_tasks_of_one_number_are_refused():
    data = small_plan()
    data["tasks"].append(data["tasks"][0])
    assert refusals(data) == {"tasks[3]": "trùng quý 1 số 1 với tasks[1]"}


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["title", "year", "tasks", "signer", "quarter", "no", "purpose", "x"]),
                        inner, max_size=4), max_leaves=12))  # fmt: skip
def test_whatever_a_file_says_it_is_read_or_refused(data):
    with suppress(Refused):
        assert read_plan(data).title


# --- which task is which -----------------------------------------------------------------------------------------


def spec(number, content, key="", **more):
    return TaskSpec(1, number, content, key=key, **more)


def test_a_task_is_known_by_key_then_content_then_place():
    present = [spec(1, "Một", "k1"), spec(2, "Hai", "k2"), spec(3, "Ba", "k3"), spec(4, "Bốn", "k4")]
    wanted = [spec(1, "Ba"), spec(2, "Hai sửa"), spec(9, "Một mới", "k1"), spec(5, "Năm")]
    found = {match.wanted.content: match for match in matched(present, wanted) if match.wanted}
    assert found["Một mới"].present.key == "k1"
    assert found["Ba"].present.key == "k3"
    assert found["Hai sửa"].present.key == "k2"
    assert found["Năm"].fate is Fate.ADDED
    assert [match.present.key for match in matched(present, wanted) if match.fate is Fate.ABSENT] == ["k4"]


def test_what_a_file_leaves_unsaid_stays_as_it_is():
    present = spec(1, "Một", "k1", status=Status.DONE, due=TODAY, of_bloc=True, on_request=True)
    (same,) = matched([present], [spec(1, "Một")])
    assert same.fate is Fate.SAME
    (changed,) = matched([present], [spec(1, "Một", of_bloc=False, due=TODAY + timedelta(days=1))])
    assert changed.changes == (("Hạn", "24/11/2026", "25/11/2026"), ("Của Khối", "Có", "Không"))


@given(st.lists(st.tuples(st.integers(1, 4), st.text(max_size=3)), max_size=8, unique=True))
def test_a_plan_matched_with_itself_changes_nothing(tasks):
    whole = [TaskSpec(q, n, text, status=Status.DONE, key=f"k{n}") for n, (q, text) in enumerate(tasks, 1)]
    assert {match.fate for match in matched(whole, whole)} <= {Fate.SAME}


def test_a_text_of_paragraphs_has_one_a_line():
    assert lines(" a \n\n b") == ("a", "b")
