"""The agency's page: registration of titles and targets, its stage, what was filed."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.serving import attachment
from khoi.pledges import actions
from khoi.pledges.forms import TargetForm
from khoi.pledges.models import (
    FiledRegistration,
    PaperScan,
    catalogue_of,
    last_registered,
    scan_of,
)
from khoi.pledges.rules import FOR_WHOM, KINDS, STAGE_NAMES, objections_to_filing
from khoi.pledges.views.blueprint import Answer, members, pledges
from khoi.pledges.views.desk import Desk, own_registration, the_desk
from tenants.database import the
from tenants.gate import here
from tenants.models import year_of


@pledges.get("/<bloc>/<int:year>/registration")
@members
def registration() -> Answer:
    """Titles and targets of the year, row by row; once filed, what was filed."""
    return registration_page(the_desk())


def registration_page(desk: Desk, new: TargetForm | None = None) -> str:
    """The page of a desk; `new` is a target that was sent and is not stored."""
    filed = desk.filings[0] if desk.filings else None
    return render_template(
        "pledges/registration.html", desk=desk, new=new or TargetForm(formdata=None), for_whom=FOR_WHOM, kinds=KINDS,
        objections=objections_to_filing(desk.contents) if desk.registration else [], stage_names=STAGE_NAMES,
        filed=filed, scan=scan_of(filed.id) if filed and filed.on_paper else None, copies=_copies(desk),
        has_catalogue=bool(catalogue_of(here().year_id)), page_title="Đăng ký thi đua",
    )  # fmt: skip


def _copies(desk: Desk) -> list[tuple[str, str]]:
    """What one may begin with: what was filed on paper this year, what was registered last year."""
    if not desk.is_open:
        return []
    found = []
    if desk.filings and desk.filings[0].on_paper:
        found.append(("filed", "Chép từ bản giấy đã nộp"))
    if _last_year() is not None:
        found.append(("last", f"Chép từ năm {here().number - 1}"))
    return found


def _last_year() -> FiledRegistration | None:
    before = year_of(here().bloc_id, here().number - 1)
    return last_registered(before.id, here().agency_id) if before else None


@pledges.post("/<bloc>/<int:year>/registration/begin")
@members
def begin() -> Response:
    """Begin the registration of the year."""
    actions.begin_registration(here().year_id, here().agency_id)
    return redirect(url_for("pledges.registration"), 303)


@pledges.post("/<bloc>/<int:year>/registration/copy-<source>")
@members
def copy(source: str) -> Response:
    """Begin with what was registered last year, or with what was filed on paper."""
    row = own_registration()
    filed = last_registered(row.year_id, row.agency_id) if source == "filed" else _last_year()
    if filed is None or source not in ("filed", "last"):
        raise NotFound
    copied = actions.copy_from(row, filed.registered, same_keys=source == "filed")
    flash(f"Đã chép {copied} dòng. Rà lại từng dòng, nhất là số và năm." if copied else "Không có dòng nào mới.", "ok")
    return redirect(url_for("pledges.registration"), 303)


@pledges.get("/<bloc>/<int:year>/registration/filed/<public_id:filed_id>")
@members
def own_filed(filed_id: str) -> str:
    """One of the agency's own filings, as it was."""
    filed = the(FiledRegistration, filed_id)
    return render_template(
        "pledges/own_filed.html", filed=filed, for_whom=FOR_WHOM, kinds=KINDS, scan=scan_of(filed.id),
        page_title=f"Bản đăng ký đã nộp, lần {filed.number}",
    )  # fmt: skip


@pledges.get("/<bloc>/<int:year>/registration/scans/<public_id:scan_id>/file")
@members
def own_scan(scan_id: str) -> Response:
    """The scan of what the agency filed on paper."""
    return attachment(the(PaperScan, scan_id))
