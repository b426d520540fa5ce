"""A bloc of three whose sheet has a row of each method, with the chairs' own cards filed."""

from decimal import Decimal

from khoi.demo.papers import pdf
from khoi.scoring import actions
from khoi.scoring.actions.evidence import attach, store
from khoi.scoring.models import marks_of
from khoi.scoring.rules import Inputs
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.rules import read_sheet
from tenants.database import db
from tenants.models import Agency
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting
from tests import make
from tests.khoi.scoring.evidence_made import received


def _row(code: str, title: str, ceiling: str, evidence: str = "none", **method: object) -> dict[str, object]:
    return {"code": code, "title": title, "ceiling": ceiling, "evidence": evidence, "method": method}


SHEET = {
    "name": "Bảng mười cách chấm",
    "year": 2026,
    "total": "100",
    "rounding": {"places": 2, "mode": "half_up"},
    "not_applicable": "scale",
    "bonus_may_exceed_total": True,
    "ties": [{"by": "section", "code": "I"}, {"by": "penalty"}, {"by": "ballot"}],
    "classification": [{"label": "Xuất sắc", "min_total_percent": "90"}, {"label": "Tốt", "min_total_percent": "0"}],
    "not_considered": ["Không đăng ký thi đua"],
    "sections": [
        {"code": "I", "title": "Nhiệm vụ chung", "ceiling": "100", "children": [
            _row("1", "Thực hiện quy chế làm việc", "15", "required", type="direct"),
            _row("2", "Ban hành kế hoạch thi đua", "10", type="pass_fail"),
            _row("3", "Nhân rộng mô hình hay", "10", "required", type="per_item", points="2", unit="mô hình"),
            _row("4", "Xếp loại tổ chức đảng", "10", type="ladder", steps=[
                ["Tốt", "10"], ["Khá", "7"], ["Trung bình", "4"],
            ]),
            _row("5", "Giải quyết đơn đúng hạn", "20", type="percent", minus_per_percent="1", floor_percent="50",
                 unit="đơn"),
            _row("6", "Số vụ việc đã xử lý", "10", type="relative", unit="vụ"),
            _row("7", "Không có văn bản sai thể thức", "10", type="deduct", points="2", unit="văn bản"),
            _row("8", "Nộp phiếu đúng hạn", "10", type="timeliness", points_per_day="2", filing="scorecard"),
            _row("9", "Phụ trách xã khó khăn", "5", type="direct"),
        ]},
        {"code": "II", "title": "Điểm thưởng", "ceiling": "5", "kind": "bonus", "children": [
            _row("10", "Bằng khen trong năm", "5", type="bonus", points="2.5", unit="bằng khen"),
        ]},
        {"code": "III", "title": "Điểm trừ", "ceiling": "0", "kind": "penalty", "children": [
            _row("11", "Vụ việc bị nhắc nhở", "0", type="penalty", points="0.5", unit="vụ"),
        ]},
    ],
}  # fmt: skip


def _answers(points: str, done: int) -> dict[str, Inputs]:
    """What the chairs enter on their own cards."""
    return {
        "I/1": Inputs(points=Decimal(points)), "I/2": Inputs(met=True), "I/3": Inputs(count=4),
        "I/4": Inputs(step="Tốt"), "I/5": Inputs(actual=Decimal(40), target=Decimal(40)),
        "I/6": Inputs(actual=Decimal(done), target=Decimal(10)), "I/7": Inputs(count=0),
        "I/9": Inputs(points=Decimal(4)), "II/10": Inputs(count=1), "III/11": Inputs(count=0),
    }  # fmt: skip


def bloc_of_ten_methods() -> make.BlocOfThree:
    """Founded, peopled, the sheet published; the member has not begun, its clerk has never signed in."""
    bloc = make.bloc()
    year = make.year(bloc)
    names = (("L", "Thanh tra tỉnh", Seat.LEAD), ("P", "Công an tỉnh", Seat.DEPUTY), ("A", "Sở Tư pháp", Seat.MEMBER))
    agencies = [make.agency(bloc, code, name) for code, name, _ in names]
    for position, (agency, (code, _, seat)) in enumerate(zip(agencies, names, strict=True)):
        make.member(year, agency, seat, position=position)
        make.user(agency, Role.CLERK, must_change_password=code == "A")
        make.user(agency, Role.HEAD)
    lead, deputy, member = agencies
    three = make.BlocOfThree(bloc, year, lead, deputy, member, other=member)
    make.keep()
    with acting(Scope.of_operator(bloc.id, year.id)):
        publish(store_sheet(year, read_sheet(SHEET)))
        db.session.commit()
    make.dates(three)
    return three


def file_card(three: make.BlocOfThree, agency: Agency, points: str, done: int) -> None:
    """That agency's card, filled in, sent to its head and submitted."""
    with acting(make.scope(three, agency, seated=False)):
        card = actions.begin(three.year.id, agency.id)
        answers = _answers(points, done)
        for mark, criterion in marks_of(card.id):
            if criterion.path in answers:
                actions.claim(mark, answers[criterion.path], "", mark.version)
        paper = store(three.year.id, agency.id, received(pdf("Báo cáo", (agency.name,)))).evidence
        for mark, criterion in marks_of(card.id):
            if criterion.path in ("I/1", "I/3"):
                attach(mark, paper)
        actions.send_to_head(card)
        actions.submit(card, card.version)
        db.session.commit()
        db.session.rollback()
