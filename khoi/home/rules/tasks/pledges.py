"""What the registration of the year asks of this person: the own agency's to write or file, the members' to wait for.
Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khoi.home.rules.tasks.bloc import names_told
from khoi.home.rules.tasks.parts import Dates, Page, Task, Viewer
from khoi.pledges.rules import Stage
from tenants.vi import date_time

#: Stage of what is not filed → what the clerk reads, and does.
_WORDS = {
    None: ("Đơn vị chưa bắt đầu đăng ký thi đua", "Bắt đầu đăng ký"),
    Stage.DRAFT: ("Bản đăng ký thi đua đang soạn", "Soạn tiếp"),
}


@dataclass(frozen=True, slots=True)
class Pledging:
    """The own registration, and for the lead the names of the members that have not filed theirs, the own left out.

    `asked`: the year has a hạn nộp for it, or the agency has begun."""

    asked: bool = False
    stage: Stage | None = None
    dates: Dates | None = None
    returned_until: datetime | None = None
    unfiled: tuple[str, ...] = ()
    #: Hạn nộp of all, where the own agency's was moved.
    due: datetime | None = None


def pledge_tasks(viewer: Viewer, pledging: Pledging, now: datetime) -> Iterator[Task]:
    """One line while the own registration is not filed; for the lead one for what members owe."""
    if not pledging.asked:
        return
    if pledging.stage is not Stage.FILED:
        yield _own(viewer, pledging, now)
    if viewer.leads and pledging.unfiled:
        yield _unfiled(pledging, now)


def _own(viewer: Viewer, own: Pledging, now: datetime) -> Task:
    told = own.dates.told(now) if own.dates else ""
    at = own.dates.due if own.dates else None
    if _is_shut(own, now):
        return Task("Đã khóa sổ, đơn vị chưa nộp bản đăng ký thi đua", told, "error", "Mở bản đăng ký",
                    Page.REGISTRATION, at=at)  # fmt: skip
    kind = own.dates.kind(now) if own.dates else "info"
    if own.stage is Stage.AT_HEAD:
        title = f"Bản đăng ký thi đua chờ {'đồng chí' if viewer.is_head else 'lãnh đạo đơn vị'} duyệt và nộp"
        label = "Duyệt và nộp" if viewer.is_head else "Xem bản đăng ký"
        return Task(title, told, kind, label, Page.REGISTRATION, acting=viewer.is_head, at=at)
    if own.stage is Stage.RETURNED:
        told = f"Nộp lại trước {date_time(own.returned_until)}." if own.returned_until else told
        return Task("Bản đăng ký thi đua bị trả lại để sửa", told, "error", _label(viewer, "Sửa bản đăng ký"),
                    Page.REGISTRATION, acting=not viewer.is_head, at=own.returned_until or at)  # fmt: skip
    title, label = _WORDS[own.stage]
    return Task(title, told, kind, _label(viewer, label), Page.REGISTRATION, acting=not viewer.is_head, at=at)


def _label(viewer: Viewer, label: str) -> str:
    """The head looks, the clerk writes."""
    return "Xem bản đăng ký" if viewer.is_head else label


def _is_shut(own: Pledging, now: datetime) -> bool:
    """After khóa sổ nothing is filed any more, but what was returned until its own time."""
    reopened = own.returned_until is not None and now <= own.returned_until
    return own.dates is not None and now > own.dates.closing and not reopened


def _unfiled(pledging: Pledging, now: datetime) -> Task:
    due = pledging.due
    when = f" · Hạn nộp {date_time(due)}" if due else ""
    kind = "error" if due is not None and now > due else "quiet"
    title = f"{len(pledging.unfiled)} đơn vị chưa nộp bản đăng ký thi đua"
    return Task(title, names_told(pledging.unfiled) + when, kind, "Đăng ký của Khối", Page.REGISTRATIONS, at=due)
