"""When a movement may be launched and summed up, and how an agency's way in it is called. Pure."""

from datetime import date

from tenants.refusal import Objection

ORIGINS = {"bloc": "Khối phát động", "above": "Cấp trên phát động"}
STATES = {"draft": "Đang soạn", "launched": "Đang thực hiện", "summed_up": "Đã tổng kết"}
KINDS = {"progress": "Kết quả từng đợt", "result": "Kết quả cuối"}
DRAFT, LAUNCHED, SUMMED_UP = "draft", "launched", "summed_up"
#: An agency's way into a movement.
WRITING, AT_HEAD, SENT = "draft", "at_head", "sent"


def objections_to_period(begins: date, ends: date, year: int) -> list[Objection]:
    """Why these cannot be a movement's first and last day: out of order, or without a day in the year."""
    found = []
    if ends < begins:
        found.append(Objection("ends", "Ngày kết thúc không được trước ngày bắt đầu."))
    if begins.year != year:
        found.append(Objection("begins", f"Phong trào phải bắt đầu trong năm {year}."))
    if ends > date(year + 1, 3, 31):
        found.append(Objection("ends", f"Phong trào của năm {year} kết thúc chậm nhất ngày 31/03/{year + 1}."))
    return found


def objections_to_origin(origin: str, issuer: str, number: str, dated: date | None) -> list[Objection]:
    """What is taken over from above names its document."""
    if origin != "above" or (issuer and number and dated):
        return []
    return [Objection("number", "Phong trào của cấp trên phải ghi cơ quan ban hành, số và ngày văn bản.")]


def board_word(stage: str | None) -> str:
    """How the lead's board calls an agency's way in: of what is not sent one of two words."""
    if stage is None:
        return "chưa bắt đầu"
    return "đã tham gia" if stage == SENT else "đang soạn"
