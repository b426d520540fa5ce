"""The meeting that was called: when and where, for everybody. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khoi.home.rules.tasks.parts import Page, Task, Viewer
from tenants.vi import date_time


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting that is not over."""

    held_at: datetime
    place: str


def meeting_tasks(viewer: Viewer, called: Called | None, now: datetime) -> Iterator[Task]:
    """Until its hour it is announced; from then on it is followed, and the lead runs it and ends it."""
    if called is None:
        return
    where = f"{date_time(called.held_at)}, tại {called.place}"
    if now < called.held_at:
        yield Task("Họp bình xét đã được triệu tập", where, "info", "Xem cuộc họp", Page.MEETING, at=called.held_at)
    elif viewer.leads:
        told = f"{where}. Điểm danh, quyết định từng dòng còn ý kiến rồi kết thúc cuộc họp."
        yield Task("Họp bình xét đã đến giờ", told, "warn", "Điều hành cuộc họp", Page.MEETING, acting=True,
                   at=called.held_at)  # fmt: skip
    else:
        yield Task("Đang họp bình xét", where, "info", "Theo dõi cuộc họp", Page.MEETING, at=called.held_at)
