"""Whom the bloc gave a target on the rows that compare the members with each other: the lead says, to the lead the
deputy."""

from collections.abc import Collection
from json import loads

from khoi.scoring.models import Scorecard, Untargeted, card_of, hold_card, untargeted_in
from khoi.scoring.rules import FILED, Stage
from khoi.years.actions import refuse_held
from tenants import journal
from tenants.database import db
from tenants.models import Membership
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope


def set_untargeted(member: Membership, paths: Collection[str], among: Collection[str]) -> bool:
    """Give `member` no target on just these of the sheet's `relative` rows; whether anything changed.

    A member without a target is compared with the others without one (DOMAIN 4). Nobody says so of his own agency: of
    the lead's the deputy does. Refused once its card, or the row, is sealed: what was sealed would no longer be what
    the bloc computes with. The card is held meanwhile, so that it is not being submitted under the other rule."""
    _refuse_own(member)
    refuse_held(member.year_id)
    card = card_of(member.year_id, member.agency_id)
    if card is not None:
        hold_card(card.id)
    present = untargeted_in(member.year_id).get(member.agency_id, {})
    wanted = {path for path in paths if path in among}
    if wanted == set(present):
        return False
    _refuse_sealed(member, card, wanted ^ set(present))
    for path in wanted - set(present):
        db.session.add(Untargeted(year_id=member.year_id, agency_id=member.agency_id, path=path))
    for path in set(present) - wanted:
        db.session.delete(present[path])
    journal.wrote(member, "set_untargeted", paths=sorted(wanted), before=sorted(present))
    who = "Khối phó" if member.agency_id == present_scope().lead_agency else "Khối trưởng"
    notify(member.agency_id, "targets", f"{who} đã đổi việc giao chỉ tiêu ở tiêu chí so sánh trong Khối.")
    return True


def _refuse_own(member: Membership) -> None:
    scope = present_scope()
    if not scope.decides_for(member.agency_id):
        raise Refused(
            "Không ai giao chỉ tiêu cho đơn vị mình: của Khối trưởng do Khối phó giao, của các đơn vị khác do Khối "
            "trưởng giao.",
            row=member.public_id,
        )


def _refuse_sealed(member: Membership, card: Scorecard | None, paths: Collection[str]) -> None:
    """Of a card of which only some rows came back the others are sealed still: they could not be entered anew."""
    if card is None:
        return
    reopened = loads(card.returned_rows)
    if Stage(card.stage) in FILED or (reopened and not set(paths) <= set(reopened)):
        raise Refused(
            f"{member.name_that_year} đã nộp phiếu chấm. Trả lại phiếu, hay tiêu chí ấy, rồi mới đổi được việc giao "
            "chỉ tiêu.",
            row=member.public_id,
        )
