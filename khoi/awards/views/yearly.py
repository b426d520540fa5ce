"""The result page of the year: places, proposals, what the rules say of them, five years of history beside."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.excel import yearly_book
from khoi.awards.models import AwardDecision, Desk, Row, decisions_in, desk_of, scans_in
from khoi.awards.rules import award_standing, reached, tally
from khoi.awards.rules.checking import Outcome
from khoi.awards.views.blueprint import awards, everybody, lead
from khoi.office.pdf import can_make_pdf
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.ranking.models import adoption_in_force
from tenants.gate import here, takes_home
from tenants.models import year_by_id
from tenants.scope import present_scope


@awards.get("/<bloc>/<int:year>/yearly")
@everybody
def yearly() -> str:
    """The chairs see all; a member its own, and the bloc's once it is published and shown."""
    desk = desk_here()
    decisions = decisions_in(here().year_id)
    own = [row for row in desk.rows if row.proposal.agency_id == here().agency_id]
    return render_template(
        "awards/yearly.html", desk=desk, own=own, by_member=_by_member(desk),
        rows=[row for row in desk.rows if desk.seated or row not in own],
        leads=bool(present_scope().lead), deputy=bool(present_scope().deputy), standing=standing_of(decisions),
        tally=tally, outcomes=Outcome, decisions=decisions, scans=scans_in(here().year_id), pdf=can_make_pdf(),
        waiting=_waiting(desk), ready=_ready(desk, decisions), adopted=adoption_in_force(here().year_id) is not None,
        page_title="Khen thưởng năm",
    )  # fmt: skip


def _ready(desk: Desk, decisions: list[AwardDecision]) -> bool:
    """Is there anything to decide that waits for nobody's answer?"""
    asked = {each for row in decisions if row.answered_at is None for each in row.proposals}
    return any(actions.may_decide(row) and row.proposal.public_id not in asked for row in desk.rows)


def desk_here() -> Desk:
    """The year's desk through the eyes of who asks."""
    return desk_of(year_by_id(here().year_id), seated=present_scope().is_chair)


def _by_member(desk: Desk) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in desk.rows:
        if not row.proposal.about:
            found.setdefault(row.proposal.agency_id, []).append(row)
    return found


def standing_of(decisions: list[AwardDecision]) -> Callable[[Row], tuple[str, str]]:
    """For templates: how a row stands, in words and as a kind of chip."""
    asked = {each for row in decisions if row.answered_at is None for each in row.proposals}

    def said(row: Row) -> tuple[str, str]:
        revoked = None if row.revocation is None else bool(row.revocation.confirmed)
        return award_standing(
            withdrawn=row.withdrawal is not None, voted=reached(row.checks), asked=row.proposal.public_id in asked,
            given=row.award is not None, revoked=revoked, told=row.proposal.told,
        )  # fmt: skip

    return said


def _waiting(desk: Desk) -> list[Row]:
    """Awards whose revocation waits for the second head."""
    return [row for row in desk.rows if row.revocation is not None and row.revocation.answered_at is None]


@awards.post("/<bloc>/<int:year>/yearly/suggest")
@lead
def suggest() -> Response:
    """Draft the proposals that follow from the places."""
    added = actions.suggest_awards(year_by_id(here().year_id))
    words = f"Đã lập {added} đề nghị theo thứ tự xếp hạng." if added else "Không có đề nghị nào phải thêm."
    flash(words, "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.post("/<bloc>/<int:year>/yearly/tell")
@lead
def tell() -> Response:
    """Tell each member what it is proposed for."""
    told = actions.tell_proposals(year_by_id(here().year_id))
    flash(f"Đã báo {told} đề nghị tới đơn vị; đơn vị xem và có thể rút." if told else "Các đơn vị đã được báo.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.post("/<bloc>/<int:year>/yearly/show")
@lead
def show_list() -> Response:
    """After publication: every member sees the list."""
    shown = actions.show_proposals(year_by_id(here().year_id))
    flash("Mọi đơn vị xem được danh sách đề nghị." if shown else "Danh sách đã công khai.", "ok")
    return redirect(url_for("awards.yearly"), 303)


@awards.post("/<bloc>/<int:year>/yearly/workbook")
@everybody
@takes_home
def yearly_workbook() -> Response:
    """What the page shows as an Excel file."""
    desk = desk_here()
    book = yearly_book(desk, standing_of(decisions_in(here().year_id)))
    return made_file(book, MIMES[FileKind.XLSX], f"Khen thưởng năm {here().number}.xlsx")
