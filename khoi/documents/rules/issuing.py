"""When a document may leave the lead, be withdrawn, be answered; and what is odd about it."""

import re
from collections.abc import Collection
from datetime import date, datetime

from khoi.documents.rules.states import UNISSUED, ReplyStage, State
from tenants.refusal import Objection
from tenants.vi import ZONE

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def objections_to_issuing(
    state: str, *, recipients: int, files: int, dated: date, today: date, year: int, reply_due: datetime | None
) -> list[Objection]:
    """Why a draft cannot be issued yet, each reason with the field it is about; empty when it can."""
    reasons: list[Objection] = []
    if state not in UNISSUED:
        reasons.append(Objection(None, "Văn bản này đã ban hành."))
    if not recipients:
        reasons.append(Objection("recipients", "Chưa chọn đơn vị nhận."))
    if not files:
        reasons.append(Objection("files", "Chưa có tệp văn bản: tải lên bản đã ký (PDF) hoặc bản Word."))
    if dated > today:
        reasons.append(Objection("dated", "Ngày văn bản không được sau hôm nay."))
    if dated.year < year - 1:
        reasons.append(Objection("dated", f"Ngày văn bản quá xa năm thi đua {year}."))
    if reply_due is not None and reply_due.astimezone(ZONE).date() < today:
        reasons.append(Objection("reply_due", "Hạn trả lời đã qua: sửa dự thảo rồi ban hành."))
    return reasons


def objections_to_replacing(state: str) -> list[Objection]:
    """Why the older document cannot be replaced now."""
    return [] if state == State.ISSUED else [Objection("replaces", "Văn bản được thay thế không còn hiệu lực.")]


def objections_to_withdrawing(state: str, reason: str) -> list[Objection]:
    """Why an issued document cannot be withdrawn; every recipient reads the reason."""
    reasons = [] if state == State.ISSUED else [Objection(None, "Chỉ thu hồi được văn bản còn hiệu lực.")]
    if not reason.strip():
        reasons.append(Objection("reason", "Ghi lý do thu hồi: mọi đơn vị nhận đều đọc."))
    return reasons


def objections_to_sending_reply(
    stage: str, *, text: str, files: int, state: str, asked: bool, is_head: bool
) -> list[Objection]:
    """Why an answer cannot be sent: nothing in it, not by the head, nothing asked, sent already."""
    reasons: list[Objection] = []
    if stage == ReplyStage.SENT:
        reasons.append(Objection(None, "Trả lời này đã gửi; muốn thêm nội dung thì gửi bổ sung."))
    if not asked:
        reasons.append(Objection(None, "Văn bản này không yêu cầu trả lời."))
    if state != State.ISSUED:
        reasons.append(Objection(None, "Văn bản không còn hiệu lực nên không cần trả lời nữa."))
    if not text.strip() and not files:
        reasons.append(Objection("text", "Nhập nội dung hoặc đính kèm tệp trước khi gửi."))
    if not is_head:
        reasons.append(Objection(None, "Lãnh đạo đơn vị gửi trả lời; đầu mối trình lãnh đạo."))
    return reasons


def may_remind(received: bool, reminded_at: datetime | None, today: date) -> bool:
    """A reminder goes to whoever has not received, once a day at most."""
    return not received and (reminded_at is None or reminded_at.astimezone(ZONE).date() < today)


def other_years(text: str, year: int) -> list[int]:
    """Years in the text that are not the emulation year: often left over from last year's paper. A warning only."""
    return sorted({int(found) for found in _YEAR.findall(text)} - {year})


def names_in_words(names: Collection[str], most: int = 12) -> str:
    """The recipients in words; beyond `most` of them, how many more."""
    shown = list(names)[:most]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" và {rest} đơn vị khác" if rest else "")
