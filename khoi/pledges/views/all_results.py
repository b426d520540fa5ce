"""The bloc's results against targets, as filed: the lead's table."""

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.excel import results_book
from khoi.pledges.models import FiledRegistration, FiledResults, last_registered_in, last_results_in
from khoi.pledges.rules import PERIODS, Result, Target, percent_of
from khoi.pledges.views.blueprint import lead, pledges
from tenants.gate import here, takes_home
from tenants.models import Membership, members_of


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A target of a member with its filed result."""

    target: Target
    result: Result

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.result.figure, self.target.figure)


@dataclass(frozen=True, slots=True)
class MemberResults:
    """A member with its results; without any it has filed none."""

    member: Membership
    filed: FiledResults | None
    lines: tuple[FiledLine, ...]

    @property
    def reached(self) -> int:
        return sum(line.percent is not None and line.percent >= 100 for line in self.lines)

    @property
    def counted(self) -> int:
        return sum(line.percent is not None for line in self.lines)

    @property
    def share(self) -> Decimal:
        return Decimal(100 * self.reached) / self.counted if self.counted else Decimal(0)


def results_of_all(period: str) -> list[MemberResults]:
    """Every member in the bloc's own order."""
    if period not in PERIODS:
        raise NotFound
    registered, results = last_registered_in(here().year_id), last_results_in(here().year_id, period)
    rows = ((member, results.get(member.agency_id)) for member in members_of(here().year_id))
    return [MemberResults(member, filed, _lines(registered.get(member.agency_id), filed)) for member, filed in rows]


def _lines(registered: FiledRegistration | None, filed: FiledResults | None) -> tuple[FiledLine, ...]:
    if registered is None or filed is None:
        return ()
    known = filed.by_key
    return tuple(
        FiledLine(target, known.get(target.key, Result(target.key))) for target in registered.registered.targets
    )


@pledges.get("/<bloc>/<int:year>/registrations/results/<period>")
@lead
def all_results(period: str) -> str:
    """Target against result, agency by agency."""
    rows = results_of_all(period)
    return render_template(
        "pledges/all_results.html", rows=rows, period=period, periods=PERIODS,
        back=url_for("pledges.registrations"), page_title="Kết quả thực hiện chỉ tiêu của Khối",
    )  # fmt: skip


@pledges.post("/<bloc>/<int:year>/registrations/results/<period>/workbook")
@lead
@takes_home
def results_workbook(period: str) -> Response:
    """The same as an Excel file."""
    rows = [(row.member.name_that_year, line.target, line.result, line.percent)
            for row in results_of_all(period) for line in row.lines]  # fmt: skip
    book = results_book(f"Kết quả thực hiện chỉ tiêu thi đua, {PERIODS[period].lower()} {here().number}", rows)
    return made_file(book, MIMES[FileKind.XLSX], f"Kết quả chỉ tiêu {here().number}.xlsx")
