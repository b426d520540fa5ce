"""A word on a row that was told already: appraised anew, upheld, or a question to its agency."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from khoi.scoring.actions.settling import ask, settle, uphold
from khoi.scoring.forms.explaining import QuestionForm, SettleForm
from khoi.scoring.models import FiledMark, Round, Scorecard, open_round_of
from khoi.scoring.models.appraised_rows import place_of
from khoi.scoring.models.appraising import desk_for_card
from khoi.scoring.rules import Verdict
from khoi.scoring.rules.reviewing import Reviewed, verdict_typed
from khoi.scoring.views.appraisal import CHAIRS
from khoi.scoring.views.appraisal_seats import of_this_year
from khoi.scoring.views.appraisal_shown import Told
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.rounds import round_page
from khoi.sheets.models import Criterion
from tenants.database import the
from tenants.gate import door
from tenants.refusal import Refused, Stale
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@scoring.post("/<bloc>/<int:year>/appraisal/rows/<public_id:row_id>/settle")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def settle_row(row_id: str) -> Answer:
    """Say the word on an answered row, with its reason; 422 with the words kept where it cannot stand."""
    form = SettleForm()
    form.validate()
    row = of_this_year(the(FiledMark, row_id))
    card, criterion = place_of(row)
    present = _open_round(card)
    if form.errors:
        errors = {name: " ".join(map(str, words)) for name, words in form.errors.items() if name}
        return round_page(present, told=Told(row_id, form.typed(), errors)), 422
    try:
        _settle(form, card, criterion, row.seal)
    except Stale:
        return round_page(present, told=Told(row_id, form.typed(), conflict=True)), 409
    except Refused as refused:
        if not refused.objections and not refused.field:
            raise
        words = " ".join(objection.message for objection in refused.objections) or refused.message
        field = refused.field or "points"
        told = Told(row_id, form.typed(), {field: words[:1].upper() + words[1:]})
        return round_page(present, told=told), 422
    flash("Đã ghi kết quả thẩm định lại; đơn vị được báo khi kết thúc đợt giải trình.", "ok")
    return _back(present, row_id)


@scoring.post("/<bloc>/<int:year>/appraisal/rows/<public_id:row_id>/ask")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def ask_about_row(row_id: str) -> Answer:
    """Ask the agency about a row; it reads the question at once."""
    form = QuestionForm()
    well = form.validate()
    card, criterion = place_of(of_this_year(the(FiledMark, row_id)))
    present = _open_round(card)
    if not well:
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return round_page(present, told=Told(row_id, {"text": form.text.data or ""}, {"text": words})), 422
    ask(card, criterion, form.text.data or "")
    flash("Đã gửi câu hỏi cho đơn vị.", "ok")
    return _back(present, row_id)


def _settle(form: SettleForm, card: Scorecard, criterion: Criterion, seal: str) -> None:
    version, reason = form.version.data or 0, form.reason.data or ""
    if form.uphold.data:
        uphold(card, criterion, reason, version, seal)
        return
    settle(card, criterion, _verdict(form, _row(card, criterion), reason), version, seal)


def _verdict(form: SettleForm, row: Reviewed, reason: str) -> Verdict:
    if form.accept.data:
        return Verdict(accepted=True, reason=reason)
    verdict = verdict_typed(row, form.points.data, form.figures(), reason)
    if verdict is None:
        raise Refused("Nhập điểm mới, hoặc bấm giữ nguyên, chấp nhận tự chấm.", field="points")
    return verdict


def _row(card: Scorecard, criterion: Criterion) -> Reviewed:
    desk = desk_for_card(card.year_id, card.agency_id)
    row = desk.review_of(card.agency_id).row_at(criterion.path) if desk else None
    if row is None:
        raise Refused("Tiêu chí này không có trong bảng tiêu chí đang áp dụng.")
    return row


def _open_round(card: Scorecard) -> Round:
    present = open_round_of(card.id)
    if present is None:
        raise Refused("Phiếu không trong đợt giải trình.")
    return present


def _back(present: Round, row_id: str) -> Response:
    return redirect(url_for("scoring.round_card", round_id=present.public_id, _anchor=f"row-{row_id}"), 303)
