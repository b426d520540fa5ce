"""An agency's registration as its page shows it: rows with what was typed, what is wrong, what somebody else wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.exceptions import NotFound

from khoi.pledges.forms import RowForm
from khoi.pledges.models import (
    FiledRegistration,
    RegisteredTitleRow,
    Registration,
    TargetRow,
    Title,
    catalogue_of,
    contents_of,
    filings_of,
    registration_of,
    targets_of,
    title_rows_of,
)
from khoi.pledges.rules import EDITABLE, FOR_WHOM, Contents, Stage, other_years, seal_of
from khoi.years.models import REGISTRATION, dates_for
from khoi.years.rules import Dates
from tenants import clock
from tenants.gate import here, refuse_restrained


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer has to say about a row: the form as it was sent, and why it is not saved (or that it is)."""

    form: RowForm | None = None
    conflict: bool = False
    saved: bool = False


SILENT = Said()


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A title of the catalogue with what the agency registers of it."""

    title: Title
    row: RegisteredTitleRow | None
    said: Said = SILENT


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the agency."""

    row: TargetRow
    said: Said = SILENT


@dataclass(frozen=True)
class Desk:
    """All that the page of one registration shows."""

    registration: Registration | None
    titles: list[TitleLine] = field(default_factory=list)
    targets: list[TargetLine] = field(default_factory=list)
    contents: Contents = field(default_factory=Contents)
    filings: list[FiledRegistration] = field(default_factory=list)
    dates: Dates | None = None
    now: datetime = field(default_factory=clock.now)

    @property
    def stage(self) -> Stage | None:
        return Stage(self.registration.stage) if self.registration else None

    @property
    def is_open(self) -> bool:
        return self.stage in EDITABLE and here().is_open

    @property
    def is_shut(self) -> bool:
        """After khóa sổ, and no return holds it open."""
        until = self.registration.returned_until if self.registration else None
        return bool(self.dates and self.now > self.dates.closing and not (until and self.now <= until))

    @property
    def seal(self) -> str:
        return seal_of(self.contents)

    @property
    def wrong_years(self) -> list[str]:
        return other_years((target.text for target in self.contents.targets), here().number)

    def lines_for(self, whom: str) -> list[TitleLine]:
        return [line for line in self.titles if line.title.for_whom == whom]

    @property
    def groups(self) -> list[tuple[str, list[TitleLine]]]:
        return [(words, lines) for whom, words in FOR_WHOM.items() if (lines := self.lines_for(whom))]


def own_registration() -> Registration:
    """The agency's registration as a row that may be changed; 404 where it was not begun."""
    row = registration_of(here().year_id, here().agency_id)
    if row is None:
        raise NotFound
    if row.stage != Stage.FILED:
        refuse_restrained()
    return row


def the_desk(said: Mapping[str, Said] | None = None) -> Desk:
    """The registration of the person's own agency; `said` by the public id of a title or target."""
    said = said or {}
    place = here()
    dates = dates_for(place.year_id, place.agency_id, REGISTRATION)
    row = registration_of(place.year_id, place.agency_id)
    if row is None:
        return Desk(None, dates=dates)
    if row.stage != Stage.FILED:
        refuse_restrained()
    entered = title_rows_of(row.id)
    return Desk(
        row,
        [
            TitleLine(title, entered.get(title.id), said.get(title.public_id, SILENT))
            for title in catalogue_of(place.year_id)
        ],
        [TargetLine(each, said.get(each.public_id, SILENT)) for each in targets_of(row.id)],
        contents_of(row.id),
        filings_of(row.id),
        dates,
    )
