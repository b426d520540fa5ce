"""The list of votes, one vote, its receipts, its documents."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.ballots import sealing
from khoi.ballots.exporting import SCRIPT, box_of
from khoi.ballots.forms import CandidateForm, CodeForm, PersonForm, ScanForm, TellerForm
from khoi.ballots.models import (
    Ballot,
    TallyScan,
    accounts_of_agencies,
    ballots_in,
    candidates_of,
    council_of,
    counts_of,
    entry_of,
    outcome_of,
    own_line,
    own_lines,
    protocol_of,
    receipts_of,
    roll_of,
    scans_of,
    tallies_of,
    teller_in,
    tellers_of,
    telling_for,
    turnouts,
)
from khoi.ballots.models.minutes import minutes_of
from khoi.ballots.rules import CONFLICTS, KINDS, OFFICES, STATES, WAYS, State, needed, said_of_measure, sign_of
from khoi.ballots.views.blueprint import Answer, ballots, everybody, in_sight, members, names, run_here, runs
from khoi.office import docx
from khoi.office.docx import DOCX
from khoi.office.intake import limits
from khoi.office.serving import attachment, made_file
from tenants import journal
from tenants.database import the
from tenants.forms import options
from tenants.gate import here, me, takes_home
from tenants.models import members_of
from tenants.roles import ROLE_NAMES, Role
from tenants.scope import present_scope


@ballots.get("/<bloc>/<int:year>/ballots", endpoint="ballots")
@everybody
def listed() -> str:
    """The bloc's votes and those of the own council: what one has to do in each."""
    scope, year_id = present_scope(), here().year_id
    blocs, own = ballots_in(year_id), ballots_in(year_id, scope.agency)
    return render_template(
        "ballots/listed.html", blocs=blocs, own=own, chairs=scope.is_chair, states=STATES, kinds=KINDS, ways=WAYS,
        lines=own_lines(year_id, scope.agency, scope.user), telling=telling_for(year_id, scope.user),
        turnout=turnouts(row.id for row in (*blocs, *own) if runs(row)), page_title="Bỏ phiếu kín",
        is_head=me().role is Role.HEAD,
    )  # fmt: skip


@ballots.get("/<bloc>/<int:year>/ballots/<public_id:ballot_id>")
@everybody
def ballot(ballot_id: str) -> str:
    """One vote: what is asked, how it stands, what comes next; numbers only for who runs or counts it."""
    return ballot_page(in_sight(ballot_id))


def ballot_page(row: Ballot, **forms: Any) -> str:
    """The page, with what was refused on it."""
    rows, scope = candidates_of(row.id), present_scope()
    teller, counts = teller_in(row.id, scope.user), counts_of(row.id)
    may_run = runs(row)
    line = own_line(row.id, scope.agency, scope.user) if row.state != State.DRAFT else None
    return render_template(
        "ballots/ballot.html", row=row, rows=rows, may_run=may_run, teller=teller, line=line, names=names(),
        council=council_of(row.id), tellers=tellers_of(row.id), roll=roll_of(row.id) if may_run else [],
        counts=counts, tallies={each.key: each for each in tallies_of(rows, counts)},
        protocol=protocol_of(row.id), entry=entry_of(row.id),
        scans=scans_of(row.id), outcome=outcome_of(row), ways=WAYS, offices=OFFICES, states=STATES,
        conflicts=CONFLICTS, measure=said_of_measure(row.measure), needed=needed, is_head=me().role is Role.HEAD,
        **_shared() | draft_forms(row) | forms, page_title=row.title,
    )  # fmt: skip


def _shared() -> dict[str, Any]:
    """The form for the scan, with what is said of files beforehand."""
    said = limits()
    return said | {"scan_form": ScanForm(), "kinds_of_files": said["kinds"], "kinds": KINDS}


def draft_forms(row: Ballot) -> dict[str, Any]:
    """The small forms of a draft, with what may be chosen in them."""
    if row.state != State.DRAFT or not runs(row):
        return {}
    member_rows = [m for m in members_of(row.year_id) if row.is_blocs or m.agency_id == row.owner]
    called = {m.agency_id: m.name_that_year for m in member_rows}
    agencies = [(m.public_id, m.name_that_year) for m in member_rows]
    users = [
        (user.public_id, f"{user.name} · {ROLE_NAMES[Role(user.role)]} · {called[user.agency_id or 0]}")
        for user in accounts_of_agencies(list(called))
    ]
    candidate, person = CandidateForm(prefix="candidate-"), PersonForm(prefix="person-")
    teller = TellerForm(prefix="teller-")
    candidate.agency.choices = options([("", "Không thuộc đơn vị nào của Khối"), *agencies])
    person.agency.choices = options(agencies)
    person.user.choices = options([("", "Không có: chỉ bỏ phiếu giấy"), *users])
    teller.user.choices = options([("", "Chọn người…"), *users])
    return {"candidate_form": candidate, "person_form": person, "teller_form": teller}


@ballots.route("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/receipts", methods=["GET", "POST"])
@takes_home
@members
def receipts(ballot_id: str) -> Answer:
    """The signs of all counted envelopes; with a code, in how many of them its sign lies. Nothing is kept of it."""
    row = in_sight(ballot_id)
    if row.state != State.COUNTED or not row.box_hash:
        raise NotFound
    form, found, signs = CodeForm(), None, receipts_of(row.id)
    rows = candidates_of(row.id)
    if form.is_submitted() and form.validate():
        code = sealing.read_code(form.code.data or "", sealing.RECEIPT_GROUPS)
        wanted = {(each.id, sign_of(code, each.public_id)) for each in rows} if code else set()
        found = len(wanted & {(sign.candidate_id, sign.sign) for sign in signs})
    page = render_template(
        "ballots/receipts.html", row=row, rows=rows, signs=signs, form=form, found=found,
        page_title="Danh sách mã kiểm phiếu",
    )  # fmt: skip
    return page, 422 if form.errors else 200


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/minutes")
@takes_home
@everybody
def tally_minutes(ballot_id: str) -> Answer:
    """Biên bản kiểm phiếu as a Word file."""
    row = run_here(ballot_id)
    if protocol_of(row.id) is None or row.state != State.COUNTED:
        raise NotFound
    file = docx.write(minutes_of(row))
    journal.took_out(row, "tally_minutes", file)
    return made_file(file, DOCX, f"bien-ban-kiem-phieu-{here().number}.docx")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/box")
@takes_home
@everybody
def take_box(ballot_id: str) -> Answer:
    """The counted box, to be counted anew by a script outside the portal."""
    row = run_here(ballot_id)
    if row.state != State.COUNTED:
        raise NotFound
    file = box_of(row).encode()
    journal.took_out(row, "box", file)
    return made_file(file, "application/json", f"hom-phieu-{row.public_id}.json")


@ballots.get("/<bloc>/<int:year>/ballots/recount.py")
@members
def recount_script() -> Response:
    """The script that counts an exported box anew; for whoever wants to check."""
    return made_file(SCRIPT.read_bytes(), "text/x-python", "recount.py")


@ballots.get("/<bloc>/<int:year>/ballots/scans/<public_id:tally_scan_id>")
@everybody
def tally_scan(tally_scan_id: str) -> Response:
    """The scanned minutes."""
    return attachment(the(TallyScan, tally_scan_id))
