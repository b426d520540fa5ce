"""The minutes: their remarks are written here, the rest is what the meeting decided."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from khoi.deliberation import actions
from khoi.deliberation.forms import RemarksForm
from khoi.deliberation.models import minutes_of
from khoi.deliberation.rules import meeting_minutes_document
from khoi.deliberation.views.blueprint import deliberation, this_meeting
from khoi.deliberation.views.meeting import page
from khoi.office import docx
from khoi.office.docx import DOCX
from khoi.office.serving import made_file
from tenants.gate import door, here
from tenants.models import year_by_id
from tenants.roles import Role, Seat


@deliberation.post("/<bloc>/<int:year>/meeting/remarks")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def write_remarks() -> Response | tuple[str, int]:
    """Keep the remarks of the minutes."""
    form = RemarksForm()
    if not form.validate():
        return page(remarks=form), 422
    actions.write_remarks(this_meeting(), form.text.data or "")
    flash("Đã lưu ý kiến tại cuộc họp.", "ok")
    return redirect(url_for("deliberation.meeting", _anchor="minutes"), 303)


@deliberation.post("/<bloc>/<int:year>/meeting/minutes.docx")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def minutes() -> Response:
    """Biên bản họp bình xét, as it stands now; that it was taken is in the journal."""
    meeting = this_meeting()
    content = docx.write(meeting_minutes_document(minutes_of(year_by_id(here().year_id), meeting)))
    actions.take_out_minutes(meeting, content)
    return made_file(content, DOCX, f"bien-ban-hop-binh-xet-{here().number}.docx")
