"""A card being explained, as its own people see it: the rows with what was drafted and said on each."""

from dataclasses import dataclass

from khoi.reports.rules import word_count
from khoi.scoring.actions.answering import state_of_drafts
from khoi.scoring.models import (
    Draft,
    OwnRow,
    Round,
    Scorecard,
    card_of,
    drafts_in,
    marks_of,
    open_round_of,
    own_rows,
    rounds_of,
)
from khoi.scoring.rules import SETTLED, Counts, Progress, Stage
from khoi.scoring.rules.explaining import counts_of, takes_answers
from khoi.scoring.views.result import shown_pair
from khoi.scoring.views.threads import Message, messages_of
from khoi.sheets.rules import SheetSpec
from tenants import clock
from tenants.gate import here


@dataclass(frozen=True)
class Shown:
    """A row of the page, in words."""

    row: OwnRow
    mark: str
    draft: Draft | None
    claimed: str
    found: str
    difference: str
    messages: list[Message]
    #: Words sent on the row earlier in this round: they count towards its limit.
    before: int

    @property
    def text(self) -> str:
        return self.draft.row.text if self.draft else ""

    @property
    def accepts(self) -> bool:
        return bool(self.draft and self.draft.row.accepts)

    @property
    def drafted(self) -> bool:
        return bool(self.draft and (self.text or self.accepts or self.draft.documents))

    @property
    def may_write(self) -> bool:
        return self.row.thread.progress is not Progress.ACCEPTED


@dataclass(frozen=True)
class Desk:
    """A card being explained, as its own people see it."""

    card: Scorecard
    spec: SheetSpec
    round: Round | None
    rounds: list[Round]
    rows: list[Shown]
    drafts: list[Draft]
    takes: bool

    @property
    def adopted(self) -> bool:
        """Nothing is explained any more: the points are adopted."""
        return Stage(self.card.stage) is Stage.ADOPTED

    @property
    def disputed(self) -> list[Shown]:
        return [row for row in self.rows if row.row.disputed or row.drafted]

    @property
    def others(self) -> list[Shown]:
        return [row for row in self.rows if not (row.row.disputed or row.drafted)]

    @property
    def counts(self) -> Counts:
        return counts_of((r.row.thread.answered, r.row.thread.progress) for r in self.rows if r.row.disputed)

    @property
    def ready(self) -> int:
        return sum(row.drafted for row in self.rows)

    @property
    def untouched(self) -> int:
        """Rows that could be taken all at once."""
        return sum(r.row.differs and not r.drafted and r.row.thread.progress is Progress.OPEN for r in self.rows)

    @property
    def seen(self) -> str:
        return state_of_drafts(self.drafts)


def own_desk() -> Desk | None:
    """None until something was found and told."""
    card = card_of(here().year_id, here().agency_id)
    if card is None or Stage(card.stage) not in SETTLED:
        return None
    spec, rows = own_rows(card)
    present = open_round_of(card.id)
    drafts = drafts_in(present.id) if present else []
    by_path = {draft.path: draft for draft in drafts}
    marks = {criterion.path: mark.public_id for mark, criterion in marks_of(card.id)}
    shown = [_shown(spec, row, marks, by_path, present) for row in rows if row.criterion.path in marks]
    takes = present is not None and takes_answers(
        clock.now(), present.opens_at, present.closes_at, closed=present.is_closed
    )
    return Desk(card, spec, present, rounds_of(card.id), shown, drafts, takes and here().is_open)


def _shown(
    spec: SheetSpec, row: OwnRow, marks: dict[str, str], drafts: dict[str, Draft], present: Round | None
) -> Shown:
    claimed, found, difference = shown_pair(spec, row)
    sent = [line for line in row.thread.lines if present and line.round_id == present.id]
    before = sum(word_count(line.text) for line in sent if line.by_agency == line.agency_id)
    path = row.criterion.path
    said = messages_of(row.thread)
    return Shown(row, marks[path], drafts.get(path), claimed, found, difference, said, before)
