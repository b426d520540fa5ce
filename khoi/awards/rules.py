"""Commendation by movement: what a proposal needs, what the council may find. Pure."""

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


def standing(deliberated: bool | None, decided: bool, revoked: bool) -> tuple[str, str]:
    """How a filed proposal stands, in words and as a kind of chip; `deliberated` None: not yet."""
    if revoked:
        return "Đã thu hồi", "error"
    if decided:
        return "Đã khen thưởng", "gold"
    if deliberated is None:
        return "Chờ Hội đồng xét", "warn"
    return ("Hội đồng đồng ý, chờ quyết định", "info") if deliberated else ("Hội đồng không đồng ý", "quiet")
