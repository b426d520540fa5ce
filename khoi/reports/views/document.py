"""The agency takes its own report away as a Word file."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.accounts.models import people_of_members
from khoi.office import docx
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.reports import actions
from khoi.reports.models import whole_of
from khoi.reports.models.content import content_filed
from khoi.reports.rules import Issuer, report_document, report_file_name
from khoi.reports.views.blueprint import reports
from khoi.reports.views.desk import asked_request, desk_of
from tenants import clock
from tenants.gate import door, here, takes_home
from tenants.models import bloc_named
from tenants.roles import Role
from tenants.vi.dates import local


@reports.post("/<bloc>/<int:year>/reports/<public_id:asked_id>/document")
@door(Role.CLERK, Role.HEAD)
@takes_home
def take_document(asked_id: str) -> Response:
    """The report as it was filed, else as it stands now, in the form of an official document."""
    desk = desk_of(asked_request(asked_id))
    if desk.report is None:
        raise NotFound
    filed = desk.filed_in_force
    content = content_filed(desk.definition, whole_of(filed)) if filed else desk.content
    day = local(filed.filed_at if filed else clock.now()).date()
    request = desk.request
    document = report_document(request.title, request.basis, desk.definition.outline, content, _issuer(), day)
    file = docx.write(document)
    actions.note_download(desk.report, file)
    return made_file(file, MIMES[FileKind.DOCX], f"{report_file_name(request.key)}-{here().number}.docx")


def _issuer() -> Issuer:
    bloc = bloc_named(here().slug)
    people = people_of_members(here().year_id).get(here().agency_id, [])
    head = next((one for one in people if one.role == Role.HEAD and one.disabled_at is None), None)
    province = bloc.province if bloc else ""
    return Issuer(here().agency_name, province, head.name if head else "", head.position if head else "")
