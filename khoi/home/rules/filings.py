"""What the chairs may know of a member's card: of one that is not filed one of two words, and nothing else. Pure."""

from dataclasses import dataclass
from datetime import datetime

from khoi.scoring.rules import FILED, STAGE_NAMES, Stage

NOT_BEGUN, DRAFTING = "chưa bắt đầu", "đang soạn"


@dataclass(frozen=True, slots=True)
class Filing:
    """A member's card as the bloc keeps it: its stage, and its last filing where there is one."""

    stage: Stage | None
    filed_at: datetime | None = None
    days_late: int = 0
    #: Entered from a file of what was filed elsewhere: the time of entry says nothing of the agency.
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of the table: the word, its kind (ok · info · warn · quiet), and of a filed card when and how late."""

    word: str
    kind: str
    filed_at: datetime | None = None
    days_late: int = 0
    imported: bool = False

    @property
    def is_filed(self) -> bool:
        return self.filed_at is not None


_KINDS = {Stage.SUBMITTED: "info", Stage.UNDER_APPRAISAL: "info"}


def progress_of(filing: Filing) -> Progress:
    """The line of one member. A card that was returned shows its last filing until it is filed anew, whatever its
    agency does with it meanwhile (DESIGN 4)."""
    if filing.filed_at is None:
        return Progress(DRAFTING, "quiet") if filing.stage else Progress(NOT_BEGUN, "quiet")
    if filing.stage not in FILED or filing.stage is None:
        return Progress("trả lại để sửa", "warn", filing.filed_at, filing.days_late, filing.imported)
    kind = _KINDS.get(filing.stage, "ok")
    return Progress(STAGE_NAMES[filing.stage], kind, filing.filed_at, filing.days_late, filing.imported)
