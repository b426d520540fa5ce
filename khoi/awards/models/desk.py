"""All that stands on the desk of the year's awards, for who looks: a fixed number of questions, whatever the rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from json import loads

from khoi.awards.models.catalogue import rules_of
from khoi.awards.models.decided import Award, AwardRevocation, awards_before, revocations_of
from khoi.awards.models.history import held_awards
from khoi.awards.models.nominations import Nomination, achievement_files, nominations_by_id
from khoi.awards.models.yearly import (
    AwardProposal,
    AwardVote,
    AwardWithdrawal,
    award_proposals,
    votes_on_awards,
    withdrawals_in,
)
from khoi.awards.rules import Check, Count, Facts, Place, RuleSpec, checks, passed_over, rules_for
from khoi.pledges.models import FiledRegistration, Title, catalogue_of, last_registered_in
from khoi.ranking.models import lines_of, standing_in_force
from khoi.ranking.models.table import present_table
from khoi.scoring.models.bloc import codes_in
from khoi.years.models import not_considered_in
from tenants import clock
from tenants.models import Membership, Year, members_of

#: So many years of history stand beside the ranking.
YEARS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A member's place as it stands: provisional at this look, or as published."""

    agency_id: int
    name: str
    rank: int | None
    total: Decimal | None
    label: str
    considered: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A title of an earlier year, wherever it was recorded; a themed one counts in no rule."""

    year: int
    agency_id: int
    code: str
    name: str
    number: str
    themed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal with all that became of it, as far as it is in sight, and what the rules say of it."""

    proposal: AwardProposal
    title: Title
    #: Whom it is for: the member, or the person; and the member's name.
    name: str
    agency: str
    nomination: Nomination | None
    withdrawal: AwardWithdrawal | None
    vote: AwardVote | None
    award: Award | None
    revocation: AwardRevocation | None
    checks: tuple[Check, ...]
    #: The names of members that the rank order would take first.
    over: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """The year's awards through the present scope's eyes."""

    year: Year
    members: list[Membership]
    titles: list[Title]
    rules: list[RuleSpec]
    lines: list[Line]
    published: bool
    of_total: Decimal | None
    history: list[Held]
    registered: Mapping[int, FiledRegistration]
    found: list[tuple[AwardProposal, Title]]
    nominations: Mapping[int, Nomination]
    reported: frozenset[int]
    withdrawals: Mapping[int, AwardWithdrawal]
    votes: Mapping[int, AwardVote]
    awards: Mapping[int, Award]
    revocations: Mapping[int, AwardRevocation]
    seated: bool

    @cached_property
    def names(self) -> dict[int, str]:
        return {member.agency_id: member.name_that_year for member in self.members}

    @cached_property
    def title_names(self) -> dict[str, str]:
        return {title.code: title.name for title in self.titles}

    @cached_property
    def places(self) -> list[Place]:
        """The considered members in order."""
        return [Place(line.agency_id, line.rank) for line in self.lines if line.rank is not None]

    @property
    def years(self) -> list[int]:
        """The years beside the ranking, the newest first."""
        return list(range(self.year.number - 1, self.year.number - 1 - YEARS, -1))

    @cached_property
    def collective(self) -> list[Title]:
        return [title for title in self.titles if title.for_whom == "collective" and title.in_use]

    @cached_property
    def held_by(self) -> dict[tuple[int, int], list[Held]]:
        """By member and year, for the columns of the table."""
        found: dict[tuple[int, int], list[Held]] = {}
        for each in self.history:
            found.setdefault((each.agency_id, each.year), []).append(each)
        return found

    @property
    def legend(self) -> list[tuple[str, str]]:
        """What the short codes beside the ranking stand for."""
        return sorted({(each.code, each.name) for each in self.history})

    @cached_property
    def standing(self) -> list[tuple[AwardProposal, Title]]:
        """The proposals that were not withdrawn."""
        return [(row, title) for row, title in self.found if row.id not in self.withdrawals]

    @cached_property
    def proposed(self) -> dict[int, list[str]]:
        """The titles' codes by member, of what stands."""
        return self._codes(standing=True)

    @cached_property
    def withdrawn(self) -> dict[int, list[str]]:
        return self._codes(standing=False)

    def _codes(self, *, standing: bool) -> dict[int, list[str]]:
        codes: dict[int, list[str]] = {}
        for row, title in self.found:
            if not row.about and (row.id not in self.withdrawals) is standing:
                codes.setdefault(row.agency_id, []).append(title.code)
        return codes

    def passed_over(self, agency_id: int, title: Title) -> tuple[str, ...]:
        """The names of members that come before this one in the rank order and have nothing as high."""
        if title.for_whom != "collective" or not self.seated:
            return ()
        order = [each.code for each in self.collective]
        over = passed_over(self.places, agency_id, title.code, order, self.proposed, self.withdrawn)
        return tuple(self.names.get(each, "") for each in over)

    @cached_property
    def rows(self) -> list[Row]:
        return [self.row_of(row, title) for row, title in self.found]

    def row_of(self, row: AwardProposal, title: Title) -> Row:
        nomination = self.nominations.get(row.about)
        agency, award = self.names.get(row.agency_id, ""), self.awards.get(row.id)
        name = (nomination.name if nomination else "") if row.about else agency
        return Row(
            row, title, name, agency, nomination, self.withdrawals.get(row.id), self.votes.get(row.id), award,
            self.revocations.get(award.id) if award else None, tuple(self.checks_of(row, title)),
            self.passed_over(row.agency_id, title) if not row.about else (),
        )  # fmt: skip

    def checks_of(self, row: AwardProposal, title: Title, *, adding: bool = False) -> list[Check]:
        """What the rules say of a proposal; `adding`: it is not among the others yet."""
        rules = rules_for(self.rules, title.code, title.for_whom, clock.today())
        facts = self._person(row, title, adding) if row.about else self._member(row, title, adding)
        return checks(rules, title.code, facts, self.title_names)

    def _member(self, row: AwardProposal, title: Title, adding: bool) -> Facts:
        line = next((each for each in self.lines if each.agency_id == row.agency_id), None)
        filed = self.registered.get(row.agency_id)
        codes = set(self.proposed.get(row.agency_id, ())) | {title.code}
        same = sum(each.code == title.code for _, each in self.standing) + adding
        held = frozenset((h.year, h.code) for h in self.history if h.agency_id == row.agency_id and not h.themed)
        return Facts(
            self.year.number, line.rank if line else None, line.total if line else None, self.of_total,
            line.considered if line else None, row.clean, _registered(filed, title) if self.seated else None,
            bool(row.summary), held, frozenset(h.year for h in self.history), frozenset(codes), same,
            {"": len(self.places)} if self.places else {}, _count(self.votes.get(row.id)),
        )  # fmt: skip

    def _person(self, row: AwardProposal, title: Title, adding: bool) -> Facts:
        one = self.nominations.get(row.about)
        filed = self.registered.get(row.agency_id)
        same = sum(each.code == title.code and p.agency_id == row.agency_id for p, each in self.standing) + adding
        own = [other for other, _ in self.standing if other.agency_id == row.agency_id and other.about]
        named = {other.about: self.nominations[other.about].name for other in own if other.about in self.nominations}
        together = {t.code for p, t in self.standing if one and named.get(p.about) == one.name} | {title.code}
        held = frozenset((year, code) for year, code in loads(one.held)) if one else frozenset()
        titles = {each.code: each.count for each in filed.registered.titles} if filed else {}
        return Facts(
            self.year.number, clean=row.clean if row.clean is not None else one.clean if one else None,
            registered=_registered(filed, title) if self.seated else None,
            report=bool(one and (one.achievement or one.id in self.reported)), held=held,
            known=frozenset(loads(one.known)) if one else frozenset(), together=frozenset(together), same=same,
            bases=titles, vote=_count(self.votes.get(row.id)),
        )  # fmt: skip


