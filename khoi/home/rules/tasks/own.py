"""What the own agency's card asks of this person. Pure."""

from collections.abc import Iterator
from datetime import datetime

from khoi.home.rules.tasks.parts import Bloc, Card, Explaining, Page, Task, Viewer, urgency
from khoi.scoring.rules import Stage
from tenants.vi import date_time

#: Stage → title, label: of the clerk, who writes the card, and of the head, who answers for it.
_CLERK = {
    None: ("Đơn vị chưa bắt đầu tự chấm điểm", "Bắt đầu tự chấm"),
    Stage.DRAFT: ("Phiếu tự chấm đang soạn", "Tiếp tục tự chấm"),
    Stage.RETURNED: ("Phiếu tự chấm bị trả lại để sửa", "Sửa phiếu"),
}
_HEAD = {
    None: ("Đơn vị chưa bắt đầu tự chấm điểm", "Mở phiếu tự chấm"),
    Stage.DRAFT: ("Phiếu tự chấm của đơn vị đang soạn", "Xem phiếu"),
    Stage.RETURNED: ("Phiếu tự chấm của đơn vị bị trả lại để sửa", "Xem phiếu"),
}
_BEYOND = {
    Stage.SUBMITTED: ("Phiếu tự chấm đã nộp, chờ thẩm định", "ok", "Xem phiếu", Page.CARD),
    Stage.UNDER_APPRAISAL: ("Phiếu tự chấm đang được thẩm định", "ok", "Xem phiếu", Page.CARD),
    Stage.APPRAISED: ("Đã có kết quả thẩm định của đơn vị", "info", "Xem kết quả", Page.RESULT),
    Stage.EXPLAINING: ("Kết quả thẩm định đang được giải trình", "info", "Xem kết quả", Page.RESULT),
    Stage.ADOPTED: ("Điểm của đơn vị đã chốt", "ok", "Xem kết quả", Page.RESULT),
}


def own_tasks(viewer: Viewer, card: Card, bloc: Bloc, now: datetime) -> Iterator[Task]:
    """What to do with the own card, or where it lies."""
    if card.stage is None and not bloc.has_sheet:
        if not viewer.leads:
            yield _no_sheet(bloc)
    elif card.explaining is not None:
        yield _explaining(viewer, card.explaining, now)
    elif card.stage in _BEYOND:
        yield _beyond(card, card.stage)
    elif _is_shut(card, bloc, now):
        yield _shut(card, bloc, now)
    elif card.stage is Stage.AT_HEAD:
        yield _at_head(viewer, card, bloc, now)
    else:
        yield _to_write(viewer, card, bloc, now)


def _explaining(viewer: Viewer, own: Explaining, now: datetime) -> Task:
    """The clerk answers, the head sends; before the first second and after the last both wait."""
    if now < own.opens_at:
        told = f"{own.counts.words}. Nhận giải trình từ {date_time(own.opens_at)} đến {date_time(own.closes_at)}."
        title = "Đợt giải trình của đơn vị sắp mở"
        return Task(title, told, "info", "Xem kết quả", Page.RESULT, at=own.opens_at)
    when = f"{own.counts.words}. Hạn gửi {date_time(own.closes_at)}."
    if now > own.closes_at:
        return Task("Đã hết hạn giải trình, chờ kết quả", when, "info", "Xem giải trình", Page.EXPLANATIONS)
    kind, at = urgency(own.closes_at, now), own.closes_at
    if viewer.is_head and own.drafted:
        title = f"Giải trình của {own.drafted} dòng chờ đồng chí gửi"
        return Task(title, when, kind, "Xem và gửi", Page.EXPLANATIONS, acting=True, at=at)
    if own.counts.open:
        title = f"{own.counts.open} dòng có chênh lệch chờ đơn vị giải trình"
        return Task(title, when, kind, "Giải trình", Page.EXPLANATIONS, acting=not viewer.is_head, at=at)
    return Task("Đơn vị đã trả lời mọi dòng có chênh lệch", when, "ok", "Xem giải trình", Page.EXPLANATIONS)


