"""Conferences and other activities: when they may be announced, answered, noted; who hosted, who was absent. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tenants.refusal import Objection
from tenants.vi import fold


class ActivityKind(StrEnum):
    """What the bloc does together."""

    PLEDGE_SIGNING = "pledge_signing"
    MIDYEAR_REVIEW = "midyear_review"
    YEAREND_REVIEW = "yearend_review"
    MEETING = "meeting"
    TRAINING = "training"
    JOINT = "joint"
    OTHER = "other"


KIND_NAMES = {
    ActivityKind.PLEDGE_SIGNING: "Ký giao ước thi đua",
    ActivityKind.MIDYEAR_REVIEW: "Hội nghị sơ kết",
    ActivityKind.YEAREND_REVIEW: "Hội nghị tổng kết",
    ActivityKind.MEETING: "Họp Khối",
    ActivityKind.TRAINING: "Tập huấn",
    ActivityKind.JOINT: "Hoạt động chung",
    ActivityKind.OTHER: "Hoạt động khác",
}


class Stage(StrEnum):
    """Where an activity stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


STAGE_NAMES = {
    Stage.DRAFT: "Dự kiến",
    Stage.ANNOUNCED: "Đã mời",
    Stage.HELD: "Đã tổ chức",
    Stage.CANCELLED: "Đã hủy",
}
STAGE_KINDS = {Stage.DRAFT: "quiet", Stage.ANNOUNCED: "info", Stage.HELD: "ok", Stage.CANCELLED: "error"}


class Coming(StrEnum):
    """What an invited agency answered."""

    UNANSWERED = ""
    YES = "yes"
    NO = "no"


COMING_NAMES = {Coming.UNANSWERED: "Chưa trả lời", Coming.YES: "Sẽ dự", Coming.NO: "Xin vắng"}
COMING_KINDS = {Coming.UNANSWERED: "warn", Coming.YES: "ok", Coming.NO: "info"}


class Attendance(StrEnum):
    """Whether an invited agency came; noted by the lead."""

    UNNOTED = ""
    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


ATTENDANCE_NAMES = {
    Attendance.UNNOTED: "Chưa ghi",
    Attendance.PRESENT: "Có mặt",
    Attendance.EXCUSED: "Vắng có lý do",
    Attendance.UNEXCUSED: "Vắng không lý do",
}
ATTENDANCE_KINDS = {
    Attendance.UNNOTED: "quiet", Attendance.PRESENT: "ok", Attendance.EXCUSED: "info", Attendance.UNEXCUSED: "error",
}  # fmt: skip


def objections_to_times(starts: datetime, ends: datetime | None, answer_until: datetime | None) -> list[Objection]:
    """Why these cannot be an activity's times."""
    reasons: list[Objection] = []
    if ends is not None and ends < starts:
        reasons.append(Objection("ends_at", "Kết thúc không được trước khi bắt đầu."))
    if answer_until is not None and answer_until > starts:
        reasons.append(Objection("answer_until", "Hạn trả lời không được sau khi bắt đầu."))
    return reasons


def objections_to_announcing(stage: str, *, invited: int, starts: datetime, now: datetime) -> list[Objection]:
    """Why the invitations cannot go out."""
    reasons: list[Objection] = []
    if stage != Stage.DRAFT:
        reasons.append(Objection(None, "Hoạt động này đã mời các đơn vị."))
    if not invited:
        reasons.append(Objection("invited", "Chưa chọn đơn vị được mời."))
    if starts < now:
        reasons.append(Objection("starts_at", "Thời gian bắt đầu đã qua: sửa lại rồi mời."))
    return reasons


def objection_to_answering(stage: str, starts: datetime, now: datetime) -> str:
    """Why an agency can no longer answer its invitation; empty when it can."""
    if stage == Stage.CANCELLED:
        return "Hoạt động đã hủy."
    if stage != Stage.ANNOUNCED or now >= starts:
        return "Hoạt động đã bắt đầu, không đổi trả lời được nữa. Báo Khối trưởng nếu có thay đổi."
    return ""


def objection_to_noting(stage: str, starts: datetime, now: datetime) -> str:
    """Why attendance or a result cannot be noted yet; empty when it can."""
    if stage in (Stage.DRAFT, Stage.CANCELLED):
        return "Hoạt động chưa mời hoặc đã hủy nên không ghi nhận được."
    return "Hoạt động chưa bắt đầu." if now < starts else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one agency did for the bloc's activities of a year; only those that were held count."""

    hosted: int = 0
    invited: int = 0
    attended: int = 0
    excused: int = 0
    unexcused: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """One invitation to an activity that was held: whose, and whether the agency came."""

    agency_id: int
    attendance: str


class Counted(StrEnum):
    """The figure of `Figures` that a row of the score sheet counts."""

    HOSTED = "hosted"
    ATTENDED = "attended"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


COUNTED_WORDS = {
    Counted.HOSTED: "đăng cai",
    Counted.ATTENDED: "dự",
    Counted.EXCUSED: "vắng có lý do",
    Counted.UNEXCUSED: "vắng không có lý do",
}
#: Folded words of a criterion and what they say it counts; the first that fits.
_COUNTING = (
    ("khong co ly do", Counted.UNEXCUSED),
    ("khong ly do", Counted.UNEXCUSED),
    ("vang", Counted.EXCUSED),
    ("dang cai", Counted.HOSTED),
    ("tham du", Counted.ATTENDED),
)
#: And those that say it is about what the bloc does together.
_TOGETHER = ("hoi nghi", "hoat dong", "tap huan", "cuoc hop")


def counted_by(criterion: str) -> Counted | None:
    """What of the bloc's activities a criterion of this title counts. The sheet has no field for it: its own words say
    so, and what is found is an offer beside the row that fills nothing in."""
    title = fold(criterion)
    if not any(word in title for word in _TOGETHER):
        return None
    return next((counted for words, counted in _COUNTING if words in title), None)


def figure_in_words(counted: Counted, figures: Figures) -> str:
    """The figure as it stands beside the row."""
    of = "" if counted is Counted.HOSTED else f", trong {figures.invited} lần được mời"
    return f"{COUNTED_WORDS[counted]} {getattr(figures, counted)} lần{of}"


def figures_by_agency(noted: Iterable[Noted], hosts: Iterable[int]) -> dict[int, Figures]:
    """The figures of each agency that hosted or was invited. What the lead has not noted counts as invited only."""
    rows, held = list(noted), list(hosts)
    return {
        agency_id: _figures([row.attendance for row in rows if row.agency_id == agency_id], held.count(agency_id))
        for agency_id in dict.fromkeys([*(row.agency_id for row in rows), *held])
    }


def _figures(attendance: Sequence[str], hosted: int) -> Figures:
    return Figures(
        hosted, len(attendance), attendance.count(Attendance.PRESENT), attendance.count(Attendance.EXCUSED),
        attendance.count(Attendance.UNEXCUSED),
    )  # fmt: skip


def words_of(figures: Figures) -> str:
    """The figures in words, as they stand beside a row of the score sheet that counts them."""
    parts = [f"đăng cai {figures.hosted}", f"dự {figures.attended}/{figures.invited} hoạt động của Khối"]
    if figures.excused:
        parts.append(f"vắng có lý do {figures.excused}")
    if figures.unexcused:
        parts.append(f"vắng không lý do {figures.unexcused}")
    sentence = ", ".join(parts) + "."
    return sentence[:1].upper() + sentence[1:]