def _registered(filed: FiledRegistration | None, title: Title) -> bool:
    return filed is not None and any(each.code == title.code for each in filed.registered.titles)


def _count(vote: AwardVote | None) -> Count | None:
    return Count(vote.agreed, vote.present, vote.total) if vote else None


def desk_of(year: Year, *, seated: bool) -> Desk:
    """The desk; without a chair's eyes it has no places before they are published, and no votes."""
    lines, of_total, published = _lines(year, seated)
    nominations = nominations_by_id(year.id)
    awards = awards_before(year.bloc_id, year.number - YEARS, year.number)
    revocations = revocations_of(year.bloc_id)
    return Desk(
        year, members_of(year.id), catalogue_of(year.id, all_rows=True), rules_of(year.id), lines, published, of_total,
        _history(year, awards, revocations), last_registered_in(year.id), award_proposals(year.id), nominations,
        frozenset(key for key, files in achievement_files(list(nominations)).items() if files),
        withdrawals_in(year.id), votes_on_awards(year.id),
        {row.proposal_id: row for row in awards if row.year_id == year.id}, revocations, seated,
    )  # fmt: skip


def _lines(year: Year, seated: bool) -> tuple[list[Line], Decimal | None, bool]:
    """The published places; before publication the chairs' table as it stands at this look."""
    standing = standing_in_force(year.id)
    if standing is not None:
        lines = [
            Line(row.member_id, row.name, row.rank, row.total, row.label or "", row.considered)
            for row in lines_of(standing.id)
        ]
        return lines, _total_of(standing.sheet), True
    table = present_table(year.id) if seated else None
    if table is None:
        return [], None, False
    agencies = {code: agency_id for agency_id, code in codes_in(year.id).items()}
    aside = not_considered_in(year.id)
    found = [
        Line(agencies[line.agency], table.members[line.agency].name_that_year, line.rank, line.total,
             line.class_label or "", line.considered)
        for line in table.appraised if line.agency in table.members
    ]  # fmt: skip
    there = {line.agency_id for line in found}
    found += [
        Line(member.agency_id, member.name_that_year, None, None, "", member.agency_id not in aside)
        for member in table.members.values()
        if member.agency_id not in there
    ]
    return found, table.spec.total, False


def _total_of(sheet: str) -> Decimal | None:
    total = loads(sheet).get("total")
    return Decimal(str(total)) if total is not None else None


def _history(year: Year, awards: list[Award], revocations: Mapping[int, AwardRevocation]) -> list[Held]:
    """The bloc's book and what the portal itself decided, members' titles only; what was revoked is gone from it."""
    first, last = year.number - YEARS, year.number - 1
    book = [
        Held(row.held_year, row.member_id, row.title_code, row.title_name, row.number, row.themed)
        for row in held_awards(year.bloc_id, first, last)
    ]
    known = {(each.year, each.agency_id, each.code) for each in book}
    own = [
        Held(row.held_year, row.member_id, row.title_code, row.title_name, row.number, themed=False)
        for row in awards
        if row.nomination_id is None and row.held_year <= last and not _revoked(revocations.get(row.id))
    ]
    return book + [each for each in own if (each.year, each.agency_id, each.code) not in known]


def _revoked(row: AwardRevocation | None) -> bool:
    return row is not None and bool(row.confirmed)
