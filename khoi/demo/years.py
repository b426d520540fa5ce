"""What the demo's year knows beside its dates: an agency for which one filing was opened again, by name."""

from datetime import timedelta

from khoi.demo.cast import PARTS
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.years.actions import reopen
from khoi.years.models import filing_keyed
from tenants import clock
from tenants.models import membership_of
from tenants.roles import Role

LET_IN = "BCHQS"
WHY = "Đơn vị thực hiện nhiệm vụ diễn tập khu vực phòng thủ theo Kế hoạch của Bộ Tư lệnh Quân khu"


def make_years(stage: Stagehand) -> None:
    """In spring the lead's head opened the registration again for an agency that was away; it was told why."""
    part = next(part for part in PARTS if part.code == LET_IN)
    with stage.as_seat(LEAD, Role.HEAD):
        filing = filing_keyed(stage.year.id, "registration")
        member = membership_of(stage.year.id, stage.agencies[part.code].id)
        assert filing is not None
        assert member is not None
        with clock.stopped_at(filing.closing + timedelta(days=1)):
            reopen(filing, member, filing.closing + timedelta(days=6), WHY)
