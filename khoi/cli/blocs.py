"""Setting up: blocs, agencies, years."""

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, bloc_option, in_year
from khoi.cli.speech import give, say
from khoi.years.actions import add_agency, admit, found_bloc, open_year
from tenants import journal
from tenants.database import db
from tenants.models import Bloc, blocs, years_of
from tenants.roles import Seat
from tenants.scope import Scope, acting

#: What a bloc is called that was opened without a name.
NAMELESS = "Khối thi đua"


@click.group("bloc", cls=Family)
def bloc_family() -> None:
    """Khối thi đua."""


@bloc_family.command("add")
@click.argument("name", metavar="TÊN_KHỐI")
@click.option("--slug", default="", metavar="TÊN_NGẮN", help="Tên ngắn dùng trong địa chỉ (mặc định: từ tên khối).")
@click.option("--province", default="", metavar="TỈNH", help="Tỉnh, thành phố.")
@at_desk
def add_bloc(desk: Desk, name: str, slug: str, province: str) -> None:
    """Thêm một khối thi đua."""
    with desk.portal():
        bloc = _founded(name, slug, province)
        with acting(Scope.of_operator(bloc.id)):
            db.session.commit()
    say(f"Đã thêm {bloc.name}.")
    give({"bloc": bloc.slug, "name": bloc.name})


@click.group("year", cls=Family)
def year_family() -> None:
    """Năm thi đua."""


@year_family.command("open")
@click.argument("number", metavar="NĂM", type=click.IntRange(2000, 2100))
@click.option("--archive", is_flag=True, help="Năm cũ, đã khóa, chỉ nhập số liệu từ tệp.")
@at_desk
def open_a_year(desk: Desk, number: int, archive: bool) -> None:
    """Mở một năm thi đua; tạo luôn khối nếu chưa có."""
    with desk.portal():
        bloc = _bloc_to_open(desk)
        with acting(Scope.of_operator(bloc.id)):
            year = open_year(bloc, number, archive=archive)
            db.session.commit()
    say(f"Đã {'tạo năm lưu trữ' if archive else 'mở năm'} {number} của {bloc.name}.")
    give({"bloc": bloc.slug, "year": number, "state": str(year.state)})


open_a_year.params.append(bloc_option())


def _bloc_to_open(desk: Desk) -> Bloc:
    """The bloc that is meant; a new one of that name in an empty folder."""
    if blocs():
        return desk.the_bloc()
    return _founded(desk.bloc or NAMELESS)


def _founded(name: str, slug: str = "", province: str = "") -> Bloc:
    bloc = found_bloc(name, slug, province)
    with acting(Scope.of_operator(bloc.id)):
        journal.wrote(bloc, "found", slug=bloc.slug, name=bloc.name)
    return bloc


@click.group("agency", cls=Family)
def agency_family() -> None:
    """Đơn vị của khối."""


@agency_family.command("add")
@click.argument("code", metavar="MÃ")
@click.argument("name", metavar="TÊN_ĐƠN_VỊ")
@click.option(
    "--seat", type=click.Choice([seat.value for seat in Seat]), default=Seat.MEMBER.value, help="Vị trí trong năm."
)
@click.option("--team", is_flag=True, help="Thuộc Tổ thẩm định.")
@at_desk
def add_an_agency(desk: Desk, code: str, name: str, seat: str, team: bool) -> None:
    """Thêm một đơn vị vào khối và vào năm thi đua (nếu khối đã có năm)."""
    with desk.at_bloc() as bloc:
        agency = add_agency(bloc.id, code, name)
        year = desk.the_year(bloc) if years_of(bloc.id) else None
        if year is not None:
            admit(year, agency, Seat(seat), on_team=team)
    say(f"Đã thêm {agency.name} ({agency.code}).")
    give({"agency": agency.code, "name": agency.name, "year": year and year.number, "seat": year and str(seat)})


in_year(add_an_agency)

COMMANDS = (bloc_family, year_family, agency_family)
