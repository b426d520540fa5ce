"""What is done with a whole card under appraisal: accept the rest, take that back, tell the agency, return the card."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.scoring.actions.appraising import accept_in_bulk, undo_bulk
from khoi.scoring.actions.findings import refuse_unless_decided_here
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.forms.appraisal import BulkForm, ReturnForm
from khoi.scoring.models import Scorecard
from khoi.scoring.models.appraising import desk_for_card
from khoi.scoring.rules import View
from khoi.scoring.views.appraisal import CHAIRS, WORDS
from khoi.scoring.views.appraisal_seats import of_this_year
from khoi.scoring.views.blueprint import scoring
from tenants.database import the
from tenants.gate import door, only_to_change
from tenants.refusal import Refused
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@scoring.post("/<bloc>/<int:year>/appraisal/cards/<public_id:card_id>/accept")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def accept_rest(card_id: str) -> Answer:
    """Accept every untouched row of a section, or of the card; the word that says so offers to take it back."""
    form = BulkForm()
    form.validate()
    card = of_this_year(the(Scorecard, card_id))
    bulk, settled = accept_in_bulk(card, form.section.data or "", form.filing.data)
    if settled:
        undo = {"label": "Hoàn tác", "url": url_for("scoring.undo_accept", card_id=card_id, bulk=bulk)}
        flash((f"Đã chấp nhận {settled} tiêu chí chưa thẩm định.", undo), "ok")  # type: ignore[arg-type]
    else:
        flash("Không còn tiêu chí nào chưa thẩm định ở phần này.", "info")
    return _to_card(card)


@scoring.post("/<bloc>/<int:year>/appraisal/cards/<public_id:card_id>/undo/<public_id:bulk>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def undo_accept(card_id: str, bulk: str) -> Answer:
    """Take one bulk act back; rows somebody touched since stay as he left them."""
    card = of_this_year(the(Scorecard, card_id))
    opened = undo_bulk(card, bulk)
    flash(f"Đã hoàn tác: {opened} tiêu chí trở lại chờ thẩm định.", "ok")
    return _to_card(card)


@scoring.route("/<bloc>/<int:year>/appraisal/cards/<public_id:card_id>/release", methods=["GET", "POST"])
@door(Role.HEAD, seats=CHAIRS)
@only_to_change
def release_card(card_id: str) -> Answer:
    """The head of the chair tells the agency what was found; asked first, since the agency reads it at once."""
    form = BulkForm()
    card = of_this_year(the(Scorecard, card_id))
    refuse_unless_decided_here(card)
    if not form.is_submitted():
        return _page("scoring/release_card.html", card)
    release(card)
    flash("Đã thông báo kết quả thẩm định cho đơn vị.", "ok")
    return redirect(url_for("scoring.appraisal"), 303)


@scoring.route("/<bloc>/<int:year>/appraisal/cards/<public_id:card_id>/return", methods=["GET", "POST"])
@door(Role.HEAD, seats=CHAIRS)
@only_to_change
def return_card(card_id: str) -> Answer:
    """The head of the chair gives the card back: why, until when, the whole of it or some rows."""
    form = ReturnForm()
    sent, well = form.is_submitted(), form.validate_on_submit()
    card = of_this_year(the(Scorecard, card_id))
    refuse_unless_decided_here(card)
    if not sent:
        form.rows.data = request.args.getlist("row")
        return _page("scoring/return_card.html", card, form=form)
    if not well:
        return _page("scoring/return_card.html", card, form=form), 422
    try:
        send_back(card, form.reason.data or "", form.until.data, form.rows.data or ())
    except Refused as refused:
        if refused.field is None:
            raise
        form[refused.field].errors = [refused.message]
        return _page("scoring/return_card.html", card, form=form), 422
    flash("Đã trả lại phiếu; đơn vị được báo lý do.", "ok")
    return redirect(url_for("scoring.appraisal"), 303)


def _page(template: str, card: Scorecard, **more: object) -> str:
    desk = desk_for_card(card.year_id, card.agency_id)
    review = desk.review_of(card.agency_id) if desk else None
    if desk is None or review is None or review.filed is None:
        raise NotFound
    sums = (desk.sums(review, View.CLAIMED), desk.sums(review, View.APPRAISED))
    return render_template(template, desk=desk, review=review, sums=sums, **more, **WORDS)


def _to_card(card: Scorecard) -> Response:
    return redirect(url_for("scoring.appraise_agency", card_id=card.public_id), 303)
