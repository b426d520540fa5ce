"""What members answer: written by the clerk, sent by the head, read by the lead once it is sent."""

from flask import Response as FileAnswer
from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.forms import ReplyForm
from khoi.documents.models import (
    Delivery,
    Document,
    Reply,
    ReplyFile,
    delivery_to,
    document_by_id,
    files_of_reply,
)
from khoi.documents.rules import REPLY_STAGE_NAMES, ReplyStage
from khoi.documents.views.blueprint import documents
from khoi.office.intake import arrived, limits, upload_answer
from khoi.office.serving import attachment
from tenants.database import the
from tenants.gate import door, here, me, takes_home
from tenants.refusal import Refused
from tenants.roles import Role

Answer = Response | str | tuple[str, int]


@documents.post("/<bloc>/<int:year>/documents/<public_id:document_id>/reply")
@door(Role.CLERK, Role.HEAD)
def begin_reply(document_id: str) -> Response:
    """Begin an answer, or go on with the one under work."""
    row = the(Document, document_id)
    reply = actions.begin_reply(_delivery(row))
    return redirect(url_for("documents.reply", reply_id=reply.public_id), 303)


@documents.route("/<bloc>/<int:year>/replies/<public_id:reply_id>", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD)
def reply(reply_id: str) -> Answer:
    """The answer under work: its words and files; somebody else's change since is shown, not overwritten."""
    row = the(Reply, reply_id)
    form = ReplyForm(text=row.text)
    if not form.is_submitted():
        form.show(row.text)
        return _page(row, form)
    if not form.validate():
        return _page(row, form), 422
    if form.is_stale(row.text):
        return _page(row, form), 409
    actions.write_reply(row, form.text.data or "")
    flash("Đã lưu trả lời. Chưa gửi: Khối trưởng chưa thấy.", "ok")
    return redirect(url_for("documents.reply", reply_id=row.public_id), 303)


def _page(row: Reply, form: ReplyForm) -> str:
    return render_template(
        "documents/reply.html", row=row, form=form, document=document_by_id(row.document_id),
        files=files_of_reply(row.id), stage=REPLY_STAGE_NAMES[ReplyStage(row.stage)], refused=(),
        editable=here().is_open and row.stage != ReplyStage.SENT, page_title="Trả lời văn bản", **limits(),
    )  # fmt: skip


def _delivery(row: Document) -> Delivery:
    delivery = delivery_to(row.id, here().agency_id)
    if delivery is None:
        raise NotFound
    return delivery


@documents.post("/<bloc>/<int:year>/replies/<public_id:reply_id>/files")
@door(Role.CLERK, Role.HEAD)
def add_reply_files(reply_id: str) -> Answer:
    """Files for an answer."""
    came = arrived(request.files.getlist("files"))
    row = the(Reply, reply_id)
    for received in came.taken:
        actions.add_reply_file(row, received)
    page = url_for("documents.reply", reply_id=row.public_id)
    return upload_answer(came, "documents/parts/reply_files.html", page, row=row, files=files_of_reply(row.id))


@documents.post("/<bloc>/<int:year>/replies/<public_id:reply_id>/files/<public_id:reply_file_id>/remove")
@door(Role.CLERK, Role.HEAD)
def remove_reply_file(reply_id: str, reply_file_id: str) -> Response:
    """Take a file off an answer."""
    row = the(Reply, reply_id)
    actions.remove_reply_file(row, the(ReplyFile, reply_file_id))
    flash("Đã gỡ tệp.", "ok")
    return redirect(url_for("documents.reply", reply_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/replies/<public_id:reply_id>/send-to-head")
@door(Role.CLERK, Role.HEAD)
def reply_to_head(reply_id: str) -> Answer:
    """The clerk sends the answer to the agency's head."""
    row = the(Reply, reply_id)
    try:
        actions.reply_to_head(row)
    except Refused as refused:
        return _refused(row, refused), 409
    flash("Đã trình lãnh đạo đơn vị. Lãnh đạo gửi thì Khối trưởng mới thấy.", "ok")
    return redirect(url_for("documents.reply", reply_id=row.public_id), 303)


@documents.post("/<bloc>/<int:year>/replies/<public_id:reply_id>/send")
@door(Role.HEAD)
def send_reply(reply_id: str) -> Answer:
    """The agency's head sends the answer."""
    row = the(Reply, reply_id)
    document = document_by_id(row.document_id)
    if document is None:
        raise NotFound
    try:
        actions.send_reply(row, document, _delivery(document), is_head=me().role is Role.HEAD)
    except Refused as refused:
        return _refused(row, refused), 409
    late = f" Nộp chậm {row.days_late} ngày." if row.days_late else ""
    flash(f"Đã gửi trả lời tới Khối trưởng.{late}", "warn" if late else "ok")
    return redirect(url_for("documents.document", document_id=document.public_id), 303)


def _refused(row: Reply, refused: Refused) -> str:
    form = ReplyForm(formdata=None, text=row.text)
    form.show(row.text)
    form.form_errors = [reason.message for reason in refused.objections] or [refused.message]
    return _page(row, form)


@documents.post("/<bloc>/<int:year>/reply-files/<public_id:reply_file_id>/take")
@door(Role.CLERK, Role.HEAD, by_seat=True)
@takes_home
def take_reply_file(reply_file_id: str) -> FileAnswer:
    """A file of an answer: its agency's own, or, once sent, the lead's to read."""
    return attachment(the(ReplyFile, reply_file_id))
