"""The path of every point: from the self-score to the last word, for a whole card and for one row; a card at a past
moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from json import loads
from typing import Any

from flask import render_template, request
from werkzeug.exceptions import NotFound

from khoi.scoring.models import (
    AppraisalLine,
    CardStep,
    FiledCard,
    FiledMark,
    Scorecard,
    card_of,
    own_rows,
    steps_of_card,
)
from khoi.scoring.models.appraisals import lines_on
from khoi.scoring.models.appraised_rows import place_of
from khoi.scoring.models.appraising import desk_for_card
from khoi.scoring.models.bloc import days_late_for, figures_read
from khoi.scoring.models.paths import card_then, lateness_then, rows_filed_on
from khoi.scoring.models.rounds import thread_on
from khoi.scoring.rules import SETTLED, STAGE_NAMES, Event, Inputs, Scored, Stage, Totals, formula, points, totals
from khoi.scoring.rules.falling import falls
from khoi.scoring.views.appraisal import CHAIRS
from khoi.scoring.views.appraisal_seats import findings_in_sight, of_this_year
from khoi.scoring.views.appraisal_shown import signed
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.result import AT_PUBLICATION
from khoi.scoring.views.threads import taken_words
from khoi.sheets.models import sheet_by_id, spec_of
from khoi.sheets.rules import Node, Relative, SheetSpec
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import Role

STEP_WORDS = {
    Event.RELEASE: "thông báo kết quả thẩm định",
    Event.OPEN_EXPLAINING: "mở đợt giải trình",
    Event.CLOSE_EXPLAINING: "kết thúc đợt giải trình",
    Event.SEND_BACK: "trả lại để sửa",
    Event.ADOPT: "chốt điểm",
    Event.REOPEN: "mở lại sau khi rút công bố",
}
Rows = Mapping[str, Scored]
#: A bar's words stand in one line with its number, also on a telephone; the table has them whole.
LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Step:
    """One row's part of the way, as the table says it."""

    leaf: Node
    delta: str
    total: str


@dataclass(frozen=True)
class Waterfall:
    """The way from the self-score to the last word: bars for the picture, the same as rows of a table."""

    bars: list[tuple[str, str, Decimal, Decimal, str]]
    steps: list[Step]
    first: str
    last: str
    difference: str


@scoring.get("/<bloc>/<int:year>/scorecard/path")
@door(Role.CLERK, Role.HEAD)
def fall() -> str:
    """The agency's own way from its total to the one it was told; what only the bloc can compute is in neither."""
    card = card_of(here().year_id, here().agency_id)
    if card is None or Stage(card.stage) not in SETTLED:
        return render_template("scoring/fall.html", water=None, page_title="Đường đi của điểm")
    spec, rows = own_rows(card)
    claimed, found = ({row.leaf.path: getattr(row, name) for row in rows} for name in ("claimed", "found"))
    waits = any(row.waits for row in rows)
    water = waterfall(spec, claimed, found)
    return render_template(
        "scoring/fall.html", water=water, waits=waits, adopted=Stage(card.stage) is Stage.ADOPTED,
        page_title="Đường đi của điểm",
    )  # fmt: skip


@scoring.get("/<bloc>/<int:year>/appraisal/agencies/<public_id:card_id>/path")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def card_fall(card_id: str) -> str:
    """The same of a card under appraisal, as it stands at this look, rows that depend on all members among them."""
    card = of_this_year(the(Scorecard, card_id))
    desk = desk_for_card(card.year_id, card.agency_id)
    review = desk.review_of(card.agency_id) if desk else None
    if desk is None or review is None or review.filed is None or not findings_in_sight(review):
        raise NotFound
    claimed = {row.leaf.path: row.claimed for row in review.rows}
    appraised = {row.leaf.path: row.appraised for row in review.rows}
    return render_template(
        "scoring/card_fall.html", water=waterfall(desk.spec, claimed, appraised), review=review, card=card,
        page_title=f"Đường đi của điểm: {review.name}",
    )  # fmt: skip


