"""The demo's secret votes: a question put to the bloc in February, on paper, counted and confirmed; and the vote on the
year's flag, in the portal, drawn up and waiting for its tellers."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime

from khoi.ballots import actions
from khoi.ballots.actions import Terms
from khoi.ballots.models import Ballot, ballots_in, candidates_of
from khoi.ballots.rules import Conflict, Kind, Measure, Sheet, Way
from khoi.demo.cast import PARTS, Part, login_of
from khoi.demo.papers import pdf
from khoi.demo.stagehand import DEPUTY, LEAD, Stagehand
from tenants import clock, files
from tenants.files import Received
from tenants.models import user_with_login
from tenants.roles import Role

QUESTION = "Thông qua Quy chế hoạt động và bình xét thi đua của Khối năm {year}?"
FLAG = "Đề nghị UBND tỉnh tặng Cờ thi đua năm {year}"
REGULATION = "Quy chế hoạt động và bình xét thi đua của Khối"
TELLERS = tuple(part for part in PARTS if part.code in ("CA", "STP", "BNC"))
PROPOSED = ("CA", "BNC", "TTT")


def make_ballots(stage: Stagehand) -> None:
    """The paper vote is lived through; the other waits."""
    year = stage.year.number
    with clock.stopped_at(datetime(year, 2, 12, 3, tzinfo=UTC)):
        _count_question(stage, year)
    with clock.stopped_at(datetime(year, 11, 20, 3, tzinfo=UTC)), stage.as_seat(LEAD, Role.CLERK):
        _draw_up_flag(stage, year)


def _count_question(stage: Stagehand, year: int) -> None:
    basis = "Biên bản Hội nghị triển khai nhiệm vụ của Khối"
    terms = Terms(
        QUESTION.format(year=year), Kind.QUESTION, basis=basis, held_on=date(year, 2, 12),
        measure=Measure(50, strict=True, quorum=(2, 3)),
    )  # fmt: skip
    with stage.as_seat(LEAD, Role.HEAD):
        row = actions.draft_ballot(stage.year, terms)
        name_tellers(row, TELLERS)
        actions.open_ballot(row)
    with stage.as_seat(part_of("STP"), Role.HEAD):
        row = ballot_called(stage, terms.title)
        numbers = {candidates_of(row.id)[0].public_id: (6, 1, 0)}
        actions.enter_counts(row, Sheet(8, 8, 0, 7, 1), numbers, "Một phiếu đánh dấu cả hai ô")
        actions.file_scan(row, _scan(f"Biên bản kiểm phiếu ngày 12 tháng 02 năm {year}"))
    with stage.as_seat(DEPUTY, Role.HEAD):
        actions.confirm_counts(ballot_called(stage, terms.title))


def _draw_up_flag(stage: Stagehand, year: int) -> None:
    terms = Terms(
        FLAG.format(year=year), Kind.AWARD, Way.PORTAL, seats=1, basis=f"{REGULATION} năm {year}",
        measure=Measure(80, strict=False, quorum=(2, 3)), conflict=Conflict.WITHOUT,
    )  # fmt: skip
    row = actions.draft_ballot(stage.year, terms)
    for code in PROPOSED:
        actions.add_candidate(row, part_of(code).name, "Cờ thi đua của UBND tỉnh", stage.agencies[code].id)
    name_tellers(row, TELLERS)


def name_tellers(row: Ballot, tellers: Iterable[Part]) -> None:
    for part in tellers:
        user = user_with_login(login_of(part, Role.HEAD))
        assert user is not None
        actions.add_teller(row, user)


def part_of(code: str) -> Part:
    return next(part for part in PARTS if part.code == code)


def ballot_called(stage: Stagehand, title: str) -> Ballot:
    return next(row for row in ballots_in(stage.year.id) if row.title == title)


def _scan(title: str) -> Received:
    content = pdf(title[:60], ("Ban kiem phieu da ky.",))
    return Received(f"{title}.pdf", "application/pdf", files.keep(io.BytesIO(content)), 1)
