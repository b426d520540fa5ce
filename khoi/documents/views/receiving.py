"""A recipient says that it has received and read; the lead reminds those who have not."""

from flask import flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.models import Delivery, Document, delivery_to
from khoi.documents.views.blueprint import documents
from tenants.database import the
from tenants.gate import door, here
from tenants.roles import Role, Seat


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/receive")
@door(Role.CLERK, Role.HEAD)
def receive_document(document_id: str) -> Response:
    """Received: with who and when."""
    row = the(Document, document_id)
    actions.receive(_mine(row))
    flash("Đã ghi nhận đơn vị đã nhận văn bản.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/read")
@door(Role.CLERK, Role.HEAD)
def read_document(document_id: str) -> Response:
    """Read, and so received too."""
    row = the(Document, document_id)
    actions.read(_mine(row))
    flash("Đã ghi nhận đơn vị đã đọc văn bản.", "ok")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)


def _mine(row: Document) -> Delivery:
    """The own agency's delivery; to who is no recipient there is nothing to receive."""
    delivery = delivery_to(row.id, here().agency_id)
    if delivery is None or delivery.year_id != here().year_id:
        raise NotFound
    return delivery


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/remind")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def remind_recipients(document_id: str) -> Response:
    """Remind those who have not received it."""
    row = the(Document, document_id)
    told = actions.remind(row)
    words = f"Đã nhắc {told} đơn vị chưa nhận." if told else "Không nhắc thêm: đơn vị chưa nhận đã được nhắc hôm nay."
    flash(words, "ok" if told else "info")
    return redirect(url_for("documents.document", document_id=row.public_id), 303)
