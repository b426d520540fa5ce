"""The rows on which appraisal and claim part, with what was said on them: as their agency is told, and as its
appraisers see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from json import loads

from khoi.scoring.models.appraisals import AppraisalLine
from khoi.scoring.models.appraising import Desk, Review, whole_desk
from khoi.scoring.models.bloc import answer_of
from khoi.scoring.models.cards import Scorecard
from khoi.scoring.models.filed import FiledMark, last_filed, rows_filed
from khoi.scoring.models.rounds import Round, ThreadLine, rounds_in, threads_of
from khoi.scoring.models.told import Told, findings_told, settling_lines
from khoi.scoring.rules import Counts, Progress, Scored, Stage, View, Word, score_row
from khoi.scoring.rules.explaining import AT_AN_END, Said, counts_of, progress_of
from khoi.scoring.rules.reviewing import Reviewed
from khoi.sheets.models import Criterion, sheet_by_id, spec_of
from khoi.sheets.rules import Node, Relative, SheetSpec
from khoi.years.models import lateness_in
from tenants.scope import present_scope

IN_DISPUTE = frozenset({Stage.APPRAISED, Stage.EXPLAINING})


@dataclass(frozen=True)
class Thread:
    """What was said on one row as it is sealed now, and how far that has come."""

    lines: tuple[ThreadLine, ...] = ()
    settled: tuple[AppraisalLine, ...] = ()

    @property
    def progress(self) -> Progress:
        return progress_of(
            (Said(line.id, Word(line.act)) for line in self.lines), (line.settles or 0 for line in self.settled)
        )

    @property
    def answered(self) -> bool:
        """Whether the agency has said anything."""
        return any(line.act != Word.ASK for line in self.lines)

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.settled


@dataclass(frozen=True)
class OwnRow:
    """A filed row as its agency sees it: `found` is what it was told, without points where the whole bloc decides."""

    row: FiledMark
    criterion: Criterion
    leaf: Node
    claimed: Scored
    found: Scored
    told: Told | None
    thread: Thread

    @property
    def differs(self) -> bool:
        return self.told is not None and not self.told.stands_by_claim

    @property
    def disputed(self) -> bool:
        return self.differs or not self.thread.is_empty

    @property
    def waits(self) -> bool:
        """Its points depend on the others' and are told at the publication."""
        return isinstance(self.leaf.method, Relative) and not self.claimed.not_applicable


@dataclass(frozen=True)
class Dispute:
    """A filed row in dispute as its appraisers see it: claimed and appraised points as they are at this look."""

    review: Review
    row: Reviewed
    criterion: Criterion
    thread: Thread

    @property
    def path(self) -> str:
        return self.row.leaf.path

    @property
    def progress(self) -> Progress:
        return self.thread.progress


def own_rows(card: Scorecard) -> tuple[SheetSpec, list[OwnRow]]:
    """The last filing of a card row by row, with what its agency was told; asked with the agency's own eyes."""
    filed = last_filed(card.id)
    assert filed is not None
    spec = spec_of(sheet_by_id(filed.sheet_id))
    late = lateness_in(card.year_id, card.agency_id)
    threads, told = _own_threads(card.id), findings_told(card.id)
    return spec, [
        _own_row(spec, card, row, criterion, told.get(criterion.path), threads.get(criterion.path, ()), late)
        for row, criterion in rows_filed(filed.id)
    ]


Parts = Sequence[ThreadLine | AppraisalLine]


def _own_row(
    spec: SheetSpec, card: Scorecard, row: FiledMark, criterion: Criterion, told: Told | None, said: Parts,
    late: Mapping[str, int],
) -> OwnRow:  # fmt: skip
    """A `relative` row has no points here, also where an appraiser typed them: he saw the others'."""
    leaf = spec.leaf_at[criterion.path]
    current = told if told is not None and told.seal == row.seal else None
    answer = answer_of(leaf, row.inputs, current, late)
    worth = score_row(spec, leaf, answer, View.APPRAISED)
    waits = isinstance(leaf.method, Relative) and not worth.not_applicable
    found = Scored() if waits else worth
    return OwnRow(row, criterion, leaf, score_row(spec, leaf, answer), found, current, _thread(said, row.seal))


