"""The self-assessment: the grid of the agency's own card, begun, claimed row by row, taken over to a newer sheet."""

from flask import Response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from khoi.scoring import actions
from khoi.scoring.forms import ClaimForm
from khoi.scoring.models import Mark, Row, card_of, row_of
from khoi.scoring.rules import Inputs, inputs_from_typed
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.board import FILTERS, board_of, token
from khoi.scoring.views.cells import fields_of, typed_from
from khoi.scoring.views.desk import Desk, own_desk, refuse_restrained, the_desk, with_token
from khoi.scoring.views.rows import Said
from khoi.sheets.rules import Timeliness
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.models import names_of
from tenants.refusal import Refused, Stale
from tenants.roles import Role
from tenants.vi.dates import local

Answer = AnyResponse | tuple[AnyResponse | str, int] | str


@scoring.get("/<bloc>/<int:year>/scorecard")
@door(Role.CLERK, Role.HEAD)
def card() -> Response | str:
    """The agency's card of the year."""
    return card_in_full(own_desk())


def card_in_full(desk: Desk | None) -> Response | str:
    """The whole page, also as the answer to what came without the script."""
    only = request.args.get("show", "")
    title = f"Tự chấm điểm: {here().agency_name}"
    board = board_of(desk, title, only if only in FILTERS else "") if desk else None
    page = render_template("scoring/card.html", desk=desk, board=board, page_title=title)
    return Response(board.laid_in(page)) if board else page


@scoring.post("/<bloc>/<int:year>/scorecard/begin")
@door(Role.CLERK, Role.HEAD)
def begin() -> AnyResponse:
    """The agency begins to score itself."""
    refuse_restrained("draft")
    actions.begin(here().year_id, here().agency_id)
    return redirect(url_for("scoring.card"), 303)


@scoring.post("/<bloc>/<int:year>/scorecard/carry-over")
@door(Role.CLERK, Role.HEAD)
def carry_over() -> AnyResponse:
    """Take over the version of the sheet that is now in force."""
    if (found := card_of(here().year_id, here().agency_id)) is not None:
        refuse_restrained(found.stage)
        actions.carry_over(found)
    return redirect(url_for("scoring.card"), 303)


@scoring.post("/<bloc>/<int:year>/marks/<public_id:mark_id>/claim")
@door(Role.CLERK, Role.HEAD)
def claim(mark_id: str) -> Answer:
    """One row, as the agency scores itself on it."""
    form = ClaimForm()
    form.validate()
    mark = the(Mark, mark_id)
    row = row_of(mark)
    refuse_restrained(row.card.stage)
    if form.errors:
        words = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
        return _answer(mark, 422, Said(form.typed, words, state="Chưa lưu: cần sửa ô báo đỏ", kind="error"))
    if form.choose.data == "theirs":
        return _answer(mark, 200, Said(state="Giữ bản đã lưu", kind="saved"))
    return _claim(form, mark, row)


def _claim(form: ClaimForm, mark: Mark, row: Row) -> Answer:
    try:
        inputs = _inputs(form, row)
    except Refused as refused:
        words = _by_field(refused, row)
        return _answer(mark, 422, Said(form.typed, words, state="Chưa lưu: cần sửa ô báo đỏ", kind="error"))
    try:
        actions.claim(mark, inputs, form.note.data or "", form.version.data or 0)
    except Stale:
        return _answer(mark, 409, _conflict(form, mark, row))
    return _answer(mark, 200, Said(state=f"Đã lưu {local(clock.now()):%H:%M}", kind="saved"), then=form.then.data or "")


def _inputs(form: ClaimForm, row: Row) -> Inputs:
    """What was typed, as this row's method reads it; Refused by cell."""
    leaf = row.leaf
    assert leaf.method is not None
    if isinstance(leaf.method, Timeliness):
        return Inputs()
    free = row.is_untargeted
    if form.not_applicable.data:
        return inputs_from_typed(leaf.method, leaf.ceiling, {"not_applicable": "1"}, leaf.kind, free)
    return inputs_from_typed(leaf.method, leaf.ceiling, form.typed, leaf.kind, free)


