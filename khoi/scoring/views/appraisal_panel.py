"""The panel beside the table: what a row asks for, what lies behind it, and all that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from json import loads

from flask import render_template

from khoi.activities.models import figure_offered
from khoi.scoring.models import AppraisalLine, FiledCard, FiledMark, Scorecard, filings_of_card
from khoi.scoring.models.appraisals import lines_on
from khoi.scoring.models.appraised_rows import place_of
from khoi.scoring.models.appraising import Desk, Review, desk_for_card
from khoi.scoring.rules import Event, Stage, may
from khoi.scoring.rules.reviewing import Behind
from khoi.scoring.views.appraisal_seats import findings_in_sight, of_this_year, releases, whose
from khoi.scoring.views.appraisal_shown import Shown, shown
from khoi.scoring.views.blueprint import scoring
from khoi.sheets.rules import describe_method
from tenants import vi
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.models import names_of
from tenants.roles import Role, Seat

ACTS = {
    "accept_in_bulk": "chấp nhận cùng các dòng chưa thẩm định",
    "withdraw": "lấy lại ý kiến",
    "undo_bulk": "hoàn tác chấp nhận hàng loạt",
}


@dataclass(frozen=True)
class Panel:
    """What the panel of one row shows."""

    shown: Shown
    agency: str
    criterion: str
    rule: str
    #: The document whose first page is drawn; none where none has pages.
    picture: Behind | None
    documents: tuple[Behind, ...]
    events: list[tuple[str, str, str]]
    #: What the bloc noted of the agency's part in its activities, where the row counts it.
    noted: str = ""
    #: This person may give the row back to its agency now.
    returns: bool = False


@scoring.get("/<bloc>/<int:year>/appraisal/rows/<public_id:row_id>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY), team=True)
def appraisal_row(row_id: str) -> str:
    """The panel of one row; without the script a page of its own."""
    card, criterion = place_of(of_this_year(the(FiledMark, row_id)))
    desk = desk_for_card(card.year_id, card.agency_id)
    review = desk.review_of(card.agency_id) if desk else None
    row = review.row_at(criterion.path) if review else None
    assert desk is not None
    assert review is not None
    panel = panel_of(desk, review, shown(review, row) if row else None)
    template = "scoring/parts/appraisal_panel.html" if wants_fragment() else "scoring/appraisal_row.html"
    return render_template(template, panel=panel, card=card, review=review, whose=whose)


def panel_of(desk: Desk, review: Review, row: Shown | None) -> Panel | None:
    """The panel of a row: two statements more (three where somebody acted on it)."""
    if row is None or review.card is None:
        return None
    leaf = row.row.leaf
    assert leaf.method is not None
    lines = lines_on(review.card.id, leaf.path) if findings_in_sight(review) else []
    documents = row.row.documents
    return Panel(
        shown=row,
        agency=review.name,
        criterion=f"{leaf.code} {leaf.title}",
        rule=describe_method(leaf.method, leaf.ceiling),
        picture=next((document for document in documents if document.pages), None),
        documents=documents,
        events=_events(lines, filings_of_card(review.card.id)),
        noted=_noted(review.card, leaf.title),
        returns=here().is_open and releases(review) and may(Stage(review.card.stage), Event.SEND_BACK),
    )


def _noted(card: Scorecard, criterion: str) -> str:
    """The lead alone keeps the attendance of all: another appraiser would read zeros where there are none."""
    if here().seat is not Seat.LEAD:
        return ""
    return figure_offered(card.year_id, card.agency_id, criterion)


def _events(lines: Sequence[AppraisalLine], filings: Sequence[FiledCard]) -> list[tuple[str, str, str]]:
    """What happened to a row since it was filed, the newest first."""
    names = names_of({line.by for line in lines if line.by})
    said = [(line.at, 1, names.get(line.by or 0, "Thẩm định"), _words(line)) for line in lines]
    sent = [(filed.filed_at, 0, "Đơn vị", _filed(filed)) for filed in filings]
    newest = sorted([*said, *sent], key=lambda event: event[:2], reverse=True)
    return [(_when(at), who, what) for at, _, who, what in newest]


def _words(line: AppraisalLine) -> str:
    state = loads(line.state)
    if line.act in ACTS:
        return ACTS[line.act]
    reason = f": {state['reason']}" if state["reason"] else ""
    if state["accepted"]:
        return f"chấp nhận điểm tự chấm{reason}"
    if state["points"] is not None:
        return f"cho {state['points'].replace('.', ',')} điểm{reason}"
    return f"sửa số liệu{reason}"


def _filed(filed: FiledCard) -> str:
    late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
    return f"nộp phiếu lần {filed.number}{late}"


def _when(moment: datetime) -> str:
    return vi.date_time(moment)
