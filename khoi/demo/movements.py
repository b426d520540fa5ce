"""The demo's movements: one from above that most have joined, one of the bloc summed up with commendations, and one
inside the lead's agency that nobody else sees."""

import io
from datetime import UTC, date, datetime

from khoi.awards import actions as awarding
from khoi.awards.models import filed_cases, own_cases
from khoi.demo.cast import PARTS, Part
from khoi.demo.papers import pdf
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.movements import actions
from khoi.movements.actions import Words
from khoi.movements.models import Movement, joining_of, movements_of
from khoi.pledges.models import catalogue_of
from tenants import clock, files
from tenants.files import Received
from tenants.roles import Role

DIGITAL = "Đẩy mạnh chuyển đổi số trong các cơ quan nhà nước"
DISCIPLINE = "Siết chặt kỷ luật, kỷ cương; giải quyết dứt điểm việc tồn đọng"
OWN = "Thi đua lập thành tích chào mừng Ngày truyền thống ngành Thanh tra Việt Nam"
OWN_GOALS = "Hoàn thành sớm kế hoạch thanh tra; mỗi phòng có ít nhất một cách làm mới được áp dụng."
#: Whom agencies propose for the bloc's movement, and whether the council agrees (9 members, 8 present).
PROPOSED = (
    ("CA", "Phòng Cảnh sát hình sự", "Công an tỉnh", "GK-TT", "Giải quyết dứt điểm 14 vụ việc tồn đọng.", 8),
    ("STP", "Nguyễn Văn Minh", "Trưởng phòng Hành chính tư pháp, Sở Tư pháp", "GK-CN", "Tham mưu 5 quy trình.", 8),
    ("BNC", "Trần Thị Thu", "Chuyên viên, Ban Nội chính Tỉnh ủy", "GK-CN", "Thành tích đã được khen tháng 3.", 2),
)


def make_movements(stage: Stagehand) -> None:
    """Both movements run in spring and summer; the awards are decided in August."""
    year = stage.year.number
    with clock.stopped_at(datetime(year, 4, 1, 3, tzinfo=UTC)):
        above = Words(
            DIGITAL, "above", date(year, 4, 1), date(year, 12, 20),
            "Toàn bộ văn bản đi, đến xử lý trên môi trường mạng; mỗi đơn vị có một sáng kiến số.",
            "Tỷ lệ hồ sơ trực tuyến; số sáng kiến được công nhận.", "UBND tỉnh", "58/KH-UBND", date(year, 3, 20),
        )  # fmt: skip
        own = Words(
            DISCIPLINE, "bloc", date(year, 4, 1), date(year, 7, 31),
            "Không để tồn đọng đơn thư, vụ việc quá hạn.", "Số vụ việc tồn đọng được giải quyết.",
        )  # fmt: skip
        for words in (above, own):
            _launch(stage, words)
    for number, part in enumerate(PARTS):
        if part.code != "BCHQS":
            _join(stage, part, DISCIPLINE, number)
        if part.code not in ("BCHQS", "THADS"):
            _join(stage, part, DIGITAL, number)
    with clock.stopped_at(datetime(year, 8, 5, 3, tzinfo=UTC)), stage.as_seat(LEAD, Role.HEAD):
        text = "Bảy đơn vị tham gia; 96 vụ việc tồn đọng được giải quyết. Ba đề nghị khen thưởng được Hội đồng xét."
        actions.sum_up(_movement(stage, DISCIPLINE), text)
    _award(stage, year)
    with clock.stopped_at(datetime(year, 5, 4, 3, tzinfo=UTC)), stage.as_member(LEAD, Role.CLERK):
        inside = (OWN, date(year, 5, 5), date(year, 11, 23), OWN_GOALS, "")
        actions.keep_own_movement(None, stage.year, stage.agencies[LEAD.code].id, *inside)


