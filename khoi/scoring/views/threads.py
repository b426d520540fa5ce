"""What was said on a row, in words: explanations, questions, re-appraisals, in the order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads
from typing import Any

from khoi.scoring.models import AppraisalLine, ThreadLine
from khoi.scoring.models.disputes import Thread
from khoi.scoring.rules import COMPUTED, Progress, Word
from khoi.scoring.rules.explaining import PROGRESS_NAMES

#: Words, kind and symbol of a row's chip.
KINDS = {Progress.OPEN: "quiet", Progress.ANSWERED: "warn", Progress.ACCEPTED: "ok", Progress.SETTLED: "ok"}


@dataclass(frozen=True, slots=True)
class Message:
    """One word of a thread as a page shows it."""

    at: datetime
    who: str
    what: str
    text: str = ""
    documents: tuple[Mapping[str, Any], ...] = ()


def progress_chip(progress: Progress) -> tuple[str, str]:
    return PROGRESS_NAMES[progress], KINDS[progress]


def messages_of(thread: Thread) -> list[Message]:
    """The thread in the order of time, the same for both sides; each is told which agency spoke, not who in it."""
    said = [(line.at, line.id, _said(line)) for line in thread.lines]
    settled = [(line.at, 2**40 + line.id, settled_words(line)) for line in thread.settled]
    return [message for _, _, message in sorted([*said, *settled], key=lambda each: each[:2])]


def _said(line: ThreadLine) -> Message:
    if line.act == Word.ASK:
        return Message(line.at, "Thẩm định", "hỏi", line.text)
    if line.act == Word.ACCEPT:
        return Message(line.at, "Đơn vị", f"chấp nhận {taken_words(line.taken)}", line.text)
    return Message(line.at, "Đơn vị", "giải trình", line.text, tuple(loads(line.evidence)))


def taken_words(taken: str) -> str:
    """What an agency took, in words; of a row the bloc decides no number."""
    return "kết quả, điểm tính khi công bố" if taken == COMPUTED else f"{taken.replace('.', ',')} điểm"


def settled_words(line: AppraisalLine) -> Message:
    """A row appraised anew or upheld."""
    state = loads(line.state)
    if line.act == "uphold":
        return Message(line.at, "Thẩm định", "giữ nguyên kết quả", state["reason"])
    if state["accepted"]:
        return Message(line.at, "Thẩm định", "chấp nhận điểm tự chấm", state["reason"])
    if state["points"] is not None:
        return Message(line.at, "Thẩm định", "thẩm định lại", state["reason"])
    return Message(line.at, "Thẩm định", "sửa số liệu", state["reason"])
