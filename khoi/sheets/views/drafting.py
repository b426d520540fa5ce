"""The draft in the lead's hands: the tree as a table whose rows save themselves, and a page for each row."""

from dataclasses import dataclass
from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.sheets import actions
from khoi.sheets.forms import LineForm, RowForm, StepForm
from khoi.sheets.forms.rows import ASKS
from khoi.sheets.forms.steps import MoveForm
from khoi.sheets.models import Criterion, Sheet, criteria_of, draft_of, sheet_by_id, spec_of
from khoi.sheets.rules import Kind, Node, SheetSpec, describe_method
from khoi.sheets.rules.words import EVIDENCE_NAMES, KIND_NAMES, METHOD_HINTS
from khoi.sheets.views.blueprint import Answer, faults_by_path, lead, sheets, the_sheet, this_year
from tenants.database import the
from tenants.gate import here, only_to_change, wants_fragment
from tenants.refusal import Refused


@dataclass(frozen=True)
class Line:
    """A row of the draft as the table shows it."""

    row: Criterion
    node: Node
    parent: str
    #: What the rows below add up to; none for a criterion.
    below: Decimal | None
    faults: list[str]
    rule: str
    seen: str

    @property
    def adds_up(self) -> bool:
        return self.below is None or self.node.kind is not Kind.BASE or self.below == self.node.ceiling


@sheets.get("/<bloc>/<int:year>/sheet/draft")
@lead
@only_to_change
def draft() -> Answer:
    """The draft's table; where there is none, the ways to begin one."""
    sheet = draft_of(here().year_id)
    if sheet is None:
        return redirect(url_for("sheets.show"))
    return _table(sheet)


@sheets.post("/<bloc>/<int:year>/sheet/draft")
@lead
def begin() -> Response:
    """An empty draft, or a copy of the version in force."""
    (actions.new_version if request.form.get("copy") else actions.begin)(this_year())
    flash("Đã lập bản dự thảo. Các đơn vị chưa thấy bản này cho đến khi công bố.", "ok")
    return redirect(url_for("sheets.draft"), 303)


@sheets.post("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/discard")
@lead
def discard(sheet_id: str) -> Response:
    """Throw the draft away."""
    actions.discard(the_sheet(sheet_id))
    flash("Đã bỏ bản dự thảo.", "ok")
    return redirect(url_for("sheets.show"), 303)


@sheets.route("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/rows", methods=["GET", "POST"])
@lead
@only_to_change
def add(sheet_id: str) -> Answer:
    """A new row: a section, or under the row that the address names."""
    sheet = the_sheet(sheet_id)
    under = request.args.get("under", "")
    parent = the(Criterion, under) if under else None
    if parent is not None and parent.sheet_id != sheet.id:
        raise NotFound
    is_sent = request.method == "POST"
    method = "direct" if parent else ""
    form = RowForm(request.form if is_sent else None, method=method, evidence="optional", kind="base")
    if not is_sent:
        return _row_page(sheet, None, parent, form)
    if not form.validate():
        return _row_page(sheet, None, parent, form), 422
    row = actions.add(sheet, parent, form.node())
    flash(f"Đã thêm “{row.code} {row.title}”.", "ok")
    return redirect(url_for("sheets.draft", _anchor=f"row-{row.public_id}"), 303)


@sheets.get("/<bloc>/<int:year>/sheet/rows/<public_id:node_id>")
@lead
@only_to_change
def row(node_id: str) -> Answer:
    """One row with everything about it."""
    found = the(Criterion, node_id)
    node = _node(found)
    form = RowForm(node=node, seen=actions.seen(found))
    return _row_page(sheet_by_id(found.sheet_id), found, None, form)


@sheets.post("/<bloc>/<int:year>/sheet/rows/<public_id:node_id>")
@lead
def change(node_id: str) -> Answer:
    """Save a whole row; a stale one comes back with both values."""
    found = the(Criterion, node_id)
    sheet = sheet_by_id(found.sheet_id)
    form = RowForm(request.form, node=_node(found))
    if not form.validate():
        return _row_page(sheet, found, None, form), 422
    try:
        actions.change(found, form.seen.data or "", form.node())
    except actions.Stale:
        return _row_page(sheet, found, None, _renewed(form, found), theirs=_node(found)), 409
    flash(f"Đã lưu “{found.code} {found.title}”.", "ok")
    return redirect(url_for("sheets.draft", _anchor=f"row-{found.public_id}"), 303)


@sheets.post("/<bloc>/<int:year>/sheet/rows/<public_id:node_id>/line")
@lead
def change_line(node_id: str) -> Answer:
    """Save what was typed in the table; the row and the sums above it go back."""
    form = LineForm()
    is_good = form.validate()
    found = the(Criterion, node_id)
    if form.choose.data == "theirs":
        return _line_answer(found, None, 200)
    if not is_good:
        return _line_answer(found, form, 422)
    node = _node(found)
    typed = Node(
        form.code.data or "", form.title.data or "", form.ceiling.data or Decimal(0), node.kind, node.method,
        node.evidence, (), node.guidance, node.uploads_off,
    )  # fmt: skip
    seen = actions.seen(found) if form.choose.data == "mine" else form.seen.data or ""
    try:
        actions.change(found, seen, typed)
    except actions.Stale:
        return _line_answer(found, form, 409)
    return _line_answer(found, None, 200)


