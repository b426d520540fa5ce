"""The demo's documents: issued and received in every state, one replaced, one withdrawn, one with answers asked; the
register with a gap; what came from above."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from khoi.demo.cast import PARTS, Part
from khoi.demo.papers import pdf
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.documents import actions
from khoi.documents.actions import Came, Draft, Elsewhere
from khoi.documents.models import Delivery, Document, deliveries_to, delivery_to, documents_in, taken_numbers
from khoi.documents.rules import Handling, calendar_year, next_number
from tenants import clock, files
from tenants.files import Received
from tenants.roles import Role

SIGNER = "Đậu Trường An, Chánh Thanh tra tỉnh, Khối trưởng"
MEMBERS = tuple(part for part in PARTS if part is not LEAD)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the demo: how many days ago it was issued, how many members have read it and how many more only
    received it, and what else is particular about it."""

    kind: str
    subject: str
    ago: int
    note: str = ""
    read: int = len(MEMBERS)
    received: int = 0
    observed: bool = False
    chosen: tuple[str, ...] = ()
    replaces: str = ""
    why: str = ""
    asked: str = ""
    #: Days after the issue until which an answer is asked.
    answer_in: int = 0


def papers(year: int) -> tuple[Paper, ...]:
    """The year's documents in the order of their issue."""
    return (
        Paper("Quy chế", f"Quy chế hoạt động của Khối thi đua các cơ quan Nội chính năm {year}", 292, observed=True),
        Paper("Kế hoạch", f"Kế hoạch hoạt động của Khối năm {year}", 288),
        Paper(
            "Chương trình", f"Chương trình hoạt động trọng tâm của Khối năm {year}", 286, observed=True,
            note="Các đơn vị căn cứ chương trình để xây dựng kế hoạch thi đua của đơn vị mình.",
        ),
        Paper(
            "Kế hoạch", f"Kế hoạch hoạt động của Khối năm {year} (điều chỉnh thời gian sơ kết)", 240, observed=True,
            replaces=f"Kế hoạch hoạt động của Khối năm {year}",
            why="Điều chỉnh thời gian sơ kết theo chỉ đạo của UBND tỉnh",
        ),
        Paper("Hướng dẫn", "Hướng dẫn báo cáo sơ kết 6 tháng đầu năm của các đơn vị trong Khối", 160),
        Paper(
            "Thông báo", "Thông báo lịch kiểm tra chéo công tác thi đua, khen thưởng giữa các đơn vị", 75,
            read=4, received=2,
        ),
        Paper(
            "Công văn", "V/v góp ý dự thảo hướng dẫn chấm điểm thi đua cuối năm", 21, received=1, read=6,
            note="Đơn vị nghiên cứu dự thảo kèm theo, góp ý bằng văn bản; không góp ý coi như thống nhất.",
            asked="Văn bản góp ý dự thảo, có ý kiến của lãnh đạo đơn vị", answer_in=10,
        ),
        Paper(
            "Thông báo", "Thông báo thời gian nộp phiếu tự chấm và báo cáo tổng kết năm", 3, read=2, received=2,
            note="Nộp đúng hạn: nộp chậm bị trừ điểm theo bảng tiêu chí.",
        ),
        Paper(
            "Giấy mời", "Mời họp Tổ thẩm định phiếu chấm điểm thi đua", 1, read=0, received=1, chosen=("CA", "TAND"),
        ),
    )  # fmt: skip


WITHDRAWN = "Thông báo lịch kiểm tra chéo"
WITHDRAWN_WHY = "Không tổ chức kiểm tra chéo theo thống nhất tại cuộc họp Khối; các đơn vị tự kiểm tra."


def make_documents(stage: Stagehand) -> None:
    """Issue and receive the year's documents, at the times it would have happened."""
    for paper in papers(stage.year.number):
        _issue(stage, paper)
    _receive(stage)
    _withdraw(stage)
    _answer(stage)
    _drafts(stage)
    _register_elsewhere(stage)
    _incoming(stage)


def _days_ago(days: int, hour: int = 9, minute: int = 12) -> datetime:
    """That many days ago, at an hour of an office day in Vietnam; what is not ahead is never after the present."""
    day = (clock.now() - timedelta(days=days)).astimezone(clock.BLOC_ZONE)
    moment = day.replace(hour=hour, minute=minute, second=0)
    return moment if days < 0 else min(moment, clock.now())


