"""The disputed rows as the meeting takes them up, one after the other."""

from dataclasses import dataclass

from khoi.deliberation.models.rows import decided_rows_in
from khoi.scoring.models import open_differences
from khoi.scoring.models.appraising import Review
from khoi.scoring.rules.reviewing import Reviewed
from khoi.sheets.models import Criterion
from tenants.scope import present_scope


@dataclass(frozen=True)
class Disputed:
    """A filed row on which appraisal and claim part; points as they are at this look."""

    review: Review
    row: Reviewed
    criterion: Criterion

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def is_mine(self) -> bool:
        """Does this seat say the last word to that agency? The lead's own rows are the deputy's."""
        return present_scope().decides_for(self.review.member.agency_id)


def queue_in(year_id: int) -> list[Disputed]:
    """The rows about which nothing has come to an end and that no meeting has decided yet, by agency in the bloc's
    order and as the sheet is printed."""
    done = decided_rows_in(year_id)
    return [
        Disputed(each.review, each.row, each.criterion)
        for each in open_differences(year_id)
        if (each.review.member.agency_id, each.path) not in done
    ]
