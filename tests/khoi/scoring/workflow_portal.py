"""The portal that a walk goes through: two cards, everybody signed in at them, and where a card stands."""

from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from khoi.scoring.actions.evidence import store
from khoi.scoring.models import Appraisal, Mark, ThreadLine, card_of, drafts_in, last_filed, marks_of, open_round_of
from khoi.scoring.models import rounds_of as rounds_of_card
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.cards import MarkEvidence
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.models.told import findings_told
from tenants.database import db
from tenants.models import Grant, users_of
from tenants.roles import Role
from tenants.scope import Scope, acting
from tenants.sessions import open_session
from tests.khoi.scoring.evidence_made import received

ROWS = (
    {"code": "1", "title": "Việc một", "ceiling": "40", "method": '{"type":"direct"}', "evidence": "optional"},
    {"code": "2", "title": "Việc hai", "ceiling": "60", "method": '{"type":"direct"}', "evidence": "optional"},
)
GOOD = {200, 303}


class Portal(RuleBasedStateMachine):
    """Two cards, the member's and the lead's own, and everybody at them."""

    made = 0

    def __init__(self, app: Any, make: Any) -> None:
        super().__init__()
        self.app, self.make = app, make
        Portal.made += 1
        self.slug = f"khoi-{Portal.made}"
        self.three = make.bloc_of_three(self.slug, prefix=f"K{Portal.made}")
        make.sheet(self.three, *ROWS)
        make.dates(self.three)
        observer = make.user(None, Role.OBSERVER, f"quan.sat.{Portal.made}")
        db.session.add(Grant(user_id=observer.id, bloc_id=self.three.bloc.id))
        db.session.commit()
        agencies = {"A": self.three.member, "B": self.three.other, "L": self.three.lead, "P": self.three.deputy}
        self.agencies = agencies
        self.clients = {
            f"{code}.{user.role}": self.signed_in(user) for code, each in agencies.items() for user in users_of(each.id)
        } | {"observer": self.signed_in(observer)}
        self.papers = {code: self.paper(agencies[code]) for code in ("A", "L")}

    def signed_in(self, user: Any) -> Any:
        client = self.app.test_client()
        token = open_session(user.id, "127.0.0.1", "thử")
        db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client

    def paper(self, agency: Any) -> str:
        with acting(self.make.scope(self.three, agency, seated=False)):
            found: str = store(self.three.year.id, agency.id, received()).evidence.public_id
            db.session.commit()
        db.session.remove()
        return found

    def post(self, who: str, address: str, **words: Any) -> int:
        answer = self.clients[who].post(f"/{self.slug}/2026/{address}", data=words)
        assert answer.status_code < 500, (who, address, answer.status_code)
        status: int = answer.status_code
        return 0 if status in GOOD else status

    def page(self, who: str, address: str) -> str:
        answer = self.clients[who].get(f"/{self.slug}/2026/{address}")
        assert answer.status_code < 500, (who, address, answer.status_code)
        text: str = answer.get_data(as_text=True)
        return text

    def looked_up(self, what: Any) -> Any:
        """Ids and versions that a page would carry."""
        with acting(Scope.of_operator(self.three.bloc.id, self.three.year.id)):
            found = what()
            db.session.expunge_all()
            db.session.rollback()
        db.session.remove()
        return found

    def mark(self, whose: str, path: str) -> str:
        card = self.looked_up(lambda: card_of(self.three.year.id, self.agencies[whose].id))
        marks = self.looked_up(lambda: {c.path: mark for mark, c in marks_of(card.id)} if card else {})
        return marks[path].public_id if marks else "unknown-0000"

    def mark_version(self, whose: str, path: str) -> int:
        mark = self.mark(whose, path)
        return self.looked_up(lambda: db.session.query(Mark).filter_by(public_id=mark).one().version)

    def card(self, whose: str) -> Any:
        return self.looked_up(lambda: card_of(self.three.year.id, self.agencies[whose].id))

    def row(self, whose: str, path: str) -> tuple[str, int]:
        """The filed row and the version of the finding on it."""

        def find() -> tuple[str, int]:
            card = card_of(self.three.year.id, self.agencies[whose].id)
            filed = last_filed(card.id) if card else None
            if card is None or filed is None:
                return "unknown-0000", 0
            row = next(row for row, criterion in rows_filed(filed.id) if criterion.path == path)
            finding = findings_by_path(card.id).get(path)
            return row.public_id, finding.version if finding else 0

        found: tuple[str, int] = self.looked_up(find)
        return found

    def in_sight(self, whose: str) -> str:
        card = self.card(whose)
        return card.public_id if card else "unknown-0000"

    def last_round(self, whose: str) -> str:
        card = self.card(whose)
        found = self.looked_up(lambda: rounds_of_card(card.id) if card else [])
        return found[0].public_id if found else "unknown-0000"

    def stands(self, whose: str) -> Any:
        card = card_of(self.three.year.id, self.agencies[whose].id)
        if card is None:
            return None
        marks = {criterion.path: mark for mark, criterion in marks_of(card.id)}
        pinned = {link.mark_id for link in db.session.query(MarkEvidence).filter_by(agency_id=card.agency_id)}
        filed = last_filed(card.id)
        seals = {criterion.path: row.seal for row, criterion in rows_filed(filed.id)} if filed else {}
        found = findings_by_path(card.id)
        present = open_round_of(card.id)
        drafts = drafts_in(present.id) if present else []
        lines = db.session.query(ThreadLine).filter_by(scorecard_id=card.id).order_by(ThreadLine.id).all()
        return {
            "stage": card.stage,
            "rows": {path: mark.points for path, mark in marks.items()},
            "documents": {path for path, mark in marks.items() if mark.id in pinned},
            "filings": card.filings,
            "found": {path: self.given(row) for path, row in found.items()},
            "stands": {path for path, row in found.items() if seals.get(path) == row.seal},
            "told": {path: row.points for path, row in findings_told(card.id).items()},
            "drafts": {
                d.path: "accept" if d.row.accepts else d.row.text for d in drafts if d.row.accepts or d.row.text
            },
            "said": sorted(("accept" if line.act == "accept" else line.text) for line in lines),
            "open": present is not None,
        }

    @staticmethod
    def given(row: Appraisal) -> Any:
        return None if row.accepted else row.points