def _no_sheet(bloc: Bloc) -> Task:
    told = "Khi Khối trưởng công bố, đơn vị bắt đầu tự chấm tại đây."
    return Task(f"Khối chưa công bố bảng tiêu chí năm {bloc.year}", told, "quiet", "", Page.SHEET)


def _is_shut(card: Card, bloc: Bloc, now: datetime) -> bool:
    """After khóa sổ nothing is filed any more; a returned card keeps to its own time, where it has one. A named
    exception opens either."""
    if card.returned_until is None:
        return bloc.held is not None and now > bloc.held.closing
    moved = bloc.held is not None and bloc.dates is not None and bloc.held.closing > bloc.dates.closing
    return now > card.returned_until and not (moved and bloc.held is not None and now <= bloc.held.closing)


def _shut(card: Card, bloc: Bloc, now: datetime) -> Task:
    title = (
        "Đã khóa sổ, phiếu bị trả lại chưa nộp lại" if card.filed_at else "Đã khóa sổ, đơn vị chưa nộp phiếu tự chấm"
    )
    told = "Muốn nộp, lãnh đạo đơn vị đề nghị Khối trưởng mở lại."
    when = f"{bloc.held.told(now)}. " if bloc.held else ""
    return Task(title, when + told, "error", "Xem phiếu", Page.CARD)


def _at_head(viewer: Viewer, card: Card, bloc: Bloc, now: datetime) -> Task:
    when = _deadline(card, bloc, now)
    if viewer.is_head:
        return Task(
            "Phiếu tự chấm chờ đồng chí duyệt và nộp", when, _kind(card, bloc, now), "Kiểm tra và nộp", Page.CARD,
            acting=True, at=_until(card, bloc),
        )  # fmt: skip
    return Task(
        "Phiếu tự chấm đang chờ lãnh đạo đơn vị duyệt", when, "info", "Xem phiếu", Page.CARD, at=_until(card, bloc)
    )


def _to_write(viewer: Viewer, card: Card, bloc: Bloc, now: datetime) -> Task:
    returned = card.filed_at is not None
    stage = Stage.RETURNED if returned else card.stage
    title, label = (_HEAD if viewer.is_head else _CLERK)[stage]
    why = f"Lý do: {card.returned_reason}. ".replace("..", ".") if returned and card.returned_reason else ""
    return Task(
        title, why + _deadline(card, bloc, now), _kind(card, bloc, now), label, Page.CARD,
        acting=not viewer.is_head, at=_until(card, bloc),
    )  # fmt: skip


def _beyond(card: Card, stage: Stage) -> Task:
    title, kind, label, page = _BEYOND[stage]
    return Task(title, _filed(card), kind, label, page, acting=kind == "info")


def _filed(card: Card) -> str:
    if card.filed_at is None:
        return ""
    if card.imported:
        return "Số liệu nhập từ tệp."
    late = f"chậm {card.days_late} ngày" if card.days_late else "đúng hạn"
    return f"Nộp lúc {date_time(card.filed_at)}, {late}{' theo ghi nhận của Khối trưởng' if card.is_noted else ''}."


def _until(card: Card, bloc: Bloc) -> datetime | None:
    return card.returned_until or (bloc.held.due if bloc.held else None)


def _deadline(card: Card, bloc: Bloc, now: datetime) -> str:
    if card.filed_at is not None:
        return f"Nộp lại trước {date_time(card.returned_until)}." if card.returned_until else "Nộp lại sau khi sửa."
    return bloc.held.told(now) if bloc.held else "Khối trưởng chưa đặt hạn nộp và khóa sổ."


def _kind(card: Card, bloc: Bloc, now: datetime) -> str:
    if card.filed_at is not None:
        return "error"
    return bloc.held.kind(now) if bloc.held else "info"
