"""The pages of giải trình ask the database as often for many rows, answers and agencies as for a few."""

from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring import actions
from khoi.scoring.actions.answering import add_to_answer, send_answers, state_of_drafts, write_answer
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.explaining import open_rounds
from khoi.scoring.actions.releasing import release
from khoi.scoring.actions.settling import ask
from khoi.scoring.models import drafts_in
from khoi.scoring.rules import Inputs, Verdict
from tenants import clock
from tests.khoi.documents.documents_made import received
from tests.khoi.home.years_lived import page_of, statements, visitor
from tests.khoi.scoring.cards_made import begun, fill
from tests.khoi.scoring.rounds_made import at_work, chair_of, leaf, the_card, the_round

DIRECT = {"ceiling": "10", "method": '{"type":"direct"}'}


def rows_of(number):
    return [{"code": str(n), "title": f"Tiêu chí {n}", **DIRECT} for n in range(1, number + 1)]


def disputed(three, make, agency, rows):
    """A round on a card of which every row was found to be worth less."""
    begun(three, agency, make)
    with at_work(three, agency, make, seated=False):
        card = the_card(three, agency)
        fill(card, {f"I/{n}": Inputs(points=Decimal(9)) for n in range(1, rows + 1)})
        actions.send_to_head(card)
        actions.submit(card, card.version)
    with at_work(three, chair_of(three, agency), make):
        card, now = the_card(three, agency), clock.now()
        for n in range(1, rows + 1):
            appraise(card, leaf(three, f"I/{n}"), Verdict(points=Decimal(5), reason="Thiếu minh chứng"), 0)
        accept_in_bulk(card)
        release(card)
        open_rounds([card], now, now + timedelta(days=3))


def answered(three, make, agency, rows):
    """Each of these rows: an answer with a document is sent, and the appraisers ask back."""
    with at_work(three, agency, make, seated=False):
        present = the_round(three, agency)
        for n in rows:
            write_answer(present, leaf(three, f"I/{n}"), f"Giải trình {n}", 0)
            add_to_answer(present, leaf(three, f"I/{n}"), received(f"Minh chứng {n}.pdf", f"%PDF-1.4 {n}".encode()))
        send_answers(present, state_of_drafts(drafts_in(present.id)))
    with at_work(three, chair_of(three, agency), make):
        for n in rows:
            ask(the_card(three, agency), leaf(three, f"I/{n}"), f"Hỏi thêm {n}")


def pages_of(slug, three, make):
    with at_work(three, three.member, make, seated=False):
        of = the_round(three, three.member).public_id
    root = f"/{slug}/2026"
    return {"a.clerk": f"{root}/explanations", "l.clerk": f"{root}/rounds/{of}", "l.head": f"{root}/rounds"}


def asked(app, prefix, pages):
    """How many statements each of these pages takes, the second time it is opened."""
    counted = {}
    for login, address in pages.items():
        client = visitor(app, prefix + login)
        page_of(client, address)
        with statements() as seen:
            page_of(client, address)
        counted[login] = len(seen)
    return counted


def test_many_rows_are_asked_for_together(app, make):
    found = []
    for slug, prefix, rows in (("noi-chinh", "", 2), ("khoi-khac", "K", 14)):
        three = make.bloc_of_three(slug, prefix=prefix)
        make.sheet(three, *rows_of(rows))
        disputed(three, make, three.member, rows)
        answered(three, make, three.member, range(1, rows))
        found.append(asked(app, prefix.lower(), pages_of(slug, three, make)))
    assert found[0] == found[1]


def test_many_answers_are_asked_for_together(app, make):
    three = make.bloc_of_three()
    make.sheet(three, *rows_of(9))
    disputed(three, make, three.member, 9)
    answered(three, make, three.member, (1,))
    pages = pages_of("noi-chinh", three, make)
    few = asked(app, "", pages)
    answered(three, make, three.member, range(2, 9))
    assert asked(app, "", pages) == few


@pytest.mark.parametrize("login", ["l.head", "p.clerk", "b.clerk"])
def test_the_appraisers_page_asks_as_much_for_many_agencies_as_for_one(app, make, login):
    three = make.bloc_of_three()
    make.sheet(three, *rows_of(3))
    disputed(three, make, three.member, 3)
    page = {login: "/noi-chinh/2026/rounds"}
    few = asked(app, "", page)
    for agency in (three.other, three.deputy, three.lead):
        disputed(three, make, agency, 3)
        answered(three, make, agency, (1, 2))
    assert asked(app, "", page) == few
