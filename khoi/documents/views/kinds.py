"""The kinds of documents of the year: names, signs, series of numbers."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.forms import KindForm
from khoi.documents.models import kinds_in
from khoi.documents.rules import Kind
from khoi.documents.views.blueprint import documents
from tenants.gate import door, here, only_to_change
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@documents.get("/<bloc>/<int:year>/documents/kinds")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def kinds() -> str:
    """The list, with a form for one more."""
    return _page(KindForm())


def _page(form: KindForm) -> str:
    return render_template(
        "documents/kinds.html", form=form, kinds=kinds_in(here().year_id), page_title="Loại văn bản và ký hiệu"
    )


@documents.post("/<bloc>/<int:year>/documents/kinds")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def add_kind() -> Answer:
    """One more kind at the end of the list."""
    form = KindForm()
    if not form.validate():
        return _page(form), 422
    try:
        actions.settle_kinds(here().bloc_id, here().year_id, [*kinds_in(here().year_id), _kind(form)])
    except Refused as refused:
        form.name.errors = [refused.message]
        return _page(form), 409
    flash(f"Đã thêm loại “{form.name.data}”.", "ok")
    return redirect(url_for("documents.kinds"), 303)


@documents.route("/<bloc>/<int:year>/documents/kinds/edit", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def edit_kind() -> Answer:
    """Change one kind, named in the address; documents that exist keep their sign."""
    present = list(kinds_in(here().year_id))
    at = _place(present, request.args.get("of", ""))
    form = KindForm(name=present[at].name, sign=present[at].sign, series=present[at].series)
    if not form.is_submitted():
        return _edit_page(form, present[at])
    if not form.validate():
        return _edit_page(form, present[at]), 422
    try:
        wanted = [*present[:at], _kind(form), *present[at + 1 :]]
        actions.settle_kinds(here().bloc_id, here().year_id, wanted)
    except Refused as refused:
        form.name.errors = [refused.message]
        return _edit_page(form, present[at]), 409
    flash(f"Đã lưu loại “{form.name.data}”.", "ok")
    return redirect(url_for("documents.kinds"), 303)


def _edit_page(form: KindForm, kind: Kind) -> str:
    return render_template("documents/edit_kind.html", form=form, kind=kind, page_title=f"Loại văn bản: {kind.name}")


@documents.post("/<bloc>/<int:year>/documents/kinds/remove")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remove_kind() -> Response:
    """Take a kind off the list; documents of it stay."""
    present = list(kinds_in(here().year_id))
    gone = present.pop(_place(present, request.args.get("of", "")))
    actions.settle_kinds(here().bloc_id, here().year_id, present)
    flash(f"Đã bỏ loại “{gone.name}” khỏi danh mục.", "info")
    return redirect(url_for("documents.kinds"), 303)


def _place(present: list[Kind], name: str) -> int:
    found = next((at for at, kind in enumerate(present) if kind.name == name), None)
    if found is None:
        raise NotFound
    return found


def _kind(form: KindForm) -> Kind:
    return Kind(form.name.data or "", form.sign.data or "", form.series.data or "")
