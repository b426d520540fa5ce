"""A mark's history: one line a change with the row's whole state, and the version that the next form must carry."""

import json
from typing import Any

from khoi.scoring.models import Document, Mark, MarkLine, pinned_to
from khoi.sheets.rules import written
from tenants import clock
from tenants.database import db
from tenants.scope import present_scope


def keep_line(mark: Mark, act: str, reason: str = "", documents: list[Document] | None = None) -> None:
    """The row has just been changed: raise its version, say who and when, and write its state down.

    `documents` is the evidence behind it, where the caller has it at hand."""
    mark.version += 1
    mark.changed_at, mark.changed_by = clock.now(), present_scope().user or None
    line = MarkLine(year_id=mark.year_id, agency_id=mark.agency_id, mark_id=mark.id, act=act, reason=reason)
    state = state_of(mark, pinned_to(mark.id) if documents is None else documents)
    line.state = json.dumps(state, ensure_ascii=False, sort_keys=True)
    line.at, line.by = mark.changed_at, mark.changed_by
    db.session.add(line)


def state_of(mark: Mark, documents: list[Document]) -> dict[str, Any]:
    """All that the agency says on a row: inputs, points, note, and the evidence with its hashes."""
    return {
        "inputs": json.loads(mark.inputs),
        "points": None if mark.points is None else written(mark.points),
        "note": mark.note,
        "evidence": [_evidence(document) for document in documents],
    }


def _evidence(document: Document) -> dict[str, str]:
    return {
        "version": document.version.public_id,
        "title": document.evidence.title,
        "name": document.file.name,
        "sha256": document.file.sha256,
    }
