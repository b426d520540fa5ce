"""Quorum in whole numbers, an election's figures, and the minutes as a document."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.deliberation.rules import (
    Adopted,
    Attended,
    Minutes,
    Place,
    Quorum,
    RowDecided,
    meeting_minutes_document,
    name_to_sign,
    objections_to_election,
)
from khoi.office.document import Paragraph, Table
from khoi.office.docx import write
from tenants.roles import Seat


@pytest.mark.parametrize(("members", "needed"), [(8, 6), (9, 6), (7, 5), (1, 1)])
def test_two_thirds_of_the_members_are_rounded_up(members: int, needed: int) -> None:
    assert Quorum(members, 0, 2, 3).needed == needed


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 10), st.integers(1, 10))
def test_a_quorum_is_reached_just_when_the_share_is(members: int, present: int, parts: int, of: int) -> None:
    assert Quorum(members, present, parts, of).reached == (present * of >= members * parts)


def test_no_seat_is_given_by_more_votes_than_there_are_nor_twice_to_one() -> None:
    assert objections_to_election(Seat.LEAD, 1, 9, 8, {}) != []
    assert [field for field, _ in objections_to_election(Seat.DEPUTY, 1, 5, 8, {Seat.LEAD: 1})] == ["member"]
    assert objections_to_election(Seat.LEAD, 1, 5, 8, {Seat.LEAD: 2}) == []


TOLD = Minutes(
    bloc="Khối thi đua các cơ quan Nội chính", province="Lạng Sơn", lead="Thanh tra tỉnh", year=2026,
    held_at=datetime(2026, 12, 15, 7, tzinfo=UTC), place="Hội trường Thanh tra tỉnh", chair="Ông Nguyễn Văn An",
    secretary="Bà Trần Thị Bình", quorum=Quorum(2, 1, 2, 3, "Điều 7 Quy chế"),
    attended=(Attended("Thanh tra tỉnh", True, "Ông An"), Attended("Công an tỉnh", False)),
    rows=(RowDecided("Công an tỉnh", "1. Phối hợp", "40", "35", "38", "Có quyết định bổ sung"),),
    adopted=Adopted(
        1, datetime(2026, 12, 15, 9, tzinfo=UTC), "ab" * 32, (Place(1, "Thanh tra tỉnh", Decimal(96), Decimal("95.5")),)
    ),
    elected=("Khối trưởng: Công an tỉnh, 2/2 phiếu (BB 12)",), remarks=("Đề nghị nộp báo cáo đúng hạn.", ""),
    journal=(812, "cd" * 32),
)  # fmt: skip


def said(document: object) -> str:
    words = []
    for block in document.body:  # type: ignore[attr-defined]
        words += [block.said] if isinstance(block, Paragraph) else []
        words += [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
    return "\n".join(words)


def test_the_minutes_say_what_was_decided_by_whom_and_over_which_table() -> None:
    document = meeting_minutes_document(TOLD)
    words = said(document)
    for part in ("Thanh tra tỉnh: Ông An", "Vắng mặt: Công an tỉnh", "không đủ số đơn vị", "Điều 7 Quy chế", "38",
                 "Có quyết định bổ sung", "95,50", "abababababababab", "2/2 phiếu", "đúng hạn"):  # fmt: skip
        assert part in words
    assert words.endswith("812 dòng, mã cdcdcdcdcdcdcdcd./.")
    assert "gói kiểm chứng" not in words
    published = said(meeting_minutes_document(replace(TOLD, package="12345678 9abcdef0")))
    assert "Mã gói kiểm chứng của kết quả đã công bố: 12345678 9abcdef0. Khi lập" in published
    assert (document.signature.name, document.countersignature.name) == ("Nguyễn Văn An", "Trần Thị Bình")
    assert write(document)[:2] == b"PK"


def test_the_minutes_say_when_the_meeting_was_over_and_nothing_of_a_journal_they_do_not_know() -> None:
    told = replace(TOLD, journal=(0, ""), closed_at=datetime(2026, 12, 15, 10, 30, tzinfo=UTC))
    words = said(meeting_minutes_document(told))
    assert words.endswith("Cuộc họp kết thúc lúc 17:30 ngày 15/12/2026.")
    assert "nhật ký" not in words


@pytest.mark.parametrize(
    ("typed", "signed"), [("Bà Hà Thị Ba", "Hà Thị Ba"), ("Hà Thị Ba", "Hà Thị Ba"), ("Bà", "Bà"), ("", "")]
)
def test_under_a_hand_stands_the_name_alone(typed: str, signed: str) -> None:
    assert name_to_sign(typed) == signed
