"""The way of a registration: draft, with the head, filed, and back when the lead returns it. Pure."""

from enum import StrEnum

from tenants.refusal import Refused


class Stage(StrEnum):
    """Where a registration is."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    FILED = "filed"
    RETURNED = "returned"


class Event(StrEnum):
    """What moves it on."""

    SEND_TO_HEAD = "send_to_head"
    GIVE_BACK = "give_back"
    FILE = "file"
    RETURN = "return"


STAGE_NAMES = {
    Stage.DRAFT: "đang soạn",
    Stage.AT_HEAD: "chờ lãnh đạo duyệt",
    Stage.FILED: "đã nộp",
    Stage.RETURNED: "bị trả lại để sửa",
}
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
#: All that the lead is told of what is not filed, whatever the agency has done with it.
BOARD_WORDS = ("chưa bắt đầu", "đang soạn")
_MOVES = {
    (Stage.DRAFT, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.RETURNED, Event.SEND_TO_HEAD): Stage.AT_HEAD,
    (Stage.AT_HEAD, Event.GIVE_BACK): Stage.DRAFT,
    (Stage.AT_HEAD, Event.FILE): Stage.FILED,
    (Stage.FILED, Event.RETURN): Stage.RETURNED,
}


def next_stage(stage: Stage, event: Event, filings: int = 0) -> Stage:
    """Where it goes from here; refused in words where that way is not open. What was returned once and is given back
    by the head is still the returned one (`filings` > 0)."""
    to = _MOVES.get((stage, event))
    if to is None:
        raise Refused(f"Bản đăng ký {STAGE_NAMES[stage]}, không làm được việc này.")
    return Stage.RETURNED if to is Stage.DRAFT and filings else to


def board_word(stage: Stage | None, filings: int) -> str:
    """How the lead's table calls it: of what was never filed one of two words, and nothing that changes with the work
    on it."""
    if stage is None:
        return BOARD_WORDS[0]
    if not filings:
        return BOARD_WORDS[1]
    return "đã nộp" if stage is Stage.FILED else "đã trả lại, chờ nộp lại"
