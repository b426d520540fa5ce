"""The card leaves the agency: the clerk sends it to the head, the head gives it back or submits it under a seal."""

from collections.abc import Collection, Mapping
from json import loads

from khoi.scoring.actions.card_steps import keep_card_line
from khoi.scoring.actions.claiming import refuse_when_closed
from khoi.scoring.actions.sealing import file_card
from khoi.scoring.models import (
    FiledCard,
    Mark,
    Scorecard,
    hold_card,
    inputs_of,
    last_filed,
    marks_of,
    pinned_to_marks,
    untargeted_in,
)
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Event, Line, Stage, next_stage, objections_to_submitting
from khoi.sheets.models import sheet_by_id, sheet_in_force, spec_of
from khoi.sheets.rules import Node
from khoi.years.models import SCORECARD, filing_keyed
from khoi.years.rules import filing_verdict
from tenants import clock, journal
from tenants.refusal import Objection, Refused, Stale, refuse_over

NOT_READY = "Phiếu chưa nộp được:"


def send_to_head(card: Scorecard) -> None:
    """The clerk is done; the head looks at it. Objections do not stand in the way: the head sees them too."""
    hold_card(card.id)
    if card.stage == Stage.AT_HEAD:
        return
    refuse_when_closed(card.year_id, card.agency_id, card)
    _move(card, Event.SEND_TO_HEAD)


def give_back(card: Scorecard, reason: str) -> None:
    """The head gives the card back to the clerk, and says why."""
    hold_card(card.id)
    if card.stage == Stage.DRAFT:
        return
    if not reason.strip():
        raise Refused("Nêu lý do chuyển lại để đầu mối biết sửa gì.", field="reason")
    _move(card, Event.GIVE_BACK, reason.strip())


def submit(card: Scorecard, version: int) -> FiledCard:
    """The head submits: the card is sealed as he sees it, and everyone who appraises sees that seal.

    Refused with every objection by row, after khóa sổ, and where the card is not as the head saw it (`version`). A
    second submission of what was just submitted changes nothing."""
    hold_card(card.id)
    if card.stage == Stage.SUBMITTED and (filed := last_filed(card.id)) is not None:
        return filed
    stage = next_stage(Stage(card.stage), Event.SUBMIT)
    if version != card.version:
        raise Stale("Phiếu đã thay đổi sau khi bạn mở trang. Xem lại rồi nộp.")
    refuse_when_closed(card.year_id, card.agency_id, card)
    refuse_over(objections_to_card(card), NOT_READY)
    sealed, reopened = _seals(last_filed(card.id)), loads(card.returned_rows)
    filed = file_card(card, _lateness(card))
    _refuse_broken_seals(sealed, _seals(filed), reopened)
    card.stage = stage
    keep_card_line(card, "submit")
    return filed


def _seals(filed: FiledCard | None) -> dict[str, str]:
    return {criterion.path: row.seal for row, criterion in rows_filed(filed.id)} if filed else {}


def _refuse_broken_seals(before: Mapping[str, str], after: Mapping[str, str], reopened: Collection[str]) -> None:
    """Where only named rows came back every other leaves under the very seal it had: nothing can have touched it, and
    this says so once more. A row that a newer version of the sheet changed is among the named (`carry_over`)."""
    if not reopened:
        return
    broken = [path for path, seal in before.items() if path not in reopened and after.get(path, seal) != seal]
    refuse_over((Objection(path, "dòng niêm phong đã khác lần nộp trước") for path in broken), NOT_READY)


def objections_to_card(card: Scorecard) -> list[Objection]:
    """Everything that keeps the card from leaving the agency, by row."""
    in_force = sheet_in_force(card.year_id)
    old = in_force is not None and in_force.id != card.sheet_id
    words = "Khối đã công bố phiên bản mới của bảng tiêu chí; chuyển phiếu sang phiên bản mới rồi nộp"
    return [*([Objection(None, words)] if old else []), *objections_to_submitting(lines_of(card))]


def lines_of(card: Scorecard) -> list[Line]:
    """The rows of the card as the rules look at them before submission; of an imported card evidence is not asked."""
    spec = spec_of(sheet_by_id(card.sheet_id))
    rows = marks_of(card.id)
    if card.imported:
        return [_line(spec.leaf_at[criterion.path], mark, 1) for mark, criterion in rows]
    behind = pinned_to_marks(card.id)
    free = untargeted_in(card.year_id).get(card.agency_id, {})
    return [
        _line(spec.leaf_at[criterion.path], mark, len(behind.get(mark.id, ())), criterion.path not in free)
        for mark, criterion in rows
    ]


def _move(card: Scorecard, event: Event, reason: str = "") -> None:
    card.stage = next_stage(Stage(card.stage), event)
    card.version += 1
    keep_card_line(card, event.value, reason)
    journal.wrote(card, event.value, version=card.version)


def _lateness(card: Scorecard) -> int:
    """Days late, to be noted at the first filing; a card that was returned keeps what was noted then."""
    if (before := last_filed(card.id)) is not None:
        return before.days_late
    filing = filing_keyed(card.year_id, SCORECARD)
    return filing_verdict(clock.now(), filing.due, filing.closing).days_late if filing else 0


def _line(leaf: Node, mark: Mark, documents: int, has_target: bool | None = None) -> Line:
    return Line(leaf, inputs_of(mark, leaf), mark.points, mark.note, documents, has_target)
