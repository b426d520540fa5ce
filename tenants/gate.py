"""The gate of every request: who is it, may he be here, whose rows are in sight, and one transaction for the rest.

A view without a declared door keeps the app from starting. The person, the seat and the scope are read in a
transaction that is over before forms are parsed; what the view changes it changes in one writing transaction, which
the gate commits when the answer is good and rolls back when it is not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, g, make_response, redirect, request, url_for
from flask_login import LoginManager, current_user
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from tenants import vi
from tenants.addresses import PlainInteger, PublicId
from tenants.database import db, reading
from tenants.declared import (
    View,
    asks_again,
    is_closed_with_its_year,
    only_to_change,
    own_transactions,
    prepares,
    takes_home,
)
from tenants.places import Place, place_of
from tenants.roles import OPEN_TO_ALL, Door, Role, Seat
from tenants.scope import Scope, acting, scope_through
from tenants.sessions import Person, person_with

MEMBERS_DOOR = Door(frozenset({Role.CLERK, Role.HEAD}))
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class UndeclaredDoor(RuntimeError):
    """A view nobody may enter, since nobody said who may."""


def door(
    *roles: Role, seats: tuple[Seat, ...] = (), team: bool = False, by_seat: bool = False, first: bool = False
) -> Callable[[View], View]:
    """Declare who may enter a view; `first` marks the pages one may see before changing a first password."""
    return _declared(Door(frozenset(roles), frozenset(seats), team, by_seat), first)


def open_to_all(view: View) -> View:
    """Declare that anybody may enter, signed in or not."""
    return _declared(OPEN_TO_ALL, True)(view)


def _declared(opened: Door, first: bool) -> Callable[[View], View]:
    def declare(view: View) -> View:
        own, danger = getattr(view, "__own_transactions__", False), getattr(view, "__asks_again__", "")

        @wraps(view)
        def walk(**arguments: Any) -> AnyResponse:
            if danger and request.method not in READING and (asked := _ask_again(danger)) is not None:
                return make_response(asked)
            with nullcontext() if own else _transaction():
                response = make_response(view(**arguments))
                if response.status_code >= 400:
                    db.session.rollback()
                return response

        walk.__door__ = opened  # type: ignore[attr-defined]
        walk.__first__ = first  # type: ignore[attr-defined]
        return walk

    return declare


def _ask_again(what: str) -> Any:
    """The page that asks for the password once more, before any transaction; none where it was typed just now."""
    return None if me().is_confirmed() else current_app.extensions["ask_again"](what)


@contextmanager
def _transaction() -> Iterator[None]:
    """A request's one transaction: it begins with the first statement, and ends here."""
    quiet = request.method in READING
    with reading() if quiet else nullcontext():
        try:
            yield
            if not quiet:
                db.session.commit()
        finally:
            db.session.rollback()


def guard(
    app: Flask, *, sign_in: str, change_password: str, second_factor: str, ask_again: Callable[[str], Any]
) -> None:
    """Put the gate before every route of the app; the endpoints are where it sends people, `ask_again` answers
    who must type the password once more (None: he just did)."""
    app.extensions["ask_again"] = ask_again
    app.config.update(SIGN_IN=sign_in, CHANGE_PASSWORD=change_password, SECOND_FACTOR=second_factor)
    app.url_map.converters.update(public_id=PublicId, int=PlainInteger)
    # Its own word for templates would ask the database again on the page that says the database is away.
    manager = LoginManager(app, add_context_processor=False)
    manager.session_protection = "basic"
    manager.user_loader(person_with)
    app.url_value_preprocessor(_take_place)
    app.url_defaults(_give_place)
    app.before_request(_enter)
    app.teardown_request(_leave)


def refuse_undeclared(app: Flask) -> None:
    """Keep the app from starting while a view has no door."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "__door__"))
    if bare:
        raise UndeclaredDoor(f"no door declared for: {', '.join(bare)}")


def declare_static(app: Flask) -> None:
    """The static files are everybody's."""
    static: Any = app.view_functions["static"]
    static.__door__, static.__first__ = OPEN_TO_ALL, True


# --- where: /<bloc>/<year>/… is read once and added to every address made -----------------------------------------


