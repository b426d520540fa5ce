"""The side bar and the year chooser: what this person, in this seat, may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import current_app, request

from khoi.home.models import frame_of
from khoi.home.rules import STAGE_WORDS
from tenants.gate import Place
from tenants.roles import Door, Role, Seat
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
    "scoring.release_card", "scoring.return_card", "scoring.card_fall", "scoring.row_path",
)  # fmt: skip
IN_DOCUMENTS = (
    "documents.document", "documents.new_document", "documents.edit_document", "documents.issue_document",
    "documents.file_preview", "documents.register", "documents.enter_elsewhere", "documents.kinds",
    "documents.edit_kind", "documents.reply",
)  # fmt: skip
IN_AWARDS = (
    "awards.rules", "awards.rule", "awards.new_rule", "awards.history", "awards.bring_history", "awards.propose",
    "awards.award_proposal", "awards.vote", "awards.withdraw", "awards.new_award_decision", "awards.revoke_award",
    "awards.people", "awards.filed_nomination", "awards.nominations", "awards.nomination", "awards.new_nomination",
    "awards.own_history", "awards.person_data",
)  # fmt: skip
IN_COUNCIL = (
    "awards.sitting", "awards.new_sitting", "awards.new_candidate", "awards.new_council_member",
    "awards.decide_council",
)  # fmt: skip
IN_ACTIVITIES = ("activities.activity", "activities.new_activity", "activities.edit_activity")
GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "Công việc",
        (
            Item("Tổng quan", "home.today"),
            Item("Kế hoạch năm", "plans.plan"),
            Item("Văn bản", "documents.documents", within=IN_DOCUMENTS),
            Item("Hội nghị, hoạt động", "activities.activities", within=IN_ACTIVITIES),
            Item("Phong trào thi đua", "movements.movements"),
            Item("Bảng tiêu chí", "sheets.show"),
            Item("Thời hạn", "years.dates"),
            Item("Căn cứ pháp lý", "years.bases"),
            Item("Thông báo", "home.notices", "unread"),
        ),
    ),
    (
        "Đơn vị tôi",
        (
            Item("Đăng ký thi đua", "pledges.registration"),
            Item("Báo cáo", "reports.reports"),
            Item("Tự chấm điểm", "scoring.card", "stage"),
            Item("Kho minh chứng", "scoring.evidence_store"),
            Item("Kết quả của đơn vị", "scoring.result"),
            Item("Giải trình", "scoring.explanations", within=("scoring.explanation", "scoring.fall", "scoring.as_of")),
            Item("Hội đồng của đơn vị", "awards.council", within=IN_COUNCIL),
            Item("Tài khoản của đơn vị", "accounts.people"),
            Item("Nhật ký về đơn vị", "home.journal"),
        ),
    ),
    (
        "Khối",
        (
            Item("Văn bản đến", "documents.incoming", within=("documents.incoming_document", "documents.new_incoming")),
            Item("Đăng ký của Khối", "pledges.registrations"),
            Item("Tình hình báo cáo", "reports.completeness"),
            Item("Báo cáo tổng hợp", "summaries.consolidated"),
            Item("Tình hình nộp", "scoring.filed"),
            Item("Thẩm định", "scoring.appraisal", "waiting", IN_APPRAISAL),
            Item("Đợt giải trình", "scoring.rounds", within=("scoring.round_card", "scoring.open_round")),
            Item("Xếp hạng", "ranking.table"),
            Item("Thử xếp hạng", "ranking.what_if"),
            Item("Kết quả công bố", "ranking.published"),
            Item("Họp bình xét", "deliberation.meeting"),
            Item("Bỏ phiếu kín", "ballots.ballots"),
            Item("Khen thưởng phong trào", "awards.commendations"),
            Item("Khen thưởng năm", "awards.yearly", within=IN_AWARDS),
            Item("Tổng hợp và xuất", "summaries.index"),
            Item("Văn bản của Khối", "summaries.papers"),
            Item("Thiết lập năm", "years.setup"),
            Item("Đơn vị và tài khoản", "accounts.agencies"),
            Item("Mở lại, gia hạn nộp", "years.reopenings"),
            Item("Không xét thi đua", "years.not_considered"),
            Item("Giao chỉ tiêu", "scoring.targets"),
            Item("Cấp lại mật khẩu", "accounts.resets"),
            Item("Sang năm, bàn giao", "turnover.turn"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one stands, as far as addresses and doors go: equal stands see equal menus."""

    role: Role
    seat: Seat | None
    on_team: bool
    bloc: str
    year: int
    root: str


