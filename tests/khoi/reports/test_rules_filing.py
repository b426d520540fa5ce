"""When a report may leave the agency, where it goes, what others are told, and how it looks on paper."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from khoi.demo.cast import PARTS
from khoi.demo.report_words import figures_of, texts_of
from khoi.office.document import Heading, Table
from khoi.reports.rules import (
    PLACE_OF_CHECKS,
    Annex,
    Content,
    CrossCheck,
    Event,
    FigureType,
    Indicator,
    Issuer,
    Kind,
    Outline,
    Section,
    Seen,
    Stage,
    Written,
    computed,
    customary_outline,
    late_words,
    next_stage,
    objections_to_filing,
    objections_to_outline,
    report_document,
    seen_by_chairs,
    shut_since,
    word_count,
)
from khoi.reports.rules.carrying import matching
from khoi.reports.rules.paper import superior_of
from khoi.years.rules import Dates
from tenants.refusal import Refused

OUTLINE = Outline(
    (Section("I", "Kết quả", most_words=5), Section("II", "Kiến nghị", required=False)),
    (
        Indicator("1", "Tập thể"),
        Indicator("2", "Cá nhân", required=False),
        Indicator("3", "Tổng", formula="1 + 2"),
        Indicator("4", "Điển hình", type=FigureType.TEXT),
    ),
    (CrossCheck("1", "3", "<="),),
    (Annex("Danh sách", True), Annex("Ảnh")),
)
SOUND = Content(
    {"I": Written("Hoàn thành tốt nhiệm vụ.")},
    {"1": Decimal(1), "2": None, "3": Decimal(1)},
    {"4": "Mô hình một cửa"},
    {"Danh sách"},
)


def places(content: Content) -> list[str | None]:
    return [each.path for each in objections_to_filing(OUTLINE, content)]


def test_a_sound_report_meets_no_objection():
    assert places(SOUND) == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"texts": {}}, "Phần I"),
        ({"texts": {"I": Written(" \n ")}}, "Phần I"),
        ({"texts": {"I": Written("một hai ba bốn năm sáu")}}, "Phần I"),
        ({"texts": {"I": Written("Như kỳ trước", carried=True)}}, "Phần I"),
        ({"texts": {"I": Written("Xong"), "II": Written("Như kỳ trước", carried=True)}}, "Phần II"),
        ({"values": {"1": None, "3": None}}, "Chỉ tiêu 1"),
        ({"words": {"4": "  "}}, "Chỉ tiêu 4"),
        ({"values": {"1": Decimal(2), "3": Decimal(1)}}, PLACE_OF_CHECKS),
        ({"annexes": {"Ảnh"}}, "Phụ lục “Danh sách”"),
    ],
)
def test_each_fault_is_named_by_its_place(changed, place):
    assert places(replace(SOUND, **changed)) == [place]


def test_a_text_of_just_the_allowed_words_may_be_filed():
    assert places(replace(SOUND, texts={"I": Written("một hai ba bốn năm")})) == []
    assert word_count("  Khối  thi đua\n\nNội chính ") == 5


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("event", Event)
def test_a_report_goes_only_its_own_way(stage, event):
    ways = {
        (Stage.DRAFT, Event.SEND_TO_HEAD): Stage.AT_HEAD,
        (Stage.RETURNED, Event.SEND_TO_HEAD): Stage.AT_HEAD,
        (Stage.AT_HEAD, Event.GIVE_BACK): Stage.DRAFT,
        (Stage.AT_HEAD, Event.FILE): Stage.FILED,
        (Stage.FILED, Event.SEND_BACK): Stage.RETURNED,
    }
    if (stage, event) in ways:
        assert next_stage(stage, event) is ways[stage, event]
    else:
        with pytest.raises(Refused):
            next_stage(stage, event)


def test_a_returned_report_that_the_head_gives_back_is_still_a_returned_one():
    assert next_stage(Stage.AT_HEAD, Event.GIVE_BACK, filings=1) is Stage.RETURNED


@pytest.mark.parametrize(
    ("stage", "filings", "seen"),
    [
        (None, 0, Seen.NOT_BEGUN),
        (Stage.DRAFT, 0, Seen.DRAFTING),
        (Stage.AT_HEAD, 0, Seen.DRAFTING),
        (Stage.FILED, 1, Seen.FILED),
        (Stage.RETURNED, 1, Seen.RETURNED),
        (Stage.AT_HEAD, 1, Seen.RETURNED),
    ],
)
def test_of_the_unfiled_others_learn_only_whether_it_was_begun(stage, filings, seen):
    assert seen_by_chairs(stage, filings) is seen


def test_a_return_sets_a_later_end_and_never_an_earlier_one():
    closing = datetime(2026, 7, 25, 10, tzinfo=UTC)
    dates, second = Dates(closing, closing), timedelta(seconds=1)
    assert shut_since(closing, dates, None) is None
    assert shut_since(closing + second, dates, None) == closing
    assert shut_since(closing + second, dates, closing + 2 * second) is None
    assert shut_since(closing, dates, closing - second) is None
    assert shut_since(closing, None, None) is None


def test_lateness_is_said_in_days():
    assert (late_words(0), late_words(3)) == ("đúng hạn", "chậm 3 ngày")


def test_words_go_to_the_section_of_the_same_heading_and_then_of_the_same_number():
    earlier = [Section("I", "Kết quả"), Section("II", "Khen thưởng"), Section("III", "Phương hướng 6 tháng")]
    now = [Section("I", "Khen thưởng"), Section("II", "Kết quả"), Section("III", "Phương hướng năm sau")]
    assert matching(now, earlier) == {"I": "II", "II": "I", "III": "III"}
    assert matching([Section("II", "Mới"), Section("IX", "Khen thưởng")], earlier) == {"IX": "II"}


@pytest.mark.parametrize("kind", Kind)
def test_every_customary_outline_is_sound(kind):
    assert objections_to_outline(customary_outline(kind)) == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.code)
@pytest.mark.parametrize(("kind", "period"), [(Kind.HALF_YEAR, "6 tháng đầu năm"), (Kind.FULL_YEAR, "năm")])
def test_what_the_demos_agencies_write_may_be_filed(part, kind, period):
    outline = customary_outline(kind)
    written = {number: Written(text) for number, text in texts_of(part, period).items()}
    values = computed(outline.indicators, figures_of(part, period))
    content = Content(written, values, {}, {annex.title for annex in outline.annexes})
    assert objections_to_filing(outline, content) == []


def test_on_paper_a_report_has_the_members_letterhead_its_parts_and_the_table_as_an_annex():
    issuer = Issuer("Sở Tư pháp", "Lạng Sơn", "Đinh Văn Khánh", "Giám đốc")
    made = report_document("Báo cáo sơ kết", "Kế hoạch 05", OUTLINE, SOUND, issuer, date(2026, 7, 9))
    assert (made.letterhead.superior, made.letterhead.issuer) == ("UBND TỈNH LẠNG SƠN", "SỞ TƯ PHÁP")
    assert (made.kind, made.subject) == ("BÁO CÁO", "Sơ kết")
    assert [block.text for block in made.body if isinstance(block, Heading)] == ["I. Kết quả"]
    table = made.annexes[0].body[0]
    assert isinstance(table, Table)
    assert [row.cells[3] for row in table.rows] == ["1", "", "1", "Mô hình một cửa"]


@pytest.mark.parametrize(("name", "superior"), [("Thanh tra tỉnh", "UBND TỈNH LẠNG SƠN"), ("Công an tỉnh", "")])
def test_only_the_provinces_own_bodies_stand_under_its_committee(name, superior):
    assert superior_of(Issuer(name, "Lạng Sơn")) == superior
