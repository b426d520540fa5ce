"""The blueprint on which every page of movements hangs, who may enter, and one movement by its id."""

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.movements.models import Movement
from khoi.office.intake import receive
from tenants.database import the
from tenants.files import Received
from tenants.forms import Form
from tenants.gate import door, here
from tenants.refusal import Refused
from tenants.roles import Role, Seat

movements = Blueprint("movements", __name__)

Answer = Response | str | tuple[str, int]
members = door(Role.CLERK, Role.HEAD)
everybody = door(Role.CLERK, Role.HEAD, by_seat=True)
head = door(Role.HEAD)
lead = door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
leads_head = door(Role.HEAD, seats=(Seat.LEAD,))


def the_movement(movement_id: str) -> Movement:
    """A movement of this year that is in sight."""
    row = the(Movement, movement_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


def file_sent(form: Form, *, wanted: bool = False) -> tuple[Received | None, bool]:
    """The form's file, through the gate, before anything is read or written; False when something is wrong with it,
    which then stands at the field."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        if wanted:
            form["file"].errors = ["Chưa chọn tệp nào."]
        return None, not wanted
    try:
        return receive(upload), True
    except Refused as refused:
        form["file"].errors = [refused.message]
        return None, False


def put_at_fields(form: Form, refused: Refused) -> None:
    """What a rule said, at the fields it is about."""
    for objection in refused.objections:
        form[objection.path or "name"].errors = [objection.message]
    if not refused.objections:
        form.form_errors = [refused.message]
