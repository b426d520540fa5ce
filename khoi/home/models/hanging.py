"""What may hang on a task of the plan, whichever step it is of: found by its random id, through the wall."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import NotFound

from khoi.activities.models import Activity
from khoi.activities.rules import Stage
from khoi.documents.models import Document
from khoi.documents.rules import State
from khoi.movements.models import Movement
from khoi.reports.models import ReportRequest
from tenants.database import the


@dataclass(frozen=True, slots=True)
class Thing:
    """A document, activity, movement or report: its kind as `plans` names it, its id and title."""

    kind: str
    public_id: str
    title: str
    #: Every member knows of it, so that its title may stand on a task of the bloc.
    known: bool


def thing_named(public_id: str) -> Thing:
    """The thing of that id; NotFound where there is none in sight."""
    for kind, row in _rows_named(public_id):
        return Thing(kind, row.public_id, _title(row), _is_known(row))
    raise NotFound


def _rows_named(public_id: str) -> Iterator[tuple[str, Any]]:
    kinds = (("document", Document), ("activity", Activity), ("movement", Movement), ("report", ReportRequest))
    for kind, model in kinds:
        try:
            yield kind, the(model, public_id)
        except NotFound:
            continue


def _title(row: Any) -> str:
    if isinstance(row, Document):
        return row.subject
    return str(row.name if isinstance(row, Movement) else row.title)


def _is_known(row: Any) -> bool:
    if isinstance(row, Document):
        return row.state == State.ISSUED and row.to_all
    if isinstance(row, Activity):
        return row.stage in (Stage.ANNOUNCED, Stage.HELD) and row.to_all
    return row.state != "draft" if isinstance(row, Movement) else bool(row.is_asked)
