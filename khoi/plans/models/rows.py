"""The rows of a plan: its text, its departments, its tasks and what hangs on them."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from khoi.plans.rules import Party, Status
from tenants.database import Base, FoldedText, Numbered, Public
from tenants.isolation import AgencyOwned, Filed, Opened, hangs_on


class Plan(AgencyOwned, Public, Base):
    """An agency's own plan of a year: its text. Nobody else reads it; of the lead's only single tasks are the bloc's.

    A list of paragraphs is one text with a paragraph a line."""

    more = (UniqueConstraint("year_id", "agency_id"),)

    title: Mapped[str] = mapped_column(String(300))
    issuer: Mapped[str] = mapped_column(String(200))
    #: The letterhead: the body above, the sign after the number ("KH-TTr"), where and when.
    superior: Mapped[str] = mapped_column(String(200), default="")
    sign: Mapped[str] = mapped_column(String(40), default="")
    number: Mapped[int | None] = mapped_column()
    place: Mapped[str] = mapped_column(String(100), default="")
    dated: Mapped[date | None] = mapped_column()
    signer_title: Mapped[str] = mapped_column(String(120), default="")
    signer_name: Mapped[str] = mapped_column(String(120), default="", info={"pii": True})
    preamble: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    legal_bases: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    requirements: Mapped[str] = mapped_column(Text, default="")
    organisation: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")


class Department(AgencyOwned, Public, Base):
    """A named unit of an agency, as its plan calls it."""

    more = (UniqueConstraint("year_id", "agency_id", "folded"),)

    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(FoldedText(200))


class DepartmentPerson(AgencyOwned, Public, Base):
    """Somebody of a department: a name and a position, no account."""

    more = (hangs_on("department", "department_id"),)

    department_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(120), info={"pii": True, "person": True})
    position: Mapped[str] = mapped_column(String(120), default="", info={"pii": True})


class Task(Opened, Public, Base):
    """A task of a plan: internal (nội bộ), or the bloc's (`of_bloc`), which every member of the year sees."""

    more = (hangs_on("plan", "plan_id"), hangs_on("department", "department_id"))

    plan_id: Mapped[int] = mapped_column()
    quarter: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    content: Mapped[str] = mapped_column(String(1000))
    #: Content and units without diacritics.
    folded: Mapped[str] = mapped_column(FoldedText(2600), default="")
    #: Who prepares it (chủ trì tham mưu), as the plan calls it; the department of that name, where there is one.
    lead_unit: Mapped[str] = mapped_column(String(200), default="")
    department_id: Mapped[int | None] = mapped_column()
    person: Mapped[str] = mapped_column(String(120), default="", info={"pii": True})
    due: Mapped[date | None] = mapped_column()
    status: Mapped[str] = mapped_column(String(20), default=Status.NOT_BEGUN)
    #: Why it is not carried out.
    reason: Mapped[str] = mapped_column(String(500), default="")
    #: Added during the year (theo yêu cầu).
    on_request: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None] = mapped_column()


class Coordinator(Opened, Numbered, Base):
    """Who coordinates on a task (phối hợp): all members, one agency, or a department, in the plan's own words."""

    more = (
        hangs_on("task", "task_id"),
        hangs_on("department", "department_id"),
        ForeignKeyConstraint(["year_id", "partner_id"], ["membership.year_id", "membership.agency_id"]),
    )

    task_id: Mapped[int] = mapped_column()
    place: Mapped[int] = mapped_column()
    words: Mapped[str] = mapped_column(String(200))
    party: Mapped[str] = mapped_column(String(20), default=Party.DEPARTMENT)
    partner_id: Mapped[int | None] = mapped_column()
    department_id: Mapped[int | None] = mapped_column()


class TaskLink(Opened, Public, Base):
    """Something of a later step that belongs to a task: its kind, its random id, its title."""

    more = (hangs_on("task", "task_id"), UniqueConstraint("year_id", "agency_id", "task_id", "kind", "target"))

    task_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(300))
    #: Seen by the agency alone, also on a task of the bloc.
    internal: Mapped[bool] = mapped_column(default=False)


class TaskLine(AgencyOwned, Numbered, Base):
    """What happened to a task, with a note of progress where one was written: the agency's own, never edited."""

    written_once: ClassVar[bool] = True
    more = (hangs_on("task", "task_id"),)

    task_id: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column()
    user_id: Mapped[int | None] = mapped_column()
    act: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(2000), default="")


class TaskReport(Filed, Public, Base):
    """What a coordinating agency reports on a task of the bloc: its draft until it is sent, then the chairs' too."""

    more = (
        ForeignKeyConstraint(["year_id", "task_agency_id", "task_id"], ["task.year_id", "task.agency_id", "task.id"]),
    )

    #: Whose task it is: never the reporting agency's own.
    task_agency_id: Mapped[int] = mapped_column()
    task_id: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(2000))
    written_at: Mapped[datetime] = mapped_column()
    written_by: Mapped[int | None] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
