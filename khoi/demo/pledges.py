"""The demo's pledges: the catalogue, every member's registration, the giao ước, half-year results."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from khoi.demo.cast import PARTS, Part
from khoi.demo.figures import chance
from khoi.demo.papers import pdf
from khoi.demo.stagehand import DEPUTY, LEAD, Stagehand
from khoi.pledges import actions
from khoi.pledges.models import (
    Pledge,
    Registration,
    Title,
    catalogue_of,
    contents_of,
    last_registered,
    pledge_of,
    registration_of,
    targets_of,
)
from khoi.pledges.rules import Agreement, Contents, RegisteredTitle, Target, seal_of
from khoi.years.models import filing_keyed
from tenants import clock, files
from tenants.files import Received
from tenants.models import Year, membership_of
from tenants.roles import Role

#: Who filed after hạn nộp, who on paper, whose registration was returned once.
LATE, PAPER, RETURNED = "THADS", "BCHQS", "STP"
REASON = "Chỉ tiêu 2 chưa ghi số cụ thể; đề nghị bổ sung."


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of the demo: words, unit, figure, and how the half-year went for it (percent of the figure)."""

    text: str
    unit: str
    figure: int


AIMS = {
    "TTT": (
        Aim("Hoàn thành kế hoạch thanh tra được phê duyệt", "%", 100),
        Aim("Giải quyết đơn khiếu nại, tố cáo thuộc thẩm quyền", "%", 90),
        Aim("Thu hồi về ngân sách theo kết luận thanh tra", "%", 85),
    ),
    "CA": (
        Aim("Tỷ lệ điều tra, khám phá án", "%", 85),
        Aim("Giảm số vụ tai nạn giao thông so với năm trước", "%", 5),
        Aim("Giải quyết thủ tục hành chính đúng hạn", "%", 98),
    ),
    "BCHQS": (
        Aim("Hoàn thành chỉ tiêu giao quân", "%", 100),
        Aim("Huấn luyện dân quân tự vệ đạt khá, giỏi", "%", 75),
    ),
    "TAND": (
        Aim("Giải quyết các loại vụ án", "%", 95),
        Aim("Hòa giải thành, đối thoại thành", "%", 60),
        Aim("Án bị hủy, sửa do lỗi chủ quan không quá mức quy định", "", 0),
    ),
    "VKSND": (
        Aim("Truy tố đúng thời hạn", "%", 100),
        Aim("Kiến nghị phòng ngừa vi phạm được chấp nhận", "%", 80),
    ),
    "STP": (
        Aim("Thẩm định văn bản quy phạm pháp luật đúng hạn", "%", 100),
        Aim("Hội nghị phổ biến pháp luật cho cơ sở", "hội nghị", 24),
        Aim("Hồ sơ chứng thực, hộ tịch giải quyết đúng hạn", "%", 99),
    ),
    "THADS": (
        Aim("Thi hành xong về việc", "%", 83),
        Aim("Thi hành xong về tiền", "%", 50),
    ),
    "BNC": (
        Aim("Tham mưu chỉ đạo xử lý vụ việc phức tạp", "vụ việc", 12),
        Aim("Kiểm tra, giám sát theo chương trình", "cuộc", 6),
    ),
}  # fmt: skip
TITLES = {"TTLĐXS": 1, "BKT-TT": 2, "CSTĐCS": 6, "LĐTT": 30}
PROMISES = (
    "Quán triệt, thực hiện nghiêm chủ trương của Đảng, pháp luật của Nhà nước; hoàn thành nhiệm vụ được giao.",
    "Đẩy mạnh cải cách hành chính, chuyển đổi số; siết chặt kỷ luật, kỷ cương công vụ.",
    "Tổ chức có hiệu quả phong trào thi đua thường xuyên và theo chuyên đề do tỉnh và Khối phát động.",
    "Chấm điểm trung thực, có minh chứng; nộp báo cáo, hồ sơ đúng thời hạn.",
)
COMMON = (
    "100 % đơn vị đăng ký thi đua và ký giao ước.",
    "100 % đơn vị hoàn thành từ 95 % chỉ tiêu công tác được giao trở lên.",
    "Không có tập thể, cá nhân vi phạm bị xử lý kỷ luật từ cảnh cáo trở lên.",
)


def make_pledges(stage: Stagehand) -> None:
    """Registrations around their hạn nộp, the giao ước two weeks after, half-year results in July."""
    with stage.as_seat(LEAD, Role.CLERK):
        filing = filing_keyed(stage.year.id, "registration")
        half = filing_keyed(stage.year.id, "half_year_report")
        assert filing is not None
        assert half is not None
        due, half_due = filing.due, half.due
    with clock.stopped_at(due - timedelta(days=30)), stage.as_seat(LEAD, Role.CLERK):
        actions.begin_catalogue(stage.year)
    for number, part in enumerate(PARTS):
        with clock.stopped_at(_when(part, due, number)):
            (_on_paper if part.code == PAPER else _register)(stage, part, due)
    _agree(stage, due)
    for part in (LEAD, DEPUTY, *(each for each in PARTS if each.code in ("BNC", "STP", "TAND"))):
        with clock.stopped_at(half_due - timedelta(days=2)):
            _half_year(stage, part)


def _when(part: Part, due: datetime, number: int) -> datetime:
    return due + timedelta(days=2) if part.code == LATE else due - timedelta(days=4, hours=number)


