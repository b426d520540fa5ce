"""A row in dispute on its appraisers' page."""

from dataclasses import dataclass

from khoi.scoring.models import Dispute
from khoi.scoring.views.appraisal_shown import Shown, Told, signed
from khoi.scoring.views.threads import Message, messages_of, progress_chip
from tenants.gate import here
from tenants.scope import present_scope


@dataclass(frozen=True)
class ShownDispute:
    """A row with its thread, in words; `may`: this person may say something on it now."""

    dispute: Dispute
    shown: Shown
    messages: list[Message]
    chip: tuple[str, str]
    may: bool

    @property
    def delta(self) -> str:
        return signed(self.dispute.row.delta)


def shown_dispute(dispute: Dispute, told: Told | None, *, closed: bool) -> ShownDispute:
    """How a row in dispute stands on the page."""
    row = dispute.row
    mine = told if told is not None and told.id == row.id else Told()
    may = here().is_open and not closed and present_scope().assesses(dispute.review.member.agency_id)
    shown = Shown(dispute.review, row, may, mine)
    return ShownDispute(dispute, shown, messages_of(dispute.thread), progress_chip(dispute.progress), may)
