"""Commendation by movement: what a proposal needs, what the council may find. Pure."""

from datetime import date

from tenants import vi
from tenants.refusal import Objection

#: Said wherever a themed commendation is shown: it counts in its own right, not towards the year's merit.
APART = "Khen theo phong trào, không tính vào thành tích năm"
STAGES = {"draft": "Đang soạn", "at_head": "Chờ lãnh đạo duyệt", "filed": "Đã nộp"}
DRAFT, AT_HEAD, FILED = "draft", "at_head", "filed"


def objections_to_votes(agreed: int, present: int, total: int) -> list[Objection]:
    """Why these cannot be a council's numbers: agreed of present of all its members."""
    if not total:
        return [Objection("total", "Hội đồng phải có ít nhất một thành viên.")]
    if present > total:
        return [Objection("present", "Số dự họp không được quá số thành viên Hội đồng.")]
    if agreed > present:
        return [Objection("agreed", "Số phiếu đồng ý không được quá số dự họp.")]
    return []


def objections_to_finding(accepted: bool, reason: str) -> list[Objection]:
    """A rejection says why."""
    return [] if accepted or reason else [Objection("reason", "Không đồng ý thì phải ghi lý do.")]


def objections_to_meeting_on(held_on: date, today: date) -> list[Objection]:
    """Minutes are of a meeting that was held."""
    return [Objection("held_on", "Ngày họp không được ở tương lai.")] if held_on > today else []


def objections_to_deciding_on(dated: date, met: date | None, today: date) -> list[Objection]:
    """A decision follows the council's last meeting on what it decides, and is not ahead of today."""
    if dated > today:
        return [Objection("dated", "Ngày quyết định không được ở tương lai.")]
    if met is not None and dated < met:
        return [Objection("dated", f"Ngày quyết định không được trước ngày Hội đồng họp ({vi.date(met)}).")]
    return []


def objections_to_revoking_on(on: date, dated: date, today: date) -> list[Objection]:
    """What is revoked was given before."""
    if on > today:
        return [Objection("on", "Ngày thu hồi không được ở tương lai.")]
    if on < dated:
        return [Objection("on", f"Ngày thu hồi không được trước ngày quyết định ({vi.date(dated)}).")]
    return []


def standing(deliberated: bool | None, decided: bool, revoked: bool) -> tuple[str, str]:
    """How a filed proposal stands, in words and as a kind of chip; `deliberated` None: not yet."""
    if revoked:
        return "Đã thu hồi", "error"
    if decided:
        return "Đã khen thưởng", "gold"
    if deliberated is None:
        return "Chờ Hội đồng xét", "warn"
    return ("Hội đồng đồng ý, chờ quyết định", "info") if deliberated else ("Hội đồng không đồng ý", "quiet")
