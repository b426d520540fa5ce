"""The office's own wording: which fields a template may name, the one in use, the older ones, the built-in one."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.docx import DOCX
from khoi.office.intake import NOTHING_CHOSEN, limits, receive
from khoi.office.serving import attachment, made_file
from khoi.office.template import fill
from khoi.office.upload import FileKind
from khoi.summaries import actions
from khoi.summaries.forms import TemplateForm
from khoi.summaries.models import PaperTemplate, templates_of
from khoi.summaries.rules.papers import KINDS, PaperKey, PaperKind
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.wording import fields_of, sample_of, starting_point
from tenants import files, vi
from tenants.database import the
from tenants.files import Received
from tenants.forms import Form
from tenants.gate import door, here, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


def kind_named(paper_kind: str) -> PaperKind:
    if paper_kind not in set(PaperKey):
        raise NotFound
    return KINDS[PaperKey(paper_kind)]


@summaries.get("/<bloc>/<int:year>/papers/wording/<string:paper_kind>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def wording(paper_kind: str) -> str:
    """The wording of one kind."""
    return _page(kind_named(paper_kind))


def _page(kind: PaperKind, wrong: str = "") -> str:
    return render_template(
        "summaries/wording.html", kind=kind, fields=fields_of(kind.key), wrong=wrong,
        rows=templates_of(here().year_id, kind.key), **limits(), page_title=f"Mẫu: {kind.name}",
    )  # fmt: skip


@summaries.post("/<bloc>/<int:year>/papers/wording/<string:paper_kind>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def keep_template(paper_kind: str) -> Answer:
    """Take a template into use, once it has passed the gate, the check of its fields and a trial."""
    kind = kind_named(paper_kind)
    came, wrong = _template(kind.key)  # before the transaction
    if not TemplateForm().validate():
        wrong = wrong or "Trang đã mở quá lâu. Hãy thử lại."
    if came is None or wrong:
        return _page(kind, wrong), 422
    row = actions.keep_template(year_by_id(here().year_id), kind.key, came)
    flash(f"Đã dùng mẫu lần {row.number}. Xem trước một văn bản để kiểm tra trước khi ban hành.", "ok")
    return redirect(url_for("summaries.wording", paper_kind=kind.key), 303)


def _template(key: PaperKey) -> tuple[Received | None, str]:
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused(NOTHING_CHOSEN)
        received = receive(upload, (FileKind.DOCX,))
        _, filling = sample_of(key)
        fill(files.place(received.kept.sha256).read_bytes(), filling)
    except Refused as refused:
        return None, refused.message
    return received, ""


@summaries.post("/<bloc>/<int:year>/papers/wording/<string:paper_kind>/start")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@takes_home
def start_template(paper_kind: str) -> Response:
    """The built-in wording as a template to begin with."""
    kind = kind_named(paper_kind)
    name = f"mau-{'-'.join(vi.fold(kind.name).split())}.docx"
    return made_file(starting_point(kind.key), DOCX, name)


@summaries.post("/<bloc>/<int:year>/papers/wording/<string:paper_kind>/built-in")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def use_built_in(paper_kind: str) -> Answer:
    """Back to the built-in wording."""
    well_formed = Form().validate_on_submit()
    kind = kind_named(paper_kind)
    if not well_formed:
        return _page(kind, "Trang đã mở quá lâu. Hãy thử lại."), 422
    actions.use_built_in(year_by_id(here().year_id), kind.key)
    flash("Đã trở lại mẫu có sẵn.", "ok")
    return redirect(url_for("summaries.wording", paper_kind=kind.key), 303)


@summaries.post("/<bloc>/<int:year>/papers/templates/<public_id:template_id>/use")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def use_template(template_id: str) -> Answer:
    """Back to an older template."""
    well_formed = Form().validate_on_submit()
    row = _in_year(template_id)
    if not well_formed:
        return _page(kind_named(row.kind), "Trang đã mở quá lâu. Hãy thử lại."), 422
    actions.use_template(year_by_id(here().year_id), row)
    flash(f"Đã dùng lại mẫu lần {row.number}.", "ok")
    return redirect(url_for("summaries.wording", paper_kind=row.kind), 303)


@summaries.post("/<bloc>/<int:year>/papers/templates/<public_id:template_id>/file")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@takes_home
def template_file(template_id: str) -> Response:
    """A template as it came."""
    return attachment(_in_year(template_id))


def _in_year(template_id: str) -> PaperTemplate:
    row = the(PaperTemplate, template_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row