@scoring.get("/<bloc>/<int:year>/appraisal/rows/<public_id:row_id>/path")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def row_path(row_id: str) -> str:
    """All that happened to one row, as its appraisers may know it."""
    card, criterion = place_of(of_this_year(the(FiledMark, row_id)))
    desk = desk_for_card(card.year_id, card.agency_id)
    if desk is None:
        raise NotFound
    review = desk.review_of(card.agency_id)
    leaf = desk.spec.leaf_at.get(criterion.path)
    if leaf is None:
        raise NotFound
    lines = lines_on(card.id, criterion.path) if findings_in_sight(review) else []
    row = review.row_at(criterion.path)
    worth = row.appraised if row is not None and findings_in_sight(review) else None
    return render_template(
        "scoring/row_path.html", events=events_of(card, leaf, lines, worth, own=False), review=review, card=card,
        page_title=f"Đường đi của điểm: {leaf.code} {leaf.title}",
    )  # fmt: skip


@scoring.get("/<bloc>/<int:year>/scorecard/as-of")
@door(Role.CLERK, Role.HEAD)
def as_of() -> str | tuple[str, int]:
    """The agency's card as it stood at a moment that the person names."""
    card, typed, wrong, moment = card_of(here().year_id, here().agency_id), request.args.get("at", ""), "", clock.now()
    if typed:
        try:
            moment = vi.read_date_time(typed)
        except Refused as refused:
            wrong = refused.message
    then = card_then(card, moment) if card is not None and not wrong else None
    page = render_template(
        "scoring/as_of.html", typed=typed or vi.date_time(moment), wrong=wrong, then=then, moment=moment,
        **(_shown_then(card, moment) if then else {}), stage_names=STAGE_NAMES,
        page_title="Phiếu chấm tại một thời điểm",
    )  # fmt: skip
    return (page, 422) if wrong else page


def _shown_then(card: Scorecard | None, moment: datetime) -> dict[str, Any]:
    """The rows in words and the total of that moment."""
    assert card is not None
    then = card_then(card, moment)
    assert then is not None
    spec = spec_of(sheet_by_id(then.sheet_id))
    late = lateness_then(card.year_id, card.agency_id, moment)
    scored: dict[str, Scored] = {}
    lines = []
    for leaf in spec.leaves:
        if (row := then.rows.get(leaf.path)) is None:
            continue
        assert leaf.method is not None
        inputs, days = figures_read(leaf, row.inputs), days_late_for(leaf.method, late)
        scored[leaf.path] = _scored(leaf, inputs, spec, days)
        lines.append((leaf, formula(leaf.method, leaf.ceiling, inputs, scored[leaf.path].points, days), row))
    return {"lines": lines, "sums": totals(spec, scored), "spec": spec}


def _scored(leaf: Node, inputs: Inputs, spec: SheetSpec, days: int | None) -> Scored:
    assert leaf.method is not None
    if inputs.not_applicable:
        return Scored(not_applicable=True)
    return Scored(points(leaf.method, leaf.ceiling, inputs, spec.places, days))


# --- the picture ------------------------------------------------------------------------------------------------------


def waterfall(spec: SheetSpec, before: Rows, after: Rows) -> Waterfall:
    """The bars from total to total; rows that change nothing stand in the table alone."""
    first, last = totals(spec, before), totals(spec, after)
    whole = max(spec.total, first.total, last.total, *(each.total for each in falls(spec, before, after)), Decimal(1))
    bars, steps, at = [_whole("Tự chấm", first, spec, whole)], [], first.total
    for each in falls(spec, before, after):
        leaf = spec.leaf_at[each.path]
        steps.append(Step(leaf, signed(each.delta, spec.places), vi.number(each.total, spec.places)))
        if each.delta:
            kind = "up" if each.delta > 0 else "down"
            label = f"{leaf.code} {leaf.title}"
            label = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
            bars.append((label, signed(each.delta, spec.places), 100 * at / whole, 100 * each.total / whole, kind))
        at = each.total
    bars.append(_whole("Thẩm định", last, spec, whole))
    from_, to = vi.number(first.total, spec.places), vi.number(last.total, spec.places)
    return Waterfall(bars, steps, from_, to, signed(last.total - first.total, spec.places))


def _whole(label: str, sums: Totals, spec: SheetSpec, whole: Decimal) -> tuple[str, str, Decimal, Decimal, str]:
    return label, vi.number(sums.total, spec.places), Decimal(0), 100 * sums.total / whole, "whole"


# --- one row ----------------------------------------------------------------------------------------------------------


