"""The check-list before publication: what forbids it, and what the meeting should have seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from khoi.ranking.rules.standing import Standing
from khoi.scoring.rules import FILED, SETTLED, STAGE_NAMES, Stage
from khoi.sheets.rules import SheetSpec, TieBy
from tenants.refusal import Objection


@dataclass(frozen=True, slots=True)
class CardState:
    """How one member's card stands; `stage` None: there is no card.

    `unexplained`: paths whose appraised points differ from the claim without a reason."""

    agency: str
    name: str
    stage: Stage | None
    considered: bool = True
    on_current_sheet: bool = True
    unexplained: tuple[str, ...] = ()


def objections_to_publishing(states: Iterable[CardState]) -> list[Objection]:
    """Why the year cannot be published yet, agency by agency (`path` is the agency's code)."""
    return [Objection(state.agency, reason) for state in states for reason in _reasons(state)]


def warnings_before_publishing(spec: SheetSpec, standings: Sequence[Standing]) -> list[Objection]:
    """Places still shared and classes still waiting for a vote; neither forbids publication."""
    return [*_shared_places(spec, standings), *_awaited_votes(standings)]


def _reasons(state: CardState) -> Iterator[str]:
    if state.stage is None or state.stage not in SETTLED:
        # Who is not considered keeps what was filed; a missing card must not hold up the bloc.
        if state.considered:
            yield f"{state.name}: phiếu chấm {_word(state.stage)}, chưa thẩm định xong"
        return
    if not state.on_current_sheet:
        yield f"{state.name}: phiếu chấm theo phiên bản bảng tiêu chí cũ"
    for path in state.unexplained:
        yield f"{state.name}: tiêu chí {path} thẩm định khác tự chấm mà không có lý do"


def _word(stage: Stage | None) -> str:
    """How far a card is: of what is not with the bloc, one of two words and nothing else (DESIGN 4)."""
    if stage is None:
        return "chưa bắt đầu"
    return STAGE_NAMES[stage if stage in FILED else Stage.DRAFT]


def _shared_places(spec: SheetSpec, standings: Sequence[Standing]) -> Iterator[Objection]:
    votes = any(tie.by is TieBy.BALLOT for tie in spec.ties)
    shared = [standing for standing in standings if standing.shared]
    for rank, group in groupby(shared, key=lambda standing: standing.rank):
        names = ", ".join(standing.agency for standing in group)
        advice = "bảng tiêu chí quy định bỏ phiếu để phân định" if votes else "giữ đồng hạng"
        yield Objection(None, f"đồng hạng {rank}: {names}; {advice}")


def _awaited_votes(standings: Sequence[Standing]) -> Iterator[Objection]:
    for standing in standings:
        if standing.pending_class:
            yield Objection(standing.agency, f"xếp loại “{standing.pending_class}” chờ biểu quyết")
