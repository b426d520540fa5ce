"""The lead keeps the year's catalogue."""

from collections.abc import Iterable

from khoi.pledges.models import Title, catalogue_of, title_coded
from khoi.pledges.rules import CUSTOMARY, TitleSpec
from tenants import journal
from tenants.database import db
from tenants.models import Year, year_of
from tenants.refusal import Refused


def begin_catalogue(year: Year) -> list[Title]:
    """Fill an empty catalogue: with last year's, or with the customary one. What is there already stays."""
    if present := catalogue_of(year.id, all_rows=True):
        return present
    before = year_of(year.bloc_id, year.number - 1)
    old = catalogue_of(before.id) if before else []
    for spec in [_spec(row) for row in old] or CUSTOMARY:
        _add(year, spec)
    made = catalogue_of(year.id)
    journal.wrote(made[0], "begin_catalogue", rows=len(made))
    return made


def add_title(year: Year, spec: TitleSpec) -> Title:
    """A further row at the end; its code must be new in the year."""
    if title_coded(year.id, spec.code) is not None:
        raise Refused(f"Mã “{spec.code}” đã có trong danh mục năm nay.", field="code")
    row = _add(year, spec)
    journal.wrote(row, "add_title", code=spec.code, name=spec.name)
    return row


def change_title(row: Title, spec: TitleSpec, *, in_use: bool) -> bool:
    """Other words for a row, or set it aside; what was registered and filed keeps the words it had."""
    other = title_coded(row.year_id, spec.code)
    if other is not None and other.id != row.id:
        raise Refused(f"Mã “{spec.code}” đã có trong danh mục năm nay.", field="code")
    before = (_spec(row), row.in_use)
    if before == (spec, in_use):
        return False
    row.code, row.name, row.kind, row.for_whom = spec.code, spec.name, spec.kind, spec.for_whom
    row.level, row.decided_by, row.in_use = spec.level, spec.decided_by, in_use
    journal.wrote(row, "change_title", code=spec.code, name=spec.name, in_use=in_use)
    return True


def _add(year: Year, spec: TitleSpec) -> Title:
    places: Iterable[int] = (row.position for row in catalogue_of(year.id, all_rows=True))
    row = Title(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="members", position=max(places, default=0) + 1,
        code=spec.code, name=spec.name, kind=spec.kind, for_whom=spec.for_whom, level=spec.level,
        decided_by=spec.decided_by,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _spec(row: Title) -> TitleSpec:
    return TitleSpec(row.code, row.name, row.kind, row.for_whom, row.level, row.decided_by)
