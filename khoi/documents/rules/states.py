"""Where a document, its receipt, an answer and something that came in may stand, and in which words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a document of the bloc stands."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    ISSUED = "issued"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


STATE_NAMES = {
    State.DRAFT: "Dự thảo",
    State.AT_HEAD: "Chờ lãnh đạo ban hành",
    State.ISSUED: "Còn hiệu lực",
    State.REPLACED: "Đã được thay thế",
    State.WITHDRAWN: "Đã thu hồi",
}
STATE_KINDS = {
    State.DRAFT: "quiet", State.AT_HEAD: "info", State.ISSUED: "ok", State.REPLACED: "warn", State.WITHDRAWN: "error",
}  # fmt: skip
#: In these nobody but the lead knows of it.
UNISSUED = frozenset({State.DRAFT, State.AT_HEAD})


class ReplyStage(StrEnum):
    """Where an answer stands within the member that writes it."""

    DRAFT = "draft"
    AT_HEAD = "at_head"
    SENT = "sent"


REPLY_STAGE_NAMES = {
    ReplyStage.DRAFT: "Đang soạn",
    ReplyStage.AT_HEAD: "Chờ lãnh đạo gửi",
    ReplyStage.SENT: "Đã gửi",
}


class Handling(StrEnum):
    """How far something that came in has been dealt with."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    DONE = "done"


HANDLING_NAMES = {
    Handling.WAITING: "Chờ xử lý",
    Handling.UNDER_WAY: "Đang xử lý",
    Handling.DONE: "Đã xử lý",
}
HANDLING_KINDS = {Handling.WAITING: "warn", Handling.UNDER_WAY: "info", Handling.DONE: "ok"}


@dataclass(frozen=True, slots=True)
class Word:
    """A state as a page shows it: its words, and how they look."""

    text: str
    kind: str


def receipt_word(received_at: datetime | None, read_at: datetime | None) -> Word:
    """Has a recipient received and read a document?"""
    if received_at is None:
        return Word("Chưa nhận", "warn")
    return Word("Đã đọc", "ok") if read_at is not None else Word("Đã nhận, chưa đọc", "info")


def reply_word(due: datetime | None, days_late: int | None, now: datetime) -> Word | None:
    """Has a recipient answered? `days_late` of its first answer, None while there is none; None where none is asked."""
    if due is None:
        return None
    if days_late is None:
        return (
            Word("Quá hạn, chưa trả lời", "error") if now.replace(microsecond=0) > due else Word("Chờ trả lời", "info")
        )
    return Word(f"Trả lời chậm {days_late} ngày", "warn") if days_late else Word("Đã trả lời đúng hạn", "ok")


def handling_word(state: str, due: date | None, today: date) -> Word:
    """How far something that came in has been dealt with, or by how much it is overdue."""
    if state != Handling.DONE and due is not None and due < today:
        return Word(f"{HANDLING_NAMES[Handling(state)]}, quá hạn {(today - due).days} ngày", "error")
    return Word(HANDLING_NAMES[Handling(state)], HANDLING_KINDS[Handling(state)])
