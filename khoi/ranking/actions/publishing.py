"""The adopted points are published with their places, and withdrawn again."""

from khoi.ranking.actions.telling import tell_all
from khoi.ranking.models import (
    PublicationRequest,
    Standing,
    StandingLine,
    Table,
    adopted_table,
    new_package,
    standing_in_force,
)
from khoi.ranking.models.published import last_standing_number
from khoi.ranking.rules import Standing as Line
from khoi.ranking.rules import figures_of
from khoi.sheets.rules import write_sheet
from tenants import clock, journal
from tenants.database import db
from tenants.journal import canonical
from tenants.refusal import Refused
from tenants.scope import present_scope


def publish(request: PublicationRequest) -> Standing:
    """Copy the adopted table that was asked for to where every member reads it."""
    table = adopted_table(request.year_id)
    if table is None or table.digest != request.digest:
        raise Refused("Bảng điểm đã thay đổi từ khi Khối trưởng đề nghị. Khối trưởng cần xem lại và đề nghị lại.")
    standing = _standing(request, table)
    db.session.add_all(_line(standing, place, line, table) for place, line in enumerate(table.appraised, 1))
    package = new_package(standing, table)
    db.session.add(package)
    journal.wrote(standing, "publish", digest=standing.digest, number=standing.number, package=package.sha256)
    codes = f"Mã gói kiểm chứng: {package.code}; nhật ký có {package.journal_lines} dòng, mã {package.anchor}."
    tell_all(request.year_id, "published", f"Kết quả xếp hạng thi đua của Khối đã được công bố. {codes}")
    return standing


def withdraw(request: PublicationRequest) -> Standing:
    """The published result is taken back; why, every agency is told. The points stay adopted."""
    standing = standing_in_force(request.year_id)
    if standing is None or standing.digest != request.digest:
        raise Refused("Kết quả đề nghị rút không còn hiệu lực.")
    standing.withdrawn_at, standing.withdrawn_reason = clock.now(), request.reason
    journal.wrote(standing, "withdraw", reason=request.reason, number=standing.number)
    tell_all(request.year_id, "withdrawn", f"Kết quả xếp hạng đã công bố được rút lại. Lý do: {request.reason}")
    return standing


def _standing(request: PublicationRequest, table: Table) -> Standing:
    standing = Standing(
        bloc_id=request.bloc_id, year_id=request.year_id, shown_to="published",
        number=last_standing_number(request.year_id) + 1, sheet_id=table.sheet.id, published_at=clock.now(),
        asked_by=request.asked_by, confirmed_by=present_scope().user or None, digest=table.digest,
        sheet=canonical(write_sheet(table.spec)),
    )  # fmt: skip
    db.session.add(standing)
    db.session.flush()
    return standing


def _line(standing: Standing, place: int, line: Line, table: Table) -> StandingLine:
    """A member's figures, copied: no inputs, no evidence, and of `không xét` the word, not the reason."""
    member, claimed = table.members[line.agency], table.claimed_of[line.agency]
    figures = {"claimed": figures_of(claimed), "adopted": figures_of(line)}
    return StandingLine(
        bloc_id=standing.bloc_id, year_id=standing.year_id, shown_to="published", standing_id=standing.id,
        member_id=member.agency_id, name=member.name_that_year, place=place, rank=line.rank, label=line.class_label,
        considered=line.considered, claimed_total=claimed.total, total=line.total, base=line.sums.base,
        bonus=line.sums.bonus, penalty=line.sums.penalty, figures=canonical(figures),
    )  # fmt: skip
