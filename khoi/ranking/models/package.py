"""The verification package of a year: kept word for word when its result is published, made anew before that."""

import hashlib
from collections.abc import Mapping
from json import loads

from sqlalchemy import String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.ranking.models.published import Standing
from khoi.ranking.models.table import Table
from khoi.ranking.rules.package import APPRAISED, PUBLISHED, Face, Material, SealedCard, SealedRow, write_package
from khoi.scoring.models import FiledCard, FiledMark, last_filed_in
from khoi.scoring.models.bloc import codes_in
from khoi.sheets.models import Criterion
from khoi.years.models import all_lateness
from tenants import journal
from tenants.database import Base, Public, db
from tenants.isolation import ChairOwned, hangs_in
from tenants.models import bloc_by_id


class KeptPackage(ChairOwned, Public, Base):
    """The package of one published result: what was told to every agency by its hash. Written once."""

    written_once = True
    more = (hangs_in("standing", "standing_id"), UniqueConstraint("standing_id"))

    standing_id: Mapped[int] = mapped_column()
    #: The package as `write_package` writes it, and the SHA-256 of its bytes.
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    #: Where the bloc's journal ended before the line of the publication, which names this hash.
    journal_lines: Mapped[int] = mapped_column()
    journal_head: Mapped[str] = mapped_column(String(64))

    @property
    def code(self) -> str:
        """The hash as it is printed: in groups, which the verifier takes as they stand."""
        return " ".join(self.sha256[n : n + 8] for n in range(0, 64, 8))

    @property
    def anchor(self) -> str:
        """The journal's head as it is printed everywhere: its first sixteen signs."""
        return self.journal_head[:16]


def package_of(standing_id: int) -> KeptPackage | None:
    """What was kept when a result was published; none for results older than packages."""
    return db.session.scalar(select(KeptPackage).where(KeptPackage.standing_id == standing_id))


def package_in_force(year_id: int) -> KeptPackage | None:
    """The package of the result that is published now."""
    asked = select(KeptPackage).join(Standing, Standing.id == KeptPackage.standing_id)
    return db.session.scalar(asked.where(Standing.year_id == year_id, Standing.withdrawn_at.is_(None)))


def new_package(standing: Standing, table: Table) -> KeptPackage:
    """The package of a result that is being published, of the very table."""
    lines, head = journal.head_of(standing.bloc_id)
    text = package_text(table, standing)
    return KeptPackage(
        bloc_id=standing.bloc_id, year_id=standing.year_id, shown_to="chairs", standing_id=standing.id, text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(), journal_lines=lines, journal_head=head,
    )  # fmt: skip


def package_text(table: Table, standing: Standing | None = None) -> str:
    """The package of the table as the present scope sees it; without a standing marked as appraised only."""
    year_id = table.sheet.year_id
    codes = codes_in(year_id)
    names = {code: table.members[code].name_that_year for code in codes.values()}
    late = {codes[agency_id]: days for agency_id, days in all_lateness(year_id).items() if agency_id in codes}
    return write_package(
        Material(
            face=_face(table, standing),
            spec=table.spec,
            sheet_version=table.sheet.number,
            names=names,
            cards=table.cards,
            sealed=_sealed(table, codes),
            late=late,
            votes=table.votes,
            claimed=table.claimed,
            adopted=table.appraised,
        )
    )


def _face(table: Table, standing: Standing | None) -> Face:
    bloc = bloc_by_id(table.sheet.bloc_id)
    lines, head = journal.head_of(bloc.id)
    if standing is None:
        return Face(bloc.slug, bloc.name, APPRAISED, table.digest, lines, head)
    at = standing.published_at.isoformat()
    return Face(bloc.slug, bloc.name, PUBLISHED, standing.digest, lines, head, standing.number, at)


def _sealed(table: Table, codes: Mapping[int, str]) -> dict[str, SealedCard]:
    filed = {
        codes[agency_id]: row for agency_id, row in last_filed_in(table.sheet.year_id).items() if agency_id in codes
    }
    rows = _sealed_rows({row.id: code for code, row in filed.items()})
    return {code: _card(table, row, rows.get(code, {})) for code, row in filed.items()}


def _card(table: Table, row: FiledCard, rows: Mapping[str, SealedRow]) -> SealedCard:
    at = row.filed_at.isoformat()
    return SealedCard(at, row.days_late, row.seal, row.sheet_id == table.sheet.id, rows)


def _sealed_rows(filings: Mapping[int, str]) -> dict[str, dict[str, SealedRow]]:
    """The rows of these filings by agency and path, as bare columns: entities would cost more than the package."""
    told = (FiledMark.filed_card_id, Criterion.path, FiledMark.note, FiledMark.evidence, FiledMark.seal)
    rows = db.session.execute(
        select(*told)
        .join(Criterion, Criterion.id == FiledMark.criterion_id)
        .where(FiledMark.filed_card_id.in_(list(filings)))
    )
    found: dict[str, dict[str, SealedRow]] = {}
    for filing, path, note, evidence, seal in rows:
        hashes = tuple(document["sha256"] for document in loads(evidence))
        found.setdefault(filings[filing], {})[path] = SealedRow(note, hashes, seal)
    return found
