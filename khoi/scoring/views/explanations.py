"""Giải trình, the agency's side: rows that differ first, answered row by row, sent by the head."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.intake import arrived, limits
from khoi.reports.rules import word_count
from khoi.scoring.actions import answering as actions
from khoi.scoring.forms.explaining import AnswerForm, SendForm
from khoi.scoring.models import (
    Evidence,
    Mark,
    Round,
    card_of,
    documents_of,
    open_round_of,
)
from khoi.scoring.models.appraisals import lines_on
from khoi.scoring.models.rounds import explanation_on
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.explaining_desk import Desk, own_desk
from khoi.scoring.views.paths import events_of
from khoi.scoring.views.result import agency_words
from khoi.scoring.views.threads import progress_chip
from khoi.sheets.models import Criterion, criterion_by_id
from tenants import clock
from tenants.database import the
from tenants.forms import clean
from tenants.gate import door, here, me, wants_fragment
from tenants.models import names_of
from tenants.refusal import Refused, Stale
from tenants.roles import Role
from tenants.vi.dates import local

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of a row that was just sent: what was typed where it is not saved, and why."""

    mark: str
    typed: str | None = None
    error: str = ""
    conflict: str = ""
    state: str = ""


@scoring.get("/<bloc>/<int:year>/explanations")
@door(Role.CLERK, Role.HEAD)
def explanations() -> str:
    """The agency's released card with what differs first, and what it says to it."""
    return _page(own_desk())


@scoring.get("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation")
@door(Role.CLERK, Role.HEAD)
def explanation(mark_id: str) -> str:
    """One row: the answer, its documents, what was said on it."""
    return _row_page(_mark(mark_id))


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation")
@door(Role.CLERK, Role.HEAD)
def write_explanation(mark_id: str) -> Answer:
    """Draft the words of one row."""
    form = AnswerForm()
    form.validate()
    mark = _mark(mark_id)
    typed = form.text.data or ""
    if form.errors:
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return _answer(mark, 422, Said(mark_id, typed, words, state="Chưa lưu: cần sửa"))
    if form.choose.data == "theirs":
        return _answer(mark, 200, Said(mark_id, state="Giữ bản đã lưu"))
    present, criterion = _round(), criterion_by_id(mark.criterion_id)
    version = form.version.data or 0
    if form.choose.data == "mine" and (draft := explanation_on(present.id, criterion.id)) is not None:
        version = draft.version
    try:
        actions.write_answer(present, criterion, typed, version)
    except Stale:
        return _answer(mark, 409, Said(mark_id, typed, conflict=_writer(present, criterion), state="Chưa lưu"))
    return _answer(mark, 200, Said(mark_id, state=f"Đã lưu {local(clock.now()):%H:%M}"))


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation/accept")
@door(Role.CLERK, Role.HEAD)
def accept_finding(mark_id: str) -> Answer:
    """Draft that the agency takes what was found, or take that back."""
    mark = _mark(mark_id)
    present, criterion = _round(), criterion_by_id(mark.criterion_id)
    if request.form.get("undo"):
        actions.unaccept(present, criterion)
    else:
        actions.accept_row(present, criterion)
    return _back(mark)


@scoring.post("/<bloc>/<int:year>/explanations/accept-remaining")
@door(Role.CLERK, Role.HEAD)
def accept_remaining() -> Response:
    """The same for every row that differs and about which nothing was said or drafted."""
    taken = actions.accept_remaining(_round())
    flash(f"Đã ghi chấp nhận {taken} dòng; lãnh đạo gửi thì có hiệu lực." if taken else "Không còn dòng nào.", "ok")
    return redirect(url_for("scoring.explanations"), 303)


