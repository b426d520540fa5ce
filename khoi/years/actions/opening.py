"""A bloc is founded, a year of it is opened with its dates, or written up afterwards as an archive."""

import re
from collections.abc import Iterable

from khoi.years.actions.bases import load_bases
from khoi.years.models import Filing, filings_of
from khoi.years.rules import FILING_NAMES, customary_dates
from tenants import journal
from tenants.database import db
from tenants.models import Bloc, Year, bloc_named, blocs, year_of
from tenants.refusal import Refused
from tenants.roles import YearState
from tenants.vi import fold, nfc

LONGEST_NAME, LONGEST_SLUG = 200, 60


def found_bloc(name: str, slug: str = "", province: str = "") -> Bloc:
    """A new bloc; its short name for addresses follows from the name where none is given.

    There is no scope of a bloc before the bloc: who asks says so afterwards, and journals it then."""
    name = nfc(name).strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"Tên khối phải có từ 1 đến {LONGEST_NAME} ký tự.", field="name")
    slug = slug or slug_of(name)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_SLUG:
        raise Refused(f"Tên ngắn “{slug}” chỉ gồm chữ thường không dấu, số, gạch nối.", field="slug")
    if bloc_named(slug) or any(bloc.name == name for bloc in blocs()):
        raise Refused(f"Đã có khối “{name}” ({slug}).", field="slug")
    bloc = Bloc(slug=slug, name=name, province=nfc(province).strip())
    db.session.add(bloc)
    db.session.flush()
    return bloc


def slug_of(name: str) -> str:
    """Khối Nội chính → khoi-noi-chinh."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words)[:LONGEST_SLUG].strip("-") or "khoi"


def open_year(bloc: Bloc, number: int, *, archive: bool = False) -> Year:
    """Open a year of the bloc; a prepared one becomes open. `archive`: a past year, closed for all but imports."""
    year = year_of(bloc.id, number)
    if year is not None and (archive or year.state != YearState.PREPARING):
        raise Refused(f"Khối {bloc.name} đã có năm {number}.")
    if year is None:
        year = Year(bloc_id=bloc.id, number=number)
        db.session.add(year)
    _begin(year, YearState.CLOSED if archive else YearState.OPEN)
    journal.wrote(year, "archive_year" if archive else "open_year", number=number)
    return year


def prepare_year(bloc_id: int, number: int) -> Year:
    """A year that is to come, as yet without anything; refused where the bloc has it already.

    There is no scope of a year before the year: who fills it says so afterwards, and journals it then."""
    if year_of(bloc_id, number) is not None:
        raise Refused(f"Khối đã có năm {number}.")
    year = Year(bloc_id=bloc_id, number=number, state=YearState.PREPARING)
    db.session.add(year)
    db.session.flush()
    return year


def open_prepared(year: Year) -> None:
    """The year that was prepared is open to its members."""
    if year.state != YearState.PREPARING:
        raise Refused(f"Năm {year.number} không ở trạng thái đang chuẩn bị.")
    _begin(year, YearState.OPEN)
    journal.wrote(year, "open_year", number=year.number)


def close_year(year: Year, unfinished: Iterable[str], reason: str = "") -> None:
    """From now on nobody changes anything of the year. What was left unfinished is on record."""
    if year.state != YearState.OPEN:
        raise Refused(f"Năm {year.number} không đang mở.")
    year.state = YearState.CLOSED
    journal.wrote(year, "close_year", number=year.number, unfinished=list(unfinished), reason=reason)


def reopen_year(year: Year, reason: str) -> None:
    """A closed year is open again: the operator's word alone, with a reason that stays in the journal."""
    if year.state != YearState.CLOSED:
        raise Refused(f"Năm {year.number} chưa khóa.")
    if not reason.strip():
        raise Refused("Mở lại một năm đã khóa phải nêu lý do.", field="reason")
    year.state = YearState.OPEN
    journal.wrote(year, "reopen_year", number=year.number, reason=reason.strip())


def _begin(year: Year, state: YearState) -> None:
    """The year in that state, with what every year has."""
    year.state = state
    db.session.flush()
    _date(year)
    load_bases(year)


def _date(year: Year) -> None:
    """The filings every year has, with dates by custom; the lead moves them as the bloc decides."""
    known = {filing.key for filing in filings_of(year.id)}
    for key, dates in customary_dates(year.number).items():
        if key not in known:
            filing = Filing(
                bloc_id=year.bloc_id, year_id=year.id, shown_to="members", key=key, title=FILING_NAMES[key],
                due=dates.due, closing=dates.closing,
            )  # fmt: skip
            db.session.add(filing)
