"""What a nomination needs before its head files it. Pure."""

from collections.abc import Iterable
from datetime import date

from khoi.awards.rules.checking import Check, Outcome
from tenants.refusal import Objection

#: Nobody below that age is in an agency's service.
YOUNGEST = 16


def objections_to_person(name: str, born: date | None, today: date) -> list[Objection]:
    """What cannot be of a person."""
    if born is not None and not 1900 <= born.year <= today.year - YOUNGEST:
        return [Objection("born", "Ngày sinh không hợp lý.")]
    return [] if name.strip() else [Objection("name", "Nhập họ và tên.")]


def objections_to_nominating(achievement: str, files: int) -> list[Objection]:
    """A nomination is filed with its achievement report: written here, or as a file."""
    if achievement.strip() or files:
        return []
    return [Objection("achievement", "Nhập báo cáo thành tích hoặc kèm tệp báo cáo đã ký.")]


def unmet(found: Iterable[Check]) -> list[Check]:
    """What the head should see before he files: rules not met, then those nobody knows."""
    order = (Outcome.NOT_MET, Outcome.UNKNOWN)
    return sorted((check for check in found if check.outcome in order), key=lambda check: order.index(check.outcome))


def nomination_standing(stage: str, returned: bool, taken: bool, erased: bool) -> tuple[str, str]:
    """How it stands, in words and as a kind of chip."""
    if erased:
        return "Đã xóa thông tin cá nhân", "quiet"
    if taken:
        return "Trong danh sách của Khối", "info"
    if returned:
        return "Khối trưởng trả lại", "error"
    return {"draft": ("Đang soạn", "warn"), "at_head": ("Chờ lãnh đạo duyệt", "warn")}.get(stage, ("Đã nộp", "ok"))