def own_counts(card: Scorecard) -> Counts:
    """How far the explaining of a card has come, as its agency may know it; nothing is computed."""
    filed = last_filed(card.id)
    if filed is None or Stage(card.stage) not in IN_DISPUTE:
        return Counts()
    threads, told = _own_threads(card.id), findings_told(card.id)
    rows = []
    for row, criterion in rows_filed(filed.id):
        thread, finding = _thread(threads.get(criterion.path, ()), row.seal), told.get(criterion.path)
        differs = finding is not None and finding.seal == row.seal and not finding.stands_by_claim
        if differs or not thread.is_empty:
            rows.append((thread.answered, thread.progress))
    return counts_of(rows)


def _own_threads(scorecard_id: int) -> dict[str, Parts]:
    """What was said on each row, and the re-appraisals that the agency was told of."""
    found: dict[str, Parts] = {}
    for (_, path), lines in threads_of([scorecard_id]).items():
        found[path] = lines
    for (_, path), settled in settling_lines([scorecard_id]).items():
        found[path] = (*found.get(path, ()), *(line for line in settled if line.released))
    return found


def _thread(parts: Parts, seal: str) -> Thread:
    """The words about the row as it is sealed now; what was said on other content is history."""
    return Thread(
        tuple(part for part in parts if isinstance(part, ThreadLine) and part.seal == seal),
        tuple(part for part in parts if isinstance(part, AppraisalLine) and loads(part.state)["seal"] == seal),
    )


# --- as the appraisers see it ---------------------------------------------------------------------------------------


def disputes_in(desk: Desk, reviews: Iterable[Review]) -> dict[str, list[Dispute]]:
    """The rows in dispute of these cards by the agency's code, in the printed order, those at an end among them.

    Of a card that this scope does not appraise (but the lead's own people theirs) the threads are out of sight: such a
    card is left out rather than told by half."""
    chosen = [review for review in reviews if _heard(review)]
    cards = [review.card.id for review in chosen if review.card is not None]
    said, settled = threads_of(cards), settling_lines(cards)
    return {review.code: _disputes(desk, review, said, settled) for review in chosen}


def _heard(review: Review) -> bool:
    scope = present_scope()
    agency = review.member.agency_id
    in_dispute = review.card is not None and Stage(review.card.stage) in IN_DISPUTE
    return in_dispute and (scope.assesses(agency) or agency == scope.agency)


def _disputes(
    desk: Desk,
    review: Review,
    said: Mapping[tuple[int, str], list[ThreadLine]],
    settled: Mapping[tuple[int, str], list[AppraisalLine]],
) -> list[Dispute]:
    assert review.card is not None
    found = []
    for row in review.rows:
        key = review.card.id, row.leaf.path
        thread = _thread((*said.get(key, ()), *settled.get(key, ())), row.seal)
        if (row.settled and not row.verdict.accepted) or not thread.is_empty:
            found.append(Dispute(review, row, desk.criteria[row.leaf.path], thread))
    return found


def disputes_of(desk: Desk, review: Review) -> list[Dispute]:
    """The rows in dispute of one card."""
    return disputes_in(desk, [review]).get(review.code, [])


def open_differences(year_id: int) -> list[Dispute]:
    """The rows of the year whose appraisal parts from the claim and about which nothing has come to an end, by agency
    in the bloc's order: what the meeting has to decide. Points are as they are at this look."""
    desk = whole_desk(year_id)
    if desk is None:
        return []
    found = disputes_in(desk, desk.filed)
    return [each for review in desk.filed for each in found.get(review.code, ()) if each.progress not in AT_AN_END]


def counts_in(disputes: Iterable[Dispute]) -> Counts:
    return counts_of((each.thread.answered, each.progress) for each in disputes)


def counts_of_round(a_round: Round) -> Counts:
    """How far a round's card has come, as its appraisers see it."""
    desk = whole_desk(a_round.year_id)
    if desk is None:
        return Counts()
    return counts_in(disputes_of(desk, desk.review_of(a_round.agency_id)))


def pending_in(year_id: int) -> Counts:
    """What the agencies of open rounds have answered and nobody has settled, of the cards this scope appraises;
    nothing is computed."""
    scope = present_scope()
    mine = [row for row in rounds_in(year_id) if not row.is_closed and scope.assesses(row.agency_id)]
    rounds = {row.scorecard_id: row.id for row in mine}
    if not rounds:
        return Counts()
    said, settled = threads_of(rounds), settling_lines(rounds)
    threads = [
        Thread(tuple(line for line in lines if line.round_id == rounds[card]), tuple(settled.get((card, path), ())))
        for (card, path), lines in said.items()
    ]
    return counts_of((thread.answered, thread.progress) for thread in threads if thread.lines)