@scoring.post("/<bloc>/<int:year>/explanations/send")
@door(Role.HEAD)
def send_explanations() -> Response:
    """The head sends what is drafted to those who appraise."""
    form = SendForm()
    form.validate()
    sent = actions.send_answers(_round(), form.seen.data or "")
    flash(f"Đã gửi giải trình của {sent} dòng." if sent else "Chưa có giải trình nào để gửi.", "ok" if sent else "info")
    return redirect(url_for("scoring.explanations"), 303)


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation/files")
@door(Role.CLERK, Role.HEAD)
def add_explanation_file(mark_id: str) -> Response:
    """New documents behind the answer; what the store has already is used as it is."""
    came = arrived(request.files.getlist("files"))
    mark = _mark(mark_id)
    present, criterion = _round(), criterion_by_id(mark.criterion_id)
    for received in came.taken:
        actions.add_to_answer(present, criterion, received)
    if came.taken:
        flash(f"Đã nhận {len(came.taken)} tệp.", "ok")
    for problem in came.refused:
        flash(problem, "error")
    return _back(mark)


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation/evidence/<public_id:evidence_id>/attach")
@door(Role.CLERK, Role.HEAD)
def attach_to_explanation(mark_id: str, evidence_id: str) -> Response:
    """A document of the store behind the answer."""
    mark = _mark(mark_id)
    actions.attach_to_answer(_round(), criterion_by_id(mark.criterion_id), the(Evidence, evidence_id))
    return _back(mark)


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/explanation/evidence/<public_id:evidence_id>/detach")
@door(Role.CLERK, Role.HEAD)
def detach_from_explanation(mark_id: str, evidence_id: str) -> Response:
    """Take a document off the answer; it stays in the store."""
    mark = _mark(mark_id)
    actions.detach_from_answer(_round(), criterion_by_id(mark.criterion_id), the(Evidence, evidence_id))
    return _back(mark)


# --- what the pages are made of ---------------------------------------------------------------------------------------


def _around() -> dict[str, Any]:
    return {
        "word_count": word_count, "progress_chip": progress_chip, "agency_words": agency_words, "now": clock.now(),
        "is_head": me().role is Role.HEAD,
    }  # fmt: skip


def _page(desk: Desk | None, said: Said | None = None) -> str:
    return render_template(
        "scoring/explanations.html", desk=desk, said=said, page_title="Giải trình kết quả thẩm định", **_around()
    )  # fmt: skip


def _row_page(mark: Mark, said: Said | None = None) -> str:
    desk = own_desk()
    shown = next((row for row in desk.rows if row.mark == mark.public_id), None) if desk else None
    if desk is None or shown is None:
        raise NotFound
    words = clean(request.args.get("q", ""))
    behind = {document.evidence.id for document in shown.draft.documents} if shown.draft else set()
    store = [each for each in documents_of(mark.year_id, mark.agency_id, words) if each.evidence.id not in behind]
    leaf = shown.row.leaf
    lines = [line for line in lines_on(desk.card.id, leaf.path) if line.released]
    path = events_of(desk.card, leaf, lines, shown.row.found, own=True)
    return render_template(
        "scoring/explanation.html", desk=desk, path=path, shown=shown, said=said,
        store=store if desk.takes else [], q=words,
        page_title=f"Giải trình {leaf.code} {leaf.title}", **limits(), **_around(),
    )  # fmt: skip


def _answer(mark: Mark, status: int, said: Said) -> Answer:
    if wants_fragment():
        desk = own_desk()
        row = next((row for row in desk.rows if row.mark == mark.public_id), None) if desk else None
        piece = "scoring/parts/explain_pieces.html"
        return render_template(piece, desk=desk, shown=row, said=said, **_around()), status
    if status == 200:
        return _back(mark)
    return _row_page(mark, said), status


def _back(mark: Mark) -> Response:
    """Back to where the row was answered: the list, or its own page."""
    if request.form.get("on") == "list":
        return redirect(url_for("scoring.explanations", _anchor=f"e-{mark.public_id}"), 303)
    return redirect(url_for("scoring.explanation", mark_id=mark.public_id), 303)


def _mark(mark_id: str) -> Mark:
    """A row of the own card of this year."""
    mark = the(Mark, mark_id)
    if mark.year_id != here().year_id or mark.agency_id != here().agency_id:
        raise NotFound
    return mark


def _round() -> Round:
    card = card_of(here().year_id, here().agency_id)
    present = open_round_of(card.id) if card else None
    if present is None:
        raise Refused("Không có đợt giải trình nào đang mở cho đơn vị.")
    return present


def _writer(present: Round, criterion: Criterion) -> str:
    draft = explanation_on(present.id, criterion.id)
    by = draft.changed_by if draft else None
    return names_of({by or 0}).get(by or 0, "Người khác")
