"""Two kinds of rows between the lead and one member: neither the deputy nor the appraisal team has part in them."""

from typing import Any

from tenants.isolation import AgencyOwned, Filed
from tenants.isolation.kinds import Condition, Facts


def _leads(row: Any, who: Facts) -> Condition:
    return (row.year_id == who.year) & (who.lead == 1)


class Served(AgencyOwned):
    """What the lead keeps with one member (a delivery, an invitation): those two see and write it."""

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | _leads(row, who)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.changed(row, who) | (_leads(row, who) & (who.open == 1))


class Answered(Filed):
    """What a member answers: its own until it is sent, then the lead's to read; only the member writes it."""

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | (_leads(row, who) & (row.filed == True))  # noqa: E712
