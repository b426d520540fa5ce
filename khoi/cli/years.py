"""A year of the bloc: opened, closed, and turned into the next."""

from typing import Any

import click

from khoi.cli.blocs import founded
from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, bloc_option
from khoi.cli.speech import give, say
from khoi.turnover.actions import fill_year, next_year_begun
from khoi.turnover.models import Taken, taken_from, unfinished
from khoi.turnover.rules import Choices, left_behind
from khoi.years.actions import close_year, open_year, reopen_year
from tenants.database import db
from tenants.models import Agency, Bloc, Year, agencies_of, agency_coded, blocs, year_of
from tenants.refusal import Refused
from tenants.roles import YearState
from tenants.scope import Scope, acting

#: What a bloc is called that was opened without a name.
NAMELESS = "Khối thi đua"
YEAR = click.IntRange(2000, 2100)


@click.group("year", cls=Family)
def year_family() -> None:
    """Năm thi đua."""


@year_family.command("open")
@click.argument("number", metavar="NĂM", type=YEAR)
@click.option("--archive", is_flag=True, help="Năm cũ, đã khóa, chỉ nhập số liệu từ tệp.")
@click.option("--reopen", "reason", metavar="LÝ_DO", help="Mở lại một năm đã khóa; lý do được ghi vào nhật ký.")
@at_desk
def open_a_year(desk: Desk, number: int, archive: bool, reason: str | None) -> None:
    """Mở một năm thi đua; tạo luôn khối nếu chưa có."""
    if archive and reason is not None:
        raise Refused("Chọn một trong hai: --archive hoặc --reopen.")
    with desk.portal():
        bloc = _bloc_to_open(desk)
        year = _known(bloc, number) if reason is not None else None
        with acting(Scope.of_operator(bloc.id, year.id if year else 0)):
            if year is not None:
                reopen_year(year, reason or "")
            else:
                year = open_year(bloc, number, archive=archive)
            db.session.commit()
    say(f"Đã {'mở lại' if reason else 'tạo năm lưu trữ' if archive else 'mở năm'} {number} của {bloc.name}.")
    give({"bloc": bloc.slug, "year": number, "state": str(year.state)})


def _bloc_to_open(desk: Desk) -> Bloc:
    """The bloc that is meant; a new one of that name in an empty folder."""
    if blocs():
        return desk.the_bloc()
    return founded(desk.bloc or NAMELESS)


def _known(bloc: Bloc, number: int) -> Year:
    if (year := year_of(bloc.id, number)) is None:
        raise Refused(f"Khối chưa có năm {number}.")
    return year


@year_family.command("close")
@click.argument("number", metavar="NĂM", type=YEAR)
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do, ghi vào nhật ký.")
@click.option("--anyway", is_flag=True, help="Khóa dù còn việc chưa xong.")
@at_desk
def close_a_year(desk: Desk, number: int, reason: str, anyway: bool) -> None:
    """Khóa một năm: từ đó mọi người chỉ xem. Bình thường do Khối trưởng và Khối phó làm trên trang."""
    desk.year = number
    with desk.at_year(number) as post:
        if post.year.state != YearState.OPEN:
            raise Refused(f"Năm {number} không đang mở.")
        left = unfinished(post.year)
        if left and not anyway:
            lines = "\n".join(f"- {line}" for line in left)
            raise Refused(f"Năm {number} còn việc chưa xong:\n{lines}\nVẫn khóa thì thêm --anyway.")
        close_year(post.year, left, reason)
    say(f"Đã khóa năm {number}.")
    give({"bloc": post.bloc.slug, "year": number, "state": YearState.CLOSED.value, "unfinished": left})


@year_family.command("roll-over")
@click.argument("number", metavar="NĂM_CŨ", type=YEAR)
@click.option("--lead", required=True, metavar="MÃ", help="Khối trưởng năm sau, theo kết quả bầu.")
@click.option("--deputy", required=True, metavar="MÃ", help="Khối phó năm sau, theo kết quả bầu.")
@click.option("--basis", required=True, metavar="CĂN_CỨ", help="Số biên bản bầu Khối trưởng, Khối phó.")
@click.option("--without", multiple=True, metavar="MÃ", help="Đơn vị không còn là thành viên năm sau (ghi nhiều lần).")
@click.option("--no-sheet", is_flag=True, help="Không chuyển bảng tiêu chí.")
@click.option("--no-dates", is_flag=True, help="Không dời thời hạn.")
@click.option("--no-bases", is_flag=True, help="Không chuyển căn cứ pháp lý.")
@click.option("--no-team", is_flag=True, help="Không giữ Tổ thẩm định.")
@at_desk
def roll_over(desk: Desk, number: int, basis: str, **chosen: Any) -> None:
    """Tạo năm sau ở trạng thái chuẩn bị, từ năm này; năm này không thay đổi."""
    with desk.portal():
        bloc = desk.the_bloc()
        year = _known(bloc, number)
        operator = Scope.of_operator(bloc.id, year.id)
        with acting(operator):
            taken = taken_from(year)
            codes = {agency.id: agency.code for agency in agencies_of(bloc.id)}
            choices = _choices(bloc, taken, basis, **chosen)
            slug = bloc.slug
            db.session.rollback()
        with next_year_begun(taken, choices, operator) as made:
            fill_year(made, taken, choices)
            db.session.commit()
    say(f"Đã tạo năm {number + 1}, đang chuẩn bị. Khối trưởng mới xem lại rồi mở năm.")
    left = left_behind(taken.texts(), number + 1)
    give({
        "bloc": slug, "year": number + 1, "state": YearState.PREPARING.value,
        "members": [codes[agency_id] for agency_id in choices.members],
        "other_years": [{"where": text.where, "text": text.words, "years": list(text.years)} for text in left],
    })  # fmt: skip


def _choices(
    bloc: Bloc, taken: Taken, basis: str, *, lead: str, deputy: str, without: tuple[str, ...],
    no_sheet: bool, no_dates: bool, no_bases: bool, no_team: bool,
) -> Choices:  # fmt: skip
    gone = {_agency(bloc, code).id for code in without}
    members = tuple(member.agency_id for member in taken.members if member.agency_id not in gone)
    return Choices(
        lead=_agency(bloc, lead).id, deputy=_agency(bloc, deputy).id, members=members, basis=basis,
        sheet=not no_sheet, dates=not no_dates, bases=not no_bases, team=not no_team,
    )  # fmt: skip


def _agency(bloc: Bloc, code: str) -> Agency:
    if (agency := agency_coded(bloc.id, code)) is None:
        raise Refused(f"Khối không có đơn vị mã {code}.")
    return agency


for _verb in (open_a_year, close_a_year, roll_over):
    _verb.params.append(bloc_option())

COMMANDS = (year_family,)
