"""The side bar and the year chooser: what this person, in this seat, may open."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from sqlalchemy import select

from tenants.database import db
from tenants.gate import Place
from tenants.models import Year
from tenants.notices import unread_by
from tenants.roles import Seat
from tenants.sessions import Person


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the side bar."""

    label: str
    endpoint: str
    #: Only for these seats; `team`: also for people of the appraisal team.
    seats: tuple[Seat, ...] = ()
    team: bool = False
    heads_only: bool = False

    def is_for(self, person: Person, place: Place) -> bool:
        if self.heads_only and person.role != "head":
            return False
        return not self.seats or place.seat in self.seats or (self.team and place.on_team)


CHAIRS = (Seat.LEAD, Seat.DEPUTY)
GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "Công việc",
        (
            Item("Tổng quan", "home.today"),
            Item("Bảng tiêu chí", "sheets.show"),
            Item("Thời hạn", "years.dates"),
            Item("Thông báo", "home.notices"),
        ),
    ),
    (
        "Đơn vị tôi",
        (
            Item("Tự chấm điểm", "scoring.card"),
            Item("Kho minh chứng", "scoring.evidence_store"),
            Item("Kết quả của đơn vị", "scoring.result"),
            Item("Tài khoản của đơn vị", "accounts.people", heads_only=True),
        ),
    ),
    (
        "Khối",
        (
            Item("Tình hình nộp", "scoring.filed", CHAIRS),
            Item("Thẩm định", "scoring.appraisal", CHAIRS, team=True),
            Item("Xếp hạng", "ranking.table", CHAIRS),
            Item("Kết quả công bố", "ranking.published"),
            Item("Tổng hợp và xuất", "summaries.index", CHAIRS),
            Item("Thiết lập năm", "years.setup", (Seat.LEAD,)),
            Item("Đơn vị và tài khoản", "accounts.agencies", (Seat.LEAD,)),
            Item("Cấp lại mật khẩu", "accounts.resets", (Seat.DEPUTY,), heads_only=True),
        ),
    ),
)


def around(person: Person, place: Place) -> dict[str, Any]:
    """The frame of a page of the year: names, menu, years, unread notices."""
    unread = unread_by(place.agency_id) if place.agency_id else 0
    return {
        "bloc": {"name": "Khối thi đua", "short_name": place.bloc_name.removeprefix("Khối thi đua ")},
        "place": place,
        "year": {"number": place.number, "choices": years(place)},
        "nav": groups(person, place),
        "notices_count": unread,
    }


def links(place: Place | None) -> dict[str, str]:
    """The addresses that the frame itself uses."""
    always = {"home": "home.start"} | {name: f"accounts.{name}" for name in ("sign_in", "sign_out")}
    always["account"] = "accounts.own"
    yearly = {"home": "home.today", "search": "home.search", "notices": "home.notices"}
    wanted = always | (yearly if place else {})
    return {name: url_for(endpoint) for name, endpoint in wanted.items() if endpoint in current_app.view_functions}


def groups(person: Person, place: Place) -> list[dict[str, Any]]:
    """The side bar: groups of lines that this person may follow."""
    shown = [
        {"title": title, "items": [_line(item) for item in items if _open(item, person, place)]}
        for title, items in GROUPS
    ]
    return [group for group in shown if group["items"]]


def _open(item: Item, person: Person, place: Place) -> bool:
    return item.endpoint in current_app.view_functions and bool(place.agency_id) and item.is_for(person, place)


def _line(item: Item) -> dict[str, Any]:
    current = request.endpoint == item.endpoint
    return {"label": item.label, "url": url_for(item.endpoint), "count": None, "current": current}


def years(place: Place) -> list[dict[str, Any]]:
    """The bloc's years, the newest first."""
    table: Any = Year.__table__
    asked = select(table.c.number).where(table.c.bloc_id == place.bloc_id).order_by(table.c.number.desc())
    return [
        {"label": f"Năm {number}", "url": url_for("home.today", year=number), "current": number == place.number}
        for number in db.session.scalars(asked)
    ]
