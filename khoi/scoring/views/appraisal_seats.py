"""What this person may see and do on a card under appraisal, and where the card stands, in words."""

from typing import TypeVar

from werkzeug.exceptions import NotFound

from khoi.scoring.models import FiledMark, Scorecard
from khoi.scoring.models.appraising import Review
from khoi.scoring.rules import APPRAISABLE, Stage
from khoi.sheets.models import Criterion
from tenants.gate import here, me
from tenants.models import Membership
from tenants.roles import Role
from tenants.scope import present_scope

Row = TypeVar("Row", Scorecard, FiledMark, Criterion, Membership)


def of_this_year(row: Row) -> Row:
    """The row, where it is of the year in the address; one's own rows of other years are in sight, but not here."""
    if row.year_id != here().year_id:
        raise NotFound
    return row


def may_appraise(review: Review) -> bool:
    """May this person say something on this card now?"""
    scope = present_scope()
    if review.card is None or not scope.open or not scope.assesses(review.member.agency_id):
        return False
    return Stage(review.card.stage) in APPRAISABLE


def releases(review: Review) -> bool:
    """Does this person tell the agency, or give the card back? The head of the chair whose card it is to appraise."""
    return me().role is Role.HEAD and present_scope().decides_for(review.member.agency_id)


def findings_in_sight(review: Review) -> bool:
    """One's own card's findings are hidden until released, but from the lead's own people."""
    scope = present_scope()
    own = review.member.agency_id == scope.agency
    return not own or bool(scope.lead) or (review.card is not None and review.card.released_at is not None)


def whose(review: Review) -> str:
    """Who appraises a card that this person does not; nothing where he does."""
    scope = present_scope()
    if scope.assesses(review.member.agency_id):
        return ""
    return "Khối phó chấm" if review.member.agency_id == scope.lead_agency else "Khối trưởng chấm"


def standing(review: Review) -> tuple[str, str]:
    """Where a card stands, in words and kind; of what is not filed one of two words and no more."""
    if review.filed is None:
        return ("Chưa bắt đầu", "quiet") if review.card is None else ("Đang soạn", "info")
    assert review.card is not None
    if review.returned:
        return "Đã trả lại", "warn"
    if review.card.stage in APPRAISABLE:
        return ("Chờ thẩm định", "quiet") if review.card.stage == Stage.SUBMITTED else ("Đang thẩm định", "info")
    if review.card.stage == Stage.EXPLAINING:
        return "Đang giải trình", "info"
    return ("Đã chốt", "ok") if review.card.stage == Stage.ADOPTED else ("Đã thông báo kết quả", "ok")


def why_only_seen(review: Review) -> str:
    """Why this person cannot say anything on a card that others appraise."""
    agency, scope = review.member.agency_id, present_scope()
    if agency == scope.agency:
        return "Không đơn vị nào tự thẩm định phiếu của mình."
    if agency == scope.lead_agency:
        return "Phiếu của Khối trưởng do Khối phó thẩm định."
    return "Phiếu của đơn vị này do Khối trưởng và Tổ thẩm định chấm."
