"""What movements and their commendations ask of this person: to join, to tell what came of it, to deliberate. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khoi.home.rules.tasks.parts import Page, Task, Viewer, end_of, told_of, urgency
from tenants.vi import ZONE
from tenants.vi import date as day_words


@dataclass(frozen=True, slots=True)
class Drive:
    """A movement, and its last day."""

    public_id: str
    name: str
    ends: date


@dataclass(frozen=True, slots=True)
class Movements:
    """The movements as far as this person's eyes reach; of the own agency, but the lead's own two."""

    #: Launched, and the own agency's launch is not sent; those of them whose launch waits for the head.
    to_join: tuple[Drive, ...] = ()
    at_head: tuple[Drive, ...] = ()
    #: Joined, and the last result is not entered.
    to_report: tuple[Drive, ...] = ()
    #: With results that were entered and wait for the head to send them.
    to_send: tuple[Drive, ...] = ()
    #: The lead's: drafts to launch, and launched ones to sum up.
    drafts: tuple[Drive, ...] = ()
    to_sum_up: tuple[Drive, ...] = ()


@dataclass(frozen=True, slots=True)
class Commending:
    """The names on proposals of commendation: the own agency's that wait for its head, the bloc's that wait for the
    lead's council, and those that it accepted and nobody has decided."""

    at_head: tuple[str, ...] = ()
    to_deliberate: tuple[str, ...] = ()
    to_decide: tuple[str, ...] = ()


def movement_tasks(viewer: Viewer, movements: Movements, now: datetime) -> Iterator[Task]:
    """One line for what is to join, one for what is to tell; what waits for a head is the head's, what is the bloc's
    the lead's."""
    today = now.astimezone(ZONE).date()
    if movements.to_join:
        yield _join(viewer, movements.to_join, now)
    if movements.at_head and viewer.is_head:
        yield _line(
            movements.at_head, "văn bản phát động của đơn vị chờ đồng chí gửi", "warn", "Xem và gửi", acting=True
        )
    if over := [each for each in movements.to_report if each.ends <= today]:
        words = "phong trào đã đến ngày kết thúc, đơn vị chưa ghi kết quả cuối"
        yield _line(over, words, "warn", "Xem phong trào" if viewer.is_head else "Ghi kết quả",
                    acting=not viewer.is_head, at=end_of(over[0].ends))  # fmt: skip
    if movements.to_send and viewer.is_head:
        words = "phong trào có kết quả chờ đồng chí gửi Khối trưởng"
        yield _line(movements.to_send, words, "warn", "Xem và gửi", acting=True)
    if viewer.leads:
        yield from _of_the_lead(viewer, movements, today)


def _join(viewer: Viewer, movements: Sequence[Drive], now: datetime) -> Task:
    at = end_of(movements[0].ends)
    label = "Xem phong trào" if viewer.is_head else "Tham gia"
    kind = urgency(at, now)
    return _line(movements, "phong trào đơn vị chưa gửi văn bản phát động", kind, label,
                 acting=not viewer.is_head, at=at)  # fmt: skip


def _of_the_lead(viewer: Viewer, movements: Movements, today: date) -> Iterator[Task]:
    if movements.drafts and viewer.is_head:
        yield _line(
            movements.drafts, "phong trào đã soạn chờ đồng chí phát động", "info", "Xem và phát động", acting=True
        )
    if over := [each for each in movements.to_sum_up if each.ends < today]:
        yield _line(over, "phong trào đã kết thúc chờ tổng kết", "warn", "Mở phong trào", acting=True)


def _line(drives: Sequence[Drive], words: str, kind: str, label: str, *, acting: bool,
          at: datetime | None = None) -> Task:  # fmt: skip
    """One movement is opened itself, several in their list."""
    page, of = (Page.MOVEMENT, drives[0].public_id) if len(drives) == 1 else (Page.MOVEMENTS, "")
    told = told_of([each.name for each in drives], "phong trào")
    if at is not None:
        told = f"{told} · Kết thúc {day_words(drives[0].ends)}"
    return Task(f"{len(drives)} {words}", told, kind, label, page, acting=acting, at=at, of=of)


def commending_tasks(viewer: Viewer, commending: Commending) -> Iterator[Task]:
    """The own proposals are the head's to file; what was filed the lead's council deliberates, its head decides."""
    if commending.at_head and viewer.is_head:
        yield _proposed(commending.at_head, "đề nghị khen thưởng chờ đồng chí duyệt và nộp", "warn", "Duyệt và nộp")
    if commending.to_deliberate and viewer.leads:
        yield _proposed(commending.to_deliberate, "đề nghị khen thưởng chờ Hội đồng xét", "info", "Mở đề nghị")
    if commending.to_decide and viewer.leads and viewer.is_head:
        words = "đề nghị Hội đồng đã đồng ý, chờ quyết định khen thưởng"
        yield _proposed(commending.to_decide, words, "info", "Ghi quyết định")


def _proposed(names: Sequence[str], words: str, kind: str, label: str) -> Task:
    return Task(f"{len(names)} {words}", told_of(names, "đề nghị"), kind, label, Page.COMMENDATIONS, acting=True)
