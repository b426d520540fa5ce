"""Last year of the demo: entered from figures filed elsewhere, appraised, published, closed."""

from khoi.demo.cast import PARTS, Part
from khoi.demo.figures import answer, note, verdict
from khoi.ranking.actions import ask_to_publish, confirm
from khoi.scoring.actions.importing import take_in
from khoi.scoring.rules import Answer, Card, FiledCard, Stage, points
from khoi.sheets.models import sheet_in_force, spec_of
from khoi.sheets.rules import Node, SheetSpec
from tenants.database import db
from tenants.models import Agency, Bloc, Year
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
        request = ask_to_publish(year.id)
        db.session.commit()
        confirm(request)
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
