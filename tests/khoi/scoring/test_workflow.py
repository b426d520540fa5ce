"""The whole way of a card, driven through the pages by anybody in any order, beside a plain oracle."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tenants import clock
from tests.khoi.scoring import workflow_oracle as oracle
from tests.khoi.scoring.workflow_oracle import PATHS, PEOPLE, Card
from tests.khoi.scoring.workflow_portal import Portal

WHO, WHOSE, PATH = st.sampled_from(sorted(PEOPLE)), st.sampled_from(("A", "L")), st.sampled_from(PATHS)
POINTS = st.integers(1, 40)


class Way(Portal):
    """Anybody does anything with the two cards; the portal and the oracle must agree."""

    def __init__(self, app: Any, make: Any) -> None:
        super().__init__(app, make)
        self.cards = {code: Card(code) for code in ("A", "L")}

    def agree(self, got: int, expected: int) -> None:
        assert got == expected, (got, expected, self.cards)

    # --- what people do ---------------------------------------------------------------------------------------------

    @initialize(whose=WHOSE, far=st.integers(0, 5))
    def some_of_the_way(self, whose: str, far: int) -> None:
        """Begin anywhere on the straight way, so that a short walk comes to its end too."""
        chair = "P" if whose == "L" else "L"
        steps = (
            lambda: (self.begin(f"{whose}.clerk"), *(self.claim(f"{whose}.clerk", whose, p, 9) for p in PATHS)),
            lambda: (self.send_to_head(f"{whose}.clerk"), self.submit(f"{whose}.head")),
            lambda: (self.appraise(f"{chair}.clerk", whose, PATHS[0], 5), self.accept_rest(f"{chair}.clerk", whose)),
            lambda: self.release(f"{chair}.head", whose),
            lambda: self.open_round(f"{chair}.clerk", whose),
        )
        for step in steps[:far]:
            step()

    @rule(who=WHO)
    def begin(self, who: str) -> None:
        agency, _ = PEOPLE[who]
        if agency in self.cards or not agency:
            expected = oracle.begin(self.cards[agency]) if agency else oracle.DENIED
            self.agree(self.post(who, "scorecard/begin"), expected)

    @rule(who=WHO, whose=WHOSE, path=PATH, points=POINTS)
    def claim(self, who: str, whose: str, path: str, points: int) -> None:
        card = self.cards[whose]
        version = self.mark_version(whose, path) if card.stage else 0
        refused = oracle.owns(who, card) or (0 if card.stage else oracle.UNKNOWN)
        got = self.post(who, f"marks/{self.mark(whose, path)}/claim", points=str(points), version=str(version))
        self.agree(got, refused or oracle.claim(card, path, points))

    @rule(who=WHO, whose=WHOSE, path=PATH, off=st.booleans())
    def attach(self, who: str, whose: str, path: str, off: bool) -> None:
        card = self.cards[whose]
        act = "detach" if off else "attach"
        refused = oracle.owns(who, card) or (0 if card.stage else oracle.UNKNOWN)
        got = self.post(who, f"marks/{self.mark(whose, path)}/evidence/{self.papers[whose]}/{act}")
        self.agree(got, refused or oracle.attach(card, path, off=off))

    def own(self, who: str, *, head: bool = False) -> tuple[int, Card | None]:
        agency, is_head = PEOPLE[who]
        if not agency or (head and not is_head):
            return oracle.DENIED, None
        card = self.cards.get(agency)
        return (0, card) if card is not None and card.stage else (oracle.UNKNOWN, None)

    @rule(who=WHO)
    def send_to_head(self, who: str) -> None:
        refused, card = self.own(who)
        self.agree(self.post(who, "scorecard/send-to-head", version="1"), refused or oracle.send_to_head(card))

    @rule(who=WHO)
    def give_back(self, who: str) -> None:
        refused, card = self.own(who, head=True)
        got = self.post(who, "scorecard/give-back", version="1", reason="Xem lại")
        self.agree(got, refused or oracle.give_back(card))

    @rule(who=WHO)
    def submit(self, who: str) -> None:
        refused, card = self.own(who, head=True)
        version = self.card(card.agency).version if card else 1
        got = self.post(who, "scorecard/submit", version=str(version))
        self.agree(got, refused or oracle.submit(card))

    def filed(self, whose: str) -> int:
        return 0 if self.cards[whose].filings else oracle.UNKNOWN

    @rule(who=WHO, whose=WHOSE, path=PATH, points=st.none() | POINTS)
    def appraise(self, who: str, whose: str, path: str, points: int | None) -> None:
        card, (row, version) = self.cards[whose], self.row(whose, path)
        words = {"accept": "1"} if points is None else {"points": str(points), "reason": "Theo hồ sơ"}
        allowed = oracle.assesses(who, card)
        refused = allowed if allowed == oracle.DENIED else self.filed(whose) or allowed
        got = self.post(who, f"appraisal/rows/{row}", version=str(version), **words)
        self.agree(got, refused or oracle.appraise(card, path, points))

    def of_card(self, whose: str, allowed: int) -> int:
        """Doors first, then whether there is such a card, then whose it is to decide."""
        if allowed == oracle.DENIED or self.cards[whose].stage:
            return allowed
        return oracle.UNKNOWN

    @rule(who=WHO, whose=WHOSE)
    def accept_rest(self, who: str, whose: str) -> None:
        card = self.cards[whose]
        refused = self.of_card(whose, oracle.assesses(who, card))
        got = self.post(who, f"appraisal/cards/{self.in_sight(whose)}/accept", filing=str(card.filings))
        self.agree(got, refused or oracle.accept_rest(card))

    @rule(who=WHO, whose=WHOSE)
    def release(self, who: str, whose: str) -> None:
        card = self.cards[whose]
        refused = self.of_card(whose, oracle.decides(who, card, head=True))
        got = self.post(who, f"appraisal/cards/{self.in_sight(whose)}/release")
        self.agree(got, refused or oracle.release(card))

    @rule(who=WHO, whose=WHOSE, rows=st.sets(PATH))
    def send_back(self, who: str, whose: str, rows: set[str]) -> None:
        card = self.cards[whose]
        refused = self.of_card(whose, oracle.decides(who, card, head=True))
        got = self.post(who, f"appraisal/cards/{self.in_sight(whose)}/return", reason="Rà soát lại", rows=sorted(rows))
        self.agree(got, refused or oracle.send_back(card, rows))

    @rule(who=WHO, whose=WHOSE)
    def open_round(self, who: str, whose: str) -> None:
        card = self.cards[whose]
        refused = self.of_card(whose, oracle.decides(who, card, head=False))
        closes = (clock.now() + timedelta(days=2)).astimezone(clock.BLOC_ZONE).strftime("%H:%M ngày %d/%m/%Y")
        got = self.post(who, "rounds/new", closes_at=closes, most_words="9", agencies=self.in_sight(whose))
        self.agree(got, refused or oracle.open_round(card))

    @rule(who=WHO, whose=WHOSE)
    def close_round(self, who: str, whose: str) -> None:
        card = self.cards[whose]
        allowed = oracle.decides(who, card, head=True)
        refused = allowed if allowed == oracle.DENIED or card.rounds else oracle.UNKNOWN
        got = self.post(who, f"rounds/{self.last_round(whose)}/close")
        self.agree(got, refused or oracle.close_round(card))

    @rule(who=WHO, whose=WHOSE, path=PATH, word=st.sampled_from(("accept", "Đã làm đủ", "Có biên bản")))
    def draft_answer(self, who: str, whose: str, path: str, word: str) -> None:
        card = self.cards[whose]
        word = word if word == "accept" else f"{word} ở đơn vị {whose}"
        refused = oracle.owns(who, card) or (0 if card.stage else oracle.UNKNOWN)
        address = f"marks/{self.mark(whose, path)}/explanation"
        if word == "accept":
            got = self.post(who, f"{address}/accept")
        else:
            got = self.post(who, address, text=word, version="0", choose="mine")
        self.agree(got, refused or oracle.draft(card, path, word))

    @rule(who=WHO)
    def send_answers(self, who: str) -> None:
        agency, is_head = PEOPLE[who]
        seen = re.search(r'name="seen" value="(\w+)"', self.page(who, "explanations") if agency else "")
        got = self.post(who, "explanations/send", seen=seen[1] if seen else "")
        if not agency or not is_head:
            self.agree(got, oracle.DENIED)
        else:
            card = self.cards.get(agency)
            self.agree(got, oracle.send_answers(card) if card else oracle.NO)

    @rule(who=WHO, whose=WHOSE, path=PATH, points=st.none() | POINTS)
    def settle(self, who: str, whose: str, path: str, points: int | None) -> None:
        card, (row, version) = self.cards[whose], self.row(whose, path)
        words = {"accept": "1"} if points is None else {"points": str(points)}
        allowed = oracle.assesses(who, card)
        refused = allowed if allowed == oracle.DENIED else self.filed(whose) or allowed
        got = self.post(who, f"appraisal/rows/{row}/settle", version=str(version), reason="Đã xem lại", **words)
        self.agree(got, refused or oracle.settle(card, path, points))

    # --- what holds after each step ---------------------------------------------------------------------------------

    @invariant()
    def the_portal_is_where_the_oracle_is(self) -> None:
        for whose, card in getattr(self, "cards", {}).items():
            assert self.looked_up(lambda w=whose: self.stands(w)) == self.expected(card)

    @rule(
        who=WHO, address=st.sampled_from(("", "scorecard", "explanations", "scorecard/result", "appraisal", "rounds"))
    )
    def look(self, who: str, address: str) -> None:
        """No page falls over, and drafts are on nobody else's."""
        text = self.page(who, address)
        for whose, card in self.cards.items():
            unsent = set(card.drafts.values()) - {"accept"} - {word for _, word, _ in card.thread}
            if PEOPLE[who][0] != whose:
                assert not [word for word in unsent if word in text]

    @staticmethod
    def expected(card: Card) -> Any:
        if not card.stage:
            return None
        return {
            "stage": card.stage,
            "rows": card.rows,
            "documents": card.documents,
            "filings": card.filings,
            "found": {path: points for path, (points, _) in card.found.items()},
            "stands": {path for path in card.found if card.filed and card.stands(path)},
            "told": card.told,
            "drafts": card.drafts,
            "said": sorted(word for _, word, _ in card.thread),
            "open": card.stage == "explaining",
        }


def walked(app: Any, make: Any, *, walks: int, steps: int) -> None:
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_ENABLED=False)
    run_state_machine_as_test(
        lambda: Way(app, make),
        settings=settings(
            max_examples=walks, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
        ),
    )  # fmt: skip


def test_a_card_goes_where_the_oracle_says_whoever_does_what_in_which_order(app, make):
    walked(app, make, walks=5, steps=20)


@pytest.mark.long
def test_the_same_for_many_long_walks(app, make):
    walked(app, make, walks=300, steps=50)
