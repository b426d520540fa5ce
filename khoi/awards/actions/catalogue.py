"""The lead keeps the year's rules of awards."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from khoi.awards.models import AwardRule, rule_rows
from khoi.awards.rules import RuleKind, RuleSpec, objections_to_rule
from khoi.pledges.models import Title, catalogue_of
from tenants import journal
from tenants.database import db
from tenants.models import Year, year_of
from tenants.refusal import Refused, refuse_over

#: What a year begins with where the year before has none. It is content, marked to be looked at, the lead's to correct.
FIRST = Path(__file__).resolve().parent.parent / "first_rules.json"


def begin_rules(year: Year) -> int:
    """Give a year that has none the rules of the year before, or the first content; those on titles that the
    catalogue does not have are left out. Gives back how many there are now."""
    if present := rule_rows(year.id):
        return len(present)
    titles = _titles(year.id)
    if not titles:
        raise Refused("Danh mục danh hiệu của năm còn trống: lập danh mục trước, rồi lập quy tắc.")
    before = year_of(year.bloc_id, year.number - 1)
    old = [spec for row, spec in rule_rows(before.id) if row.in_use] if before else []
    specs = [spec for spec in old or first_rules() if {spec.title, spec.other} - {""} <= titles.keys()]
    rows = [_put(AwardRule(**_owner(year), position=place), spec, titles) for place, spec in enumerate(specs, 1)]
    db.session.add_all(rows)
    db.session.flush()
    journal.wrote(year, "begin_award_rules", rows=len(rows))
    return len(rows)


def first_rules() -> list[RuleSpec]:
    """The content that comes with the portal."""
    return [_read(item) for item in json.loads(FIRST.read_text(encoding="utf-8"))]


def _read(item: Mapping[str, Any]) -> RuleSpec:
    day = {key: date.fromisoformat(item[key]) for key in ("in_force_from", "in_force_to") if item.get(key)}
    return RuleSpec(**(dict(item) | day | {"kind": RuleKind(item["kind"])}))


def add_rule(year: Year, spec: RuleSpec) -> AwardRule:
    """A further rule at the end; the same one that is in use already is given back."""
    refuse_over(objections_to_rule(spec), "Chưa lưu được quy tắc.")
    present = rule_rows(year.id)
    if same := next((row for row, known in present if row.in_use and known == spec), None):
        return same
    place = max((row.position for row, _ in present), default=0) + 1
    row = _put(AwardRule(**_owner(year), position=place), spec, _titles(year.id))
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "add_award_rule", kind=spec.kind, title=spec.title)
    return row


def change_rule(row: AwardRule, spec: RuleSpec, *, in_use: bool) -> bool:
    """Other words or numbers for a rule, or set it aside; True when anything changed."""
    refuse_over(objections_to_rule(spec), "Chưa lưu được quy tắc.")
    before = next(known for each, known in rule_rows(row.year_id) if each.id == row.id)
    if (before, row.in_use) == (spec, in_use):
        return False
    _put(row, spec, _titles(row.year_id)).in_use = in_use
    journal.wrote(row, "change_award_rule", kind=spec.kind, before=_said(before), after=_said(spec), in_use=in_use)
    return True


def _said(spec: RuleSpec) -> str:
    return f"{spec.title} {spec.number}/{spec.out_of} {spec.other} {spec.basis}".strip()


def _owner(year: Year) -> dict[str, Any]:
    return {"bloc_id": year.bloc_id, "year_id": year.id, "shown_to": "members"}


def _titles(year_id: int) -> dict[str, Title]:
    return {row.code: row for row in catalogue_of(year_id, all_rows=True)}


def _put(row: AwardRule, spec: RuleSpec, titles: Mapping[str, Title]) -> AwardRule:
    row.kind, row.for_whom, row.number, row.out_of = spec.kind, spec.for_whom, spec.number, spec.out_of
    row.title_id = titles[spec.title].id if spec.title else None
    row.other_id = titles[spec.other].id if spec.other else None
    row.basis, row.in_force_from, row.in_force_to = spec.basis, spec.in_force_from, spec.in_force_to
    row.verify, row.note = spec.verify, spec.note
    return row
