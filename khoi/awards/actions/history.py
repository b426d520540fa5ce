"""The books of earlier awards: the bloc's, kept by the lead; an agency's own, of its people."""

from collections.abc import Mapping, Sequence

from khoi.awards.models import HeldAward, HeldTitle, held_awards_entered, held_titles_entered
from khoi.awards.rules.history import HeldLine
from tenants import journal
from tenants.database import db
from tenants.models import Year
from tenants.vi import fold


def keep_history(year: Year, lines: Sequence[HeldLine], agencies: Mapping[str, int], titles: Mapping[str, str]) -> int:
    """Take lines into the bloc's book; one that is there already is replaced. Gives back how many are new."""
    present = {(row.held_year, row.member_id, row.title_code): row for row in held_awards_entered(year.id)}
    new = 0
    for line in lines:
        row = present.get((line.year, agencies[line.agency], line.title))
        if row is None:
            new += 1
            row = HeldAward(
                bloc_id=year.bloc_id, year_id=year.id, shown_to="members", held_year=line.year,
                member_id=agencies[line.agency], title_code=line.title,
            )  # fmt: skip
            db.session.add(row)
        _put(row, line, titles)
    journal.wrote(year, "keep_award_history", rows=len(lines), new=new)
    return new


def keep_own_history(year: Year, agency_id: int, lines: Sequence[HeldLine], titles: Mapping[str, str]) -> int:
    """The same for an agency's own people."""
    present = {(row.held_year, row.folded, row.title_code): row for row in held_titles_entered(year.id, agency_id)}
    new = 0
    for line in lines:
        row = present.get((line.year, fold(line.name), line.title))
        if row is None:
            new += 1
            row = HeldTitle(year_id=year.id, agency_id=agency_id, held_year=line.year, title_code=line.title,
                            name=line.name, folded=line.name)  # fmt: skip
            db.session.add(row)
        _put(row, line, titles)
    journal.wrote(year, "keep_own_award_history", agency=agency_id, rows=len(lines), new=new)
    return new


def _put(row: HeldAward | HeldTitle, line: HeldLine, titles: Mapping[str, str]) -> None:
    row.title_name, row.number, row.dated = titles[line.title], line.number, line.dated
    row.themed, row.note = line.themed, line.note


def forget_held(row: HeldAward | HeldTitle) -> None:
    """Take a line out of its book that should not be there."""
    journal.wrote(row, "forget_held_award", year=row.held_year, title=row.title_code)
    db.session.delete(row)