def events_of(
    card: Scorecard, leaf: Node, lines: list[AppraisalLine], worth: Scored | None, *, own: bool
) -> list[tuple[str, str, str]]:
    """What happened to a row, the oldest first: when, which agency, what and why. `own`: as its agency may read it;
    `worth`: what the row is worth now, which the last adoption has frozen."""
    names = {member.agency_id: member.name_that_year for member in members_of(card.year_id)}
    us = names.get(card.agency_id, "Đơn vị")
    found = [(filed.filed_at, 0, us, _filed(leaf, filed, row)) for filed, row in rows_filed_on(card.id, leaf.path)]
    found += [
        (_when(line, own), 1, names.get(line.by_agency or 0, "Thẩm định"), _appraised(line, leaf, own))
        for line in reversed(lines)
    ]
    found += [
        (step.at, 3 if step.act != Event.OPEN_EXPLAINING else 1, names.get(step.by_agency or 0, "Khối"), words)
        for step, words in _steps(card, leaf, "" if worth is None else _frozen(leaf, worth, own))
    ]
    for said in thread_on(card.id, leaf.path):
        what = f"chấp nhận {taken_words(said.taken)}" if said.act == "accept" else "hỏi" if said.act == "ask" else ""
        words = f"{what or 'giải trình'}: {said.text}" if said.text else what
        documents = ", ".join(document["title"] for document in loads(said.evidence))
        found.append(
            (said.at, 2, names.get(said.by_agency or 0, us), words + (f" (kèm {documents})" * bool(documents)))
        )
    found.sort(key=lambda event: event[:2])
    return [(vi.date_time(at), who, what) for at, _, who, what in found]


def _when(line: AppraisalLine, own: bool) -> datetime:
    """To its agency a word was said when it was told."""
    return (line.told_at or line.at) if own else line.at


def _filed(leaf: Node, filed: FiledCard, row: FiledMark) -> str:
    assert leaf.method is not None
    inputs = figures_read(leaf, row.inputs)
    documents = ", ".join(document["title"] for document in loads(row.evidence))
    claimed = formula(leaf.method, leaf.ceiling, inputs, row.points)
    words = f"nộp lần {filed.number}: {claimed}"
    words += f"; ghi chú: {row.note}" if row.note else ""
    return words + (f"; minh chứng: {documents}" if documents else "")


def _appraised(line: AppraisalLine, leaf: Node, own: bool) -> str:
    state = loads(line.state)
    reason = f": {state['reason']}" if state["reason"] else ""
    if line.act in ("withdraw", "undo_bulk"):
        return "lấy lại ý kiến thẩm định"
    if line.act == "uphold":
        return f"giữ nguyên kết quả{reason}"
    anew = "thẩm định lại: " if line.settles is not None else "thẩm định: "
    if state["accepted"]:
        return f"{anew}chấp nhận điểm tự chấm{reason}"
    if own and isinstance(leaf.method, Relative):
        return f"{anew}điểm {AT_PUBLICATION}{reason}"
    if state["points"] is not None:
        return f"{anew}{vi.number(Decimal(state['points']))} điểm{reason}"
    return f"{anew}sửa số liệu{reason}"


def _steps(card: Scorecard, leaf: Node, frozen: str) -> Iterator[tuple[CardStep, str]]:
    """What was done with the whole card, in words; the adoption in force also with the points it has frozen."""
    steps = [step for step in steps_of_card(card.id) if step.act in STEP_WORDS and _concerns(step, leaf.path)]
    adopted = max((step.id for step in steps if step.act == Event.ADOPT), default=0)
    for step in steps:
        in_force = step.id == adopted and Stage(card.stage) is Stage.ADOPTED
        yield step, _step(step) + (frozen if in_force else "")


def _step(step: CardStep) -> str:
    words = STEP_WORDS[Event(step.act)]
    return f"{words}: {step.reason}" if step.reason else words


def _frozen(leaf: Node, worth: Scored, own: bool) -> str:
    """The points that were adopted; those that all members decide its agency reads in the published table."""
    if worth.not_applicable:
        return ": không áp dụng"
    if own and isinstance(leaf.method, Relative):
        return f": điểm {AT_PUBLICATION}"
    return f": {vi.number(worth.points)} điểm" if worth.points is not None else ""


def _concerns(step: CardStep, path: str) -> bool:
    rows = loads(step.rows)
    return not rows or path in rows
