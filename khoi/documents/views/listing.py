"""The documents of the year: searched, narrowed, taken home as Excel."""

from typing import Any

from flask import Response, render_template, request, url_for

from khoi.documents.forms import states_offered, wanted_from
from khoi.documents.models import count_documents, documents_in, kinds_in
from khoi.documents.views.blueprint import documents as room
from khoi.documents.views.excel import documents_book
from khoi.documents.views.shown import lines_of, page_asked, pages_for, without_page
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from tenants.gate import door, here, takes_home
from tenants.roles import Role
from tenants.scope import present_scope


@room.get("/<bloc>/<int:year>/documents")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def documents() -> str:
    """What was issued to one's agency; the lead also sees its drafts, and who has received what."""
    kinds = [kind.name for kind in kinds_in(here().year_id)]
    wanted, page = wanted_from(request.args, kinds), page_asked()
    count = count_documents(here().year_id, wanted)
    kept = without_page({"q": wanted.words, "kind": wanted.kind, "state": wanted.state})
    return render_template(
        "documents/documents.html", lines=lines_of(documents_in(here().year_id, wanted, page)), wanted=wanted,
        kinds=kinds, states=states_offered(drafts=bool(present_scope().lead)), count=count, page_number=page,
        pages=pages_for(count), address=lambda number: _address(number, kept), leads=bool(present_scope().lead),
        page_title="Văn bản của Khối",
    )  # fmt: skip


def _address(number: int, kept: dict[str, Any]) -> str:
    return url_for("documents.documents", page=number, **kept)


@room.post("/<bloc>/<int:year>/documents/list")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
@takes_home
def export_documents() -> Response:
    """The list as it is narrowed, as an Excel file."""
    kinds = [kind.name for kind in kinds_in(here().year_id)]
    wanted = wanted_from(request.form, kinds)
    book = documents_book(f"Văn bản của Khối, năm {here().number}", lines_of(documents_in(here().year_id, wanted)))
    return made_file(book, MIMES[FileKind.XLSX], f"Van ban cua Khoi {here().number}.xlsx")
