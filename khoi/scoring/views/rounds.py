"""Giải trình, the chairs' side: rounds opened, followed and closed; the rows of one card appraised anew."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.scoring.actions import explaining as actions
from khoi.scoring.forms.explaining import RoundEndForm, RoundForm
from khoi.scoring.models import Round, Scorecard, counts_in, rounds_in
from khoi.scoring.models.appraising import Review, desk_for_card, whole_desk
from khoi.scoring.models.disputes import disputes_in, disputes_of
from khoi.scoring.rules import Counts, Event, Stage, may
from khoi.scoring.rules.explaining import AT_AN_END, takes_answers
from khoi.scoring.views.appraisal import CHAIRS
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.round_rows import shown_dispute
from tenants import clock, vi
from tenants.database import the
from tenants.gate import door, here, me, only_to_change
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]
USUAL_DAYS, USUAL_WORDS = 3, 300


@scoring.get("/<bloc>/<int:year>/rounds")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def rounds() -> str:
    """Every round with how far it has come, the newest first."""
    desk = whole_desk(here().year_id)
    found = disputes_in(desk, desk.filed) if desk else {}
    reviews = {review.member.agency_id: review for review in desk.reviews} if desk else {}
    rows = [(row, reviews[row.agency_id]) for row in rounds_in(here().year_id) if row.agency_id in reviews]
    explained = {review.code for row, review in rows if not row.is_closed}
    counts = {code: counts_in(each) for code, each in found.items() if code in explained}
    return render_template(
        "scoring/rounds.html", rows=rows, counts=counts, total=sum(counts.values(), Counts()), standing=round_standing,
        may_open=bool(_to_open()), page_title="Đợt giải trình",
    )  # fmt: skip


@scoring.route("/<bloc>/<int:year>/rounds/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
@only_to_change
def open_round() -> Answer:
    """Open a round: for whom, from when until when, in how many words."""
    form = RoundForm()
    sent, well = form.is_submitted(), form.validate_on_submit()
    if not sent:
        form.closes_at.data = _usual_end()
        form.most_words.data = USUAL_WORDS
        form.agencies.data = [review.card.public_id for review in _to_open() if review.card]
        return _opening(form)
    if not well:
        return _opening(form), 422
    assert form.closes_at.data is not None
    cards = [_card(card_id) for card_id in dict.fromkeys(form.agencies.data or ())]
    try:
        opened = actions.open_rounds(
            cards, form.opens_at.data or clock.now(), form.closes_at.data, form.most_words.data or 0,
            form.words.data or "",
        )  # fmt: skip
    except Refused as refused:
        if refused.field is None:
            raise
        form[refused.field].errors = [refused.message]
        return _opening(form), 422
    flash(f"Đã mở đợt giải trình cho {len(opened)} đơn vị.", "ok")
    return redirect(url_for("scoring.rounds"), 303)


@scoring.get("/<bloc>/<int:year>/rounds/<public_id:round_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def round_card(round_id: str) -> str:
    """One card in its round: the rows in dispute, what was said on them, and the word on each."""
    return round_page(_round(round_id))


@scoring.post("/<bloc>/<int:year>/rounds/<public_id:round_id>/change")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS)
def change_round(round_id: str) -> Answer:
    """Another end, another limit of words."""
    form = RoundEndForm()
    well = form.validate()
    row = _round(round_id)
    version = form.version.data or ""
    if not well or not version.isdecimal():
        return round_page(row, form), 422
    assert form.closes_at.data is not None
    try:
        actions.change_round(row, form.closes_at.data, form.most_words.data or 0, int(version))
    except Refused as refused:
        if refused.field is None:
            raise
        form[refused.field].errors = [refused.message]
        return round_page(row, form), 422
    flash("Đã lưu thời hạn giải trình.", "ok")
    return redirect(url_for("scoring.round_card", round_id=round_id), 303)


@scoring.post("/<bloc>/<int:year>/rounds/<public_id:round_id>/close")
@door(Role.HEAD, seats=CHAIRS)
def close_round(round_id: str) -> Answer:
    """The head of the chair ends the round and tells the agency what was appraised anew."""
    actions.close_round(_round(round_id))
    flash("Đã kết thúc đợt giải trình và thông báo kết quả cho đơn vị.", "ok")
    return redirect(url_for("scoring.rounds"), 303)


def round_page(row: Round, form: RoundEndForm | None = None, told: Any = None) -> str:
    """The page of one round, with what is to be said about a row just sent."""
    desk = desk_for_card(row.year_id, row.agency_id)
    if desk is None:
        raise NotFound
    review = desk.review_of(row.agency_id)
    scope = present_scope()
    disputes = disputes_of(desk, review)
    ordered = sorted(disputes, key=lambda each: each.progress in AT_AN_END)
    if form is None:
        form = RoundEndForm(formdata=None, obj=row)
        form.most_words.data = row.most_words or None
    heard = scope.assesses(row.agency_id) or scope.agency == row.agency_id
    return render_template(
        "scoring/round_card.html", row=row, desk=desk, review=review, form=form, counts=counts_in(disputes),
        rows=[shown_dispute(each, told, closed=row.is_closed) for each in ordered], stands=round_standing(row),
        heard=heard, chairs=here().is_open and scope.decides_for(row.agency_id), is_head=me().role is Role.HEAD,
        page_title=f"Giải trình: {review.name}",
    )  # fmt: skip


def round_standing(row: Round) -> tuple[str, str]:
    """Where a round stands, in words and kind."""
    if row.is_closed:
        return "Đã kết thúc", "ok"
    now = clock.now()
    if takes_answers(now, row.opens_at, row.closes_at, closed=False):
        return "Đang nhận giải trình", "info"
    return ("Sắp mở", "quiet") if now < row.opens_at else ("Hết hạn, chờ kết thúc", "warn")


def _to_open() -> list[Review]:
    """The released cards for which this scope may open a round."""
    desk = whole_desk(here().year_id)
    scope = present_scope()
    return [
        review
        for review in (desk.filed if desk else ())
        if review.card is not None
        and scope.decides_for(review.member.agency_id)
        and may(Stage(review.card.stage), Event.OPEN_EXPLAINING)
    ]


def _opening(form: RoundForm) -> str:
    return render_template(
        "scoring/open_round.html", form=form, reviews=_to_open(), page_title="Mở đợt giải trình"
    )  # fmt: skip


def _usual_end() -> Any:
    """Five in the afternoon, some days from now."""
    day = clock.now().astimezone(vi.ZONE) + timedelta(days=USUAL_DAYS)
    return day.replace(hour=17, minute=0, second=0)


def _card(card_id: str) -> Scorecard:
    card = the(Scorecard, card_id)
    if card.year_id != here().year_id:
        raise NotFound
    return card


def _round(round_id: str) -> Round:
    row = the(Round, round_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row
