"""Giải trình: when answers are taken, how long they may be, and how far a row's dispute has come. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khoi.reports.rules import word_count
from tenants.refusal import Objection, Refused
from tenants.vi import date_time

#: What stands for the points an agency took on a row that the bloc's figures decide.
COMPUTED = "computed"


class Word(StrEnum):
    """A word of a row's thread: the agency explains or takes the finding, an appraiser asks."""

    EXPLAIN = "explain"
    ACCEPT = "accept"
    ASK = "ask"


class Progress(StrEnum):
    """How far the dispute about a row has come."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    SETTLED = "settled"


PROGRESS_NAMES = {
    Progress.OPEN: "Chưa trả lời",
    Progress.ANSWERED: "Đã trả lời, chờ thẩm định lại",
    Progress.ACCEPTED: "Đơn vị chấp nhận",
    Progress.SETTLED: "Đã giải quyết",
}
#: Nothing is open about the row any more.
AT_AN_END = frozenset({Progress.ACCEPTED, Progress.SETTLED})


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a thread: its place in the order of all words, and what it was."""

    id: int
    word: Word


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a card, or of many: rows in dispute, those the agency answered, those at an end; and what waits for whom."""

    differing: int = 0
    answered: int = 0
    settled: int = 0
    #: Neither answered nor settled: the agency's turn.
    open: int = 0
    #: Answered and not settled: the appraisers' turn.
    pending: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.differing + other.differing, self.answered + other.answered, self.settled + other.settled,
            self.open + other.open, self.pending + other.pending,
        )  # fmt: skip

    @property
    def words(self) -> str:
        return f"{self.differing} dòng khác, {self.answered} đã trả lời, {self.settled} đã giải quyết"


def progress_of(words: Iterable[Said], settled_over: Iterable[int]) -> Progress:
    """How far a row has come. `settled_over`: for each re-appraisal the newest word it answered, 0 where nothing had
    been said. What the agency adds after a re-appraisal opens the row anew; what it took stays taken."""
    own = [said for said in words if said.word is not Word.ASK]
    last = max(own, key=lambda said: said.id, default=None)
    if last is not None and last.word is Word.ACCEPT:
        return Progress.ACCEPTED
    if any(over >= (last.id if last else 0) for over in settled_over):
        return Progress.SETTLED
    return Progress.OPEN if last is None else Progress.ANSWERED


def counts_of(rows: Iterable[tuple[bool, Progress]]) -> Counts:
    """Of rows in dispute, each with whether the agency has said anything: how many, answered, at an end."""
    found = list(rows)
    stands = [progress for _, progress in found]
    return Counts(
        differing=len(found),
        answered=sum(answered for answered, _ in found),
        settled=sum(progress in AT_AN_END for progress in stands),
        open=stands.count(Progress.OPEN),
        pending=stands.count(Progress.ANSWERED),
    )


def takes_answers(now: datetime, opens_at: datetime, closes_at: datetime, *, closed: bool) -> bool:
    """Answers are taken from the opening up to and with the second of the closing."""
    return not closed and opens_at <= now <= closes_at


def refuse_unless_taking(now: datetime, opens_at: datetime, closes_at: datetime, *, closed: bool) -> None:
    """Refuse an answer before the round opens, after its last second, and once it was closed."""
    if closed:
        raise Refused("Đợt giải trình đã kết thúc.")
    if now < opens_at:
        raise Refused(f"Đợt giải trình mở lúc {date_time(opens_at)}.")
    if now > closes_at:
        raise Refused(f"Đã hết hạn giải trình lúc {date_time(closes_at)}.")


def objections_to_times(now: datetime, opens_at: datetime, closes_at: datetime) -> list[Objection]:
    """Why a round cannot run from then until then."""
    if closes_at <= opens_at:
        return [Objection("closes_at", "Thời điểm kết thúc phải sau thời điểm mở.")]
    if closes_at <= now:
        return [Objection("closes_at", "Thời điểm kết thúc phải ở sau thời điểm hiện tại.")]
    return []


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency is about to send on a row; `before` are the words it sent on it earlier in the round."""

    path: str
    text: str = ""
    accepts: bool = False
    documents: int = 0
    before: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() and not self.accepts and not self.documents


def objections_to_answer(answer: Answer, most_words: int) -> list[Objection]:
    """Why an answer cannot leave the agency."""
    if answer.accepts:
        return []
    if not answer.text.strip():
        return [Objection(answer.path, "có minh chứng nhưng chưa có lời giải trình")]
    count = answer.before + word_count(answer.text)
    if most_words and count > most_words:
        sent = f" (đã gửi {answer.before} từ)" if answer.before else ""
        return [Objection(answer.path, f"giải trình dài {count} từ{sent}, quá {most_words} từ cho phép")]
    return []
