"""The plain values from which it is told what is due. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from khoi.scoring.rules import Counts, Stage
from khoi.years.rules import days_late
from tenants.roles import Role, Seat
from tenants.vi import ZONE, date_time, days_left

#: One's own card in the side bar, in two words.
STAGE_WORDS: dict[str, str] = {
    Stage.DRAFT: "đang soạn",
    Stage.AT_HEAD: "chờ duyệt",
    Stage.SUBMITTED: "đã nộp",
    Stage.UNDER_APPRAISAL: "thẩm định",
    Stage.APPRAISED: "có kết quả",
    Stage.EXPLAINING: "giải trình",
    Stage.ADOPTED: "đã chốt",
    Stage.RETURNED: "trả lại",
}
SOON_DAYS = 3
#: So many of a kind are named in one line.
TOLD, LONGEST_TOLD = 3, 90


NOTHING_SAID = Counts()


class Page(StrEnum):
    """Where a task leads."""

    CARD = "card"
    RESULT = "result"
    EXPLANATIONS = "explanations"
    ROUNDS = "rounds"
    SHEET = "sheet"
    SETUP = "setup"
    FILED = "filed"
    APPRAISAL = "appraisal"
    RANKING = "ranking"
    PUBLISHED = "published"
    RESETS = "resets"
    REPORTS = "reports"
    REPORTS_OF_ALL = "reports_of_all"
    BLOC_REPORT = "bloc_report"
    BLOC_REPORTS = "bloc_reports"
    REGISTRATION = "registration"
    REGISTRATIONS = "registrations"
    MOVEMENTS = "movements"
    MOVEMENT = "movement"
    COMMENDATIONS = "commendations"
    VOTES = "votes"
    VOTE = "vote"
    SLIP = "slip"
    TELLERS_CODE = "tellers_code"
    COUNTS = "counts"
    MEETING = "meeting"
    AWARDS = "awards"
    NOMINATIONS = "nominations"
    NOMINATED = "nominated"
    PLAN = "plan"
    TASK = "task"
    DOCUMENTS = "documents"
    DOCUMENT = "document"
    INCOMING = "incoming"
    ACTIVITIES = "activities"
    ACTIVITY = "activity"
    TURN = "turn"
    RECEPTION = "reception"
    NEXT_YEAR = "next_year"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: clerk or head, of an agency in which seat."""

    role: Role
    seat: Seat

    @property
    def is_head(self) -> bool:
        return self.role is Role.HEAD

    @property
    def leads(self) -> bool:
        return self.seat is Seat.LEAD

    @property
    def is_deputy(self) -> bool:
        return self.seat is Seat.DEPUTY


@dataclass(frozen=True, slots=True)
class Dates:
    """Hạn nộp and khóa sổ of the scorecards."""

    due: datetime
    closing: datetime

    def told(self, now: datetime) -> str:
        """Both dates by their names, with what is left in words."""
        due, closing = f"Hạn nộp {date_time(self.due)}", f"Khóa sổ {date_time(self.closing)}"
        return f"{due} ({self._due_left(now)}) · {closing} ({self._closing_left(now)})"

    def kind(self, now: datetime) -> str:
        """How urgent it is: error when late, warn in the last days."""
        if now > self.due:
            return "error"
        return "warn" if (self.due - now).days < SOON_DAYS else "info"

    def _due_left(self, now: datetime) -> str:
        late = days_late(now, self.due)
        return (
            f"đã quá hạn, nộp lúc này tính chậm {late} ngày"
            if late
            else days_left(self.due, now.astimezone(ZONE).date())
        )

    def _closing_left(self, now: datetime) -> str:
        return "đã khóa" if now > self.closing else days_left(self.closing, now.astimezone(ZONE).date())


@dataclass(frozen=True, slots=True)
class Explaining:
    """The own card in an open round: from when until when, how far, and how many answers wait for the head."""

    opens_at: datetime
    closes_at: datetime
    counts: Counts = NOTHING_SAID
    drafted: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """The own agency's card; `stage` none: not begun."""

    stage: Stage | None = None
    filed_at: datetime | None = None
    days_late: int = 0
    #: The lead noted other days than the filing itself was late: those count.
    is_noted: bool = False
    #: Entered from a file of what was filed elsewhere.
    imported: bool = False
    returned_reason: str = ""
    returned_until: datetime | None = None
    explaining: Explaining | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this appraiser, by the names of the agencies."""

    #: Filed, and rows are still to be looked at.
    to_appraise: tuple[str, ...] = ()
    #: Every row is settled: the agency may be told.
    to_release: tuple[str, ...] = ()
    #: Members, the own agency left out, that have never filed, and those whose card was returned to them.
    unfiled: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    #: Reset links that the deputy's head has to confirm.
    resets: int = 0
    #: Every considered card has been released.
    settled: bool = False
    #: Rows of open rounds that their agencies answered and nobody settled.
    answered_rows: int = 0
    #: The agencies whose round has run out and waits for this seat to end it.
    rounds_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bloc:
    """How the bloc's year stands."""

    year: int
    is_open: bool = True
    #: Not open yet: its lead sets it up.
    is_prepared: bool = False
    has_sheet: bool = True
    dates: Dates | None = None
    #: The same as they hold for the own agency, where a named exception moved them.
    own_dates: Dates | None = None
    published: bool = False
    #: The points are adopted; the chairs alone are told by it.
    adopted: bool = False
    #: "adopt", "reopen", "publish" or "withdraw" while such a request waits for the deputy's head.
    request: str = ""
    waiting: Waiting = Waiting()

    @property
    def held(self) -> Dates | None:
        """The dates by which the own agency has to keep."""
        return self.own_dates or self.dates


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list, with one button. `acting`: it is this person's to do, not only to wait for."""

    title: str
    detail: str
    kind: str
    label: str
    page: Page
    acting: bool = False
    at: datetime | None = None
    #: Of a page about one thing: its random id.
    of: str = ""


def told_of(names: Sequence[str], what: str) -> str:
    """Up to three of a kind by their names, then how many more: "…; … và 4 việc khác"."""
    shown = [name if len(name) <= LONGEST_TOLD else f"{name[: LONGEST_TOLD - 1].rstrip()}…" for name in names[:TOLD]]
    more = f" và {len(names) - TOLD} {what} khác" if len(names) > TOLD else ""
    return "; ".join(shown) + more


def end_of(day: date) -> datetime:
    """The last second of a day by the bloc's clock: a date without an hour."""
    return datetime.combine(day, time(23, 59, 59), ZONE)


def urgency(at: datetime, now: datetime) -> str:
    """error once it is late, warn in the last days, info before."""
    if now > at:
        return "error"
    return "warn" if (at.astimezone(ZONE).date() - now.astimezone(ZONE).date()).days <= SOON_DAYS else "info"
