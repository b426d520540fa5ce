"""The whole bloc's table as it stands at this look: sums, places and classes of both views, never stored."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property

from khoi.ranking.models.adopted import Adopted, adopted_points
from khoi.ranking.models.published import decisions_of
from khoi.ranking.rules import CardState, Decided, DecidedKind, Result, Standing, placed, standings
from khoi.scoring.models import cards_in
from khoi.scoring.models.bloc import bloc_cards, codes_in
from khoi.scoring.models.filed import last_filed_in
from khoi.scoring.rules import Answer, Card, Stage, View
from khoi.sheets.models import Sheet, sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec
from khoi.years.models import not_considered_in
from tenants.journal import canonical
from tenants.models import Membership, members_of


@dataclass(frozen=True)
class Table:
    """Both views of one year, with the members they are of, by agency code."""

    sheet: Sheet
    spec: SheetSpec
    members: dict[str, Membership]
    cards: list[Card]
    claimed: list[Standing]
    appraised: list[Standing]
    states: list[CardState]
    votes: tuple[Decided, ...]

    @cached_property
    def claimed_of(self) -> dict[str, Standing]:
        return {standing.agency: standing for standing in self.claimed}

    @cached_property
    def digest(self) -> str:
        """A hash of all that would be published: two looks at the same table have the same."""
        told = {
            "sheet": self.sheet.public_id,
            "claimed": [(line.agency, line.as_expected()) for line in self.claimed],
            "appraised": [(line.agency, line.as_expected()) for line in self.appraised],
            "members": sorted(self.members),
        }
        return hashlib.sha256(canonical(told).encode()).hexdigest()

    @cached_property
    def result(self) -> Result:
        """The table as pages and workbooks read it."""
        names = {code: member.name_that_year for code, member in self.members.items()}
        return Result(self.spec, names, self.claimed_of, self.appraised)

    @property
    def missing(self) -> list[Membership]:
        """Members without a filed card."""
        filed = {card.agency for card in self.cards}
        return [member for code, member in self.members.items() if code not in filed]


def bloc_table(year_id: int, *, drafts: bool = False) -> Table | None:
    """The year's table through the present scope's eyes; none while no sheet is in force."""
    sheet = sheet_in_force(year_id)
    if sheet is None:
        return None
    spec = spec_of(sheet)
    codes = codes_in(year_id)
    cards = bloc_cards(year_id, spec, drafts=drafts)
    votes = votes_in(year_id, codes)
    return Table(
        sheet=sheet,
        spec=spec,
        members={codes[member.agency_id]: member for member in members_of(year_id)},
        cards=cards,
        claimed=standings(spec, cards, View.CLAIMED, votes),
        appraised=standings(spec, cards, View.APPRAISED, votes),
        states=_states(year_id, sheet, spec, cards, codes),
        votes=votes,
    )


def adopted_table(year_id: int) -> Table | None:
    """The table of the adopted points, for the chairs' eyes; none while none are adopted. The points are those that
    were frozen, whatever happened since; places and classes follow the votes, which come after the adoption."""
    adopted = adopted_points(year_id)
    table = bloc_table(year_id) if adopted is not None else None
    return _frozen(table, adopted) if table is not None and adopted is not None else None


def present_table(year_id: int) -> Table | None:
    """The table that counts now: of the adopted points, or, before the adoption, as it stands at this look."""
    return adopted_table(year_id) or bloc_table(year_id)


def _frozen(table: Table, adopted: Adopted) -> Table:
    votes = tuple(vote for vote in table.votes if vote.kind is not DecidedKind.CONSIDERATION)
    claimed, appraised = (
        placed(adopted.spec, [line for line in lines if line.agency in table.members], votes)
        for lines in (adopted.claimed, adopted.appraised)
    )
    return replace(table, sheet=adopted.sheet, spec=adopted.spec, claimed=claimed, appraised=appraised, votes=votes)


def votes_in(year_id: int, codes: dict[int, str]) -> tuple[Decided, ...]:
    """The recorded votes as the rules read them."""
    return tuple(
        Decided(DecidedKind(row.kind), codes[row.member_id], row.result, row.basis)
        for row in decisions_of(year_id)
        if row.member_id in codes
    )


def _states(year_id: int, sheet: Sheet, spec: SheetSpec, cards: list[Card], codes: dict[int, str]) -> list[CardState]:
    stages = cards_in(year_id)
    filings = last_filed_in(year_id)
    excluded = not_considered_in(year_id)
    answers = {card.agency: card for card in cards}
    return [
        CardState(
            agency=codes[member.agency_id],
            name=member.name_that_year,
            stage=Stage(stages[member.agency_id].stage) if member.agency_id in stages else None,
            considered=member.agency_id not in excluded,
            on_current_sheet=member.agency_id not in filings or filings[member.agency_id].sheet_id == sheet.id,
            unexplained=unexplained(spec, answers.get(codes[member.agency_id])),
        )
        for member in members_of(year_id)
    ]


def unexplained(spec: SheetSpec, card: Card | None) -> tuple[str, ...]:
    """The rows whose appraised figures differ from the claim without a reason (only files can bring such)."""
    if card is None:
        return ()
    return tuple(path for path, answer in card.answers.items() if _departs(answer) and not answer.reason.strip())


def _departs(answer: Answer) -> bool:
    return answer.appraised is not None or (answer.corrected is not None and answer.corrected != answer.inputs)
