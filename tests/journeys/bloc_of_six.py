"""A bloc of six at the end of its year: all cards filed and appraised, nothing yet explained, decided or voted."""

from dataclasses import dataclass
from decimal import Decimal

from khoi.pledges.actions import begin_catalogue
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of
from khoi.scoring.rules import Verdict
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.models import criteria_of, sheet_in_force
from khoi.sheets.rules import read_sheet
from tenants import clock
from tenants.database import db
from tenants.models import Agency, year_by_id
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting
from tests import make
from tests.journeys.people import at
from tests.journeys.ten_methods import SHEET, file_card

NAMES = {
    "L": "Thanh tra tỉnh", "P": "Công an tỉnh", "A": "Sở Tư pháp", "B": "Tòa án nhân dân tỉnh",
    "C": "Viện kiểm sát nhân dân tỉnh", "D": "Ban Nội chính Tỉnh ủy",
}  # fmt: skip
SEATS = {"L": Seat.LEAD, "P": Seat.DEPUTY}
#: Code → points on the first row, and cases done of ten.
CLAIMS = {"L": ("9", 12), "P": ("13", 9), "A": ("14.5", 11), "B": ("12", 10), "C": ("11", 8), "D": ("10", 7)}
#: What the appraisal found otherwise: code, path, points, why.
LOWERED = (
    ("A", "I/1", "12", "Một báo cáo gửi chậm"),
    ("A", "I/3", "6", "Một mô hình chưa có quyết định công nhận"),
    ("D", "I/4", "7", "Hồ sơ xếp loại ghi loại Khá"),
    ("P", "I/1", "11", "Hai báo cáo gửi chậm"),
    ("L", "I/1", "8", "Một báo cáo thiếu phụ lục"),
)


@dataclass(frozen=True, slots=True)
class BlocOfSix:
    """The bloc with its agencies by code; the chairs and a member as the makers know them."""

    three: make.BlocOfThree
    agencies: dict[str, Agency]


def appraised_bloc() -> BlocOfSix:
    """Filed by the due date, appraised and told; all of it through the actions of the portal."""
    with clock.stopped_at(at("2026-11-20 08:00")):
        six = _founded()
        for code, (points, done) in CLAIMS.items():
            file_card(six.three, six.agencies[code], points, done)
    with clock.stopped_at(at("2026-12-01 08:00")):
        for code in NAMES:
            _appraised(six, code)
    return six


def _founded() -> BlocOfSix:
    bloc = make.bloc()
    year = make.year(bloc)
    agencies = {code: make.agency(bloc, code, name) for code, name in NAMES.items()}
    for position, (code, agency) in enumerate(agencies.items()):
        make.member(year, agency, SEATS.get(code, Seat.MEMBER), position=position)
        make.user(agency, Role.CLERK, name=f"Chuyên viên {NAMES[code]}")
        make.user(agency, Role.HEAD, name=f"Lãnh đạo {NAMES[code]}", position="Thủ trưởng")
    three = make.BlocOfThree(bloc, year, agencies["L"], agencies["P"], agencies["A"], agencies["B"])
    make.keep()
    with acting(Scope.of_operator(bloc.id, year.id)):
        publish(store_sheet(year, read_sheet(SHEET)))
        begin_catalogue(year_by_id(year.id))
        db.session.commit()
    make.dates(three, due=at("2026-11-25 17:00"))
    return BlocOfSix(three, agencies)


def _appraised(six: BlocOfSix, code: str) -> None:
    """By the lead, the lead's own by the deputy: some rows found otherwise, the rest accepted; then told."""
    three = six.three
    with acting(make.scope(three, three.deputy if code == "L" else three.lead)):
        card = card_of(three.year.id, six.agencies[code].id)
        sheet = sheet_in_force(three.year.id)
        assert card is not None
        assert sheet is not None
        leaves = {leaf.path: leaf for leaf in criteria_of(sheet.id)}
        for whose, path, points, reason in LOWERED:
            if whose == code:
                appraise(card, leaves[path], Verdict(points=Decimal(points), reason=reason), 0)
        accept_in_bulk(card)
        release(card)
        make.keep()
