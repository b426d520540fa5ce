"""The way of a scorecard: where it stands, what may happen to it there, and where that leads."""

from enum import StrEnum

from tenants.refusal import Refused


class Stage(StrEnum):
    """Where a card stands between the agency's clerk and the meeting of the bloc."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    SUBMITTED = "submitted"
    UNDER_APPRAISAL = "under_appraisal"
    APPRAISED = "appraised"
    EXPLAINING = "explaining"
    ADOPTED = "adopted"
    RETURNED = "returned"


class Event(StrEnum):
    """What people do to a card as a whole; `appraise` is the first and every later appraised row, `reappraise` each
    that is settled once the agency knows what was found."""

    SEND_TO_HEAD = "send_to_head"
    GIVE_BACK = "give_back"
    SUBMIT = "submit"
    APPRAISE = "appraise"
    RELEASE = "release"
    REAPPRAISE = "reappraise"
    OPEN_EXPLAINING = "open_explaining"
    CLOSE_EXPLAINING = "close_explaining"
    SEND_BACK = "send_back"
    ADOPT = "adopt"
    REOPEN = "reopen"


STAGE_NAMES = {
    Stage.DRAFT: "đang soạn",
    Stage.AT_HEAD: "chờ lãnh đạo duyệt",
    Stage.SUBMITTED: "đã nộp",
    Stage.UNDER_APPRAISAL: "đang thẩm định",
    Stage.APPRAISED: "đã thẩm định",
    Stage.EXPLAINING: "đang giải trình",
    Stage.ADOPTED: "đã chốt",
    Stage.RETURNED: "trả lại",
}
EVENT_NAMES = {
    Event.SEND_TO_HEAD: "trình lãnh đạo duyệt",
    Event.GIVE_BACK: "chuyển lại cho đầu mối",
    Event.SUBMIT: "nộp phiếu",
    Event.APPRAISE: "thẩm định",
    Event.RELEASE: "thông báo kết quả thẩm định",
    Event.REAPPRAISE: "thẩm định lại",
    Event.OPEN_EXPLAINING: "mở giải trình",
    Event.CLOSE_EXPLAINING: "đóng giải trình",
    Event.SEND_BACK: "trả lại để sửa",
    Event.ADOPT: "chốt điểm",
    Event.REOPEN: "mở lại điểm đã chốt",
}
TRANSITIONS: dict[tuple[Stage, Event], Stage] = {
    (Stage.DRAFT, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.RETURNED, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.AT_HEAD, Event.GIVE_BACK): Stage.DRAFT,
    (Stage.AT_HEAD, Event.SUBMIT): Stage.SUBMITTED,
    (Stage.SUBMITTED, Event.APPRAISE): Stage.UNDER_APPRAISAL,
    (Stage.UNDER_APPRAISAL, Event.APPRAISE): Stage.UNDER_APPRAISAL,
    (Stage.UNDER_APPRAISAL, Event.RELEASE): Stage.APPRAISED,
    (Stage.APPRAISED, Event.OPEN_EXPLAINING): Stage.EXPLAINING,
    (Stage.EXPLAINING, Event.CLOSE_EXPLAINING): Stage.APPRAISED,
    (Stage.APPRAISED, Event.REAPPRAISE): Stage.APPRAISED,
    (Stage.EXPLAINING, Event.REAPPRAISE): Stage.EXPLAINING,
    (Stage.APPRAISED, Event.ADOPT): Stage.ADOPTED,
    (Stage.EXPLAINING, Event.ADOPT): Stage.ADOPTED,
    (Stage.ADOPTED, Event.REOPEN): Stage.APPRAISED,
    (Stage.SUBMITTED, Event.SEND_BACK): Stage.RETURNED,
    (Stage.UNDER_APPRAISAL, Event.SEND_BACK): Stage.RETURNED,
    (Stage.APPRAISED, Event.SEND_BACK): Stage.RETURNED,
    (Stage.EXPLAINING, Event.SEND_BACK): Stage.RETURNED,
}
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
FILED = frozenset({Stage.SUBMITTED, Stage.UNDER_APPRAISAL, Stage.APPRAISED, Stage.EXPLAINING, Stage.ADOPTED})
APPRAISABLE = frozenset({Stage.SUBMITTED, Stage.UNDER_APPRAISAL})
SETTLED = frozenset({Stage.APPRAISED, Stage.EXPLAINING, Stage.ADOPTED})


def next_stage(stage: Stage, event: Event) -> Stage:
    """Where the card goes; Refused where that cannot happen to it now."""
    if (stage, event) not in TRANSITIONS:
        raise Refused(f"Phiếu chấm {STAGE_NAMES[stage]}, không thể {EVENT_NAMES[event]}.")
    return TRANSITIONS[stage, event]


def may(stage: Stage, event: Event) -> bool:
    """Whether a page should offer it."""
    return (stage, event) in TRANSITIONS


def refuse_unless_open(stage: Stage) -> None:
    """Figures, notes and evidence change only while the card lies with the agency's clerk."""
    if stage not in EDITABLE:
        raise Refused(f"Phiếu chấm {STAGE_NAMES[stage]}, không sửa được nữa.")
