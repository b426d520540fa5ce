"""What passes on at the turn of a year: papers of the bloc, matters still open. Each step's part is one function that
gives plain items; a further step adds its own to the list at the end.

Read with a chair's eyes: what a member drafts is not in sight, and nothing here asks for it. Open matters are asked
only of what both chairs see, for the one asks to close with the list that the other confirms."""

from collections.abc import Callable, Iterable, Iterator

from khoi.ranking.models import open_request, standing_in_force
from khoi.scoring.models import cards_in, last_filed_in
from khoi.scoring.rules import APPRAISABLE, SETTLED
from khoi.sheets.models import sheets_of
from khoi.turnover.models.verdict import (
    RESULT,
    decisions_left,
    meeting_left,
    rounds_left,
    verdict_passed_on,
    votes_left,
)
from khoi.turnover.models.work import (
    activities_passed_on,
    official_papers_passed_on,
    outlines_passed_on,
    papers_passed_on,
    reports_passed_on,
    tasks_passed_on,
)
from khoi.turnover.rules import Item, Kind, Passed
from khoi.years.models import bases_of, filings_of, not_considered_in, reopenings_in
from tenants import clock, journal, vi
from tenants.models import Year, all_members_of, members_of

Collector = Callable[[Year], Iterable[Item]]
YEAR, SHEET, SCORES = "Thiết lập năm", "Bảng tiêu chí", "Chấm điểm, thẩm định"


def passed_on(year: Year, lines: tuple[str, ...] = ()) -> Passed:
    """Everything that passes on from this year, in the order of the bloc's life, with the lead's own lines."""
    return Passed(tuple(item for collect in COLLECTORS for item in collect(year)), lines)


def unfinished(year: Year) -> list[str]:
    """What is not finished in this year, in words: what who closes it has to have read. Of what both chairs see."""
    items = (item for collect in COLLECTORS if collect not in OF_THE_LEAD for item in collect(year))
    matters = (item for item in items if item.kind is Kind.MATTER)
    return [f"{item.title}: {item.detail}" if item.detail else item.title for item in matters]


def _set_up(year: Year) -> Iterator[Item]:
    names = [member.name_that_year for member in all_members_of(year.id)]
    yield Item(Kind.PAPER, YEAR, "Danh sách đơn vị thành viên", f"{len(names)} đơn vị: {', '.join(names)}")
    if filings := filings_of(year.id):
        yield Item(Kind.PAPER, YEAR, "Thời hạn trong năm", f"{len(filings)} nội dung phải nộp")
    if bases := bases_of(year.id):
        yield Item(Kind.PAPER, YEAR, "Căn cứ pháp lý", f"{len(bases)} văn bản")
    length, head = journal.head_of(year.bloc_id)
    yield Item(Kind.PAPER, YEAR, "Nhật ký của Khối", f"{length} dòng, mã đối chiếu {head[:16]}")
    titles = {filing.key: filing.title for filing in filings}
    members = {member.agency_id: member.name_that_year for member in all_members_of(year.id)}
    for row in reopenings_in(year.id):
        if row.withdrawn_at is None and row.until >= clock.now():
            what = f"{members[row.agency_id]} được mở lại {titles.get(row.filing, row.filing)}"
            yield Item(Kind.MATTER, YEAR, what, f"đến {vi.date_time(row.until)}")


def _sheets(year: Year) -> Iterator[Item]:
    published = [sheet for sheet in sheets_of(year.id) if not sheet.is_draft]
    for sheet in reversed(published):
        yield Item(Kind.PAPER, SHEET, sheet.name, f"phiên bản {sheet.number}, công bố {vi.date(sheet.published_at)}")
    if not published:
        yield Item(Kind.MATTER, SHEET, "Bảng tiêu chí chưa công bố")


def _scores(year: Year) -> Iterator[Item]:
    """Of cards only what has been filed; of who has not filed, that it has not."""
    filed, cards, aside = last_filed_in(year.id), cards_in(year.id), not_considered_in(year.id)
    members = members_of(year.id)
    if filed:
        yield Item(Kind.PAPER, SCORES, "Phiếu chấm đã nộp", f"{len(filed)} đơn vị")
    missing = [m.name_that_year for m in members if m.agency_id not in filed and m.agency_id not in aside]
    if missing:
        yield Item(Kind.MATTER, SCORES, "Chưa nộp phiếu chấm", ", ".join(missing))
    stages = {m.name_that_year: cards[m.agency_id].stage for m in members if m.agency_id in filed}
    if waiting := [name for name, stage in stages.items() if stage in APPRAISABLE]:
        yield Item(Kind.MATTER, SCORES, "Chưa thẩm định xong", ", ".join(waiting))
    if returned := [name for name, stage in stages.items() if stage not in APPRAISABLE and stage not in SETTLED]:
        yield Item(Kind.MATTER, SCORES, "Đã trả lại, chưa nộp lại", ", ".join(returned))


def _results(year: Year) -> Iterator[Item]:
    if (standing := standing_in_force(year.id)) is not None:
        told = f"công bố {vi.date_time(standing.published_at)}, mã {standing.digest[:16]}"
        yield Item(Kind.PAPER, RESULT, f"Kết quả xếp hạng năm {year.number}", told)
    else:
        yield Item(Kind.MATTER, RESULT, "Kết quả xếp hạng chưa công bố")
    if open_request(year.id) is not None:
        yield Item(Kind.MATTER, RESULT, "Đề nghị về điểm, kết quả đang chờ Khối phó xác nhận")


#: In the order of the bloc's life.
COLLECTORS: tuple[Collector, ...] = (
    _set_up, tasks_passed_on, papers_passed_on, official_papers_passed_on, activities_passed_on, reports_passed_on,
    outlines_passed_on, _sheets, _scores, rounds_left, meeting_left, _results, verdict_passed_on, votes_left,
    decisions_left,
)  # fmt: skip
#: What the lead alone sees: it is handed over, and no part of what two people agree on when the year is closed.
OF_THE_LEAD = frozenset({papers_passed_on, official_papers_passed_on, activities_passed_on, outlines_passed_on})
