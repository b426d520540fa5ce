"""The demo's giải trình: one released card is being explained, with an answer sent and one that waits for the head."""

from datetime import timedelta

from khoi.demo.cast import PARTS
from khoi.demo.stagehand import LEAD, Stagehand, five_o_clock
from khoi.scoring.actions.answering import send_answers, state_of_drafts, write_answer
from khoi.scoring.actions.explaining import open_rounds
from khoi.scoring.models import drafts_in, open_round_of, own_rows
from tenants import clock
from tenants.roles import Role

EXPLAINS = next(part for part in PARTS if part.code == "BNC")
ASKED = "Nêu rõ căn cứ, kèm văn bản nếu có."
ANSWERS = (
    "Nội dung này đơn vị đã hoàn thành trong quý III theo kế hoạch công tác năm. Đề nghị xem lại điểm của tiêu chí.",
    "Số liệu đơn vị báo cáo tính đến ngày 15/11; phần phát sinh sau đó đã có văn bản gửi Khối.",
)


def make_rounds(stage: Stagehand) -> None:
    """Open a round for that card, answer its first row and draft the second."""
    with stage.as_seat(LEAD, Role.CLERK):
        now = clock.now()
        open_rounds([stage.card(EXPLAINS)], now, five_o_clock(now + timedelta(days=3)), 200, ASKED)
    for number, words in enumerate(ANSWERS):
        with stage.as_member(EXPLAINS, Role.CLERK):
            card = stage.card(EXPLAINS)
            rows = [row for row in own_rows(card)[1] if row.differs]
            if (present := open_round_of(card.id)) is not None and len(rows) > number:
                write_answer(present, rows[number].criterion, words, 0)
        if number == 0:
            _send(stage)


def _send(stage: Stagehand) -> None:
    with stage.as_member(EXPLAINS, Role.HEAD):
        if (present := open_round_of(stage.card(EXPLAINS).id)) is not None:
            send_answers(present, state_of_drafts(drafts_in(present.id)))
