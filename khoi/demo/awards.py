"""The demo's awards: rules and five years of history, individuals on their way, and the council of the lead's own
agency, of which nobody else knows."""

import io
from datetime import UTC, date, datetime

from khoi.awards import actions
from khoi.awards.actions import Person
from khoi.awards.actions import council as sitting
from khoi.awards.actions.council import Before
from khoi.awards.models import CouncilSitting, Nomination, nominations_filed, nominations_of
from khoi.awards.models.council import agreed_in, candidates_of, sittings_of
from khoi.awards.rules.council import Counts
from khoi.awards.rules.history import HeldLine
from khoi.demo.cast import PARTS, Part
from khoi.demo.papers import pdf
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.plans.models import departments_of
from khoi.pledges.models import Title, catalogue_of
from tenants import clock, files
from tenants.files import Received
from tenants.roles import Role

FLAG, STATE_FLAG, MERIT, EXCELLENT = "CTĐT", "CTĐCP", "BKT-TT", "TTLĐXS"
#: By how many years ago: what each agency was given, the best first.
HISTORY: dict[int, dict[str, tuple[str, ...]]] = {
    1: {"CA": (FLAG,), "BNC": (MERIT,), "TTT": (EXCELLENT,), "TAND": (EXCELLENT,)},
    2: {"TTT": (FLAG,), "CA": (MERIT,), "VKSND": (EXCELLENT,), "BNC": (EXCELLENT,)},
    3: {"BNC": (STATE_FLAG,), "BCHQS": (FLAG,), "STP": (MERIT,), "CA": (EXCELLENT,)},
    4: {"CA": (FLAG,), "VKSND": (MERIT,), "TTT": (MERIT,), "THADS": (EXCELLENT,)},
    5: {"TAND": (FLAG,), "TTT": (EXCELLENT,), "BCHQS": (MERIT,), "STP": (EXCELLENT,)},
}
#: Agency, person, what he did, how far the nomination has come.
PEOPLE = (
    ("STP", "Nguyễn Văn Minh", "Trưởng phòng Hành chính tư pháp", "Tham mưu 5 quy trình giải quyết thủ tục.", "filed"),
    ("VKSND", "Hoàng Thị Liên", "Kiểm sát viên", "Chủ trì giải quyết 32 vụ án, không có án hủy.", "taken"),
    ("BNC", "Trần Thị Thu", "Chuyên viên chính", "Tham mưu 4 đề án về cải cách tư pháp.", "returned"),
    ("CA", "Lương Đức Thắng", "Đội trưởng", "Chỉ huy khám phá 14 vụ việc tồn đọng.", "at_head"),
    ("TAND", "Vi Thị Hằng", "Thẩm phán", "Giải quyết 118 vụ việc, hòa giải thành 61 %.", "draft"),
)
COUNCIL = (
    ("Đậu Trường An", "Chánh Thanh tra", "chair"), ("Nguyễn Quốc Huy", "Phó Chánh Thanh tra", "deputy"),
    ("Nguyễn Thị Hoa", "Chuyên viên Văn phòng", "secretary"), ("Lăng Văn Sơn", "Chánh Văn phòng", "member"),
    ("Hà Thị Mai", "Trưởng phòng Nghiệp vụ 1", "member"), ("Nông Đức Toàn", "Trưởng phòng Nghiệp vụ 2", "member"),
    ("Phạm Thị Hương", "Chủ tịch Công đoàn", "member"),
)  # fmt: skip
BEFORE = (
    ("LĐTT", "Lăng Văn Sơn", "Chánh Văn phòng", "Hoàn thành xuất sắc nhiệm vụ.", 7),
    ("LĐTT", "Đinh Thị Ngân", "Thanh tra viên", "Hoàn thành tốt nhiệm vụ, tham gia 3 cuộc thanh tra.", 7),
    ("CSTĐCS", "Đinh Thị Ngân", "Thanh tra viên", "Sáng kiến lập kho dữ liệu kết luận thanh tra.", 6),
    ("CSTĐCS", "Vy Văn Lâm", "Thanh tra viên", "Có sáng kiến nhưng chưa được công nhận.", 3),
    ("TTLĐTT", "Phòng Nghiệp vụ 1", "", "Hoàn thành 100 % kế hoạch thanh tra.", 7),
    ("CSTĐT", "Hà Thị Mai", "Trưởng phòng Nghiệp vụ 1", "Chủ trì 4 cuộc thanh tra, thu hồi 6,2 tỷ đồng.", 6),
)
RETURNED = "Báo cáo thành tích chưa ghi số, ngày quyết định công nhận sáng kiến."


