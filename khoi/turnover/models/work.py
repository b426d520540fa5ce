"""What passes on of the bloc's work during the year: its tasks, its documents, its activities, its reports."""

from collections.abc import Iterator

from khoi.activities.models import activities_in
from khoi.activities.rules import Stage
from khoi.documents.models import Wanted, all_taken, documents_in, incoming_due, kinds_in
from khoi.documents.rules import State, handling_word, written
from khoi.plans.models import bloc_tasks
from khoi.plans.rules import QUARTER_NAMES, STATUS_NAMES, Status
from khoi.reports.models import requests_of
from khoi.reports.models.matrix import matrix_of
from khoi.reports.rules import Seen
from khoi.summaries.models import papers_in_force
from khoi.summaries.rules.papers import KINDS
from khoi.turnover.rules import Item, Kind
from tenants import clock, vi
from tenants.models import Year

PLAN, PAPERS, ACTIVITIES, REPORTS = "Việc của Khối", "Văn bản", "Hội nghị, hoạt động", "Báo cáo"


def tasks_passed_on(year: Year) -> Iterator[Item]:
    """The bloc's tasks; one that is neither done nor dropped stays open, by its name."""
    tasks = bloc_tasks(year.id)
    if tasks:
        yield Item(Kind.PAPER, PLAN, f"Việc của Khối trong kế hoạch năm {year.number}", f"{len(tasks)} việc")
    for task in tasks:
        if task.status not in (Status.DONE, Status.DROPPED):
            when = f"hạn {vi.date(task.due)}" if task.due else QUARTER_NAMES[task.quarter].replace("Q", "q")
            yield Item(Kind.MATTER, PLAN, task.content, f"{when}, {STATUS_NAMES[Status(task.status)].lower()}")


def papers_passed_on(year: Year) -> Iterator[Item]:
    """Issued documents, the last number of each series, and what came in and is not dealt with: the lead's to see."""
    issued = documents_in(year.id, Wanted(state=State.ISSUED))
    for row in reversed(issued):
        yield Item(Kind.PAPER, PAPERS, f"{row.sign} {row.subject}", f"ngày {vi.date(row.dated)}")
    names = {kind.series: kind.name for kind in kinds_in(year.id)}
    taken = all_taken(year.bloc_id, year.number)
    if last := [f"{names.get(series, series)}: {written(max(numbers))}" for series, numbers in sorted(taken.items())]:
        yield Item(Kind.PAPER, PAPERS, f"Sổ đăng ký văn bản năm {year.number}", f"số cuối của {'; '.join(last)}")
    for letter in incoming_due(year.id):
        word = handling_word(letter.state, letter.due, clock.today()).text
        yield Item(Kind.MATTER, PAPERS, f"Văn bản đến {letter.sign} {letter.subject}", word.lower())
    if drafts := [row for row in documents_in(year.id) if row.state in (State.DRAFT, State.AT_HEAD)]:
        yield Item(Kind.MATTER, PAPERS, "Dự thảo chưa ban hành", "; ".join(row.subject for row in drafts))


def official_papers_passed_on(year: Year) -> Iterator[Item]:
    """The year's official documents in force, a line a kind: the lead's to see, for each is shown to whom it names."""
    rows = papers_in_force(year.id, KINDS)
    for kind in KINDS.values():
        if own := [row for row in rows if row.kind == kind.key]:
            signs = "; ".join(f"số {row.sign}" if row.sign else f"ngày {vi.date(row.dated)}" for row in own)
            yield Item(Kind.PAPER, PAPERS, kind.name, signs)


def activities_passed_on(year: Year) -> Iterator[Item]:
    """What was held, and what is still to be held or noted: the lead's to see, for it invites whom it chooses."""
    rows = activities_in(year.id)
    if held := [row for row in rows if row.stage == Stage.HELD]:
        yield Item(Kind.PAPER, ACTIVITIES, "Hoạt động đã tổ chức", "; ".join(row.title for row in reversed(held)))
    for row in reversed(rows):
        if row.stage in (Stage.DRAFT, Stage.ANNOUNCED):
            state = "dự kiến, chưa mời" if row.stage == Stage.DRAFT else "đã mời, chưa ghi kết quả"
            yield Item(Kind.MATTER, ACTIVITIES, row.title, f"{vi.date_time(row.starts_at)}, {state}")


def reports_passed_on(year: Year) -> Iterator[Item]:
    """The reports that were asked, with who has not filed; of the unfiled nothing but that."""
    matrix = matrix_of(year.id)
    names = {member.agency_id: member.name_that_year for member in matrix.members}
    for column in matrix.columns:
        filed = len(column.cells) - column.unfiled
        yield Item(Kind.PAPER, REPORTS, column.request.title, f"{filed}/{len(column.cells)} đơn vị đã nộp")
        if missing := [names[agency] for agency, cell in column.cells.items() if cell.seen is not Seen.FILED]:
            yield Item(Kind.MATTER, REPORTS, f"Chưa nộp: {column.request.title}", ", ".join(missing))


def outlines_passed_on(year: Year) -> Iterator[Item]:
    """Reports in preparation: nobody but the lead knows of them."""
    for request in requests_of(year.id):
        if not request.is_asked:
            yield Item(Kind.MATTER, REPORTS, f"Đang chuẩn bị, chưa yêu cầu: {request.title}")
