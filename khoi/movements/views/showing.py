"""The movements of the year, and one of them with the agency's own way in it."""

from flask import render_template, request
from werkzeug.wrappers import Response

from khoi.movements.forms import OneFileForm, ProgressForm
from khoi.movements.models import (
    Movement,
    MovementFile,
    files_of_movement,
    joining_of,
    launch_file_of,
    launch_of,
    movements_of,
    own_joinings,
    own_movements_of,
    progress_of,
)
from khoi.movements.rules import KINDS, ORIGINS, STATES
from khoi.movements.views.blueprint import everybody, movements, the_movement
from khoi.office.intake import limits
from khoi.office.serving import attachment
from tenants.database import the
from tenants.forms import clean
from tenants.gate import here, me
from tenants.models import year_by_id
from tenants.scope import present_scope


@movements.get("/<bloc>/<int:year>/movements", endpoint="movements")
@everybody
def all_movements() -> str:
    """The bloc's movements, and the agency's own."""
    words = clean(request.args.get("q", ""))
    return render_template(
        "movements/all_movements.html", rows=movements_of(here().year_id, words), words=words, states=STATES,
        origins=ORIGINS, joined=own_joinings(here().year_id, here().agency_id),
        own=[] if me().is_restrained() else own_movements_of(here().year_id, here().agency_id),
        leads=bool(present_scope().lead),
        page_title=f"Phong trào thi đua năm {year_by_id(here().year_id).number}",
    )  # fmt: skip


@movements.get("/<bloc>/<int:year>/movements/<public_id:movement_id>")
@everybody
def movement(movement_id: str) -> str:
    """What it is about, its documents, and what the agency does in it."""
    return movement_page(the_movement(movement_id))


def movement_page(row: Movement, progress: ProgressForm | None = None) -> str:
    """The page of a movement; `progress` is a report that was sent and is not stored."""
    joining = joining_of(row.id, here().agency_id)
    launch = launch_of(joining.id) if joining else None
    reports = progress_of(joining.id) if joining else []
    # The door gives the seat's eyes, and so does not stop who may see no draft for a day.
    if shut := me().is_restrained():
        launch = launch if launch and launch.filed else None
        reports = [each for each in reports if each.filed]
    return render_template(
        "movements/movement.html", row=row, files=files_of_movement(row.id), joining=joining, launch=launch,
        launch_file=launch_file_of(launch.id) if launch else None, states=STATES, origins=ORIGINS, kinds_of=KINDS,
        reports=reports, shut=shut, form=progress or ProgressForm(formdata=None),
        file_form=OneFileForm(formdata=None), leads=bool(present_scope().lead), **limits(), page_title=row.name,
    )  # fmt: skip


@movements.get("/<bloc>/<int:year>/movements/files/<public_id:movement_file_id>/file")
@everybody
def movement_file(movement_file_id: str) -> Response:
    """A document of a movement."""
    return attachment(the(MovementFile, movement_file_id))
