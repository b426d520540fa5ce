"""What appraisers have before them: filed rows and what was said on them, read in a fixed number of statements.

Of a card never filed only whether it was begun; what an agency drafts (marks, evidence) is never asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from json import loads
from typing import Any

from sqlalchemy import or_, select, true

from khoi.scoring.models.appraisals import Appraisal
from khoi.scoring.models.bloc import answer_of, figures_read
from khoi.scoring.models.cards import Scorecard
from khoi.scoring.models.filed import FiledCard, FiledMark
from khoi.scoring.rules import FILED, UNTOUCHED, Card, Stage, Totals, Verdict, View, score_bloc, totals
from khoi.scoring.rules.reviewing import UNSCORED, Behind, Reviewed, settled_in
from khoi.sheets.models import Criterion, Sheet, criteria_of, sheet_in_force, spec_of
from khoi.sheets.rules import Node, Relative, SheetSpec
from khoi.years.models import all_lateness, not_considered_in
from tenants.database import db
from tenants.models import Agency, Membership
from tenants.vi import vi_key


@dataclass(frozen=True)
class Review:
    """One member's card as its appraisers see it; of one never filed nothing but whether it was begun."""

    member: Membership
    code: str
    card: Scorecard | None = None
    filed: FiledCard | None = None
    rows: tuple[Reviewed, ...] = ()

    @property
    def name(self) -> str:
        return self.member.name_that_year

    @property
    def returned(self) -> bool:
        """Filed once, and back with its agency: what others see is the last sealed version."""
        return self.filed is not None and self.card is not None and Stage(self.card.stage) not in FILED

    @property
    def settled(self) -> int:
        return settled_in(self.rows)

    @property
    def open_rows(self) -> int:
        return len(self.rows) - self.settled

    def row_at(self, path: str) -> Reviewed | None:
        return next((row for row in self.rows if row.leaf.path == path), None)


@dataclass(frozen=True)
class Desk:
    """The year under appraisal at this look: the sheet, and every member in the bloc's own order."""

    sheet: Sheet
    spec: SheetSpec
    #: The sheet's criteria by path.
    criteria: dict[str, Criterion]
    reviews: tuple[Review, ...]

    @cached_property
    def filed(self) -> tuple[Review, ...]:
        return tuple(review for review in self.reviews if review.filed is not None)

    @cached_property
    def relative(self) -> frozenset[str]:
        """The paths of the rows whose points depend on all members."""
        return frozenset(_relative(self.spec))

    def review_of(self, agency_id: int) -> Review:
        return next(review for review in self.reviews if review.member.agency_id == agency_id)

    def sums(self, review: Review, view: View) -> Totals:
        """The totals of a card all of whose rows were read."""
        claimed = view is View.CLAIMED
        return totals(self.spec, {row.leaf.path: row.claimed if claimed else row.appraised for row in review.rows})


#: Why the figures of who left count in nobody's comparison but their own.
LEFT = "đã rời Khối"


def whole_desk(year_id: int) -> Desk | None:
    """Every filed row of the year; none while no sheet is in force."""
    return _desk(year_id, lambda spec, owned: true())


def desk_for_card(year_id: int, agency_id: int) -> Desk | None:
    """One card, and of the others the rows without which its `relative` points cannot be computed."""
    wanted = lambda spec, owned: or_(owned.agency_id == agency_id, Criterion.path.in_(_relative(spec)))  # noqa: E731
    return _desk(year_id, wanted, agency_id)


def desk_for_criterion(year_id: int, path: str) -> Desk | None:
    """One criterion across all cards."""
    return _desk(year_id, lambda spec, owned: Criterion.path == path)


def _relative(spec: SheetSpec) -> list[str]:
    return [leaf.path for leaf in spec.leaves if isinstance(leaf.method, Relative)]


def _desk(year_id: int, wanted: Any, agency_id: int = 0) -> Desk | None:
    sheet = sheet_in_force(year_id)
    if sheet is None:
        return None
    spec = spec_of(sheet)
    cards = cards_of_members(year_id, agency_id)
    said = _findings(year_id, wanted(spec, Appraisal))
    rows = _rows(year_id, spec, said, wanted(spec, FiledMark))
    criteria = {row.path: row for row in criteria_of(sheet.id)}
    return Desk(sheet, spec, criteria, _scored(year_id, spec, cards, rows))


