"""What pages of activities show: a line of the list, the figures of each agency."""

from collections.abc import Iterable
from dataclasses import dataclass

from khoi.activities.models import Activity, Answers, Invitation, answers_in, attendance_figures, invitations_to
from khoi.activities.rules import (
    ATTENDANCE_KINDS,
    ATTENDANCE_NAMES,
    COMING_KINDS,
    COMING_NAMES,
    KIND_NAMES,
    STAGE_KINDS,
    STAGE_NAMES,
    ActivityKind,
    Attendance,
    Coming,
    Figures,
    Stage,
)
from khoi.documents.rules import Word
from tenants.gate import here
from tenants.models import Membership, members_of
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a list, with the own agency's answer or, for the lead, how far the answers have come."""

    activity: Activity
    kind: str
    stage: Word
    host: str
    answers: Answers | None
    own: Word | None


def lines_of(rows: Iterable[Activity]) -> list[Line]:
    """The list: three questions to the database, however long it is."""
    names = {member.agency_id: member.name_that_year for member in members_of(here().year_id)}
    mine = invitations_to(here().year_id, here().agency_id)
    answers = answers_in(here().year_id) if present_scope().lead else {}
    return [
        Line(row, KIND_NAMES[ActivityKind(row.kind)], stage_word(row), host_of(row, names), answers.get(row.id),
             own_word(row, mine.get(row.id)))
        for row in rows
    ]  # fmt: skip


def stage_word(row: Activity) -> Word:
    stage = Stage(row.stage)
    return Word(STAGE_NAMES[stage], STAGE_KINDS[stage])


def host_of(row: Activity, names: dict[int, str]) -> str:
    return names.get(row.host_agency_id or 0, "") or row.host_words


def own_word(row: Activity, mine: Invitation | None) -> Word | None:
    """What the agency answered, or, once noted, whether it came."""
    if mine is None:
        return None
    came, coming = Attendance(mine.attendance), Coming(mine.coming)
    if came != Attendance.UNNOTED:
        return Word(ATTENDANCE_NAMES[came], ATTENDANCE_KINDS[came])
    return Word(COMING_NAMES[coming], COMING_KINDS[coming]) if row.stage == Stage.ANNOUNCED else None


def figures_shown() -> list[tuple[Membership, Figures]]:
    """The figures of the agencies in sight, in the bloc's own order."""
    figures = attendance_figures(here().year_id)
    mine = here().agency_id if not present_scope().lead else 0
    return [
        (member, figures.get(member.agency_id, Figures()))
        for member in members_of(here().year_id)
        if not mine or member.agency_id == mine
    ]