def _take_place(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.bloc_slug = values.pop("bloc", None) if values else None
    g.year_number = values.pop("year", None) if values else None


def _give_place(endpoint: str, values: dict[str, Any]) -> None:
    for name, present in (("bloc", "bloc_slug"), ("year", "year_number")):
        known = g.get(present)
        if name not in values and known is not None and current_app.url_map.is_endpoint_expecting(endpoint, name):
            values[name] = known


# --- who, and may he -----------------------------------------------------------------------------------------------


def _enter() -> AnyResponse | None:
    g.me = g.place = None
    if request.endpoint is None:
        return None
    view: Any = current_app.view_functions[request.endpoint]
    opened: Door = view.__door__
    if request.endpoint == "static":
        return None
    person = current_user._get_current_object()
    g.me = person if isinstance(person, Person) else None
    if opened == OPEN_TO_ALL:
        return None
    if g.me is None:
        return _ask_to_sign_in()
    if g.me.must_change_password and not view.__first__:
        return redirect(url_for(current_app.config["CHANGE_PASSWORD"]))
    _pass(g.me, view)
    return _ask_for_factor(g.me, view)


def _ask_for_factor(person: Person, view: Any) -> AnyResponse | None:
    """Whose word binds others, and who runs the house, signs in with a code beside the password: he is led to enrol
    before anything else, the lead's and deputy's people on the pages of their year (a setting of the installation)."""
    if person.has_factor or view.__first__ or not current_app.config["DEMAND_SECOND_FACTOR"]:
        return None
    chairs = bool(person.agency_id) and g.place is not None and g.place.seat in (Seat.LEAD, Seat.DEPUTY)
    if not chairs and person.role is not Role.OPERATOR:
        return None
    if wants_fragment():
        raise Forbidden("Bật xác thực hai bước trước đã: mở trang Tài khoản của tôi.")
    return redirect(url_for(current_app.config["SECOND_FACTOR"]))


def _pass(person: Person, view: Any) -> None:
    opened: Door = view.__door__
    if g.bloc_slug is None:
        if not opened.opens_for(person.role, None, on_team=False):
            raise Forbidden
        return
    place = g.place = place_of(person, g.bloc_slug, g.year_number, sets_up=hasattr(view, "__prepares__"))
    seat = place.seat if person.agency_id else None
    if seat:
        person.agency_name, person.seat_name = place.agency_name, place.seat_name
    allowed = opened.opens_for(person.role, seat, place.on_team)
    # Also the page that says no has a frame, and its frame asks for the person's own notices.
    g.acting = acting(_scope(person, opened if allowed else MEMBERS_DOOR, place))
    g.acting.__enter__()
    if not allowed:
        raise Forbidden
    if not place.is_open and is_closed_with_its_year(view, request.method not in READING):
        raise Forbidden(place.why_shut())


def _scope(person: Person, opened: Door, place: Place) -> Scope:
    if person.role is Role.OBSERVER:
        return Scope(bloc=place.bloc_id, year=place.year_id, observer=1, user=person.id)
    return scope_through(
        opened, bloc=place.bloc_id, year=place.year_id, agency=place.agency_id, lead_agency=place.lead_agency_id,
        seat=place.seat, on_team=place.on_team, is_open=place.is_open, user=person.id,
    )  # fmt: skip


def refuse_restrained() -> None:
    """For the pages of drafts and ballots: closed for a day to an account whose reset others asked for. What one
    does with the seat's eyes stays open, for it shows no draft."""
    view: Any = current_app.view_functions[request.endpoint or ""]
    if g.me is not None and g.me.is_restrained() and not view.__door__.whole_bloc:
        raise Forbidden(
            "Mật khẩu của tài khoản này vừa được cấp lại theo đề nghị từ ngoài đơn vị: "
            f"sau {vi.date_time(g.me.restrained_until)} mới mở được bản nháp và bỏ phiếu."
        )


def _ask_to_sign_in() -> AnyResponse:
    """A script gets a 401 and keeps what was typed; a person gets the sign-in page and comes back here."""
    if request.headers.get("X-Requested-With") == "fetch":
        raise Unauthorized
    back = request.full_path.rstrip("?") if request.method == "GET" else ""
    where = url_for(current_app.config["SIGN_IN"])
    return redirect(f"{where}?next={quote(back)}" if back not in ("", "/") else where)


def _leave(error: BaseException | None) -> None:
    if (entered := g.pop("acting", None)) is not None:
        entered.__exit__(None, None, None)


def me() -> Person:
    """The person who asks; only behind a door."""
    person: Person | None = g.me
    if person is None:
        raise Unauthorized
    return person


def here() -> Place:
    """Where the request is; only on pages of a year."""
    place: Place | None = g.place
    if place is None:
        raise NotFound
    return place


def wants_fragment() -> bool:
    """Does our script ask (it swaps the changed parts), or a browser (it wants a page)?"""
    return request.headers.get("X-Requested-With") == "fetch"


__all__ = [
    "Place", "Response", "asks_again", "door", "guard", "here", "me", "only_to_change", "open_to_all",
    "own_transactions", "prepares", "takes_home", "wants_fragment",
]  # fmt: skip
