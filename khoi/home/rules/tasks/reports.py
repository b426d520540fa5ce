"""What the bloc's reports ask of this person: the own agency's to write or to file, the members' to wait for, the
bloc's own to put together. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khoi.home.rules.tasks.bloc import names_told
from khoi.home.rules.tasks.parts import Dates, Page, Task, Viewer
from khoi.reports.rules import Stage, shut_since
from khoi.years.rules import Dates as YearDates
from tenants.vi import date_time


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report that is asked of the own agency and does not lie filed; `stage` none: not begun."""

    title: str
    stage: Stage | None
    dates: Dates | None
    returned_until: datetime | None = None

    def is_shut(self, now: datetime) -> bool:
        dates = YearDates(self.dates.due, self.dates.closing) if self.dates else None
        return shut_since(now, dates, self.returned_until) is not None


@dataclass(frozen=True, slots=True)
class AskedReport:
    """A report of all, with the names of the members that have not filed it, the own agency left out."""

    title: str
    due: datetime | None
    unfiled: tuple[str, ...]
    #: The request itself, and how far the bloc's own report on it is.
    public_id: str = ""
    begun: bool = False
    published: bool = False

    def is_ripe(self, now: datetime) -> bool:
        """Is it time to put the bloc's own together: hạn nộp is over, or all have filed?"""
        return not self.unfiled or (self.due is not None and now > self.due)


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of the year, as far as this person's eyes reach."""

    own: tuple[OwnReport, ...] = ()
    asked: tuple[AskedReport, ...] = ()


def report_tasks(viewer: Viewer, reports: Reports, now: datetime) -> Iterator[Task]:
    """One line for each report that is due of the own agency; for the lead one for each that members still owe."""
    for own in reports.own:
        yield _own(viewer, own, now)
    for asked in reports.asked if viewer.leads else ():
        if asked.unfiled:
            yield _unfiled(asked, now)
        if not asked.published and asked.is_ripe(now):
            yield _of_the_bloc(viewer, asked)


def _own(viewer: Viewer, own: OwnReport, now: datetime) -> Task:
    told = own.dates.told(now) if own.dates else ""
    at = own.dates.due if own.dates else None
    if own.is_shut(now):
        return Task(f"Đã khóa sổ, đơn vị chưa nộp {_low(own.title)}", told, "error", "Mở báo cáo", Page.REPORTS, at=at)
    kind = own.dates.kind(now) if own.dates else "info"
    if own.stage is Stage.AT_HEAD:
        title = f"{own.title} chờ {'đồng chí' if viewer.is_head else 'lãnh đạo'} duyệt và nộp"
        label = "Duyệt và nộp" if viewer.is_head else "Mở báo cáo"
        return Task(title, told, kind, label, Page.REPORTS, acting=viewer.is_head, at=at)
    if own.stage is Stage.RETURNED:
        until = f"Nộp lại trước {date_time(own.returned_until)}." if own.returned_until else told
        at = own.returned_until or at
        return Task(f"{own.title} bị trả lại để sửa", until, "error", "Sửa báo cáo", Page.REPORTS,
                    acting=not viewer.is_head, at=at)  # fmt: skip
    state, label = ("đang soạn", "Soạn tiếp") if own.stage else ("chưa bắt đầu", "Bắt đầu soạn")
    return Task(f"{own.title}: {state}", told, kind, label, Page.REPORTS, acting=not viewer.is_head, at=at)


def _unfiled(asked: AskedReport, now: datetime) -> Task:
    title = f"{len(asked.unfiled)} đơn vị chưa nộp {_low(asked.title)}"
    when = f" · Hạn nộp {date_time(asked.due)}" if asked.due else ""
    late = asked.due is not None and now > asked.due
    told = names_told(asked.unfiled) + when
    return Task(title, told, "error" if late else "quiet", "Tình hình báo cáo", Page.REPORTS_OF_ALL, at=asked.due)


def _of_the_bloc(viewer: Viewer, asked: AskedReport) -> Task:
    """The bloc's own report: put together by the lead's people, published by their head."""
    told = f"{len(asked.unfiled)} đơn vị chưa nộp." if asked.unfiled else "Mọi đơn vị đã nộp."
    if not asked.begun:
        title = f"Chưa lập báo cáo của Khối từ {_low(asked.title)}"
        return Task(title, told, "info", "Báo cáo tổng hợp", Page.BLOC_REPORTS, acting=not viewer.is_head)
    if viewer.is_head:
        title, label = f"Báo cáo của Khối về {_low(asked.title)} chờ đồng chí công bố", "Xem và công bố"
    else:
        title, label = f"Báo cáo của Khối về {_low(asked.title)} đang biên tập, chưa công bố", "Biên tập"
    return Task(title, told, "info", label, Page.BLOC_REPORT, acting=True, of=asked.public_id)


def _low(title: str) -> str:
    return title[:1].lower() + title[1:]
