"""How the year stands for who looks: the own card, and for the chairs and the appraisal team what waits for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import and_, func, select

from khoi.accounts.models import waiting_resets
from khoi.home.models.how_far import HowFar, how_far
from khoi.home.models.steps import steps_at, steps_before
from khoi.home.rules import Bloc, Card, Dates, Explaining, Filing, Steps, Waiting
from khoi.scoring.models import (
    Appraisal,
    FiledCard,
    FiledMark,
    Scorecard,
    cards_in,
    drafts_in,
    last_filed_in,
    open_round_of,
    own_counts,
    rounds_in,
)
from khoi.scoring.models.disputes import pending_in
from khoi.scoring.rules import APPRAISABLE, FILED, SETTLED, Stage
from khoi.years.models import SCORECARD, all_lateness, filings_held, not_considered_in
from khoi.years.models import Filing as YearFiling
from khoi.years.rules import Dates as Held
from tenants import clock
from tenants.database import db
from tenants.models import Membership, members_of
from tenants.scope import Scope, present_scope


@dataclass(frozen=True, slots=True)
class Look:
    """The year at one look. `table`: the members with their cards, the chairs' alone."""

    card: Card
    bloc: Bloc
    filings: list[YearFiling]
    #: Of each filing, by key, the dates as they hold for the own agency.
    dates: dict[str, Held]
    table: list[tuple[Membership, Filing]]
    steps: Steps = field(default_factory=Steps)


def look_at(number: int, *, is_open: bool, is_prepared: bool = False, is_head: bool = False) -> Look:
    """The scope's year, which has this number, through the scope's eyes; a head is told of what only a head does."""
    scope = present_scope()
    year_id = scope.year
    cards, filed, kept = cards_in(year_id), last_filed_in(year_id), filings_held(year_id, scope.agency)
    filings, dates = [filing for filing, _ in kept], {filing.key: dates for filing, dates in kept}
    looks_wide = scope.is_chair or scope.team
    late = all_lateness(year_id) if looks_wide or scope.agency in filed else {}
    table = _table(year_id, cards, filed, late) if looks_wide else []
    waiting = _waiting(year_id, scope, table, cards) if looks_wide else Waiting()
    far = how_far(scope)
    steps = steps_before(scope, number) if is_prepared else Steps()
    if is_open:
        steps = steps_at(scope, number, filings, dates, [member for member, _ in table], far, is_head=is_head)
    adopted = any(card.stage == Stage.ADOPTED for card in cards.values())
    return Look(
        card=_own(cards.get(scope.agency), filed.get(scope.agency), late.get(scope.agency, {})),
        bloc=replace(_bloc(number, is_open, adopted, filings, dates, waiting, far), is_prepared=is_prepared),
        filings=filings,
        dates=dates,
        table=table if scope.is_chair else [],
        steps=steps,
    )


def _own(card: Scorecard | None, filed: FiledCard | None, late: Mapping[str, int]) -> Card:
    """The own card; late by the days that are noted of it, as on the page of dates and in the points."""
    if card is None:
        return Card()
    return Card(
        stage=Stage(card.stage),
        filed_at=filed.filed_at if filed else None,
        days_late=late.get(SCORECARD, filed.days_late) if filed else 0,
        is_noted=bool(filed and late.get(SCORECARD, filed.days_late) != filed.days_late),
        imported=card.imported,
        returned_reason=card.returned_reason,
        returned_until=card.returned_until,
        explaining=_explaining(card) if card.stage == Stage.EXPLAINING else None,
    )


def _explaining(card: Scorecard) -> Explaining | None:
    present = open_round_of(card.id)
    if present is None:
        return None
    drafted = sum(bool(row.row.text or row.row.accepts or row.documents) for row in drafts_in(present.id))
    return Explaining(present.opens_at, present.closes_at, own_counts(card), drafted)


