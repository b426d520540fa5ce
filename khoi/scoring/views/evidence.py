"""The store of an agency's documents, and the documents behind one row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.office.intake import Arrived, arrived, limits
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.scoring.actions import evidence as actions
from khoi.scoring.actions.card_steps import note_export
from khoi.scoring.actions.evidence import Added
from khoi.scoring.models import (
    Document,
    Evidence,
    Mark,
    card_of,
    documents_of,
    marks_of,
    pinned_to,
    pinned_to_marks,
    row_of,
)
from khoi.scoring.rules import EDITABLE, STAGE_NAMES, Stage
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.card import row_pieces
from khoi.scoring.views.evidence_excel import evidence_book
from khoi.scoring.views.rows import Said
from khoi.sheets.models import Criterion
from tenants.database import the
from tenants.files import Received
from tenants.forms import clean
from tenants.gate import door, here, takes_home, wants_fragment
from tenants.models import membership_of
from tenants.roles import Role

Answer = str | Response | tuple[str, int]


@scoring.get("/<bloc>/<int:year>/evidence")
@door(Role.CLERK, Role.HEAD)
def evidence_store() -> Answer:
    """Every document of the agency in this year, with what may be done to it."""
    return render_template("scoring/evidence_store.html", page_title="Kho minh chứng", **_store(), **limits())


@scoring.post("/<bloc>/<int:year>/evidence")
@door(Role.CLERK, Role.HEAD)
def store_evidence() -> Answer:
    """Files for the store, attached to no row yet."""
    came = arrived(request.files.getlist("files"))
    place = here()
    taken = _take(came, lambda received: actions.store(place.year_id, place.agency_id, received))
    if wants_fragment():
        return render_template("scoring/parts/documents.html", taken=taken, **_store()), taken.status
    _say(taken)
    return redirect(url_for("scoring.evidence_store"), 303)


@scoring.get("/<bloc>/<int:year>/marks/<public_id:mark_id>/evidence")
@door(Role.CLERK, Role.HEAD)
def mark_evidence(mark_id: str) -> Answer:
    """The documents behind one row: attach from the store, upload, take off."""
    mark = the(Mark, mark_id)
    words = clean(request.args.get("q", ""))
    pinned = pinned_to(mark.id)
    attached = {document.evidence.id for document in pinned}
    others = [found for found in documents_of(mark.year_id, mark.agency_id, words) if found.evidence.id not in attached]
    return render_template(
        "scoring/mark_evidence.html",
        row=(row := row_of(mark)),
        editable=here().is_open and row.card.stage in EDITABLE,
        documents=pinned,
        others=others,
        q=words,
        page_title="Minh chứng của dòng điểm",
        **limits(),
    )


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/evidence")
@door(Role.CLERK, Role.HEAD)
def add_evidence(mark_id: str) -> Answer:
    """Files dropped on a row or chosen in it. Bytes that the store has already are asked about, not kept twice."""
    came = arrived(request.files.getlist("files"))
    mark = the(Mark, mark_id)
    return _row_answer(mark, _take(came, lambda received: actions.add(mark, received)))


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/evidence/<public_id:evidence_id>/attach")
@door(Role.CLERK, Role.HEAD)
def attach_evidence(mark_id: str, evidence_id: str) -> Answer:
    """A document of the store serves this row too."""
    mark = the(Mark, mark_id)
    actions.attach(mark, the(Evidence, evidence_id))
    return _row_answer(mark)


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/evidence/<public_id:evidence_id>/detach")
@door(Role.CLERK, Role.HEAD)
def detach_evidence(mark_id: str, evidence_id: str) -> Answer:
    """Take a document off the row; it stays in the store."""
    mark = the(Mark, mark_id)
    actions.detach(mark, the(Evidence, evidence_id))
    return _row_answer(mark)


@scoring.get("/<bloc>/<int:year>/evidence/list")
@door(Role.CLERK, Role.HEAD)
def evidence_list() -> Answer:
    """The evidence row by row, to be printed and put before the file on paper."""
    return render_template("scoring/evidence_list.html", rows=_by_row(), page_title="Danh mục minh chứng")


@scoring.post("/<bloc>/<int:year>/evidence/list")
@door(Role.CLERK, Role.HEAD)
@takes_home
def export_evidence() -> Response:
    """The same as an Excel file."""
    place = here()
    book = evidence_book(f"Danh mục minh chứng năm {place.number}: {place.agency_name}", _by_row())
    if (member := membership_of(place.year_id, place.agency_id)) is not None:
        note_export(member, "evidence_list", book)
    return made_file(book, MIMES[FileKind.XLSX], f"Danh mục minh chứng {place.number}.xlsx")


def _by_row() -> list[tuple[Criterion, list[Document]]]:
    """The rows that have evidence, in the order of the printed page."""
    place = here()
    card = card_of(place.year_id, place.agency_id)
    if card is None:
        return []
    pinned = pinned_to_marks(card.id)
    return [(criterion, pinned[mark.id]) for mark, criterion in marks_of(card.id) if mark.id in pinned]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the files of one request."""

    fresh: int = 0
    refused: tuple[str, ...] = ()
    #: Files whose bytes the store has already, with the document that has them.
    known: tuple[tuple[str, Evidence], ...] = ()

    @property
    def status(self) -> int:
        """A file that was kept is kept, whatever became of the others."""
        return 200 if self.fresh else 409 if self.known else 422


def _take(came: Arrived, keep: Callable[[Received], Added]) -> Taken:
    added = [(received.name, keep(received)) for received in came.taken]
    known = tuple((name, one.evidence) for name, one in added if not one.fresh)
    return Taken(len(added) - len(known), tuple(came.refused), known)


def _say(taken: Taken, mark: Mark | None = None) -> None:
    """The same in words above the next page, for who works without our script."""
    if taken.fresh:
        flash(f"Đã nhận {taken.fresh} tệp.", "ok")
    for problem in taken.refused:
        flash(problem, "error")
    for name, evidence in taken.known:
        words = f"Tệp “{name}” đã có trong kho với tên “{evidence.title}”."
        said: Any = (f"{words} Dùng lại cho dòng này?", _reuse(mark, evidence)) if mark else words
        flash(said, "warn")


def _reuse(mark: Mark, evidence: Evidence) -> dict[str, str]:
    address = url_for("scoring.attach_evidence", mark_id=mark.public_id, evidence_id=evidence.public_id)
    return {"label": "Dùng lại", "url": address}


def _row_answer(mark: Mark, taken: Taken | None = None) -> Answer:
    """The row as it now is, with what was refused said in place."""
    if not wants_fragment():
        _say(taken or Taken(), mark)
        return redirect(url_for("scoring.mark_evidence", mark_id=mark.public_id), 303)
    told = render_template("scoring/parts/told.html", mark=mark, taken=taken) if taken else ""
    return row_pieces({mark.public_id: Said(told=told)}), taken.status if taken else 200


def _store() -> dict[str, Any]:
    """The store as the page and its swapped part show it."""
    place = here()
    words = clean(request.args.get("q", ""))
    card = card_of(place.year_id, place.agency_id)
    return {
        "documents": documents_of(place.year_id, place.agency_id, words),
        "q": words,
        "editable": place.is_open and (card is None or card.stage in EDITABLE),
        "stage_name": STAGE_NAMES[Stage(card.stage)] if card else "",
    }