def stand_of(person: Person, place: Place) -> Stand:
    seat = place.seat if person.agency_id else None
    return Stand(person.role, seat, place.on_team, place.slug, place.number, request.environ.get("SCRIPT_NAME", ""))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the menu as it is drawn."""

    label: str
    url: str
    count: str
    current: bool


@dataclass(frozen=True, slots=True)
class YearChoice:
    """A year one may change to."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of the menu under their title."""

    title: str
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What the frame says of the year: where one may go, and what waits."""

    groups: tuple[Group, ...]
    years: tuple[YearChoice, ...]
    unread: int


def around(person: Person, place: Place) -> Around:
    """Menu, years, unread notices; one statement brings them all."""
    frame = frame_of(present_scope())
    # In a shut year nothing can be marked as read: a count would stay for ever.
    unread = frame.unread if place.is_open else 0
    stand = stand_of(person, place)
    groups = _groups(stand, unread, frame.stage, frame.waiting, request.endpoint)
    return Around(groups, _years(frame.years, stand), unread)


def links(person: Person | None, place: Place | None) -> Mapping[str, str]:
    """The addresses that the frame itself uses."""
    root = request.environ.get("SCRIPT_NAME", "")
    return _links_at(stand_of(person, place)) if person and place else _links_outside(root)


@lru_cache(maxsize=256)
def _links_outside(root: str) -> Mapping[str, str]:
    """Outside every year: home, sign-in, sign-out, the own account."""
    wanted = {"home": "home.start", "account": "accounts.own"} | {
        name: f"accounts.{name}" for name in ("sign_in", "sign_out")
    }
    return {name: _address(endpoint, None, None, root) for name, endpoint in wanted.items()}


@lru_cache(maxsize=1024)
def _links_at(stand: Stand) -> Mapping[str, str]:
    """In a year, beside those: its own home, search, notices and help, where the doors open."""
    yearly = {"home": "home.today", "search": "home.search", "notices": "home.notices", "help": "home.help"}
    open_ = {name: _there(stand, endpoint) for name, endpoint in yearly.items() if _opens(stand, endpoint)}
    return {**_links_outside(stand.root), **open_}


def _there(stand: Stand, endpoint: str, year: int | None = None) -> str:
    return _address(endpoint, stand.bloc, year or stand.year, stand.root)


@lru_cache(maxsize=4096)
def _address(endpoint: str, bloc: str | None, year: int | None, root: str) -> str:
    """The address of a page without further arguments."""
    place = {"bloc": bloc, "year": year}
    adapter = current_app.url_map.bind("", script_name=root)
    rule = next(current_app.url_map.iter_rules(endpoint))
    return adapter.build(endpoint, {name: value for name, value in place.items() if name in rule.arguments})


def _opens(stand: Stand, endpoint: str) -> bool:
    """Does the door of that page open for who stands here?"""
    view = current_app.view_functions.get(endpoint)
    door: Door | None = getattr(view, "__door__", None)
    return door is not None and door.opens_for(stand.role, stand.seat, stand.on_team)


@lru_cache(maxsize=4096)
def _groups(stand: Stand, unread: int, stage: str, waiting: int, endpoint: str | None) -> tuple[Group, ...]:
    """The side bar: groups of lines that one may follow from here, with their counts."""
    counts = {"unread": str(unread or ""), "waiting": str(waiting or ""), "stage": STAGE_WORDS.get(stage, "")}
    shown = (
        Group(title, tuple(_line(stand, item, counts, endpoint) for item in items if _opens(stand, item.endpoint)))
        for title, items in GROUPS
    )
    return tuple(group for group in shown if group.items)


def _line(stand: Stand, item: Item, counts: Mapping[str, str], endpoint: str | None) -> Line:
    current = endpoint in (item.endpoint, *item.within)
    return Line(item.label, _there(stand, item.endpoint), counts.get(item.count, ""), current)


@lru_cache(maxsize=1024)
def _years(years: tuple[tuple[int, str], ...], stand: Stand) -> tuple[YearChoice, ...]:
    return tuple(
        YearChoice(
            f"Năm {number}" if state == "open" else f"Năm {number} · {_STATE_WORDS[state]}",
            _there(stand, "home.today", number),
            number == stand.year,
        )
        for number, state in years
    )


_STATE_WORDS = {"closed": "đã khóa", "preparing": "đang chuẩn bị"}
