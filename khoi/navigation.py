"""The side bar and the year chooser: what this person, in this seat, may open."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask import current_app, g, request
from markupsafe import Markup

from khoi.home.models import Frame, frame_of
from khoi.home.rules import STAGE_WORDS
from tenants.gate import Place
from tenants.roles import Door
from tenants.scope import present_scope
from tenants.sessions import Person


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the side bar; the view's door says for whom. `count` names the frame's fact beside it."""

    label: str
    endpoint: str
    count: str = ""
    #: Pages further in, on which this line stays the current one.
    within: tuple[str, ...] = ()


IN_APPRAISAL = (
    "scoring.appraise_agency", "scoring.appraise_criterion", "scoring.appraise_row", "scoring.appraisal_row",
    "scoring.release_card", "scoring.return_card",
)  # fmt: skip
GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "Công việc",
        (
            Item("Tổng quan", "home.today"),
            Item("Bảng tiêu chí", "sheets.show"),
            Item("Thời hạn", "years.dates"),
            Item("Thông báo", "home.notices", "unread"),
        ),
    ),
    (
        "Đơn vị tôi",
        (
            Item("Tự chấm điểm", "scoring.card", "stage"),
            Item("Kho minh chứng", "scoring.evidence_store"),
            Item("Kết quả của đơn vị", "scoring.result"),
            Item("Tài khoản của đơn vị", "accounts.people"),
        ),
    ),
    (
        "Khối",
        (
            Item("Tình hình nộp", "scoring.filed"),
            Item("Thẩm định", "scoring.appraisal", "waiting", IN_APPRAISAL),
            Item("Xếp hạng", "ranking.table"),
            Item("Kết quả công bố", "ranking.published"),
            Item("Tổng hợp và xuất", "summaries.index"),
            Item("Thiết lập năm", "years.setup"),
            Item("Đơn vị và tài khoản", "accounts.agencies"),
            Item("Không xét thi đua", "years.not_considered"),
            Item("Giao chỉ tiêu", "scoring.targets"),
            Item("Cấp lại mật khẩu", "accounts.resets"),
        ),
    ),
)


def names(place: Place) -> dict[str, Any]:
    """Where the page is, in words."""
    return {
        "bloc": {"name": "Khối thi đua", "short_name": place.bloc_name.removeprefix("Khối thi đua ")},
        "place": place,
    }


def around(person: Person, place: Place) -> dict[str, Any]:
    """The frame of a page of the year: menu, years, unread notices; one statement brings them all."""
    frame = frame_of(present_scope())
    if not place.is_open:  # in a shut year nothing can be marked as read: a count would stay for ever
        frame = replace(frame, unread=0)
    return {
        "year": {"number": place.number, "choices": _years(frame, place)},
        "nav": _groups(person, place, frame),
        "menu": menu,
        "notices_count": frame.unread,
    }


def links(person: Person | None, place: Place | None) -> dict[str, str]:
    """The addresses that the frame itself uses."""
    wanted = {
        "home": "home.start", "sign_in": "accounts.sign_in", "sign_out": "accounts.sign_out", "account": "accounts.own",
    }  # fmt: skip
    if person and place:
        yearly = {"home": "home.today", "search": "home.search", "notices": "home.notices", "help": "home.help"}
        wanted |= {name: endpoint for name, endpoint in yearly.items() if may_open(endpoint, person, place)}
    return {name: address(endpoint) for name, endpoint in wanted.items() if endpoint in current_app.view_functions}


def address(endpoint: str, year: int | None = None) -> str:
    """The address of a page without further arguments, in the present bloc and year or another year."""
    number = year if year is not None else g.get("year_number")
    return _address(endpoint, g.get("bloc_slug"), number, request.script_root)


@lru_cache(maxsize=4096)
def _address(endpoint: str, bloc: str | None, year: int | None, root: str) -> str:
    """Asked some twenty times a page, and always the same."""
    place = {"bloc": bloc, "year": year}
    adapter = current_app.url_map.bind("", script_name=root)
    rule = next(current_app.url_map.iter_rules(endpoint))
    return adapter.build(endpoint, {name: value for name, value in place.items() if name in rule.arguments})


def may_open(endpoint: str, person: Person, place: Place) -> bool:
    """Does the door of that page open for this person here?"""
    view = current_app.view_functions.get(endpoint)
    door: Door | None = getattr(view, "__door__", None)
    seat = place.seat if person.agency_id else None
    return door is not None and door.opens_for(person.role, seat, place.on_team)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the menu as it is drawn."""

    label: str
    url: str
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the menu under their title."""

    title: str
    items: tuple[Line, ...]


@lru_cache(maxsize=4096)
def menu(groups: tuple[Group, ...], label: str) -> Markup:
    """The menu, drawn once for all pages on which it says the same."""
    parts: Any = current_app.jinja_env.get_template("parts.html").module
    drawn: Markup = parts.menu(groups, label)
    return drawn


def _groups(person: Person, place: Place, frame: Frame) -> tuple[Group, ...]:
    """The side bar: groups of lines that this person may follow."""
    shown = (
        Group(title, tuple(_line(item, frame) for item in items if may_open(item.endpoint, person, place)))
        for title, items in GROUPS
    )
    return tuple(group for group in shown if group.items)


def _line(item: Item, frame: Frame) -> Line:
    counts = {
        "unread": str(frame.unread or ""),
        "waiting": str(frame.waiting or ""),
        "stage": STAGE_WORDS.get(frame.stage, ""),
    }
    current = request.endpoint in (item.endpoint, *item.within)
    return Line(item.label, address(item.endpoint), counts.get(item.count, ""), current)


def _years(frame: Frame, place: Place) -> list[dict[str, Any]]:
    return [
        {
            "label": f"Năm {number}" if state == "open" else f"Năm {number} · {_STATE_WORDS[state]}",
            "url": address("home.today", number),
            "current": number == place.number,
        }
        for number, state in frame.years
    ]


_STATE_WORDS = {"closed": "đã khóa", "preparing": "đang chuẩn bị"}