def _file(stage: Stagehand, name: str, *lines: str) -> Received:
    text = ("Khoi thi dua cac co quan Noi chinh", *lines, f"Nam {stage.year.number}", "Tai lieu minh hoa.")
    kept = files.keep(io.BytesIO(pdf(name, text)))
    return Received(f"{name[:80]}.pdf", "application/pdf", kept, 1)


def _draft(stage: Stagehand, paper: Paper) -> Document:
    older = _named(stage, paper.replaces) if paper.replaces else None
    due = _days_ago(-paper.answer_in, 17, 0) if paper.answer_in else None
    row = actions.draft(
        stage.bloc.id, stage.year.id,
        Draft(
            kind=paper.kind, subject=paper.subject, signer=SIGNER, note=paper.note, to_all=not paper.chosen,
            chosen=[stage.agencies[code].id for code in paper.chosen], for_observer=paper.observed,
            reply_asked=paper.asked, reply_due=due, replaces_id=older.id if older else None,
            replaces_reason=paper.why,
        ),
    )  # fmt: skip
    actions.add_file(row, _file(stage, paper.subject, f"Loai: {paper.kind}"))
    return row


def _issue(stage: Stagehand, paper: Paper) -> None:
    """The clerk drafts, the head issues under the next number."""
    with clock.stopped_at(_days_ago(paper.ago, 8)), stage.as_seat(LEAD, Role.CLERK):
        actions.send_to_head(_draft(stage, paper))
    with clock.stopped_at(_days_ago(paper.ago)), stage.as_seat(LEAD, Role.HEAD):
        row = _named(stage, paper.subject)
        today = clock.today()
        actions.issue(row, next_number(taken_numbers(stage.bloc.id, calendar_year(today), row.series)), today)


def _named(stage: Stagehand, subject: str) -> Document:
    return next(row for row in documents_in(stage.year.id) if row.subject.startswith(subject))


def _receive(stage: Stagehand) -> None:
    """Of each document so many members have read it, so many more only received it; the rest has done nothing yet."""
    for part in MEMBERS:
        with stage.as_member(part, Role.CLERK):
            rows = {row.subject: row for row in documents_in(stage.year.id)}
            mine = deliveries_to(stage.year.id, stage.agencies[part.code].id)
            for paper in papers(stage.year.number):
                if delivery := mine.get(rows[paper.subject].id if paper.subject in rows else 0):
                    _receive_one(paper, part, delivery)


