"""Setting up: blocs and their agencies."""

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, in_year
from khoi.cli.speech import give, say
from khoi.years.actions import add_agency, admit, found_bloc
from tenants import journal
from tenants.database import db
from tenants.models import Bloc, years_of
from tenants.roles import Seat
from tenants.scope import Scope, acting


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
        bloc = founded(name, slug, province)
        with acting(Scope.of_operator(bloc.id)):
            db.session.commit()
    say(f"Đã thêm {bloc.name}.")
    give({"bloc": bloc.slug, "name": bloc.name})


def founded(name: str, slug: str = "", province: str = "") -> Bloc:
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

COMMANDS = (bloc_family, agency_family)
