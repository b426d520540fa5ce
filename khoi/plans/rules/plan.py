"""A plan and its tasks as plain values: what files say, what pages ask. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

QUARTERS = (1, 2, 3, 4)
QUARTER_NAMES = {1: "Quý I", 2: "Quý II", 3: "Quý III", 4: "Quý IV"}
#: The longest texts, equal to their columns; lists are kept as lines.
LONGEST_CONTENT, LONGEST_UNIT, LONGEST_REASON, LONGEST_NOTE, LONGEST_PARAGRAPH = 1000, 200, 500, 2000, 3000
MOST_PARTIES, MOST_PARAGRAPHS, MOST_TASKS = 20, 40, 300
#: The plan's short texts and how long they may be.
LONGEST = {
    "title": 300, "issuer": 200, "superior": 200, "sign": 40, "place": 100, "signer_title": 120, "signer_name": 120,
    "preamble": LONGEST_PARAGRAPH, "closing": LONGEST_PARAGRAPH,
}  # fmt: skip
#: Its texts of several paragraphs.
LISTS = ("legal_bases", "purpose", "requirements", "organisation", "recipients")
#: What its texts are called, in the order of the form.
TEXT_NAMES = {
    "title": "Tên kế hoạch", "issuer": "Đơn vị ban hành", "superior": "Cơ quan cấp trên", "sign": "Ký hiệu",
    "number": "Số", "place": "Nơi ban hành", "dated": "Ngày ban hành", "preamble": "Đoạn mở đầu",
    "legal_bases": "Căn cứ", "purpose": "Mục đích", "requirements": "Yêu cầu", "organisation": "Tổ chức thực hiện",
    "recipients": "Nơi nhận", "closing": "Đoạn kết", "signer_title": "Chức vụ người ký", "signer_name": "Người ký",
}  # fmt: skip


class Status(StrEnum):
    """What became of a task."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


STATUS_NAMES = {
    Status.NOT_BEGUN: "Chưa làm",
    Status.UNDER_WAY: "Đang làm",
    Status.DONE: "Hoàn thành",
    Status.DROPPED: "Không thực hiện",
}


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """A task as files write it. None: the file does not say, so what stands stays; of a new task `of_bloc` is then
    proposed by the portal."""

    quarter: int
    number: int
    content: str
    lead: str = ""
    coordination: tuple[str, ...] = ()
    due: date | None = None
    status: Status | None = None
    reason: str = ""
    of_bloc: bool | None = None
    on_request: bool | None = None
    #: Which task of the portal it was when the file was made.
    key: str = ""


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """A whole plan as files write it."""

    year: int
    title: str
    issuer: str
    signer_title: str = ""
    signer_name: str = ""
    legal_bases: tuple[str, ...] = ()
    preamble: str = ""
    purpose: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    closing: str = ""
    recipients: tuple[str, ...] = ()
    tasks: tuple[TaskSpec, ...] = ()
    superior: str = ""
    sign: str = ""
    number: int | None = None
    place: str = ""
    dated: date | None = None


def empty_plan(year: int, agency: str) -> PlanSpec:
    """The words every plan has, under the agency's name; no task."""
    title = f"Kế hoạch công tác thi đua, khen thưởng năm {year}"
    closing = f"Trên đây là {title} của {agency}./."
    return PlanSpec(year, title, agency, closing=closing)


def lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, one a line; empty ones do not count."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
