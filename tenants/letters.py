"""What may be mailed to whom: the topics a person chooses among, what an address is, what a letter is. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a notice is about, as people choose what is mailed to them: a few topics for many kinds of notices."""

    RETURNED = "returned"
    DUE = "due"
    ISSUED = "issued"
    APPRAISED = "appraised"
    PUBLISHED = "published"
    EXCEPTION = "exception"
    CONFIRMING = "confirming"
    ACCOUNT = "account"
    OTHER = "other"


TOPIC_NAMES = {
    Topic.RETURNED: "Trả lại để sửa",
    Topic.DUE: "Nhắc hạn nộp",
    Topic.ISSUED: "Văn bản ban hành",
    Topic.APPRAISED: "Kết quả thẩm định",
    Topic.PUBLISHED: "Công bố, rút kết quả",
    Topic.EXCEPTION: "Thời hạn, gia hạn",
    Topic.CONFIRMING: "Việc chờ xác nhận",
    Topic.ACCOUNT: "Tài khoản của đơn vị",
    Topic.OTHER: "Việc khác của Khối",
}
#: Nobody can do without these: the agency has work to do again, and a time for it.
ALWAYS_MAILED = frozenset({Topic.RETURNED})

_TOPICS = {
    "returned": Topic.RETURNED,
    "given_back": Topic.RETURNED,
    "due": Topic.DUE,
    "reminder": Topic.DUE,
    "report_reminder": Topic.DUE,
    "remind": Topic.DUE,
    "invited": Topic.ISSUED,
    "issued": Topic.ISSUED,
    "appraised": Topic.APPRAISED,
    "released": Topic.APPRAISED,
    "reappraised": Topic.APPRAISED,
    "round_opened": Topic.DUE,
    "round_changed": Topic.DUE,
    "lateness": Topic.APPRAISED,
    "targets": Topic.APPRAISED,
    "published": Topic.PUBLISHED,
    "withdrawn": Topic.PUBLISHED,
    "bloc_report": Topic.PUBLISHED,
    "exception": Topic.EXCEPTION,
    "dates": Topic.EXCEPTION,
    "asked_to_publish": Topic.CONFIRMING,
    "asked_to_withdraw": Topic.CONFIRMING,
    "asked_to_close": Topic.CONFIRMING,
    "reset_to_confirm": Topic.CONFIRMING,
    "reset": Topic.ACCOUNT,
}

#: Kinds whose text is the portal's own and holds no figure: it may leave with a mail. All others may quote what a
#: person typed (the reason of a return, a draft's title): of those a mail says only that there is something.
TOLD_WHOLE = frozenset(
    {
        "due", "reminder", "report_reminder", "issued", "invited", "year_opened", "asked_to_close", "released",
        "lateness", "targets", "published", "dates", "seats", "sheet", "asked_to_publish", "asked_to_withdraw", "reset",
        "reset_to_confirm", "reappraised", "round_opened", "round_changed",
    }
)  # fmt: skip
_TOLD_SHORT = {
    Topic.RETURNED: "Có nội dung được trả lại để đơn vị sửa; lý do và thời hạn xem trên cổng.",
    Topic.ISSUED: "Có văn bản mới; xem trên cổng.",
    Topic.APPRAISED: "Có kết quả thẩm định mới; xem trên cổng.",
    Topic.PUBLISHED: "Kết quả đã công bố có thay đổi; lý do xem trên cổng.",
    Topic.EXCEPTION: "Thời hạn của đơn vị có thay đổi; xem trên cổng.",
}
_SHORT = "Có thông báo mới; nội dung xem trên cổng."


def topic_of(kind: str) -> Topic:
    """The topic of a kind of notice; a kind that nobody placed is other business of the bloc."""
    return _TOPICS.get(kind, Topic.OTHER)


def mailed_words(kind: str, text: str) -> str:
    """What a mail says of a notice: its text where that may leave the portal, else that there is one."""
    return text if kind in TOLD_WHOLE else _TOLD_SHORT.get(topic_of(kind), _SHORT)


#: One plain address, as mail servers everywhere take it; no name, no comment, no second one, no line end.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
LONGEST_ADDRESS = 254


def is_address(text: str) -> bool:
    """Is this one e-mail address, and nothing that could become a header of its own?"""
    own = text.partition("@")[0]
    return len(text) <= LONGEST_ADDRESS and len(own) <= 64 and _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person. The same letter has the same `id` each time it is sent, so that a double is known."""

    id: str
    to: str
    name: str
    subject: str
    text: str