@sheets.post("/<bloc>/<int:year>/sheet/rows/move")
@lead
def move() -> Answer:
    """Up, down, one level in or out; the button names the way and the row."""
    form = MoveForm()
    if not form.validate():
        return _table(_draft_or_404(), "Thao tác không hợp lệ. Hãy thử lại."), 422
    way, _, node_id = (form.step.data or "").partition(":")
    found = the(Criterion, node_id)
    try:
        actions.move(found, actions.Way(way), form.revision.data or 0)
    except Refused as refused:
        return _table(sheet_by_id(found.sheet_id), refused.message), 409
    return redirect(url_for("sheets.draft", _anchor=f"row-{found.public_id}"), 303)


@sheets.post("/<bloc>/<int:year>/sheet/rows/<public_id:node_id>/delete")
@lead
def remove(node_id: str) -> Answer:
    """Delete a row and all below it."""
    form = StepForm()
    good = form.validate()
    found = the(Criterion, node_id)
    sheet = sheet_by_id(found.sheet_id)
    name = f"{found.code} {found.title}"
    try:
        actions.remove(found, (form.revision.data or 0) if good else 0)
    except Refused as refused:
        return _table(sheet, refused.message), 409
    flash(f"Đã xóa “{name}”.", "ok")
    return redirect(url_for("sheets.draft"), 303)


def lines_of(sheet: Sheet, spec: SheetSpec) -> list[Line]:
    """The rows with their nodes, in the printed order."""
    rows = criteria_of(sheet.id)
    public = {row.id: row.public_id for row in rows}
    faults = faults_by_path(spec)
    return [
        Line(
            row=row, node=node, parent=public.get(row.parent_id or 0, ""),
            below=None if node.is_leaf else sum((child.ceiling for child in node.children), Decimal(0)),
            faults=faults.get(node.path, []), seen=actions.seen(row),
            rule=describe_method(node.method, node.ceiling) if node.method else "",
        )
        for row, node in zip(rows, spec.nodes, strict=True)
    ]  # fmt: skip


def _table(sheet: Sheet, refusal: str = "") -> str:
    spec = spec_of(sheet)
    return render_template(
        "sheets/draft.html", sheet=sheet, spec=spec, lines=lines_of(sheet, spec), refusal=refusal,
        evidences=EVIDENCE_NAMES, kinds=KIND_NAMES, base=_base(spec), faults=_faults(spec),
        page_title=f"Soạn bảng tiêu chí năm {spec.year}",
    )  # fmt: skip


def _line_answer(found: Criterion, form: LineForm | None, status: int) -> Answer:
    sheet = sheet_by_id(found.sheet_id)
    if not wants_fragment():
        if form is None:
            return redirect(url_for("sheets.draft", _anchor=f"row-{found.public_id}"), 303)
        whole = RowForm(node=_node(found), seen=actions.seen(found))
        for name in ("code", "title", "ceiling"):
            whole[name].data = form[name].data
        return _row_page(sheet, found, None, whole, theirs=_node(found) if status == 409 else None), status
    spec = spec_of(sheet)
    lines = lines_of(sheet, spec)
    answer = render_template(
        "sheets/change_line.html", sheet=sheet, spec=spec, lines=lines, base=_base(spec), form=form,
        line=next(line for line in lines if line.row.id == found.id), conflict=status == 409, evidences=EVIDENCE_NAMES,
        kinds=KIND_NAMES, faults=_faults(spec), saved=status == 200,
    )  # fmt: skip
    return answer, status


def _row_page(
    sheet: Sheet, found: Criterion | None, parent: Criterion | None, form: RowForm, theirs: Node | None = None
) -> str:
    depth = found.depth if found else (parent.depth + 1 if parent else 1)
    below = [row for row in criteria_of(sheet.id) if found and row.parent_id == found.id]
    title = f"{found.code} {found.title}".strip() if found else "Thêm mục" if depth == 1 else "Thêm dòng"
    return render_template(
        "sheets/row.html", sheet=sheet, row=found, parent=parent, form=form, depth=depth, below=below, theirs=theirs,
        asks=ASKS, hints=METHOD_HINTS, describe=describe_method, kinds=KIND_NAMES, page_title=title[:120],
    )  # fmt: skip


def _renewed(form: RowForm, found: Criterion) -> RowForm:
    form.seen.data = actions.seen(found)
    form.seen.raw_data = None
    return form


def _node(found: Criterion) -> Node:
    spec = spec_of(sheet_by_id(found.sheet_id))
    return next(node for node in spec.nodes if node.path == found.path)


def _draft_or_404() -> Sheet:
    sheet = draft_of(here().year_id)
    if sheet is None:
        raise NotFound
    return sheet


def _base(spec: SheetSpec) -> Decimal:
    return sum((section.ceiling for section in spec.sections if section.kind is Kind.BASE), Decimal(0))


def _faults(spec: SheetSpec) -> int:
    return sum(map(len, faults_by_path(spec).values()))