def cards_of_members(year_id: int, agency_id: int = 0) -> list[Review]:
    """The members with their cards and the newest filing of each, as yet without rows; of those that left within the
    year only the one that is named."""
    asked = (
        select(Membership, Agency.code, Scorecard, FiledCard)
        .join(Agency, Agency.id == Membership.agency_id)
        .outerjoin(Scorecard, (Scorecard.year_id == Membership.year_id) & (Scorecard.agency_id == Membership.agency_id))
        .outerjoin(FiledCard, (FiledCard.scorecard_id == Scorecard.id) & (FiledCard.number == Scorecard.filings))
        .where(Membership.year_id == year_id, Membership.left_on.is_(None) | (Membership.agency_id == agency_id))
    )
    found = [Review(*row) for row in db.session.execute(asked)]
    return sorted(found, key=lambda review: (review.member.position, vi_key(review.name)))


def _findings(year_id: int, wanted: Any) -> dict[tuple[int, str], Appraisal]:
    asked = (
        select(Appraisal, Criterion.path)
        .join(Criterion, Criterion.id == Appraisal.criterion_id)
        .where(Appraisal.year_id == year_id, wanted)
        .order_by(Appraisal.id)
    )
    return {(finding.agency_id, path): finding for finding, path in db.session.execute(asked)}


def _rows(
    year_id: int, spec: SheetSpec, said: Mapping[tuple[int, str], Appraisal], wanted: Any
) -> dict[int, list[Reviewed]]:
    """The rows of the newest filings by agency, in the printed order, as yet without points."""
    asked = (
        select(FiledMark, Criterion.path)
        .join(FiledCard, FiledCard.id == FiledMark.filed_card_id)
        .join(Scorecard, (Scorecard.id == FiledCard.scorecard_id) & (Scorecard.filings == FiledCard.number))
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledMark.year_id == year_id, wanted)
        .order_by(Criterion.place)
    )
    late = all_lateness(year_id)
    rows: dict[int, list[Reviewed]] = {}
    for row, path in db.session.execute(asked):
        if path in spec.leaf_at:
            finding = said.get((row.agency_id, path))
            known = late.get(row.agency_id, {})
            rows.setdefault(row.agency_id, []).append(_reviewed(spec, spec.leaf_at[path], row, finding, known))
    return rows


def _reviewed(
    spec: SheetSpec, leaf: Node, row: FiledMark, finding: Appraisal | None, late: Mapping[str, int]
) -> Reviewed:
    stands = finding is not None and finding.seal == row.seal
    verdict = verdict_in(leaf, finding) if finding else UNTOUCHED
    return Reviewed(
        id=row.public_id,
        leaf=leaf,
        answer=answer_of(leaf, row.inputs, finding if stands else None, late),
        verdict=verdict if stands else UNTOUCHED,
        former=verdict if finding and not stands else None,
        version=finding.version if finding else 0,
        note=row.note,
        documents=_behind(row.evidence),
        places=spec.places,
        seal=row.seal,
    )


def verdict_in(leaf: Node, finding: Appraisal) -> Verdict:
    """What a finding says, as the rules read it."""
    corrected = figures_read(leaf, finding.inputs) if finding.inputs else None
    return Verdict(finding.accepted, finding.points, corrected, finding.reason)


def _behind(evidence: str) -> tuple[Behind, ...]:
    pinned = loads(evidence)
    return tuple(Behind(d["version"], d["title"], d["name"], d.get("size") or 0, d.get("pages")) for d in pinned)


def _scored(
    year_id: int, spec: SheetSpec, cards: Iterable[Review], rows: Mapping[int, list[Reviewed]]
) -> tuple[Review, ...]:
    """The cards with their rows and both points; `relative` among the rows that were read."""
    excluded = not_considered_in(year_id)
    filed = {review.code: rows.get(review.member.agency_id, []) for review in cards if review.filed}
    reasons = {r.code: excluded[r.member.agency_id].reason for r in cards if r.member.agency_id in excluded}
    reasons |= {review.code: LEFT for review in cards if review.member.left_on is not None}
    bloc = [Card(code, {r.leaf.path: r.answer for r in its}, reasons.get(code)) for code, its in filed.items()]
    claimed, appraised = (score_bloc(spec, bloc, view) for view in (View.CLAIMED, View.APPRAISED))

    def with_points(code: str, row: Reviewed) -> Reviewed:
        path = row.leaf.path
        return replace(row, claimed=claimed[code].get(path, UNSCORED), appraised=appraised[code].get(path, UNSCORED))

    return tuple(
        replace(review, rows=tuple(with_points(review.code, row) for row in filed.get(review.code, ())))
        for review in cards
    )
