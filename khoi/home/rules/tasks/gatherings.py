"""What conferences and other activities ask of this person: to answer, to come, to note who came. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from khoi.home.rules.tasks.parts import Page, Task, Viewer, told_of, urgency
from tenants.vi import date_time


@dataclass(frozen=True, slots=True)
class Gathering:
    """An activity to which members were invited; `invited`, `answered`: of the own agency."""

    public_id: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    answer_until: datetime | None = None
    invited: bool = False
    answered: bool = False

    @property
    def at(self) -> datetime:
        """Until when one answers."""
        return self.answer_until or self.starts_at

    @property
    def where(self) -> str:
        return f"{date_time(self.starts_at)}, {self.place}"


def gathering_tasks(viewer: Viewer, gatherings: Sequence[Gathering], now: datetime) -> Iterator[Task]:
    """What is to be answered, what is coming, and for the lead what was held and is not noted."""
    ahead = [each for each in gatherings if each.ends_at >= now]
    unanswered = [each for each in ahead if each.invited and not each.answered and each.starts_at > now]
    if unanswered:
        yield _answer(viewer, sorted(unanswered, key=lambda each: each.at), now)
    if rest := [each for each in ahead if each not in unanswered]:
        title = f"Sắp tới: {rest[0].title}" if len(rest) == 1 else f"{len(rest)} hoạt động sắp tới"
        at = rest[0].starts_at
        yield _line(rest, title, "quiet", "Xem hoạt động", at=at, acting=False)
    begun = [each for each in gatherings if each.starts_at <= now]
    if begun and viewer.leads:
        title = f"{len(begun)} hoạt động chờ ghi có mặt và kết quả"
        yield _line(begun, title, "warn", "Ghi kết quả", at=None, acting=not viewer.is_head)


def _answer(viewer: Viewer, gatherings: Sequence[Gathering], now: datetime) -> Task:
    at = gatherings[0].at
    one = f"Lời mời chờ đơn vị trả lời: {gatherings[0].title}"
    title = one if len(gatherings) == 1 else f"{len(gatherings)} lời mời của Khối chờ đơn vị trả lời"
    label = "Xem lời mời" if viewer.is_head else "Trả lời"
    return _line(gatherings, title, urgency(at, now), label, at=at, acting=not viewer.is_head)


def _line(gatherings: Sequence[Gathering], title: str, kind: str, label: str, *, at: datetime | None,
          acting: bool) -> Task:  # fmt: skip
    """One activity is opened itself, several in their list."""
    page, of = (Page.ACTIVITY, gatherings[0].public_id) if len(gatherings) == 1 else (Page.ACTIVITIES, "")
    named = gatherings[0].title in title
    told = (
        gatherings[0].where if named else told_of([f"{each.where}: {each.title}" for each in gatherings], "hoạt động")
    )
    return Task(title, told, kind, label, page, acting=acting, at=at, of=of)