def make_awards(stage: Stagehand) -> None:
    """Rules and history in spring, individuals and the council in November."""
    year = stage.year.number
    with clock.stopped_at(datetime(year, 3, 2, 3, tzinfo=UTC)), stage.as_seat(LEAD, Role.CLERK):
        actions.begin_rules(stage.year)
        agencies = {part.code: stage.agencies[part.code].id for part in PARTS}
        names = {title.code: title.name for title in catalogue_of(stage.year.id)}
        actions.keep_history(stage.year, _history(year), agencies, names)
    with clock.stopped_at(datetime(year, 11, 16, 3, tzinfo=UTC)):
        for code, *words, state in PEOPLE:
            _nominate(stage, next(part for part in PARTS if part.code == code), words, state)
        _council(stage, year)


def _history(year: int) -> list[HeldLine]:
    return [
        HeldLine(year - ago, title, code, "", f"{1200 + 37 * ago}/QĐ-UBND", date(year - ago + 1, 2, 10 + ago))
        for ago, given in HISTORY.items()
        for code, titles in given.items()
        for title in titles
    ]


def _title(stage: Stagehand, code: str) -> Title:
    return next(row for row in catalogue_of(stage.year.id) if row.code == code)


def _nominate(stage: Stagehand, part: Part, words: list[str], state: str) -> None:
    """The agency's book of three years, the nomination, and how far it has come."""
    name, position, achievement = words
    agency = stage.agencies[part.code].id
    with stage.as_member(part, Role.CLERK):
        names = {title.code: title.name for title in catalogue_of(stage.year.id)}
        years = (1, 2, 3) if state != "filed" else (1, 3)
        lines = [HeldLine(stage.year.number - ago, "CSTĐCS", name=name) for ago in years]
        others = [HeldLine(stage.year.number - ago, "LĐTT", name=part.clerk) for ago in (1, 2, 3)]
        actions.keep_own_history(stage.year, agency, [*lines, *others], names)
        person = Person(name, None, position, "", achievement, clean=True)
        row = actions.nominate(None, stage.year, agency, _title(stage, "CSTĐT"), person)
        if state != "draft":
            actions.nomination_to_head(row)
    if state not in ("draft", "at_head"):
        with stage.as_member(part, Role.HEAD):
            actions.file_nomination(nominations_of(stage.year.id, agency)[0][0])
        with stage.as_seat(LEAD, Role.CLERK):
            _answer(stage, agency, state)


def _answer(stage: Stagehand, agency: int, state: str) -> None:
    row, title = _filed(stage, agency)
    if state == "taken":
        actions.take_nomination(stage.year, row, title)
    if state == "returned":
        actions.return_nomination(row, title, RETURNED)


def _filed(stage: Stagehand, agency: int) -> tuple[Nomination, Title]:
    return next(pair for pair in nominations_filed(stage.year.id) if pair[0].agency_id == agency)


def _council(stage: Stagehand, year: int) -> None:
    """The lead's own: counted by the clerk, confirmed and decided by the head, one proposed upwards."""
    agency = stage.agencies[LEAD.code].id
    with stage.as_member(LEAD, Role.CLERK):
        for member in COUNCIL:
            sitting.seat_member(stage.year.id, agency, *member)
        words = (f"Xét danh hiệu thi đua, khen thưởng năm {year}", date(year, 11, 12), "05/BB-HĐTĐKT")
        row = sitting.call_sitting(None, stage.year.id, agency, *words)
        units = {unit.name: unit for unit in departments_of(stage.year.id, agency)}
        for code, name, position, achievement, _ in BEFORE:
            unit = units.get("Văn phòng") if "Văn phòng" in position else units.get("Các phòng Nghiệp vụ")
            sitting.put_before(row, _title(stage, code), Before(name, position, achievement, True, unit))
        agreed = {(code, name): votes for code, name, _, _, votes in BEFORE}
        counts = {one.id: agreed[title.code, one.name] for one, title in candidates_of(row.id)}
        sitting.count_slips(row, Counts(7, counts))
    with stage.as_member(LEAD, Role.HEAD):
        row = _sitting(stage, agency)
        sitting.confirm_count(row)
        _decide(stage, row)
    with stage.as_member(LEAD, Role.CLERK):
        words = ("Xét khen thưởng đột xuất tháng 12", date(year, 12, 10), "")
        sitting.call_sitting(None, stage.year.id, agency, *words)


def _sitting(stage: Stagehand, agency: int) -> CouncilSitting:
    return sittings_of(stage.year.id, agency)[0]


def _decide(stage: Stagehand, row: CouncilSitting) -> None:
    candidates = candidates_of(row.id)
    passed = agreed_in(row, candidates)
    own = [one.public_id for one, title in candidates if one.id in passed and title.level == "agency"]
    content = pdf("Quyet dinh khen thuong", (stage.bloc.name, "Van ban minh hoa cua ban chay thu."))
    scan = Received("Quyết định 215.pdf", "application/pdf", files.keep(io.BytesIO(content)), 1)
    dated = date(stage.year.number, 11, 16)
    sitting.decide_own(row, own, "215/QĐ-TTT", dated, "Chánh Thanh tra Đậu Trường An", scan)
    for one, title in candidates:
        if one.id in passed and title.code == "CSTĐT":
            sitting.propose_upwards(stage.year, one, title)
