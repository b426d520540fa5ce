"""The way of a report through the agency, what keeps it from being filed, and what others are told of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khoi.reports.rules.figures import Values, checked
from khoi.reports.rules.outline import Annex, FigureType, Indicator, Outline, Section
from khoi.years.rules import Dates
from tenants import vi
from tenants.refusal import Objection, Refused


class Stage(StrEnum):
    """Where a report lies."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    FILED = "filed"
    RETURNED = "returned"


class Event(StrEnum):
    """What people do to a report as a whole."""

    SEND_TO_HEAD = "send_to_head"
    GIVE_BACK = "give_back"
    FILE = "file"
    SEND_BACK = "send_back"


class Seen(StrEnum):
    """What the chairs are told of a member's report, and no more."""

    NOT_BEGUN = "not_begun"
    DRAFTING = "drafting"
    FILED = "filed"
    RETURNED = "returned"


STAGE_NAMES = {
    Stage.DRAFT: "đang soạn",
    Stage.AT_HEAD: "chờ lãnh đạo duyệt",
    Stage.FILED: "đã nộp",
    Stage.RETURNED: "bị trả lại",
}
SEEN_NAMES = {
    Seen.NOT_BEGUN: "chưa bắt đầu",
    Seen.DRAFTING: "đang soạn",
    Seen.FILED: "đã nộp",
    Seen.RETURNED: "đã trả lại",
}
_EVENT_NAMES = {
    Event.SEND_TO_HEAD: "trình lãnh đạo",
    Event.GIVE_BACK: "chuyển lại cho đầu mối",
    Event.FILE: "nộp",
    Event.SEND_BACK: "trả lại",
}
_TRANSITIONS = {
    (Stage.DRAFT, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.RETURNED, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.AT_HEAD, Event.GIVE_BACK): Stage.DRAFT,
    (Stage.AT_HEAD, Event.FILE): Stage.FILED,
    (Stage.FILED, Event.SEND_BACK): Stage.RETURNED,
}
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})


def next_stage(stage: Stage, event: Event, filings: int = 0) -> Stage:
    """Where the report goes; Refused where that cannot happen to it now. What was returned once and comes back from
    the head is still a returned report."""
    if (stage, event) not in _TRANSITIONS:
        raise Refused(f"Báo cáo {STAGE_NAMES[stage]}, không thể {_EVENT_NAMES[event]}.")
    reached = _TRANSITIONS[stage, event]
    return Stage.RETURNED if reached is Stage.DRAFT and filings else reached


def may(stage: Stage, event: Event) -> bool:
    """Whether a page should offer it."""
    return (stage, event) in _TRANSITIONS


def seen_by_chairs(stage: Stage | None, filings: int) -> Seen:
    """Of what is not filed only whether it was begun; a returned report stays one until it is filed again."""
    if stage is None:
        return Seen.NOT_BEGUN
    if stage is Stage.FILED:
        return Seen.FILED
    return Seen.RETURNED if filings else Seen.DRAFTING


def refuse_unless_open(stage: Stage) -> None:
    """Words, figures and files change only while the report lies with the agency's clerk."""
    if stage not in EDITABLE:
        raise Refused(f"Báo cáo {STAGE_NAMES[stage]}, không sửa được nữa.")


def shut_since(now: datetime, dates: Dates | None, returned_until: datetime | None) -> datetime | None:
    """Since when nothing is taken any more; none while it still is. A return sets its own, later end."""
    if dates is None:
        return None
    end = max(dates.closing, returned_until) if returned_until else dates.closing
    return end if now.replace(microsecond=0) > end else None


def late_words(days: int) -> str:
    """How late, as a page says it."""
    return f"chậm {days} ngày" if days else "đúng hạn"


# --- is it ready? ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands: its words, and whether they were taken over and not touched since."""

    text: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What an agency has put together: words by section number, numbers (computed ones included) and words by
    indicator code, and the titles of the asked annexes that are there."""

    texts: Mapping[str, Written]
    values: Values
    words: Mapping[str, str]
    annexes: Collection[str] = ()


def word_count(text: str) -> int:
    """Words as Vietnamese counts them: what spaces part."""
    return len(text.split())


def objections_to_filing(outline: Outline, content: Content) -> list[Objection]:
    """Everything that keeps a report from being filed, each with its place; empty when it may leave."""
    return [
        *(each for section in outline.sections for each in _section(section, content)),
        *(each for indicator in outline.indicators for each in _figure(indicator, content)),
        *_disagreements(outline, content),
        *(each for annex in outline.annexes for each in _annex(annex, content)),
    ]


def place_of_section(number: str) -> str:
    return f"Phần {number}"


def place_of_figure(code: str) -> str:
    return f"Chỉ tiêu {code}"


def place_of_annex(title: str) -> str:
    return f"Phụ lục “{title}”"


PLACE_OF_CHECKS = "Kiểm tra chéo số liệu"


def _section(section: Section, content: Content) -> Iterator[Objection]:
    written, place = content.texts.get(section.number, Written()), place_of_section(section.number)
    words = word_count(written.text)
    if section.required and not words:
        yield Objection(place, f"{section.heading}: chưa có nội dung.")
    if section.most_words and words > section.most_words:
        yield Objection(place, f"{section.heading}: {words} từ, quá {section.most_words} từ cho phép.")
    if written.carried and words:
        yield Objection(place, f"{section.heading}: còn nguyên nội dung lấy từ kỳ trước, chưa sửa.")


def _figure(indicator: Indicator, content: Content) -> Iterator[Objection]:
    place = place_of_figure(indicator.code)
    if indicator.type is FigureType.TEXT:
        missing = not content.words.get(indicator.code, "").strip()
    else:
        missing = content.values.get(indicator.code) is None
    # A computed figure is missing where its parts are: they say so themselves.
    if missing and indicator.required and not indicator.formula:
        yield Objection(place, f"{indicator.name}: chưa nhập (không có thì nhập 0).")


def _disagreements(outline: Outline, content: Content) -> Iterator[Objection]:
    for found in checked(outline.indicators, outline.checks, content.values):
        if found.agrees is False:
            left, right = (vi.number(side) if side is not None else "chưa nhập" for side in (found.left, found.right))
            yield Objection(PLACE_OF_CHECKS, f"{found.words}: vế trái {left}, vế phải {right}.")


def _annex(annex: Annex, content: Content) -> Iterator[Objection]:
    if annex.required and annex.title not in content.annexes:
        yield Objection(place_of_annex(annex.title), "bắt buộc nhưng chưa có tệp.")