def _launch(stage: Stagehand, words: Words) -> None:
    with stage.as_seat(LEAD, Role.CLERK):
        row = actions.draft_movement(stage.year, words)
        actions.add_movement_file(row, _file(stage, f"Kế hoạch phát động: {words.name}"))
    with stage.as_seat(LEAD, Role.HEAD):
        actions.launch_movement(_movement(stage, words.name))


def _movement(stage: Stagehand, name: str) -> Movement:
    return next(row for row in movements_of(stage.year.id) if row.name == name)


def _file(stage: Stagehand, title: str) -> Received:
    content = pdf(title[:60], (stage.bloc.name, "Van ban minh hoa cua ban chay thu."))
    return Received(f"{title[:80]}.pdf", "application/pdf", files.keep(io.BytesIO(content)), 1)


def _join(stage: Stagehand, part: Part, name: str, number: int) -> None:
    """The clerk writes, the head sends; a first result in June."""
    agency, year = stage.agencies[part.code].id, stage.year.number
    with clock.stopped_at(datetime(year, 4, 10, 3 + number % 5, tzinfo=UTC)):
        with stage.as_member(part, Role.CLERK):
            targets = (
                "Giải quyết 100 % việc tồn đọng." if name == DISCIPLINE else "Mỗi phòng có ít nhất một sáng kiến số."
            )
            row = _movement(stage, name)
            actions.write_launch(row, agency, f"{20 + number}/KH-{part.code}", date(year, 4, 8), targets)
        with stage.as_member(part, Role.HEAD):
            row = _movement(stage, name)
            joining = joining_of(row.id, agency)
            assert joining is not None
            actions.send_launch(joining, row)
    with clock.stopped_at(datetime(year, 6, 30, 3, tzinfo=UTC)), stage.as_member(part, Role.HEAD):
        row = _movement(stage, name)
        joining = joining_of(row.id, agency)
        assert joining is not None
        actions.add_progress(joining, row, "progress", date(year, 6, 25), "Đạt tiến độ đề ra.", f"{4 + number} việc")
        actions.send_progress(joining, row)


def _award(stage: Stagehand, year: int) -> None:
    codes = {part.code: part for part in PARTS}
    with clock.stopped_at(datetime(year, 8, 12, 3, tzinfo=UTC)):
        for code, name, position, form, achievement, _ in PROPOSED:
            _propose(stage, codes[code], (name, position, achievement), form)
    with clock.stopped_at(datetime(year, 8, 20, 3, tzinfo=UTC)), stage.as_seat(LEAD, Role.CLERK):
        agreed = {name: votes for _, name, _, _, _, votes in PROPOSED}
        for case in filed_cases(stage.year.id):
            votes = awarding.Votes("07/BB-HĐTĐKT", date(year, 8, 19), 9, 8, agreed[case.proposal.name])
            good = agreed[case.proposal.name] > 4
            reason = "" if good else "Cùng một thành tích đã được khen thưởng."
            awarding.deliberate(case.proposal, votes, accepted=good, reason=reason)
    with clock.stopped_at(datetime(year, 8, 28, 3, tzinfo=UTC)), stage.as_seat(LEAD, Role.HEAD):
        chosen = [case.proposal for case in filed_cases(stage.year.id) if case.finding and case.finding.accepted]
        scan = _file(stage, "Quyết định khen thưởng phong trào")
        awarding.decide(stage.year, chosen, "412/QĐ-TTT", date(year, 8, 27), "Chánh Thanh tra tỉnh", scan)


def _propose(stage: Stagehand, part: Part, words: tuple[str, str, str], form: str) -> None:
    agency = stage.agencies[part.code].id
    with stage.as_member(part, Role.CLERK):
        title = next(row for row in catalogue_of(stage.year.id) if row.code == form)
        awarding.propose(None, stage.year.id, agency, _movement(stage, DISCIPLINE), title, *words)
    with stage.as_member(part, Role.HEAD):
        awarding.file_proposal(own_cases(stage.year.id, agency)[0].proposal)
