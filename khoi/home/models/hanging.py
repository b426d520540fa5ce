"""What may hang on a task of the plan, whichever step it is of: found by its random id, through the wall."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import NotFound

from khoi.activities.models import Activity
from khoi.activities.rules import Stage
from khoi.documents.models import Document
from khoi.documents.rules import State
from khoi.movements.models import Movement
from khoi.movements.rules import DRAFT
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


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing: its rows, their title, and whether every member knows of one."""

    model: Any
    title: Callable[[Any], str]
    known: Callable[[Any], bool]


_KINDS = {
    "document": _Kind(Document, lambda row: row.subject, lambda row: row.to_all and row.state == State.ISSUED),
    "activity": _Kind(
        Activity, lambda row: row.title, lambda row: row.to_all and row.stage in (Stage.ANNOUNCED, Stage.HELD)
    ),
    "movement": _Kind(Movement, lambda row: row.name, lambda row: row.state != DRAFT),
    "report": _Kind(ReportRequest, lambda row: row.title, lambda row: row.is_asked),
}


def thing_named(public_id: str) -> Thing:
    """The thing of that id; NotFound where there is none in sight."""
    for name, kind in _KINDS.items():
        try:
            row = the(kind.model, public_id)
        except NotFound:
            continue
        return Thing(name, row.public_id, kind.title(row), kind.known(row))
    raise NotFound