def _by_field(refused: Refused, row: Row) -> dict[str, str]:
    """What is wrong by cell; what is about the whole row goes to its last cell, where the points are typed."""
    fields = fields_of(row.leaf)
    last = fields[-1].name if fields else ""
    words: dict[str, str] = {}
    for objection in refused.objections:
        name = objection.path if objection.path in {field.name for field in fields} else last
        words[name] = (objection.message[:1].upper() + objection.message[1:]).rstrip(".") + "."
    return words or {"": refused.message}


def _conflict(form: ClaimForm, mark: Mark, row: Row) -> Said:
    """Both values side by side: the cells hold what this person typed, the buttons choose."""
    by = names_of({mark.changed_by or 0}).get(mark.changed_by or 0, "Người khác")
    when = f"{local(mark.changed_at):%H:%M}" if mark.changed_at else ""
    mine, theirs = _words(row, form.typed, form.note.data or ""), _words(row, _stored(row), mark.note)
    html = Markup(
        '<div class="conflict" data-conflict role="group" aria-label="Hai giá trị khác nhau"><p><b>{by}</b> đã sửa '
        'dòng này lúc {when}. Chọn giá trị được giữ:</p><p class="actions"><button class="button small" form="f-{id}" '
        'name="choose" value="mine">Của tôi: {mine}</button><button class="button small" form="f-{id}" name="choose" '
        'value="theirs">Của {by}: {theirs}</button></p></div>'
    ).format(by=by, when=when, id=mark.public_id, mine=mine, theirs=theirs)
    return Said(
        form.typed, conflict=str(html), state="Chưa lưu: chọn một giá trị", kind="error", note=form.note.data or ""
    )


def _stored(row: Row) -> dict[str, str]:
    inputs = row.inputs
    return typed_from(inputs) | ({"not_applicable": "1"} if inputs.not_applicable else {})


def _words(row: Row, typed: dict[str, str], note: str) -> str:
    """A row's cells in one line, for a button."""
    if typed.get("not_applicable"):
        values = "không áp dụng"
    else:
        cells = [dict(field.choices).get(typed[field.name], typed[field.name]) for field in fields_of(row.leaf)
                 if typed.get(field.name)]  # fmt: skip
        values = " / ".join(cells) or "để trống"
    return f"{values}; ghi chú: {note[:60]}" if note else values


def _answer(mark: Mark, status: int, said: Said, then: str = "") -> Answer:
    """The changed row with the sums; without the script the whole page, or the next one."""
    if wants_fragment():
        return row_pieces({mark.public_id: said}), status
    if status == 200:
        return redirect(_onward(mark.public_id, then), 303)
    return card_in_full(the_desk({mark.public_id: said})), status


def _onward(mark_id: str, then: str) -> str:
    """Where a plain form goes after a row was saved: back to the grid, to the row, or to its neighbour."""
    if not then:
        return url_for("scoring.card", _anchor=f"m-{mark_id}")
    if then not in ("next", "prev"):
        return url_for("scoring.mark", mark_id=mark_id)
    ids = [row.id for row in the_desk().page.rows]
    at = ids.index(mark_id) + (1 if then == "next" else -1)
    return url_for("scoring.mark", mark_id=ids[at]) if 0 <= at < len(ids) else url_for("scoring.card")


def row_pieces(said: dict[str, Said]) -> str:
    """Rows of the grid with what there is to say about them, and the sums: the answer to whatever changed these rows
    (by the ids of their marks)."""
    desk = the_desk(said)
    wanted = [html for row, html in desk.blocks if row is not None and row.mark in said]
    return render_template(
        "scoring/parts/answer.html", desk=desk, filters=FILTERS, only="",
        rows=[with_token(html, token()) for html in wanted],
    )  # fmt: skip
