"""The next year begins: empty at first, then filled with what goes along. Nothing of the old year changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from khoi.documents.actions import settle_kinds
from khoi.reports.actions import About, Carried, take_over
from khoi.sheets.actions import store_sheet
from khoi.turnover.models import Taken
from khoi.turnover.rules import Choices, objections_to_choices
from khoi.years.actions import admit, copy_bases, load_bases, name_grounds, prepare_year
from khoi.years.models import Filing
from tenants import journal
from tenants.database import db
from tenants.models import Year, agency_by_id
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import Scope, acting, nobody


@contextmanager
def next_year_begun(taken: Taken, choices: Choices, by: Scope) -> Iterator[Year]:
    """Within the block the next year is there, being prepared, and `by` writes the bloc's rows of it and no others;
    to be entered where no transaction runs, and committed within. Refused where the bloc has that year already.

    A row belongs to its year, and nobody writes two years at once: hence the scope of its own. It is that of the
    new year's lead for as long as the year is filled; afterwards only the lead's own people have it."""
    for field, why in objections_to_choices(choices):
        raise Refused(why, field=field)
    with nobody():
        year = prepare_year(taken.bloc_id, taken.number + 1)
    filling = replace(by, year=year.id, lead_agency=choices.lead, lead=1, deputy=0, team=0, open=1)
    with acting(filling):
        yield year


def fill_year(year: Year, taken: Taken, choices: Choices) -> None:
    """Members with their seats, and of sheet, dates, legal bases and outlines what was chosen."""
    _admit(year, taken, choices)
    if choices.dates:
        db.session.add_all(
            Filing(
                bloc_id=year.bloc_id, year_id=year.id, shown_to="members", key=row.key, title=row.title,
                due=row.due, closing=row.closing,
            )
            for row in taken.filings
        )  # fmt: skip
    if choices.sheet and taken.sheet is not None:
        store_sheet(year, taken.sheet)
        name_grounds(year.bloc_id, year.id, taken.grounds)
    if choices.bases:
        copy_bases(year, list(taken.bases))
    load_bases(year)
    if choices.outlines:
        _take_outlines(year, taken)
    journal.wrote(
        year, "roll_over", number=year.number, basis=choices.basis, sheet=choices.sheet, dates=choices.dates,
        bases=choices.bases, team=choices.team, outlines=choices.outlines,
    )  # fmt: skip


def _take_outlines(year: Year, taken: Taken) -> None:
    """Reports in preparation, not asked of anybody, and the bloc's own kinds of documents."""
    for row in taken.reports:
        about = About(row.title, row.period_start, row.period_end)
        take_over(year.bloc_id, year.id, Carried(row.key, row.kind, about, row.outline))
    if taken.paper_kinds:
        settle_kinds(year.bloc_id, year.id, taken.paper_kinds)


def _admit(year: Year, taken: Taken, choices: Choices) -> None:
    seats = {choices.lead: Seat.LEAD, choices.deputy: Seat.DEPUTY}
    for member in taken.members:
        if member.agency_id in choices.members:
            seat = seats.get(member.agency_id, Seat.MEMBER)
            team = choices.team and member.on_team
            admit(year, agency_by_id(member.agency_id), seat, on_team=team, name=member.name)
