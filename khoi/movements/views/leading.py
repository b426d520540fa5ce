"""The lead drafts, launches, watches and sums up movements."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.movements import actions
from khoi.movements.forms import MovementForm, OneFileForm, SummaryForm
from khoi.movements.models import LaunchFile, Movement, joinings_of, launches_in, progress_in
from khoi.movements.rules import KINDS, ORIGINS, board_word
from khoi.movements.views.blueprint import (
    Answer,
    file_sent,
    lead,
    leads_head,
    movements,
    put_at_fields,
    the_movement,
)
from khoi.office.intake import limits
from khoi.office.serving import attachment
from tenants import vi
from tenants.database import the
from tenants.gate import here, only_to_change
from tenants.models import members_of, year_by_id
from tenants.refusal import Refused


@movements.route("/<bloc>/<int:year>/movements/new", methods=["GET", "POST"])
@lead
@only_to_change
def new_movement() -> Answer:
    """A movement of the bloc, or one taken over from above."""
    form = MovementForm()
    if not form.is_submitted():
        return _form_page("movements/new_movement.html", form, "Phong trào mới")
    if not form.validate():
        return _form_page("movements/new_movement.html", form, "Phong trào mới"), 422
    try:
        row = actions.draft_movement(year_by_id(here().year_id), form.words())
    except Refused as refused:
        put_at_fields(form, refused)
        return _form_page("movements/new_movement.html", form, "Phong trào mới"), 409
    flash("Đã lưu bản soạn. Thêm văn bản kèm theo, rồi lãnh đạo phát động.", "ok")
    return redirect(url_for("movements.movement", movement_id=row.public_id), 303)


@movements.route("/<bloc>/<int:year>/movements/<public_id:movement_id>/edit", methods=["GET", "POST"])
@lead
@only_to_change
def edit_movement(movement_id: str) -> Answer:
    """Other words, before it is launched."""
    form = MovementForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = the_movement(movement_id)
    if not sent:
        form = MovementForm(obj=row)
        form.show(*_shown(row))
    if not good:
        return _form_page("movements/edit_movement.html", form, row.name, row), 422 if sent else 200
    if form.is_stale(*_shown(row)):
        return _form_page("movements/edit_movement.html", form, row.name, row), 409
    try:
        actions.change_movement(row, form.words())
    except Refused as refused:
        put_at_fields(form, refused)
        return _form_page("movements/edit_movement.html", form, row.name, row), 409
    flash("Đã lưu.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


def _shown(row: Movement) -> tuple[str, ...]:
    days = (vi.date(row.begins), vi.date(row.ends), vi.date(row.dated))
    return row.name, ORIGINS[row.origin], row.issuer, row.number, *days, row.goals, row.criteria


def _form_page(template: str, form: MovementForm, title: str, row: Movement | None = None) -> str:
    return render_template(template, form=form, row=row, page_title=title)


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/files")
@lead
def add_movement_file(movement_id: str) -> Response:
    """A document of the movement."""
    form = OneFileForm()
    received, _ = file_sent(form, wanted=True)
    row = the_movement(movement_id)
    if received is None:
        raise Refused(" ".join(form.file.errors))
    actions.add_movement_file(row, received)
    flash(f"Đã nhận {received.name}.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


@movements.post("/<bloc>/<int:year>/movements/<public_id:movement_id>/launch")
@leads_head
def launch_movement(movement_id: str) -> Response:
    """The lead's head launches it."""
    actions.launch_movement(the_movement(movement_id))
    flash("Đã phát động; mọi đơn vị được thông báo.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


@movements.route("/<bloc>/<int:year>/movements/<public_id:movement_id>/board", methods=["GET", "POST"])
@lead
def board(movement_id: str) -> Answer:
    """Who has joined, with what, how far; the summing-up."""
    form = SummaryForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = the_movement(movement_id)
    if not sent:
        form = SummaryForm(summary=row.summary)
        form.show(row.summary)
    if not good:
        return _board(row, form), 422 if sent else 200
    if form.is_stale(row.summary):
        return _board(row, form), 409
    try:
        actions.sum_up(row, form.summary.data or "")
    except Refused as refused:
        form.form_errors = [refused.message]
        return _board(row, form), 409
    flash("Đã tổng kết phong trào; mọi đơn vị được thông báo.", "ok")
    return redirect(url_for("movements.movement", movement_id=movement_id), 303)


def _board(row: Movement, form: SummaryForm) -> str:
    ways, launches, reports = joinings_of(row.id), launches_in(row.id), progress_in(row.id)
    lines = []
    for member in members_of(row.year_id):
        way = ways.get(member.agency_id)
        shown = way is not None and way.stage == "sent"
        launch, file = launches.get(member.agency_id, (None, None)) if shown else (None, None)
        sent = [each for each in reports.get(member.agency_id, []) if each.filed]
        lines.append((member, board_word(way.stage if way else None), launch, file, sent))
    joined = sum(launch is not None for _, _, launch, _, _ in lines)
    return render_template(
        "movements/board.html", row=row, form=form, lines=lines, joined=joined, kinds_of=KINDS,
        **limits(), page_title=f"Tình hình tham gia: {row.name}",
    )  # fmt: skip


@movements.get("/<bloc>/<int:year>/movements/launches/<public_id:launch_file_id>/file")
@lead
def filed_launch_file(launch_file_id: str) -> Response:
    """The launch document that an agency has sent."""
    return attachment(the(LaunchFile, launch_file_id))
