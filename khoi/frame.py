"""What stands above every page of a year, drawn once for all pages on which it says the same to the same person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from flask import current_app
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from khoi.navigation import Group, YearChoice
from tenants.sessions import Person

#: Stands for the person's token in what is kept.
TOKEN = "\x00token\x00"  # noqa: S105 - a placeholder, no secret


@dataclass(frozen=True, slots=True)
class Who:
    """The person as the top bar names him."""

    name: str
    agency_name: str
    role_name: str
    seat_name: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """The two lines beside the star."""

    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Years:
    """The year of the page and those one may change to."""

    number: int
    choices: tuple[YearChoice, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """All that is said above the page: two equal frames are drawn alike."""

    who: Who
    bloc: Bloc
    groups: tuple[Group, ...]
    year: Years
    links: tuple[tuple[str, str], ...]
    notices_count: int


def who_is(person: Person) -> Who:
    return Who(person.name, person.agency_name, person.role_name, person.seat_name)


def drawing(frame: Frame) -> Callable[[str], Markup]:
    """For the layout: draws the frame with the words that were searched for."""
    return partial(_above, frame)


def _above(frame: Frame, q: str) -> Markup:
    token = str(escape(generate_csrf()))
    if q:
        return _drawn(frame, q, token)
    return Markup(token.join(_kept(frame)))  # noqa: S704 - drawn by our own template


@lru_cache(maxsize=1024)
def _kept(frame: Frame) -> tuple[str, ...]:
    """Cut where the person's token belongs."""
    return tuple(str(_drawn(frame, "", TOKEN)).split(TOKEN))


def _drawn(frame: Frame, q: str, token: str) -> Markup:
    parts: Any = current_app.jinja_env.get_template("parts_frame.html").module
    links: Mapping[str, str] = dict(frame.links)
    drawn: Markup = parts.above(frame.who, frame.bloc, frame.groups, frame.year, links, frame.notices_count, q, token)
    return drawn
