"""What binds others takes two people of two agencies: one asks, another confirms the very thing that was asked for.

A row of what was asked mixes in `Asked`; whoever keeps such rows says in words who may ask and confirm, and what it
brings about. The mechanism is the same for points adopted, results published, counts of ballots, decisions."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Numbered, db
from tenants.models import user_by_id
from tenants.refusal import Refused
from tenants.scope import present_scope

ANOTHER_PERSON = "Người xác nhận phải là người của đơn vị khác, không phải người hay đơn vị đề nghị."


class Asked(Numbered):
    """Asked by one person; answered by another, once."""

    asked_at: Mapped[datetime] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    answered_at: Mapped[datetime | None] = mapped_column()
    answered_by: Mapped[int | None] = mapped_column()
    confirmed: Mapped[bool | None] = mapped_column()


def sign(row: Asked) -> None:
    """The person who acts now asks for it."""
    row.asked_at, row.asked_by = clock.now(), present_scope().user or None


def confirm_asked(row: Asked, refusal: str = ANOTHER_PERSON) -> None:
    """The second person says yes. Refused to who asked, in whatever session, to anybody of the same agency, and where
    it was answered before; `refusal` says in the words of the step who should."""
    if is_of_asking_side(row):
        raise Refused(refusal)
    _answer(row, confirmed=True)


def decline_asked(row: Asked) -> None:
    """Somebody says no, or who asked takes it back."""
    _answer(row, confirmed=False)


def is_of_asking_side(row: Asked) -> bool:
    """Two people are of two agencies, also where seats were handed over after the asking; the operator, who is of
    none, does not answer himself either."""
    scope = present_scope()
    if row.asked_by is None:
        return bool(scope.operator)
    return row.asked_by == scope.user or (scope.agency != 0 and user_by_id(row.asked_by).agency_id == scope.agency)


def _answer(row: Asked, *, confirmed: bool) -> None:
    """Of two answers to one request only the first counts."""
    held = hold(row)
    if held.answered_at is not None:
        raise Refused("Đề nghị này đã được trả lời.")
    held.answered_at, held.answered_by, held.confirmed = clock.now(), present_scope().user or None, confirmed


def hold(row: Asked) -> Asked:
    """The request, read again and locked until the commit."""
    model = type(row)
    asked = select(model).where(model.id == row.id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()
