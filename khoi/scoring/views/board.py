"""The page around the table, drawn once and kept with its desk until something in it changes.

What a person is shown may depend only on what stands in the key; the person's token is put in at each look.
"""

from dataclasses import dataclass

from flask import current_app
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from khoi.scoring.views.desk import Desk, table_body
from khoi.scoring.views.rows import TOKEN
from tenants import clock, vi
from tenants.gate import here
from tenants.vi.dates import local

FILTERS = {"empty": "Chưa chấm", "no-evidence": "Thiếu minh chứng", "returned": "Bị trả lại"}
#: Between the parts of the template.
SEAM = Markup("<!--seam-->")
#: Where the table goes; what people write is escaped and cannot be this.
PLACE = Markup("<!--table-->")


@dataclass(frozen=True, slots=True)
class Board:
    """The four parts of the page. The table is long and stays bytes: `laid_in` puts it where `content` stands."""

    heading: Markup
    table: bytes
    aside: Markup
    bottom: Markup
    content: Markup = PLACE

    def laid_in(self, page: str) -> bytes:
        """The page as it is sent."""
        before, after = page.encode().split(PLACE.encode(), 1)
        return b"".join((before, self.table, after))


def board_of(desk: Desk, title: str, only: str) -> Board:
    """The page of this desk for this person."""
    due = desk.page.due
    days = vi.days_left(due, local(clock.now()).date()) if due else ""
    key = (title, only, days, desk.for_head)
    if (parts := desk.boards.get(key)) is None:
        parts = desk.boards[key] = _drawn(desk, title, only, days)
    mine = token()
    heading, aside, bottom = (Markup(mine.join(part)) for part in parts.around)  # noqa: S704 - drawn by our templates
    return Board(heading, mine.encode().join(parts.table), aside, bottom)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is kept of a page, each part cut where the token belongs."""

    around: tuple[list[str], ...]
    table: list[bytes]


def _drawn(desk: Desk, title: str, only: str, days: str) -> Parts:
    template = current_app.jinja_env.get_template("scoring/parts/board.html")
    html = template.render(
        desk=desk, page_title=title, only=only, days=days, filters=FILTERS, agency=here().agency_name, seam=SEAM,
        max_upload=current_app.extensions["settings"].max_upload_mb << 20, body=table_body(desk, TOKEN, only),
    )  # fmt: skip
    # Forms in it were drawn with this person's token: what is kept must fit everybody.
    heading, table, *rest = (part.split(TOKEN) for part in html.replace(token(), TOKEN).split(SEAM))
    return Parts((heading, *rest), [piece.encode() for piece in table])


def token() -> str:
    """The person's token, as it stands in forms."""
    return str(escape(generate_csrf()))