def _register(stage: Stagehand, part: Part, due: datetime) -> None:
    with stage.as_member(part, Role.CLERK):
        row = actions.begin_registration(stage.year.id, stage.agencies[part.code].id)
        titles = {title.code: title for title in catalogue_of(stage.year.id)}
        for code, number in _titles(part):
            actions.register_title(row, titles[code], number, "", 0)
        for aim in AIMS[part.code]:
            figure = None if part.code == RETURNED and aim.unit == "hội nghị" else Decimal(aim.figure)
            actions.add_target(row, aim.text, aim.unit, figure if aim.unit else None)
        actions.send_to_head(row)
    _file(stage, part)
    if part.code == RETURNED:
        _return(stage, part, due)


def _titles(part: Part) -> list[tuple[str, int]]:
    more = [("CTĐT", 1)] if part.skill > 7 else []
    return [*more, *((code, max(1, number - chance(part.code, code, of=number))) for code, number in TITLES.items())]


def _file(stage: Stagehand, part: Part) -> None:
    with stage.as_member(part, Role.HEAD):
        row = _own(stage, part)
        actions.file_registration(row, seal_of(contents_of(row.id)))


def _own(stage: Stagehand, part: Part) -> Registration:
    row = registration_of(stage.year.id, stage.agencies[part.code].id)
    assert row is not None
    return row


def _return(stage: Stagehand, part: Part, due: datetime) -> None:
    """Returned for a figure, completed, filed again: the time of the first filing counts."""
    with clock.stopped_at(due - timedelta(days=3)), stage.as_seat(LEAD, Role.CLERK):
        actions.send_back(_own(stage, part), REASON, due + timedelta(days=3))
    with clock.stopped_at(due - timedelta(days=2)):
        with stage.as_member(part, Role.CLERK):
            row = _own(stage, part)
            target = targets_of(row.id)[1]
            actions.change_target(target, target.text, target.unit, Decimal(24), target.version)
            actions.send_to_head(row)
        _file(stage, part)


def _on_paper(stage: Stagehand, part: Part, due: datetime) -> None:
    with stage.as_seat(LEAD, Role.CLERK):
        member = membership_of(stage.year.id, stage.agencies[part.code].id)
        assert member is not None
        titles = {title.code: title for title in catalogue_of(stage.year.id)}
        scan = _scan("Bản đăng ký thi đua", part.name, f"Bản đăng ký thi đua {stage.year.number} ({part.code}).pdf")
        actions.enter_paper(member, _paper_contents(part, titles), clock.now() - timedelta(hours=3), scan)


def _paper_contents(part: Part, titles: dict[str, Title]) -> Contents:
    rows = (titles[code] for code, _ in _titles(part))
    numbers = dict(_titles(part))
    keys = _keys(part)
    return Contents(
        tuple(RegisteredTitle(row.code, row.name, row.kind, row.for_whom, numbers[row.code]) for row in rows),
        tuple(Target(next(keys), aim.text, aim.unit, Decimal(aim.figure)) for aim in AIMS[part.code]),
    )


def _keys(part: Part) -> Iterator[str]:
    return (f"{part.code:_<10}{number:02d}" for number in count(1))


def _scan(title: str, who: str, name: str) -> Received:
    content = pdf(title, (who, "Ban quet minh hoa cua ban chay thu."))
    return Received(name, "application/pdf", files.keep(io.BytesIO(content)), 1)


def _agree(stage: Stagehand, due: datetime) -> None:
    """Written by the lead's clerk, issued by its head, signed by all a week later."""
    with clock.stopped_at(due + timedelta(days=5)):
        with stage.as_seat(LEAD, Role.CLERK):
            actions.draft_pledge(stage.year, _agreement(stage.year, stage.bloc.name, stage.bloc.province))
        with stage.as_seat(LEAD, Role.HEAD):
            actions.issue_pledge(_pledge(stage))
    with clock.stopped_at(due + timedelta(days=12)), stage.as_seat(LEAD, Role.CLERK):
        name = f"Giao ước thi đua {stage.year.number} (đủ chữ ký).pdf"
        actions.file_signed(_pledge(stage), _scan("Giao ước thi đua", stage.bloc.name, name))


def _pledge(stage: Stagehand) -> Pledge:
    row = pledge_of(stage.year.id)
    assert row is not None
    return row


def _agreement(year: Year, bloc: str, province: str) -> Agreement:
    return Agreement(
        f"Thực hiện nhiệm vụ và phong trào thi đua năm {year.number}",
        f"Các đơn vị thành viên {bloc} thống nhất ký kết giao ước thi đua năm {year.number} như sau:",
        "\n".join(PROMISES), "\n".join(COMMON), province, date(year.number, 3, 27), 3,
        superior="THANH TRA TỈNH", issuer=bloc.upper(),
    )  # fmt: skip


def _half_year(stage: Stagehand, part: Part) -> None:
    with stage.as_member(part, Role.CLERK):
        row = _own(stage, part)
        filed = last_registered(row.year_id, row.agency_id)
        assert filed is not None
        for target in filed.registered.targets:
            actions.enter_result(row, "half_year", target.key, _reached(part, target), _word(target), 0)
    with stage.as_member(part, Role.HEAD):
        actions.file_results(_own(stage, part), "half_year")


def _reached(part: Part, target: Target) -> Decimal | None:
    if target.figure is None:
        return None
    share = 88 + part.skill + chance(part.code, target.text, of=9)
    return (target.figure * share / 100).quantize(Decimal("0.1") if target.unit == "%" else Decimal(1))


def _word(target: Target) -> str:
    return "" if target.figure is not None else "Sáu tháng đầu năm chưa phát sinh."
