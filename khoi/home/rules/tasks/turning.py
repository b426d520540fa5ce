"""What the turn of the year asks of this person: to confirm, to receive, to prepare. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from khoi.home.rules.tasks.parts import Page, Task, Viewer, told_of


@dataclass(frozen=True, slots=True)
class Turn:
    """How the year turns, as far as this person's eyes reach."""

    #: A request to close the year waits since then.
    closing_asked: datetime | None = None
    #: The number of the year whose lead has signed a handover to the own agency, not received yet.
    handed_over: int = 0
    #: What a year in preparation lacks, without which it is not opened, and what else.
    lacking: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()


def turn_tasks(viewer: Viewer, turn: Turn, year: int) -> Iterator[Task]:
    """In the open year: closing, and the handover that waits in the next one."""
    if turn.closing_asked and viewer.is_deputy and viewer.is_head:
        told = "Xem lại những việc chưa xong; đồng chí xác nhận thì năm khóa lại."
        yield Task(f"Khối trưởng đề nghị khóa năm {year}", told, "warn", "Xem và xác nhận", Page.TURN, acting=True)
    elif turn.closing_asked:
        title = f"Đề nghị khóa năm {year} đang chờ lãnh đạo Khối phó xác nhận"
        yield Task(title, "", "info", "Xem đề nghị", Page.TURN)
    if turn.handed_over:
        yield _receive(viewer, turn.handed_over, Page.NEXT_YEAR)


def preparing_tasks(viewer: Viewer, turn: Turn, year: int) -> Iterator[Task]:
    """In a year that is prepared, of its lead: what it lacks, and what the last lead hands over."""
    if turn.lacking:
        title = f"Năm {year} còn thiếu {len(turn.lacking)} bước mới mở được"
        yield Task(title, told_of(turn.lacking, "bước"), "warn", f"Chuẩn bị năm {year}", Page.TURN,
                   acting=True)  # fmt: skip
    elif viewer.is_head:
        title, told = f"Năm {year} đã đủ điều kiện mở", told_of(turn.wanting, "bước") or "Mọi bước đã xong."
        label = f"{'Chuẩn bị' if turn.wanting else 'Mở'} năm {year}"
        told = f"Nên làm trước: {told}" if turn.wanting else told
        yield Task(title, told, "info", label, Page.TURN, acting=True)
    else:
        title = f"Năm {year} chờ lãnh đạo đơn vị mở"
        yield Task(title, told_of(turn.wanting, "bước"), "info", "Xem các bước", Page.TURN)
    if turn.handed_over:
        yield _receive(viewer, turn.handed_over, Page.RECEPTION)


def _receive(viewer: Viewer, year: int, page: Page) -> Task:
    """The new lead's head receives; the clerk knows."""
    title = f"Khối trưởng năm {year} đã ký danh mục bàn giao"
    told = "Đối chiếu hồ sơ, tài liệu và việc dở dang rồi xác nhận đã nhận, trong năm sau."
    if not viewer.is_head:
        return Task(title, "Chờ lãnh đạo đơn vị xác nhận đã nhận.", "info", "Xem danh mục", page)
    return Task(title, told, "warn", "Xem và xác nhận", page, acting=True)
