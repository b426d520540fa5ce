"""Rows of a registration that save themselves: titles and targets."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.pledges import actions
from khoi.pledges.forms import RowForm, TargetForm, TitleRowForm
from khoi.pledges.models import TargetRow, Title
from khoi.pledges.views.blueprint import Answer, members, pledges
from khoi.pledges.views.desk import Said, own_registration, the_desk
from khoi.pledges.views.registration import registration_page
from tenants.database import the
from tenants.gate import wants_fragment
from tenants.refusal import Refused, Stale


@pledges.post("/<bloc>/<int:year>/registration/titles/<public_id:title_id>")
@members
def register_title(title_id: str) -> Answer:
    """Save how many of one title, and who."""
    form = TitleRowForm()
    good = form.validate()
    title, registration = the(Title, title_id), own_registration()
    if form.choose.data == "theirs":
        return _answer(title_id, Said(), 200)
    if not good:
        return _answer(title_id, Said(form), 422)
    try:
        actions.register_title(registration, title, form.count.data, form.names.data or "", _version(form))
    except Stale:
        return _answer(title_id, Said(form, conflict=True), 409)
    return _answer(title_id, Said(saved=True), 200)


@pledges.post("/<bloc>/<int:year>/registration/targets/<public_id:target_id>")
@members
def change_target(target_id: str) -> Answer:
    """Save the words, unit and figure of one target."""
    form = TargetForm()
    good = form.validate()
    target = the(TargetRow, target_id)
    own_registration()
    if form.choose.data == "theirs":
        return _answer(target_id, Said(), 200)
    if not good:
        return _answer(target_id, Said(form), 422)
    typed = (form.text.data or "", form.unit.data or "", form.figure.data)
    try:
        actions.change_target(target, *typed, _version(form))
    except Stale:
        return _answer(target_id, Said(form, conflict=True), 409)
    return _answer(target_id, Said(saved=True), 200)


@pledges.post("/<bloc>/<int:year>/registration/targets")
@members
def add_target() -> Answer:
    """A further target."""
    form = TargetForm()
    good = form.validate()
    registration = own_registration()
    if not good:
        return registration_page(the_desk(), form), 422
    try:
        actions.add_target(registration, form.text.data or "", form.unit.data or "", form.figure.data)
    except Refused as refused:
        form.text.errors = [refused.message]
        return registration_page(the_desk(), form), 409
    return redirect(url_for("pledges.registration", _anchor="new-target"), 303)


@pledges.post("/<bloc>/<int:year>/registration/targets/<public_id:target_id>/remove")
@members
def remove_target(target_id: str) -> Response:
    """Take a target off the list."""
    target = the(TargetRow, target_id)
    own_registration()
    actions.remove_target(target)
    flash(f"Đã xóa chỉ tiêu “{target.text[:80]}”.", "ok")
    return redirect(url_for("pledges.registration", _anchor="targets"), 303)


def _version(form: RowForm) -> int:
    return -1 if form.version.data is None else int(form.version.data)


def _answer(row_id: str, said: Said, status: int) -> Answer:
    """The row as it now is: alone for our script, with its page for a browser."""
    if not wants_fragment() and status == 200:
        return redirect(url_for("pledges.registration", _anchor=f"row-{row_id}"), 303)
    desk = the_desk({row_id: said})
    if not wants_fragment():
        return registration_page(desk), status
    titles = [line for line in desk.titles if line.title.public_id == row_id]
    targets = [(at, line) for at, line in enumerate(desk.targets, 1) if line.row.public_id == row_id]
    return render_template("pledges/parts/answer.html", desk=desk, titles=titles, targets=targets), status
