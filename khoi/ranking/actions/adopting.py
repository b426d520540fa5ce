"""The points are adopted: every row of every card is frozen, and held; or they are reopened."""

from khoi.ranking.actions.telling import tell_all
from khoi.ranking.models import AdoptedLine, Adoption, PublicationRequest, Table, adoption_in_force, bloc_table
from khoi.ranking.models.adopted import last_adoption_number
from khoi.ranking.rules import Standing, figures_of, objections_to_publishing
from khoi.scoring.actions.card_steps import move
from khoi.scoring.actions.explaining import end_rounds
from khoi.scoring.models import cards_in
from khoi.scoring.rules import Event, Stage
from khoi.sheets.rules import write_sheet
from khoi.years.actions import hold_points, let_points_go
from tenants import clock, journal
from tenants.database import db
from tenants.journal import canonical
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope


def adopt(request: PublicationRequest) -> Adoption:
    """Freeze the table that was asked for, `relative` and `timeliness` points too; from then on nothing changes it."""
    table = _table_asked_for(request)
    _move_cards(request.year_id, Event.ADOPT, Stage.APPRAISED, Stage.EXPLAINING)
    adoption = _adoption(request, table)
    by_agency = {line.agency: line for line in table.appraised}
    db.session.add_all(_line(adoption, by_agency[code], table) for code in table.members if code in by_agency)
    hold_points(request.bloc_id, request.year_id)
    journal.wrote(adoption, "adopt", digest=adoption.digest, number=adoption.number)
    seq, head = journal.head_of(request.bloc_id)
    told = f"Điểm thi đua đã chốt, mã niêm phong {table.digest[:16]}; nhật ký của Khối có {seq} dòng, mã {head[:16]}."
    tell_all(request.year_id, "adopted", told)
    return adoption


def reopen(request: PublicationRequest) -> Adoption:
    """The adopted points may change again; why, every agency is told. What was adopted stays on record."""
    adoption = adoption_in_force(request.year_id)
    if adoption is None or adoption.digest != request.digest:
        raise Refused("Lần chốt điểm đề nghị mở lại không còn hiệu lực.")
    adoption.reopened_at, adoption.reopened_reason = clock.now(), request.reason
    let_points_go(request.year_id)
    _move_cards(request.year_id, Event.REOPEN, Stage.ADOPTED)
    journal.wrote(adoption, "reopen", reason=request.reason, number=adoption.number)
    tell_all(request.year_id, "reopened_points", f"Điểm đã chốt được mở lại. Lý do: {request.reason}")
    return adoption


def _table_asked_for(request: PublicationRequest) -> Table:
    table = bloc_table(request.year_id)
    if table is None or table.digest != request.digest:
        raise Refused("Bảng điểm đã thay đổi từ khi Khối trưởng đề nghị. Khối trưởng cần xem lại và đề nghị lại.")
    refuse_over(objections_to_publishing(table.states), "Chưa chốt điểm được: còn việc phải làm xong.")
    return table


def _move_cards(year_id: int, event: Event, *stages: Stage) -> None:
    for card in cards_in(year_id).values():
        if card.stage in stages:
            move(card, event)
            end_rounds(card)


def _adoption(request: PublicationRequest, table: Table) -> Adoption:
    adoption = Adoption(
        bloc_id=request.bloc_id, year_id=request.year_id, shown_to="chairs",
        number=last_adoption_number(request.year_id) + 1, sheet_id=table.sheet.id, adopted_at=clock.now(),
        asked_by=request.asked_by, confirmed_by=present_scope().user or None, digest=table.digest,
        sheet=canonical(write_sheet(table.spec)),
    )  # fmt: skip
    db.session.add(adoption)
    db.session.flush()
    return adoption


def _line(adoption: Adoption, line: Standing, table: Table) -> AdoptedLine:
    claimed = table.claimed_of[line.agency]
    return AdoptedLine(
        bloc_id=adoption.bloc_id, year_id=adoption.year_id, shown_to="chairs", adoption_id=adoption.id,
        member_id=table.members[line.agency].agency_id, not_considered=line.card.not_considered or "",
        claimed_total=claimed.total, total=line.total,
        figures=canonical({"claimed": figures_of(claimed), "adopted": figures_of(line)}),
    )  # fmt: skip
