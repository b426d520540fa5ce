"""Last year of the demo: entered from figures filed elsewhere, appraised, published, closed."""

from collections.abc import Iterator
from contextlib import contextmanager

from khoi.demo.cast import LAST_SEATS, PARTS, Part, login_of
from khoi.demo.figures import answer, note, verdict
from khoi.demo.verdict import adopt_and_publish
from khoi.scoring.actions.importing import take_in
from khoi.scoring.rules import Answer, Card, FiledCard, Stage, points
from khoi.sheets.models import sheet_in_force, spec_of
from khoi.sheets.rules import Node, SheetSpec
from tenants.database import db
from tenants.models import Agency, Bloc, Year, user_with_login
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting


def make_last_year(bloc: Bloc, year: Year, agencies: dict[str, Agency]) -> None:
    """Every member's card with what was found on it, and the published places."""
    with acting(Scope.of_operator(bloc.id, year.id)):
        sheet = sheet_in_force(year.id)
        assert sheet is not None
        spec = spec_of(sheet)
        cards = [(agencies[part.code].id, _filed(spec, part, year.number)) for part in PARTS]
        take_in(year, sheet, cards, Stage.APPRAISED)
        db.session.commit()
    adopt_and_publish(LastChairs(bloc, year, agencies))


class LastChairs:
    """Last year's chairs as they would act: they were others than this year's, and their year is closed by now."""

    def __init__(self, bloc: Bloc, year: Year, agencies: dict[str, Agency]) -> None:
        self.bloc, self.year, self.agencies = bloc, year, agencies

    @contextmanager
    def head_of(self, seat: Seat) -> Iterator[None]:
        """The head of the agency that sat there, in a transaction of his own."""
        codes = {seat: code for code, seat in LAST_SEATS.items()}
        part = next(part for part in PARTS if part.code == codes[seat])
        user = user_with_login(login_of(part, Role.HEAD))
        db.session.rollback()
        with acting(
            Scope(
                bloc=self.bloc.id, year=self.year.id, agency=self.agencies[part.code].id, user=user.id if user else 0,
                lead_agency=self.agencies[codes[Seat.LEAD]].id, open=1,
                lead=int(seat is Seat.LEAD), deputy=int(seat is Seat.DEPUTY),
            )
        ):  # fmt: skip
            yield
            db.session.commit()


def _filed(spec: SheetSpec, part: Part, year: int) -> FiledCard:
    answers, notes = {}, {}
    for leaf in spec.leaves:
        given, word = _row(spec, leaf, part, year)
        answers[leaf.path] = given
        if word:
            notes[leaf.path] = word
    return FiledCard(part.name, Card(part.code, answers), notes)


def _row(spec: SheetSpec, leaf: Node, part: Part, year: int) -> tuple[Answer, str]:
    assert leaf.method is not None
    entered = answer(leaf, part, year)
    worth = None if entered.not_applicable else points(leaf.method, leaf.ceiling, entered, spec.places)
    found = verdict(leaf, part, worth)
    return Answer(entered, found.points, reason=found.reason), note(leaf, entered, worth)
