"""Plain makers with valid defaults: a test names only the values it is about."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from argon2 import PasswordHasher

from khoi.scoring.models import FiledCard, FiledMark, Scorecard
from khoi.scoring.rules import card_seal, criterion_version, read_inputs, row_seal
from khoi.sheets.models import PUBLISHED, Criterion, Sheet, criteria_of, sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec
from khoi.years.models import SCORECARD, Filing
from tenants import clock
from tenants.database import db
from tenants.models import Agency, Bloc, Membership, User, Year
from tenants.roles import Role, Seat, YearState
from tenants.scope import Scope, acting
from tenants.vi import fold

#: Cheap on purpose: tests sign in hundreds of times.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "mat khau dung de thu 2026"
PASSWORD_HASH = CHEAP.hash(PASSWORD)


def keep() -> None:
    """Commit, and let go of the rows: a test may hold them through any rollback."""
    db.session.commit()
    db.session.expunge_all()


@dataclass(frozen=True, slots=True)
class BlocOfThree:
    """The smallest bloc that has every seat: lead, deputy and two members, one of them on the appraisal team."""

    bloc: Bloc
    year: Year
    lead: Agency
    deputy: Agency
    member: Agency
    other: Agency


def bloc(slug: str = "noi-chinh", name: str = "Khối thi đua các cơ quan Nội chính") -> Bloc:
    row = Bloc(slug=slug, name=name, province="Lạng Sơn")
    db.session.add(row)
    db.session.flush()
    return row


def year(of: Bloc, number: int = 2026, state: YearState = YearState.OPEN) -> Year:
    row = Year(bloc_id=of.id, number=number, state=state)
    db.session.add(row)
    db.session.flush()
    return row


def agency(of: Bloc, code: str, name: str | None = None) -> Agency:
    row = Agency(bloc_id=of.id, code=code, name=name or f"Đơn vị {code}", folded=fold(name or code))
    db.session.add(row)
    db.session.flush()
    return row


def member(
    in_year: Year, of: Agency, seat: Seat = Seat.MEMBER, *, on_team: bool = False, position: int = 0
) -> Membership:
    row = Membership(
        bloc_id=in_year.bloc_id,
        year_id=in_year.id,
        agency_id=of.id,
        seat=seat,
        name_that_year=of.name,
        on_appraisal_team=on_team,
        position=position,
    )
    db.session.add(row)
    db.session.flush()
    return row


def user(of: Agency | None, role: Role = Role.CLERK, login: str = "", **more: Any) -> User:
    name = login or f"{of.code.lower() if of else 'ngoai'}.{role}"
    values = {"must_change_password": False, "name": f"Người {name}"} | more
    row = User(
        agency_id=of.id if of else None,
        login=name,
        login_key=name.casefold(),
        role=role,
        password_hash=PASSWORD_HASH,
        created_at=clock.now(),
        **values,
    )
    db.session.add(row)
    db.session.flush()
    return row


def bloc_of_three(slug: str = "noi-chinh", prefix: str = "") -> BlocOfThree:
    """A bloc in an open 2026 with people in every role; commits."""
    the_bloc = bloc(slug)
    this_year = year(the_bloc)
    seats = {"L": Seat.LEAD, "P": Seat.DEPUTY, "A": Seat.MEMBER, "B": Seat.MEMBER}
    made = {code: agency(the_bloc, prefix + code) for code in seats}
    for position, (code, seat) in enumerate(seats.items()):
        member(this_year, made[code], seat, on_team=code == "B", position=position)
        user(made[code], Role.CLERK)
        user(made[code], Role.HEAD)
    keep()
    return BlocOfThree(the_bloc, this_year, made["L"], made["P"], made["A"], made["B"])


def scope(of: BlocOfThree, who: Agency, *, seated: bool = True, user_id: int = 0) -> Scope:
    """The scope of `who`: with the eyes of its seat, or, unseated, of a plain member."""
    return Scope(
        bloc=of.bloc.id,
        year=of.year.id,
        agency=who.id,
        lead_agency=of.lead.id,
        open=1,
        user=user_id,
        lead=int(seated and who is of.lead),
        deputy=int(seated and who is of.deputy),
        team=int(seated and who is of.other),
    )


def sheet(of: BlocOfThree, *leaves: dict[str, Any]) -> Sheet:
    """A published sheet with one section I and the given leaves (default: one `direct` row of 100); commits."""
    rows = leaves or ({"code": "1", "title": "Tiêu chí một", "ceiling": "100", "method": '{"type":"direct"}'},)
    settings = (
        '{"name":"Bảng thử","year":2026,"total":"%s","rounding":{"places":2,"mode":"half_up"},'
        '"not_applicable":"scale","bonus_may_exceed_total":true,'
        '"ties":[],"classification":[],"not_considered":[]}'
    )
    with acting(scope(of, of.lead)):
        owner = {"bloc_id": of.bloc.id, "year_id": of.year.id, "shown_to": "members"}
        total = sum((Decimal(row["ceiling"]) for row in rows), Decimal(0))
        made = Sheet(
            **owner,
            number=1,
            state=PUBLISHED,
            name="Bảng thử",
            settings=settings % total,
            total=total,
            made_at=clock.now(),
            published_at=clock.now(),
        )
        db.session.add(made)
        db.session.flush()
        section = Criterion(
            **owner, sheet_id=made.id, position=0, place=0, depth=1, path="I", code="I", title="Nhóm I", ceiling=total
        )
        db.session.add(section)
        db.session.flush()
        for place, row in enumerate(rows, 1):
            values = {"kind": "base", "evidence": "none"} | row | {"ceiling": Decimal(row["ceiling"])}
            db.session.add(
                Criterion(
                    **owner,
                    sheet_id=made.id,
                    parent_id=section.id,
                    position=place,
                    place=place,
                    depth=2,
                    path=f"I/{row['code']}",
                    folded=fold(row["title"]),
                    **values,
                )
            )
        keep()
    return made


def dates(of: BlocOfThree, due: datetime | None = None, closing: datetime | None = None) -> Filing:
    """Hạn nộp and khóa sổ of the scorecards, by default some days ahead; commits."""
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)
    with acting(scope(of, of.lead)):
        row = Filing(
            bloc_id=of.bloc.id,
            year_id=of.year.id,
            shown_to="members",
            key=SCORECARD,
            title="Phiếu tự chấm điểm",
            due=due or later,
            closing=closing or (due or later) + timedelta(days=2),
        )
        db.session.add(row)
        keep()
    return row


def filed_card(of: BlocOfThree, by: Agency, inputs: dict[str, str] | None = None) -> Scorecard:
    """A filed card of `by` on the published sheet: inputs as JSON by path; the rest is unanswered. Commits."""
    with acting(scope(of, by, seated=False)):
        in_force = sheet_in_force(of.year.id)
        assert in_force is not None
        owner = {"year_id": of.year.id, "agency_id": by.id}
        given = [(leaf, (inputs or {}).get(leaf.path, "{}")) for leaf in criteria_of(in_force.id) if leaf.method]
        seals = [_seal(spec_of(in_force), leaf.path, entered) for leaf, entered in given]
        card = Scorecard(**owner, sheet_id=in_force.id, stage="submitted", filings=1)
        db.session.add(card)
        db.session.flush()
        filing = FiledCard(
            **owner,
            filed=True,
            scorecard_id=card.id,
            number=1,
            sheet_id=in_force.id,
            filed_at=clock.now(),
            seal=card_seal(seals),
        )
        db.session.add(filing)
        db.session.flush()
        for (leaf, entered), seal in zip(given, seals, strict=True):
            row = {"filed_card_id": filing.id, "criterion_id": leaf.id, "inputs": entered}
            db.session.add(FiledMark(**owner, filed=True, seal=seal, **row))
        keep()
    return card


def _seal(spec: SheetSpec, path: str, entered: str) -> str:
    leaf = spec.leaf_at[path]
    assert leaf.method is not None
    inputs = read_inputs(leaf.method, leaf.ceiling, json.loads(entered), leaf.kind)
    return row_seal(inputs, "", (), criterion_version(leaf))
