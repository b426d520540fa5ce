"""The desk a scorecard lies on: the card as its own people see it now, and what they may do with it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from json import loads
from typing import Any

from flask import request
from markupsafe import Markup
from werkzeug.exceptions import Forbidden, NotFound

from khoi.scoring.models.reading import CardPage, card_page
from khoi.scoring.rules import EDITABLE, FILED, STAGE_NAMES, Stage, seal_code
from khoi.scoring.views.rows import TOKEN, Frame, Said, Shown, drawn, frames_of, late_for, shown_row
from khoi.scoring.views.sums import Sums, sums_of
from khoi.years.rules import filing_verdict
from tenants import clock
from tenants.gate import here, me
from tenants.roles import Role
from tenants.scope import present_scope

NOBODY_SAYS: Mapping[str, Said] = {}
#: Desks are kept in memory under everything that was read: a change of the card is another key.
MOST_DESKS = 64
_desks: dict[tuple[object, ...], "Desk"] = {}


@dataclass(frozen=True)
class Desk:
    """A card with its rows drawn and its sums made."""

    page: CardPage
    base: str
    rows: tuple[Shown, ...]
    blocks: tuple[tuple[Shown | None, str], ...]
    sums: Sums
    #: Whether rows may be written now: by stage, year and khóa sổ.
    is_open: bool
    is_shut: bool
    #: What was drawn of it for whom, kept as long as the desk itself.
    boards: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    @property
    def stage(self) -> Stage:
        return Stage(self.page.stage)

    @property
    def stage_name(self) -> str:
        return STAGE_NAMES[self.stage]

    @property
    def is_filed(self) -> bool:
        return self.stage in FILED

    @property
    def waits_for_head(self) -> bool:
        return self.stage is Stage.AT_HEAD

    @property
    def for_head(self) -> bool:
        """It is this person's turn to submit."""
        return self.waits_for_head and me().role is Role.HEAD and here().is_open and not self.is_shut

    @property
    def has_older_sheet(self) -> bool:
        return self.page.in_force is not None and self.page.in_force != self.page.sheet_number

    @property
    def given_back(self) -> str:
        """Why the head gave the card back, while the clerk has it again."""
        last = self.page.last_act == "give_back" and self.stage in EDITABLE
        return (self.page.last_reason or "") if last else ""

    @property
    def code(self) -> str:
        """Mã niêm phong of the last filing."""
        return seal_code(self.page.seal) if self.page.seal else ""


def base() -> str:
    """The address of the year, before `/scorecard`, `/marks/…`."""
    place = here()
    return f"{request.script_root}/{place.slug}/{place.number}"


def own_desk(said: Mapping[str, Said] = NOBODY_SAYS) -> Desk | None:
    """The agency's card of the year, or none where it was not begun."""
    page = card_page(present_scope())
    if page is None:
        return None
    refuse_restrained(page.stage)
    shut = _is_shut(page)
    is_open = Stage(page.stage) in EDITABLE and here().is_open and not shut
    if said:
        return _laid(page, is_open, shut, said)
    key = (base(), is_open, shut, page)
    if (known := _desks.get(key)) is None:
        if len(_desks) >= MOST_DESKS:
            _desks.clear()
        known = _desks[key] = _laid(page, is_open, shut, said)
    return known


def _laid(page: CardPage, is_open: bool, shut: bool, said: Mapping[str, Said]) -> Desk:
    blocks = _blocks(page, is_open, said)
    rows = tuple(row for row, _ in blocks if row is not None)
    return Desk(page, base(), rows, blocks, sums_of(page.spec, rows), is_open, shut)


def the_desk(said: Mapping[str, Said] = NOBODY_SAYS) -> Desk:
    """The agency's card of the year, or 404."""
    desk = own_desk(said)
    if desk is None:
        raise NotFound
    return desk


def refuse_restrained(stage: str) -> None:
    """After a reset that others asked for, the account opens no draft for a day: it might be a rival's hand."""
    if me().is_restrained() and Stage(stage) not in FILED:
        raise Forbidden("Tài khoản vừa được đặt lại mật khẩu: trong 24 giờ chưa mở được phiếu đang soạn.")


def _is_shut(page: CardPage) -> bool:
    """Past khóa sổ; of a returned card past the time limit of its return, where it has one."""
    now = clock.now()
    if page.returned_until is not None:
        return now > max(page.returned_until, page.reopened or page.returned_until)
    if page.due is None or page.closing is None:
        return False
    return not filing_verdict(now, page.due, page.closing).accepted


def _blocks(page: CardPage, is_open: bool, said: Mapping[str, Said]) -> tuple[tuple[Shown | None, str], ...]:
    """The table line by line: sections and groups as they are, rows as they stand."""
    stored = {row.path: row for row in page.rows}
    reopened = frozenset(loads(page.returned_rows))
    returned_stage = bool(page.returned_reason)
    blocks: list[tuple[Shown | None, str]] = []
    for path, frame in frames_of(base(), page.sheet, page.spec).items():
        if not isinstance(frame, Frame):
            blocks.append((None, frame))
        elif path in stored:
            row = stored[path]
            open_ = is_open and (not reopened or path in reopened)
            named = returned_stage and path in reopened
            late = late_for(frame.leaf, page.late)
            words = said.get(row.id)
            shown = shown_row(frame, row, open_, named, late) if words is None else drawn(
                frame, row, open_, named, late, words
            )  # fmt: skip
            blocks.append((shown, shown.html))
    return tuple(blocks)


def table_body(desk: Desk, token: str, only: str = "") -> Markup:
    """The rows of the table with the person's token; `only`: those with that tag."""
    lines = [html for row, html in desk.blocks if not only or (row is not None and only in row.tags)]
    return with_token("".join(lines), token)


def with_token(html: str, token: str) -> Markup:
    return Markup(html.replace(TOKEN, token))  # noqa: S704 - drawn by `rows`, which escapes what people wrote
