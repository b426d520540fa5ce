"""Make the demo bloc: founded, peopled, its 2026 in the middle of things, its 2025 closed and published."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import current_app

from khoi.accounts.passwords import hashed
from khoi.demo.cast import BLOC, LAST_SEATS, OBSERVER, PARTS, PROVINCE, SLUG, Part, login_of, password_of
from khoi.demo.last_year import make_last_year
from khoi.demo.stagehand import five_o_clock
from khoi.demo.this_year import make_this_year
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.models import Sheet
from khoi.sheets.rules import SheetSpec, read_sheet
from khoi.years.actions import add_agency, admit, found_bloc, open_year
from khoi.years.models import SCORECARD, filings_of
from tenants import clock, journal
from tenants.database import db
from tenants.models import Agency, Bloc, Grant, User, Year
from tenants.roles import Role, Seat, YearState
from tenants.scope import Scope, acting

THIS_YEAR, LAST_YEAR = 2026, 2025
#: How many days before today each filing was due; the scorecards since yesterday, so that some are late.
DUE_BEFORE = {"registration": 250, "half_year_report": 135, SCORECARD: 1, "year_report": -6}
OPEN_FOR = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Account:
    """One person of the demo, with the password that opens the portal for him."""

    agency: str
    role: str
    seat: str
    login: str
    password: str
    name: str


def accounts_of(secret: str) -> list[Account]:
    """The demo's accounts; the passwords follow from this installation's own key, so they can be printed again."""
    people = [(part, role) for part in PARTS for role in (Role.CLERK, Role.HEAD)]
    accounts = [_account(part, role, secret) for part, role in people]
    login, name, _ = OBSERVER
    return [*accounts, Account("", Role.OBSERVER.value, "", login, password_of(login, secret), name)]


def _account(part: Part, role: Role, secret: str) -> Account:
    login = login_of(part, role)
    name = part.clerk if role is Role.CLERK else part.head
    return Account(part.code, role.value, part.seat.value, login, password_of(login, secret), name)


def make_demo(watch: Callable[[tuple[int, ...]], Iterable[int]] = iter, *, published: bool = False) -> list[Account]:
    """Fill the empty database of the present app; gives back who may sign in. Every step goes the portal's own way.

    `watch` is handed the years that are made, to show how far it has come; `published`: this year comes to its end."""
    bloc = found_bloc(BLOC, SLUG, PROVINCE)
    db.session.commit()
    spec = read_sheet(json.loads(Path(__file__).with_name("sheet.json").read_text(encoding="utf-8")))
    with acting(Scope.of_operator(bloc.id)):
        agencies = _found_agencies(bloc)
        _people(bloc, agencies)
        db.session.commit()
    seats = {LAST_YEAR: LAST_SEATS, THIS_YEAR: {part.code: part.seat for part in PARTS}}
    for number in watch((LAST_YEAR, THIS_YEAR)):
        make = make_last_year if number == LAST_YEAR else partial(make_this_year, published=published)
        make(bloc, _year(bloc, agencies, number, spec, seats[number]), agencies)
    return accounts_of(current_app.config["SECRET_KEY"])


def _found_agencies(bloc: Bloc) -> dict[str, Agency]:
    return {part.code: add_agency(bloc.id, part.code, part.name) for part in PARTS}


def _people(bloc: Bloc, agencies: dict[str, Agency]) -> None:
    """Accounts whose first password need not be changed: this is a demo, and it prints them."""
    for account in accounts_of(current_app.config["SECRET_KEY"]):
        part = next((part for part in PARTS if part.code == account.agency), None)
        user = User(
            agency_id=agencies[part.code].id if part else None,
            login=account.login,
            login_key=account.login,
            name=account.name,
            position=_position(part, account),
            role=account.role,
            password_hash=hashed(account.password),
            must_change_password=False,
            created_at=clock.now(),
        )
        db.session.add(user)
        db.session.flush()
        if part is None:
            db.session.add(Grant(user_id=user.id, bloc_id=bloc.id))


def _position(part: Part | None, account: Account) -> str:
    if part is None:
        return OBSERVER[2]
    return part.head_position if account.role == Role.HEAD else "Chuyên viên, đầu mối thi đua"


def _year(bloc: Bloc, agencies: dict[str, Agency], number: int, spec: SheetSpec, seats: dict[str, Seat]) -> Year:
    """A year with its members, dates and published sheet; the past one is closed."""
    past = number != THIS_YEAR
    with acting(Scope.of_operator(bloc.id)):
        year = open_year(bloc, number)
        for part in PARTS:
            admit(year, agencies[part.code], seats.get(part.code, Seat.MEMBER), on_team=part.on_team and not past)
        db.session.commit()
    with acting(Scope.of_operator(bloc.id, year.id)):
        _dates(year, timedelta(days=365 if past else 0))
        _published(year, spec)
        year.state = YearState.CLOSED if past else YearState.OPEN
        db.session.commit()
    return year


def _published(year: Year, spec: SheetSpec) -> Sheet:
    sheet = store_sheet(year, spec)
    publish(sheet)
    return sheet


def _dates(year: Year, ago: timedelta) -> None:
    """The year's filings, around the day the demo is made: also where that day lies in quite another year, which a
    lead who moves dates would be refused."""
    for filing in filings_of(year.id):
        filing.due = five_o_clock(clock.now() - ago - timedelta(days=DUE_BEFORE[filing.key]))
        filing.closing = filing.due + OPEN_FOR
        journal.wrote(filing, "set_dates", due=filing.due.isoformat(), closing=filing.closing.isoformat())
