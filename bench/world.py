"""A data folder to measure on: one bloc, its members with begun cards on a sheet of equal rows, people signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from flask import Flask

from khoi.app import create_app
from khoi.scoring.actions import begin
from khoi.settings import Settings
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.rules import Direct, Node, SheetSpec, placed
from khoi.years.actions import add_agency, admit, found_bloc, open_year
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock, schema
from tenants.database import db
from tenants.models import Agency, Bloc, User, Year, users_of
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting
from tenants.sessions import open_session

SECRET = "bench" * 10
TITLE = "Thực hiện nhiệm vụ được giao theo chương trình, kế hoạch công tác năm của đơn vị và của Khối, tiêu chí {}"
HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA"


@dataclass
class World:
    """Where the data lies, and whom it is about."""

    app: Flask
    settings: Settings
    bloc: Bloc
    year: Year
    agencies: list[Agency]

    def scope(self, agency: Agency) -> Scope:
        lead = self.agencies[0].id
        return Scope(bloc=self.bloc.id, year=self.year.id, agency=agency.id, lead_agency=lead, open=1)

    def cookie(self, agency: Agency) -> str:
        """A signed-in clerk's cookie."""
        client = self.app.test_client()
        token = open_session(users_of(agency.id)[0].id, "127.0.0.1", "bench")
        db.session.commit()
        db.session.expunge_all()  # the request below ends this session's transaction; the rows go on to be asked
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        client.get("/account")  # as in a browser, the cookie then holds the forms' token too
        found = client.get_cookie("phien")
        assert found is not None
        return f"phien={found.value}"

    @property
    def environment(self) -> dict[str, str]:
        settings = self.settings
        return {
            "KHOI_DATA": str(settings.data), "SECRET_KEY": settings.secret_key, "PLAIN_HTTP": "1",
            "DEMAND_SECOND_FACTOR": "0", "DATABASE_URL": settings.app_database,
        }  # fmt: skip


def sheet_of(rows: int, year: int) -> SheetSpec:
    """Two sections of equal `direct` rows of ten points."""
    leaves = [Node(str(n), TITLE.format(n), Decimal(10), method=Direct()) for n in range(1, rows + 1)]
    half = rows // 2
    sections = [
        Node(code, f"Nhóm {code}", Decimal(10 * len(part)), children=tuple(part))
        for code, part in (("I", leaves[:half]), ("II", leaves[half:]))
    ]
    return SheetSpec(f"Bảng {year}", year, Decimal(10 * rows), placed(sections))


@contextmanager
def world(data: Path, *, members: int = 12, rows: int = 80, years: tuple[int, ...] = (2026,)) -> Iterator[World]:
    """A new folder with the bloc in its last year; the app's context is open."""
    data.mkdir(parents=True, exist_ok=True)
    settings = Settings(data=data, secret_key=SECRET, plain_http=True)
    schema.upgrade(settings.database_url)
    with world_in(settings, members=members, rows=rows, years=years) as filled:
        yield filled


@contextmanager
def world_in(settings: Settings, *, members: int, rows: int, years: tuple[int, ...] = (2026,)) -> Iterator[World]:
    """The same in an empty database that has its tables: a begun card for every member."""
    app = create_app(settings)
    with app.app_context():
        yield _filled(app, settings, members, rows, years)
        db.session.remove()
        db.engine.dispose()


def _filled(app: Flask, settings: Settings, members: int, rows: int, years: tuple[int, ...]) -> World:
    bloc = found_bloc("Khối đo", "khoi-do")
    db.session.commit()
    with acting(Scope.of_operator(bloc.id)):
        agencies = [add_agency(bloc.id, f"DV{n:02}", f"Đơn vị số {n}") for n in range(1, members + 1)]
        for agency in agencies:
            db.session.add(_clerk(agency))
        db.session.commit()
    for number in years:
        year = _year(bloc, agencies, number, rows)
    return World(app, settings, bloc, year, agencies)


def _clerk(agency: Agency) -> User:
    login = f"{agency.code.lower()}.daumoi"
    return User(
        agency_id=agency.id, login=login, login_key=login, name=f"Đầu mối {agency.code}", role=Role.CLERK,
        password_hash=HASH, must_change_password=False, created_at=clock.now(),
    )  # fmt: skip


def _year(bloc: Bloc, agencies: list[Agency], number: int, rows: int) -> Year:
    with acting(Scope.of_operator(bloc.id)):
        year = open_year(bloc, number)
        for position, agency in enumerate(agencies):
            admit(year, agency, Seat.LEAD if position == 0 else Seat.MEMBER)
        db.session.commit()
    with acting(Scope.of_operator(bloc.id, year.id)):
        publish(store_sheet(year, sheet_of(rows, number)))
        if (filing := filing_keyed(year.id, SCORECARD)) is not None:
            filing.due = filing.closing = clock.now().replace(year=2099)
        db.session.commit()
        for agency in agencies:
            begin(year.id, agency.id)
        db.session.commit()
    return year