def _receive_one(paper: Paper, part: Part, delivery: Delivery) -> None:
    number = [one.code for one in MEMBERS if not paper.chosen or one.code in paper.chosen].index(part.code)
    with clock.stopped_at(_days_ago(max(0, paper.ago - number // 3), 10 + number % 3)):
        if number < paper.read:
            actions.read(delivery)
        elif number < paper.read + paper.received:
            actions.receive(delivery)


def _withdraw(stage: Stagehand) -> None:
    with clock.stopped_at(_days_ago(70)), stage.as_seat(LEAD, Role.HEAD):
        actions.withdraw(_named(stage, WITHDRAWN), WITHDRAWN_WHY)


#: Who answered how many days after the issue; the others still owe it, one is at its head's.
ANSWERS: Sequence[tuple[str, int, str]] = (
    ("CA", 6, "Cơ bản thống nhất với dự thảo; đề nghị làm rõ cách tính điểm thưởng."),
    ("TAND", 9, "Thống nhất với dự thảo."),
    ("BNC", 10, "Đề nghị bổ sung nội dung phối hợp giữa các cơ quan Nội chính."),
    ("VKSND", 13, "Thống nhất; gửi muộn do lãnh đạo đi công tác."),
)


def _answer(stage: Stagehand) -> None:
    """Most answer on time, one late, one is still at its head's."""
    asked = next(paper for paper in papers(stage.year.number) if paper.asked)
    for code, after, text in ANSWERS:
        part = next(part for part in PARTS if part.code == code)
        with clock.stopped_at(_days_ago(asked.ago - after, 14)):
            _write_answer(stage, part, asked, text, send=True)
    part = next(part for part in PARTS if part.code == "STP")
    _write_answer(stage, part, asked, "Đề nghị xem lại thang điểm nhóm IV.", send=False)


def _write_answer(stage: Stagehand, part: Part, asked: Paper, text: str, *, send: bool) -> None:
    with stage.as_member(part, Role.CLERK):
        document = _named(stage, asked.subject)
        delivery = delivery_to(document.id, stage.agencies[part.code].id)
        assert delivery is not None
        reply = actions.begin_reply(delivery)
        actions.write_reply(reply, text)
        actions.add_reply_file(reply, _file(stage, f"Góp ý dự thảo ({part.code})", f"Don vi: {part.name}"))
        actions.reply_to_head(reply)
    if send:
        with stage.as_member(part, Role.HEAD):
            document = _named(stage, asked.subject)
            delivery = delivery_to(document.id, stage.agencies[part.code].id)
            assert delivery is not None
            actions.send_reply(actions.begin_reply(delivery), document, delivery, is_head=True)


def _drafts(stage: Stagehand) -> None:
    """One draft with the clerk, one that waits for the head."""
    year = stage.year.number
    with stage.as_seat(LEAD, Role.CLERK):
        waiting = _draft(stage, Paper("Kế hoạch", f"Kế hoạch tổ chức hội nghị tổng kết Khối năm {year}", 0))
        actions.send_to_head(waiting)
        _draft(stage, Paper("Thông báo", "Thông báo kết quả thẩm định phiếu chấm điểm thi đua", 0))


def _register_elsewhere(stage: Stagehand) -> None:
    """Minutes that were signed on paper; a number between them was never used."""
    with stage.as_seat(LEAD, Role.CLERK):
        for number, ago, subject in ((1, 270, "Biên bản ký giao ước thi đua"), (3, 130, "Biên bản hội nghị sơ kết")):
            dated = _days_ago(ago).date()
            actions.enter_elsewhere(
                stage.bloc.id, stage.year.id,
                Elsewhere("Biên bản", number, dated, f"{subject} của Khối", SIGNER, "Các đơn vị thành viên"),
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FromAbove:
    """Something that came in: how many days ago, and within how many it is to be dealt with."""

    sender: str
    sign: str
    subject: str
    ago: int
    within: int
    state: Handling
    assigned: str = "Văn phòng, chuyên viên thi đua"
    result: str = ""
    deployed: bool = False


FROM_ABOVE = (
    FromAbove(
        "UBND tỉnh Lạng Sơn", "318/UBND-NC", "V/v điều chỉnh thời gian sơ kết công tác thi đua, khen thưởng", 246, 10,
        Handling.DONE, result="Đã điều chỉnh kế hoạch của Khối", deployed=True,
    ),
    FromAbove(
        "Sở Nội vụ", "1127/SNV-TĐKT", "V/v báo cáo kết quả phong trào thi đua theo chuyên đề", 40, 30,
        Handling.UNDER_WAY,
    ),
    FromAbove(
        "Sở Nội vụ", "1204/SNV-TĐKT", "V/v hướng dẫn bình xét thi đua và lập hồ sơ khen thưởng cuối năm", 6, 20,
        Handling.UNDER_WAY, assigned="Nguyễn Thị Hoa",
    ),
    FromAbove(
        "Ban Thi đua - Khen thưởng Trung ương", "2210/BTĐKT-VI", "V/v góp ý dự thảo thông tư về thi đua, khen thưởng",
        2, 9, Handling.WAITING, assigned="",
    ),
)  # fmt: skip


def _incoming(stage: Stagehand) -> None:
    """What UBND tỉnh and Sở Nội vụ sent: dealt with, under way, overdue, waiting."""
    plan = f"Kế hoạch hoạt động của Khối năm {stage.year.number} (điều chỉnh"
    with stage.as_seat(LEAD, Role.CLERK):
        for came in FROM_ABOVE:
            day = _days_ago(came.ago).date()
            row = actions.register(
                stage.bloc.id, stage.year.id,
                Came(
                    sender=came.sender, sign=came.sign, dated=day - timedelta(days=2), subject=came.subject,
                    received_on=day, assigned=came.assigned, due=day + timedelta(days=came.within), state=came.state,
                    result=came.result, document_id=_named(stage, plan).id if came.deployed else None,
                ),
            )  # fmt: skip
            actions.add_incoming_file(row, _file(stage, came.subject, f"Co quan gui: {came.sender}"))
