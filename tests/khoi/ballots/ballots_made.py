"""A bloc of many members, votes drawn up and opened by its people, for the tests of ballots."""

from dataclasses import dataclass, field
from datetime import date

from khoi.ballots import actions
from khoi.ballots.actions import Terms
from khoi.ballots.models import ballot_by_id, teller_in
from khoi.ballots.rules import Choice, Kind, Measure, Way
from khoi.ballots.sealing import RECEIPT_GROUPS, new_code
from tenants.database import db
from tenants.models import users_of, year_by_id
from tenants.roles import Role
from tenants.scope import acting

HERE = "/noi-chinh/2026/ballots"
AWARD = Terms(
    "Đề nghị tặng Cờ thi đua", Kind.AWARD, way=Way.PORTAL, measure=Measure(80, strict=False, quorum=(2, 3)),
    basis="Quy chế hoạt động của Khối", held_on=date(2026, 11, 24),
)  # fmt: skip


@dataclass
class Council:
    """The bloc, and who is head and clerk of each member."""

    three: object
    make: object
    members: list = field(default_factory=list)

    def scope(self, agency, role=Role.HEAD, *, seated=True):
        user = next(user for user in users_of(agency.id) if user.role == role)
        return self.make.scope(self.three, agency, seated=seated, user_id=user.id)

    def head(self, agency):
        return next(user for user in users_of(agency.id) if user.role == Role.HEAD)


def council(make, more=4):
    """Lead, deputy, two members and `more` others."""
    three, others = make.bloc_of_three(), []
    for n in range(more):
        agency = make.agency(three.bloc, f"D{n}")
        make.member(three.year, agency, position=10 + n)
        make.user(agency, Role.CLERK)
        make.user(agency, Role.HEAD)
        others.append(agency)
    make.keep()
    return Council(three, make, [three.lead, three.deputy, three.member, three.other, *others])


class at_work:  # noqa: N801 - reads as a sentence
    """Within the block somebody works; what he did is committed, what was refused rolled back."""

    def __init__(self, scope):
        self.scope = scope

    def __enter__(self):
        self.acting = acting(self.scope)
        self.acting.__enter__()

    def __exit__(self, kind, error, trace):
        try:
            if kind is None:
                db.session.commit()
        finally:
            db.session.rollback()
            db.session.expunge_all()
            self.acting.__exit__(kind, error, trace)
        return False


def drafted(of, terms=AWARD, names=("Công an tỉnh", "Sở Tư pháp"), tellers=3, agencies=()):
    """A draft of the lead's clerk with candidates and tellers; its id."""
    with at_work(of.scope(of.three.lead)):
        row = actions.draft_ballot(year_by_id(of.three.year.id), terms)
        for n, name in enumerate(names if terms.kind is not Kind.QUESTION else ()):
            actions.add_candidate(row, name, agency_id=agencies[n].id if n < len(agencies) else None)
        for agency in of.members[:tellers]:
            actions.add_teller(row, of.head(agency))
        return row.id


def codes_taken(of, ballot_id):
    """Each teller takes his code: by the teller's public id."""
    codes = {}
    for agency in of.members:
        with at_work(of.scope(agency, seated=False)):
            teller = teller_in(ballot_id, of.head(agency).id)
            if teller is not None:
                codes[teller.public_id] = actions.take_code(teller, ballot_by_id(ballot_id))
    return codes


def opened(of, terms=AWARD, **more):
    """An open vote and the codes of its tellers."""
    ballot_id = drafted(of, terms, **more)
    codes = codes_taken(of, ballot_id) if terms.way is Way.PORTAL else {}
    with at_work(of.scope(of.three.lead)):
        actions.open_ballot(ballot_by_id(ballot_id))
    return ballot_id, codes


def cast(of, ballot_id, agency, *said, receipt=""):
    """The head of the agency says these, candidate by candidate of his slip; returns the code of his receipt."""
    code = receipt or new_code(RECEIPT_GROUPS)
    with at_work(of.scope(agency, seated=False)):
        row = ballot_by_id(ballot_id)
        slips = actions.slips_for(row, agency.id)
        actions.cast(row, {each.public_id: Choice(word) for each, word in zip(slips, said, strict=False)}, code)
    return code


def close(of, ballot_id, codes, pick=2):
    with at_work(of.scope(of.three.lead)):
        actions.close_ballot(ballot_by_id(ballot_id), dict(list(codes.items())[:pick]))
