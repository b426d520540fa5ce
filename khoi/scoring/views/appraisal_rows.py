"""A word on one row: accepted, given other points, its figures put right, or taken back."""

from dataclasses import replace

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.scoring.actions.appraising import appraise, withdraw
from khoi.scoring.forms.appraisal import VerdictForm
from khoi.scoring.models import FiledMark, Scorecard
from khoi.scoring.models.appraised_rows import place_of
from khoi.scoring.models.appraising import Desk, desk_for_card, desk_for_criterion
from khoi.scoring.rules import Verdict, objections_to_appraising
from khoi.scoring.rules.reviewing import Reviewed, verdict_typed
from khoi.scoring.views.appraisal import (
    CHAIRS,
    WORDS,
    agency_page,
    card_sums,
    chips_of,
    criterion_page,
    rows_across,
)
from khoi.scoring.views.appraisal_seats import of_this_year
from khoi.scoring.views.appraisal_shown import Told, progress_of, shown_rows
from khoi.scoring.views.blueprint import scoring
from khoi.sheets.models import Criterion
from tenants import clock
from tenants.database import the
from tenants.gate import door, wants_fragment
from tenants.refusal import Refused, Stale
from tenants.roles import Role

Answer = Response | str | tuple[str, int]
BY_CRITERION = "criterion"


@scoring.post("/<bloc>/<int:year>/appraisal/rows/<public_id:row_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def appraise_row(row_id: str) -> Answer:
    """Save what was said on a row; 422 with the words kept where it cannot stand, 409 with both where it is stale."""
    form = VerdictForm()
    form.validate()
    row = of_this_year(the(FiledMark, row_id))
    card, criterion = place_of(row)
    if form.choose.data == "theirs":
        return _answer(form, card, criterion, Told(_last_id(card, criterion, row_id)), 200)
    if form.errors:
        return _answer(form, card, criterion, _wrong(row_id, form, _field_errors(form)), 422)
    return _settle(form, card, criterion, row)


def _settle(form: VerdictForm, card: Scorecard, criterion: Criterion, row: FiledMark) -> Answer:
    row_id = row.public_id
    try:
        _say(form, card, criterion, row.seal)
    except Stale:
        last = _last_id(card, criterion, row_id)
        return _answer(form, card, criterion, Told(last, form.typed(), conflict=True), 409)
    except Refused as refused:
        if not refused.objections and not refused.field:
            raise  # about the card, not about what was typed
        return _answer(form, card, criterion, _wrong(row_id, form, _errors(refused, form, card, criterion)), 422)
    return _answer(form, card, criterion, Told(row_id, saved=f"{clock.now().astimezone(clock.BLOC_ZONE):%H:%M}"), 200)


def _say(form: VerdictForm, card: Scorecard, criterion: Criterion, seal: str) -> None:
    """The row in the address is the one that was looked at: where it was filed anew since, its seal tells."""
    version = form.version.data or 0
    if form.withdraw.data:
        return withdraw(card, criterion, version)
    verdict = _verdict(form, _row(card, criterion))
    if verdict is not None:
        appraise(card, criterion, verdict, version, seal)
    elif _row(card, criterion).settled:
        withdraw(card, criterion, version)
    elif form.reason.data:
        raise Refused("Nhập điểm thẩm định, hoặc bấm chấp nhận.", field="points")
    return None


def _verdict(form: VerdictForm, row: Reviewed) -> Verdict | None:
    """What was typed; a fault among the figures is told at the first of them where it is about no one of them."""
    if form.accept.data:
        return Verdict(accepted=True)
    figures = form.figures()
    try:
        return verdict_typed(row, form.points.data, figures, form.reason.data or "")
    except Refused as refused:
        words = " ".join(objection.message for objection in refused.objections) or refused.message
        raise Refused(words, field=refused.field or next(iter(figures), "points")) from None


def _row(card: Scorecard, criterion: Criterion) -> Reviewed:
    """The row as it stands now, with its points among the whole bloc's."""
    desk = desk_for_card(card.year_id, card.agency_id)
    row = desk.review_of(card.agency_id).row_at(criterion.path) if desk else None
    if row is None:
        raise Refused("Tiêu chí này không có trong bảng tiêu chí đang áp dụng; hãy trả lại phiếu để đơn vị cập nhật.")
    return row


def _last_id(card: Scorecard, criterion: Criterion, row_id: str) -> str:
    """The row as filed last: after a return it is another than the one that was looked at."""
    try:
        return _row(card, criterion).id
    except Refused:
        return row_id


# --- what is wrong, by field ---------------------------------------------------------------------------------------


def _wrong(row_id: str, form: VerdictForm, errors: dict[str, str]) -> Told:
    return Told(row_id, form.typed(), errors)


def _field_errors(form: VerdictForm) -> dict[str, str]:
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items() if name}


def _errors(refused: Refused, form: VerdictForm, card: Scorecard, criterion: Criterion) -> dict[str, str]:
    """Where the words of a refusal belong: to a figure, to the reason that is missing, or to the points."""
    words = " ".join(dict.fromkeys(objection.message for objection in refused.objections)) or refused.message
    words = words[:1].upper() + words[1:]
    if refused.field:
        return {refused.field: words}
    return {"reason" if _lacks_only_its_reason(form, _row(card, criterion)) else "points": f"{words}."}


def _lacks_only_its_reason(form: VerdictForm, row: Reviewed) -> bool:
    verdict = _verdict(form, row)
    if verdict is None or verdict.reason:
        return False
    explained = replace(verdict, reason="có lý do")
    return not objections_to_appraising(row.leaf, row.answer.inputs, row.claimed.points, explained)


# --- the answer ----------------------------------------------------------------------------------------------------


def _answer(form: VerdictForm, card: Scorecard, criterion: Criterion, told: Told, status: int) -> Answer:
    across = form.page.data == BY_CRITERION
    if wants_fragment():
        return (_across(criterion, told) if across else _card(card, criterion, told)), status
    if status == 200:
        return redirect(_back(card, criterion, across) + f"#row-{told.id}", 303)
    return (criterion_page(criterion.path, told) if across else agency_page(card, told)), status


def _back(card: Scorecard, criterion: Criterion, across: bool) -> str:
    if across:
        return url_for("scoring.appraise_criterion", criterion_id=criterion.public_id)
    return url_for("scoring.appraise_agency", card_id=card.public_id)


def _card(card: Scorecard, criterion: Criterion, told: Told) -> str:
    """The row, and what follows from it on the card's page."""
    desk = desk_for_card(card.year_id, card.agency_id)
    assert desk is not None
    review = desk.review_of(card.agency_id)
    rows = shown_rows(review, told)
    return render_template(
        "scoring/parts/appraisal_answer.html",
        rows=[row for row in rows if row.id == told.id],
        desk=desk,
        review=review,
        chips=chips_of(rows),
        page="",
        **card_sums(desk, review, rows),
        **WORDS,
    )


def _across(criterion: Criterion, told: Told) -> str:
    """The row on the criterion's page; of a `relative` one all rows, for the others' points follow."""
    desk = desk_for_criterion(criterion.year_id, criterion.path)
    assert desk is not None
    rows = rows_across(desk, criterion.path, told)
    return render_template(
        "scoring/parts/appraisal_answer.html",
        rows=[row for row in rows.values() if row.id == told.id or _follows(desk, criterion)],
        desk=desk,
        leaf=desk.spec.leaf_at[criterion.path],
        page=BY_CRITERION,
        progress=progress_of(desk, criterion.path),
        **WORDS,
    )


def _follows(desk: Desk, criterion: Criterion) -> bool:
    return criterion.path in desk.relative
