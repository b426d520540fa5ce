"""What documents ask of this person: to receive, to answer, to issue, to deal with what came in. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khoi.documents.rules import handling_word
from khoi.home.rules.tasks.parts import Page, Task, Viewer, end_of, told_of, urgency
from tenants.vi import ZONE, date_time, days_left


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its number and sign, what it is about; `due`: until when the own agency answers."""

    public_id: str
    name: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """Something that came in and is not dealt with."""

    name: str
    state: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Papers:
    """The year's documents, as far as this person's eyes reach."""

    #: In force and not received by the own agency; in force and not answered by it.
    to_receive: tuple[Paper, ...] = ()
    to_answer: tuple[Paper, ...] = ()
    #: Answers of the own agency that wait for its head.
    at_head: tuple[Paper, ...] = ()
    #: The lead's: deliveries nobody received, what came in, and drafts that wait for the head.
    unreceived: int = 0
    arrived: tuple[Arrived, ...] = ()
    to_issue: tuple[Paper, ...] = ()


def paper_tasks(viewer: Viewer, papers: Papers, now: datetime) -> Iterator[Task]:
    """One line a kind."""
    if papers.to_receive:
        title = f"{len(papers.to_receive)} văn bản của Khối đơn vị chưa nhận"
        yield _papers(papers.to_receive, title, "warn", "Nhận văn bản", acting=not viewer.is_head)
    if papers.to_answer:
        yield _answer(viewer, papers.to_answer, now)
    if viewer.is_head and papers.at_head:
        title = f"{len(papers.at_head)} văn bản trả lời chờ đồng chí gửi"
        yield _papers(papers.at_head, title, "warn", "Xem và gửi", acting=True)
    if viewer.leads:
        yield from _of_the_lead(viewer, papers, now)


def _of_the_lead(viewer: Viewer, papers: Papers, now: datetime) -> Iterator[Task]:
    if viewer.is_head and papers.to_issue:
        title = f"{len(papers.to_issue)} dự thảo văn bản chờ đồng chí ban hành"
        yield _papers(papers.to_issue, title, "warn", "Xem và ban hành", acting=True)
    if papers.arrived:
        yield _deal_with(viewer, papers.arrived, now)
    if papers.unreceived:
        title = f"{papers.unreceived} lượt gửi văn bản chưa được nhận"
        told = "Mở từng văn bản để xem đơn vị nào chưa nhận và nhắc."
        yield Task(title, told, "quiet", "Xem văn bản", Page.DOCUMENTS)


def _papers(papers: Sequence[Paper], title: str, kind: str, label: str, *, acting: bool,
            at: datetime | None = None, when: str = "") -> Task:  # fmt: skip
    """One document is opened itself, several in their list."""
    page, of = (Page.DOCUMENT, papers[0].public_id) if len(papers) == 1 else (Page.DOCUMENTS, "")
    told = told_of([paper.name for paper in papers], "văn bản") + when
    return Task(title, told, kind, label, page, acting=acting, at=at, of=of)


def _answer(viewer: Viewer, papers: Sequence[Paper], now: datetime) -> Task:
    """By the nearest of the days asked for."""
    at = min(paper.due for paper in papers if paper.due is not None)
    title = f"{len(papers)} văn bản chờ đơn vị trả lời"
    when = f" · Hạn trả lời {date_time(at)} ({days_left(at, now.astimezone(ZONE).date())})"
    label = "Xem văn bản" if viewer.is_head else "Trả lời"
    return _papers(papers, title, urgency(at, now), label, acting=not viewer.is_head, at=at, when=when)


def _deal_with(viewer: Viewer, arrived: Sequence[Arrived], now: datetime) -> Task:
    """The nearest deadline says how it stands, the first of the list."""
    first, today = arrived[0], now.astimezone(ZONE).date()
    at = end_of(first.due) if first.due else None
    word = handling_word(first.state, first.due, today)
    told = f"{told_of([row.name for row in arrived], 'văn bản')} · {word.text}"
    kind = urgency(at, now) if at else "info"
    return Task(f"{len(arrived)} văn bản đến chưa xử lý xong", told, kind, "Mở văn bản đến", Page.INCOMING,
                acting=not viewer.is_head, at=at)  # fmt: skip
