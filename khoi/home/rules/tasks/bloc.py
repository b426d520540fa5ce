"""What the bloc's year asks of the lead, the deputy and the appraisal team. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from khoi.home.rules.tasks.parts import Bloc, Page, Task, Viewer

NAMED = 4


def bloc_tasks(viewer: Viewer, bloc: Bloc, now: datetime) -> Iterator[Task]:
    """What to do for the bloc; nothing for plain members, whose eyes bring nothing of the others."""
    if viewer.leads:
        yield from _set_up(bloc)
    yield from _appraise(bloc)
    yield from _release(viewer, bloc)
    yield from _reappraise(bloc)
    yield from _end_rounds(viewer, bloc)
    if viewer.leads:
        yield from _unfiled(bloc, now)
        yield from _returned(bloc)
        yield from _adopt_and_publish(viewer, bloc)
    yield from _confirm(viewer, bloc)


def names_told(names: Sequence[str]) -> str:
    """Up to four names, then how many more."""
    more = f" và {len(names) - NAMED} đơn vị khác" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _set_up(bloc: Bloc) -> Iterator[Task]:
    if not bloc.has_sheet:
        told = "Các đơn vị chỉ tự chấm được khi bảng tiêu chí đã công bố."
        yield Task(
            f"Chưa công bố bảng tiêu chí năm {bloc.year}", told, "error", "Mở bảng tiêu chí", Page.SHEET, acting=True
        )
    if bloc.dates is None:
        told = "Chưa có thời hạn thì không tính được nộp chậm và không khóa sổ."
        yield Task("Chưa đặt hạn nộp và khóa sổ phiếu tự chấm", told, "error", "Đặt thời hạn", Page.SETUP, acting=True)


def _appraise(bloc: Bloc) -> Iterator[Task]:
    if waiting := bloc.waiting.to_appraise:
        yield Task(
            f"{len(waiting)} phiếu chờ thẩm định",
            names_told(waiting),
            "warn",
            "Mở thẩm định",
            Page.APPRAISAL,
            acting=True,
        )


def _release(viewer: Viewer, bloc: Bloc) -> Iterator[Task]:
    if not (ready := bloc.waiting.to_release):
        return
    if viewer.is_head:
        title = f"{len(ready)} phiếu đã thẩm định xong, chờ đồng chí thông báo kết quả"
        yield Task(title, names_told(ready), "warn", "Thông báo kết quả", Page.APPRAISAL, acting=True)
    else:
        title = f"{len(ready)} phiếu đã thẩm định xong, chờ lãnh đạo thông báo kết quả"
        yield Task(title, names_told(ready), "info", "Xem lại", Page.APPRAISAL)


def _reappraise(bloc: Bloc) -> Iterator[Task]:
    if rows := bloc.waiting.answered_rows:
        told = "Đơn vị đã giải trình; xem rồi giữ nguyên hoặc thẩm định lại, kèm lý do."
        title = f"{rows} dòng đã giải trình chờ thẩm định lại"
        yield Task(title, told, "warn", "Mở đợt giải trình", Page.ROUNDS, acting=True)


def _end_rounds(viewer: Viewer, bloc: Bloc) -> Iterator[Task]:
    """A round ends when the chair's head says so: only then the agency is told what was appraised anew."""
    if not (over := bloc.waiting.rounds_over):
        return
    whose = "đồng chí" if viewer.is_head else "lãnh đạo"
    title = f"{len(over)} đợt giải trình đã hết hạn, chờ {whose} kết thúc"
    label = "Xem và kết thúc" if viewer.is_head else "Mở đợt giải trình"
    yield Task(title, names_told(over), "warn" if viewer.is_head else "info", label, Page.ROUNDS,
               acting=viewer.is_head)  # fmt: skip


def _unfiled(bloc: Bloc, now: datetime) -> Iterator[Task]:
    missing = bloc.waiting.unfiled
    if not missing or not bloc.has_sheet:
        return
    late = bloc.dates is not None and now > bloc.dates.due
    when = f" · {bloc.dates.told(now)}" if bloc.dates else ""
    title = f"{len(missing)} đơn vị chưa nộp phiếu tự chấm"
    kind = "error" if late else "quiet"
    at = bloc.dates.due if bloc.dates else None
    yield Task(title, names_told(missing) + when, kind, "Tình hình nộp", Page.FILED, at=at)


def _returned(bloc: Bloc) -> Iterator[Task]:
    if sent := bloc.waiting.returned:
        yield Task(
            f"{len(sent)} đơn vị đang sửa phiếu được trả lại", names_told(sent), "info", "Tình hình nộp", Page.FILED
        )


def _adopt_and_publish(viewer: Viewer, bloc: Bloc) -> Iterator[Task]:
    if bloc.published or bloc.request or not (bloc.waiting.settled or bloc.adopted):
        return
    whose = "" if viewer.is_head else "lãnh đạo đơn vị "
    if bloc.adopted:
        told = f"Kiểm tra đồng hạng, xếp loại chờ biểu quyết rồi {whose}đề nghị công bố."
        yield Task("Điểm đã chốt, kết quả chưa công bố", told, "info", "Mở xếp hạng", Page.RANKING, acting=True)
    else:
        told = f"Họp bình xét, rồi {whose}đề nghị chốt điểm."
        yield Task("Mọi phiếu đã thẩm định xong", told, "info", "Mở xếp hạng", Page.RANKING, acting=True)


#: What the lead's head asked, by its kind.
ASKED = {"adopt": "chốt điểm", "reopen": "mở lại điểm đã chốt", "withdraw": "rút kết quả đã công bố"}


def _confirm(viewer: Viewer, bloc: Bloc) -> Iterator[Task]:
    asked = ASKED.get(bloc.request, "công bố kết quả xếp hạng")
    if bloc.request and viewer.is_deputy and viewer.is_head:
        told = "Xem lại bảng điểm; chỉ khi đồng chí xác nhận thì việc này mới có hiệu lực."
        yield Task(f"Khối trưởng đề nghị {asked}", told, "warn", "Xem và xác nhận", Page.RANKING, acting=True)
    elif bloc.request and (viewer.leads or viewer.is_deputy):
        yield Task(f"Đề nghị {asked} đang chờ lãnh đạo Khối phó xác nhận", "", "info", "Xem đề nghị", Page.RANKING)
    if bloc.waiting.resets and viewer.is_deputy and viewer.is_head:
        told = "Khối trưởng đề nghị cho lãnh đạo đơn vị khác; hỏi lại đơn vị trước khi xác nhận."
        title = f"{bloc.waiting.resets} yêu cầu cấp lại mật khẩu chờ đồng chí xác nhận"
        yield Task(title, told, "warn", "Xem yêu cầu", Page.RESETS, acting=True)
