"""What is due for one person: his own agency's card first, then what his seat asks of him. Pure."""

from collections.abc import Iterator
from datetime import datetime

from khoi.home.rules.tasks.bloc import bloc_tasks
from khoi.home.rules.tasks.own import own_tasks
from khoi.home.rules.tasks.parts import STAGE_WORDS, Bloc, Card, Dates, Page, Task, Viewer, Waiting
from khoi.home.rules.tasks.reports import Reports, report_tasks

URGENCY = ("error", "warn", "info", "ok", "quiet")

__all__ = ["STAGE_WORDS", "Bloc", "Card", "Dates", "Page", "Reports", "Task", "Viewer", "Waiting", "due"]

NO_REPORTS = Reports()


def due(viewer: Viewer, card: Card, bloc: Bloc, now: datetime, reports: Reports = NO_REPORTS) -> list[Task]:
    """What waits for this person, by date, the pressing first; then what he himself waits for. In a closed year
    nothing is due."""
    if not bloc.is_open:
        return []

    def order(task: Task) -> tuple[bool, bool, datetime, int]:
        return not task.acting, task.at is None, task.at or now, URGENCY.index(task.kind)

    return sorted([*_all(viewer, card, bloc, now), *report_tasks(viewer, reports, now)], key=order)


def _all(viewer: Viewer, card: Card, bloc: Bloc, now: datetime) -> Iterator[Task]:
    if bloc.published:
        yield Task(
            f"Kết quả xếp hạng năm {bloc.year} đã công bố",
            "Toàn Khối xem được bảng điểm đã chốt.",
            "ok",
            "Xem kết quả",
            Page.PUBLISHED,
        )
    yield from own_tasks(viewer, card, bloc, now)
    yield from bloc_tasks(viewer, bloc, now)