def _bloc(
    number: int, is_open: bool, adopted: bool, filings: Sequence[YearFiling], own: Mapping[str, Held],
    waiting: Waiting, far: HowFar,
) -> Bloc:  # fmt: skip
    scope = present_scope()
    dates = next((Dates(row.due, row.closing) for row in filings if row.key == SCORECARD), None)
    return Bloc(
        year=number,
        is_open=is_open,
        has_sheet=far.has_sheet,
        dates=dates,
        own_dates=Dates(own[SCORECARD].due, own[SCORECARD].closing) if dates else None,
        published=far.published,
        adopted=scope.is_chair and adopted,
        request=far.asked if scope.is_chair else "",
        waiting=waiting,
    )


def _table(
    year_id: int, cards: Mapping[int, Scorecard], filed: Mapping[int, FiledCard], late: Mapping[int, Mapping[str, int]]
) -> list[tuple[Membership, Filing]]:
    """Every member in the bloc's own order: an order by progress would tell of what is not filed."""
    return [
        (member, _filing(cards.get(member.agency_id), filed.get(member.agency_id), late.get(member.agency_id, {})))
        for member in members_of(year_id)
    ]


def _filing(card: Scorecard | None, filed: FiledCard | None, late: Mapping[str, int]) -> Filing:
    stage = Stage(card.stage) if card else None
    if filed is None:
        return Filing(stage)
    # What the lead noted since goes before what the clock said at the filing.
    return Filing(stage, filed.filed_at, late.get(SCORECARD, filed.days_late), bool(card and card.imported))


def _waiting(
    year_id: int, scope: Scope, table: list[tuple[Membership, Filing]], cards: Mapping[int, Scorecard]
) -> Waiting:
    mine = [(member, filing) for member, filing in table if _is_mine(scope, member, filing)]
    done = _wholly_settled(year_id) if mine else set()
    excluded = not_considered_in(year_id) if scope.is_chair else {}
    considered = [filing.stage for member, filing in table if member.agency_id not in excluded]
    open_cards = [(m, f) for m, f in table if f.stage not in FILED and m.agency_id != scope.agency]
    is_explained = any(card.stage == Stage.EXPLAINING for card in cards.values())
    return Waiting(
        to_appraise=tuple(member.name_that_year for member, _ in mine if member.agency_id not in done),
        to_release=tuple(member.name_that_year for member, _ in mine if member.agency_id in done),
        unfiled=tuple(member.name_that_year for member, filing in open_cards if filing.filed_at is None),
        returned=tuple(member.name_that_year for member, filing in open_cards if filing.filed_at is not None),
        resets=len(waiting_resets()) if scope.deputy else 0,
        answered_rows=pending_in(year_id).pending if is_explained else 0,
        rounds_over=_rounds_over(year_id, scope, table) if is_explained else (),
        settled=bool(cards) and all(stage in SETTLED for stage in considered),
    )


def _rounds_over(year_id: int, scope: Scope, table: list[tuple[Membership, Filing]]) -> tuple[str, ...]:
    names, now = {member.agency_id: member.name_that_year for member, _ in table}, clock.now()
    over = (row.agency_id for row in rounds_in(year_id) if not row.is_closed and row.closes_at < now)
    return tuple(names[agency] for agency in over if agency in names and scope.decides_for(agency))


def _is_mine(scope: Scope, member: Membership, filing: Filing) -> bool:
    return filing.stage in APPRAISABLE and scope.assesses(member.agency_id)


def _wholly_settled(year_id: int) -> set[int]:
    """The agencies whose filed rows, of the last filing, all carry a finding over the seal they have now."""
    last = select(func.max(FiledCard.id)).where(FiledCard.year_id == year_id).group_by(FiledCard.agency_id)
    stands = and_(
        Appraisal.scorecard_id == FiledCard.scorecard_id,
        Appraisal.seal == FiledMark.seal,
    )
    counted = (
        select(FiledCard.agency_id)
        .join(FiledMark, FiledMark.filed_card_id == FiledCard.id)
        .outerjoin(Appraisal, stands)
        .where(FiledCard.id.in_(last))
        .group_by(FiledCard.agency_id)
        .having(func.count(FiledMark.id) == func.count(Appraisal.id))
    )
    return set(db.session.scalars(counted))
