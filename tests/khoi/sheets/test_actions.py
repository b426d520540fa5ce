"""What may be done to a score sheet, with rows in a real database."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from khoi.sheets import actions
from khoi.sheets.models import Sheet, criteria_of, draft_of, sheet_in_force, sheets_of, spec_of
from khoi.sheets.rules import SheetSpec, read_sheet
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import OutOfScope, acting
from tests import make
from tests.make import BlocOfThree

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def bloc(app: Flask) -> BlocOfThree:
    return make.bloc_of_three()


def noichinh() -> SheetSpec:
    return read_sheet(json.loads((DATA / "sheet-noichinh-2026.json").read_text()))


def stored(bloc: BlocOfThree, spec: SheetSpec) -> Sheet:
    sheet = actions.store_sheet(bloc.year, spec)
    db.session.commit()
    return sheet


def test_a_stored_sheet_reads_back_as_it_was(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = stored(bloc, noichinh())
        assert spec_of(sheet) == noichinh()


def test_a_second_import_replaces_the_draft_and_keeps_its_number(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        first = stored(bloc, noichinh())
        second = stored(bloc, replace(noichinh(), name="Bảng khác", sections=noichinh().sections[:2]))
        assert (first.id, len(sheets_of(bloc.year.id))) == (second.id, 1)
        assert [section.code for section in spec_of(second).sections] == ["I", "II"]


def test_a_sheet_belongs_to_the_year_it_is_kept_in_whatever_its_file_says(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        assert spec_of(stored(bloc, replace(noichinh(), year=2025))).year == 2026


def test_publishing_shows_the_sheet_to_members_and_freezes_it(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = stored(bloc, noichinh())
        actions.publish(sheet)
        db.session.commit()
        with pytest.raises(Refused, match="đã công bố"):
            actions.publish(sheet)
    with acting(make.scope(bloc, bloc.member, seated=False)):
        seen = sheet_in_force(bloc.year.id)
        assert seen is not None
        assert len(criteria_of(seen.id)) == len(noichinh().nodes)


def test_a_member_sees_nothing_of_a_draft(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet_id, year_id = stored(bloc, noichinh()).id, bloc.year.id
    for scope in [make.scope(bloc, who) for who in (bloc.member, bloc.deputy)]:
        db.session.rollback()
        with acting(scope):
            assert draft_of(year_id) is None
            assert criteria_of(sheet_id) == []


def test_only_the_lead_stores_a_sheet(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.deputy)), pytest.raises(OutOfScope):
        actions.store_sheet(bloc.year, noichinh())
    db.session.rollback()


def test_a_sheet_whose_sums_do_not_add_up_is_not_published(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = stored(bloc, replace(noichinh(), total=noichinh().total + 1))
        with pytest.raises(Refused, match="các mục cộng lại"):
            actions.publish(sheet)
        db.session.rollback()
        assert sheet_in_force(bloc.year.id) is None


def test_a_new_version_copies_the_one_in_force_and_supersedes_it_when_published(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        first = stored(bloc, noichinh())
        actions.publish(first)
        second = actions.new_version(bloc.year)
        assert (second.number, spec_of(second)) == (2, spec_of(first))
        with pytest.raises(Refused, match="Đã có bản dự thảo"):
            actions.new_version(bloc.year)
        actions.publish(second)
        db.session.commit()
        assert sheet_in_force(bloc.year.id) is second
        assert first.state == "superseded"


def test_a_draft_may_be_thrown_away_a_published_sheet_may_not(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        draft = stored(bloc, noichinh())
        actions.discard(draft)
        db.session.commit()
        assert sheets_of(bloc.year.id) == []
        kept = stored(bloc, noichinh())
        actions.publish(kept)
        with pytest.raises(Refused, match="giữ lại"):
            actions.discard(kept)


def test_a_text_too_long_for_the_portal_is_refused_with_its_path(bloc: BlocOfThree) -> None:
    section = noichinh().sections[0]
    long = replace(noichinh(), sections=(replace(section, title="a" * 501),))
    with acting(make.scope(bloc, bloc.lead)), pytest.raises(Refused) as refused:
        actions.store_sheet(bloc.year, long)
    assert [objection.path for objection in refused.value.objections] == ["I"]
