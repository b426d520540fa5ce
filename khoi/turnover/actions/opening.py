"""The year that was prepared opens to its members."""

from khoi.turnover.models import all_steps
from khoi.years.actions import open_prepared
from tenants import clock
from tenants.models import Year, members_of
from tenants.notices import notify
from tenants.refusal import Objection, refuse_over


def open_for_all(year: Year) -> None:
    """The new lead's head opens the year, and every member is told; refused with what it cannot do without."""
    lacks = [step for step in all_steps(year, clock.today()) if step.blocks]
    refuse_over([Objection(None, f"{step.title}: {step.detail}.") for step in lacks], "Chưa mở năm được, còn thiếu:")
    open_prepared(year)
    for member in members_of(year.id):
        notify(member.agency_id, "year_opened", f"Năm thi đua {year.number} đã mở.")
