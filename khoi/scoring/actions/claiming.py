"""The agency scores itself: a card is begun, its rows are claimed, a newer version of the sheet is taken over."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from json import dumps, loads

from khoi.scoring.actions.card_steps import keep_card_line
from khoi.scoring.actions.history import keep_line
from khoi.scoring.models import Mark, Row, Scorecard, card_of, hold_card, hold_card_of, marks_of, row_of
from khoi.scoring.rules import NOTHING, Inputs, Stage, points, read_inputs, refuse_unless_open, write_inputs
from khoi.sheets.models import criteria_of, sheet_by_id, sheet_in_force, spec_of
from khoi.sheets.rules import Node, SheetSpec, Timeliness, differences
from khoi.years.actions import refuse_held
from khoi.years.models import SCORECARD, dates_for, reopened_until
from khoi.years.rules import filing_verdict
from tenants import clock, journal, vi
from tenants.database import db
from tenants.refusal import Refused, Stale


def begin(year_id: int, agency_id: int) -> Scorecard:
    """The agency's card of the year with an empty mark for every criterion; the card there is, if it was begun before.

    Refused while no sheet is in force and after khóa sổ."""
    if (present := card_of(year_id, agency_id)) is not None:
        return present
    refuse_held(year_id)
    refuse_when_closed(year_id, agency_id, None)
    if (sheet := sheet_in_force(year_id)) is None:
        raise Refused("Khối chưa công bố bảng tiêu chí của năm; có bảng mới tự chấm được.")
    card = Scorecard(year_id=year_id, agency_id=agency_id, sheet_id=sheet.id, stage=Stage.DRAFT)
    db.session.add(card)
    db.session.flush()
    for node in criteria_of(sheet.id):
        if node.method is not None:
            db.session.add(_blank(card, node.id))
    db.session.flush()
    keep_card_line(card, "begin")
    journal.wrote(card, "begin")
    return card


def claim(mark: Mark, inputs: Inputs, note: str, version: int, act: str = "claim") -> Row:
    """The agency scores itself on one criterion.

    Refused once the card has left or the period is closed; Stale when the row was changed since `version`. The same
    word said twice (a double click, a resent request) changes nothing."""
    row = row_to_write(mark)
    _refuse_typed_lateness(row.leaf, inputs)
    if _same(mark, inputs, note):
        return row
    if version != mark.version:
        raise Stale("Người khác vừa sửa dòng này. Chọn giữ bản nào.", row=row.path)
    enter(mark, row.leaf, row.spec.places, inputs, note, act)
    journal.wrote(mark, act, path=row.path, version=mark.version)
    db.session.flush()  # both walls have seen it, and bulk readers see it
    return row


def row_to_write(mark: Mark) -> Row:
    """The row, locked until the commit; refused once the card has left, while the row is sealed, after khóa sổ."""
    hold_card_of(mark)
    row = row_of(mark)
    refuse_unless_open(Stage(row.card.stage))
    _refuse_unless_reopened(row)
    refuse_when_closed(mark.year_id, mark.agency_id, row.card)
    return row


def enter(mark: Mark, leaf: Node, places: int, inputs: Inputs, note: str, act: str = "claim") -> None:
    """Write a row's figures with the points its method gives, and its line of history; whether it may be is asked
    before. The points of `relative` and `timeliness` rows depend on others and are never stored."""
    mark.inputs = dumps(write_inputs(inputs), ensure_ascii=False)
    mark.points = stored_points(leaf, places, inputs)
    mark.note = note.strip()
    keep_line(mark, act)


def stored_points(leaf: Node, places: int, inputs: Inputs) -> Decimal | None:
    """What a row is worth by its own figures alone."""
    assert leaf.method is not None
    return None if isinstance(leaf.method, Timeliness) else points(leaf.method, leaf.ceiling, inputs, places)


def carry_over(card: Scorecard) -> None:
    """Take the version of the sheet that is now in force: figures that still answer their criterion stay, points are
    computed anew, the rest has to be entered again. Nothing happens where the card has that version."""
    sheet = sheet_in_force(card.year_id)
    if sheet is None or sheet.id == card.sheet_id:
        return
    hold_card(card.id)
    refuse_unless_open(Stage(card.stage))
    refuse_when_closed(card.year_id, card.agency_id, card)
    old, new = spec_of(sheet_by_id(card.sheet_id)), spec_of(sheet)
    marks = {criterion.path: mark for mark, criterion in marks_of(card.id)}
    changes = differences(old, new)
    lost = set(changes.loses_inputs)
    card.sheet_id = sheet.id
    card.version += 1
    for node in criteria_of(sheet.id):
        if node.method is not None:
            _carry(card, marks, node.id, new, new.leaf_at[node.path], node.path in lost)
    _reopen(card, [*(change.path for change in changes.changed), *changes.added])
    keep_card_line(card, "carry_over", f"Bảng tiêu chí phiên bản {sheet.number}")
    journal.wrote(card, "carry_over", sheet=sheet.number)


def refuse_when_closed(year_id: int, agency_id: int, card: Scorecard | None) -> None:
    """Refuse after khóa sổ as it holds for this agency. Of a returned card the time limit of the return decides alone,
    before khóa sổ and after it; a named exception of the lead opens either."""
    dates, now = dates_for(year_id, agency_id, SCORECARD), clock.now()
    if card is not None and card.returned_until is not None:
        _refuse_after_return(card, card.returned_until, now)
        return
    if dates is None or filing_verdict(now, dates.due, dates.closing).accepted:
        return
    raise Refused(f"Đã khóa sổ lúc {vi.date_time(dates.closing)}: phiếu tự chấm không nhập và không nộp được nữa.")


def _carry(
    card: Scorecard, marks: Mapping[str, Mark], criterion_id: int, spec: SheetSpec, leaf: Node, lost: bool
) -> None:
    mark = marks.get(leaf.path)
    if mark is None:
        db.session.add(_blank(card, criterion_id))
        return
    assert leaf.method is not None
    mark.criterion_id = criterion_id
    inputs = NOTHING if lost else _readable(leaf, mark.inputs)
    if _same(mark, inputs, mark.note) and mark.points == stored_points(leaf, spec.places, inputs):
        return
    enter(mark, leaf, spec.places, inputs, mark.note, "carry_over")


def _reopen(card: Scorecard, paths: Iterable[str]) -> None:
    """Of a card of which only some rows came back, what the new version changed or added is open too: it may have to
    be entered again, and sealed it would keep the card from ever leaving."""
    if reopened := loads(card.returned_rows):
        card.returned_rows = dumps([*reopened, *(path for path in paths if path not in reopened)], ensure_ascii=False)


def _readable(leaf: Node, inputs: str) -> Inputs:
    """The figures, where the changed criterion still takes them (its ceiling may have come down)."""
    assert leaf.method is not None
    try:
        return read_inputs(leaf.method, leaf.ceiling, loads(inputs), leaf.kind)
    except Refused:
        return NOTHING


def _blank(card: Scorecard, criterion_id: int) -> Mark:
    return Mark(year_id=card.year_id, agency_id=card.agency_id, scorecard_id=card.id, criterion_id=criterion_id)


def _same(mark: Mark, inputs: Inputs, note: str) -> bool:
    return bool(loads(mark.inputs) == write_inputs(inputs) and mark.note == note.strip())


def _refuse_unless_reopened(row: Row) -> None:
    reopened = loads(row.card.returned_rows)
    if reopened and row.path not in reopened:
        raise Refused("Khối trưởng chỉ trả lại một số tiêu chí; tiêu chí này vẫn niêm phong.", row=row.path)


def _refuse_typed_lateness(leaf: Node, inputs: Inputs) -> None:
    if isinstance(leaf.method, Timeliness) and inputs != NOTHING:
        raise Refused("Điểm đúng hạn do phần mềm tính từ ngày nộp, đơn vị không nhập.", row=leaf.path)


def _refuse_after_return(card: Scorecard, until: datetime, now: datetime) -> None:
    reopened = reopened_until(card.year_id, card.agency_id).get(SCORECARD)
    if now > max(until, reopened or until):
        raise Refused(
            f"Đã hết thời hạn nộp lại lúc {vi.date_time(until)}: không sửa và không nộp được nữa, trừ khi Khối trưởng "
            "mở lại cho đơn vị."
        )
