"""A draft sheet in the hands of two editors: every step leaves a whole tree, and none is silently lost."""

from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khoi.sheets import actions
from khoi.sheets.actions import Way
from khoi.sheets.models import Criterion, Sheet, criteria_of, spec_of
from khoi.sheets.rules import Direct, Node, PassFail, placed
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import acting
from tests import make
from tests.make import BlocOfThree


@pytest.fixture
def bloc(app: Flask) -> BlocOfThree:
    return make.bloc_of_three()


def group(code: str, points: int = 10) -> Node:
    return Node(code, f"Mục {code}", Decimal(points))


def leaf(code: str, points: int = 10) -> Node:
    return Node(code, f"Tiêu chí {code}", Decimal(points), method=Direct())


def small(bloc: BlocOfThree) -> tuple[Sheet, dict[str, Criterion]]:
    """I (1, 2), II (1): the codes repeat, the paths do not."""
    sheet = actions.begin(bloc.year)
    for section, leaves in (("I", "12"), ("II", "1")):
        parent = actions.add(sheet, None, group(section))
        for code in leaves:
            actions.add(sheet, parent, leaf(code))
    return sheet, {row.path: row for row in criteria_of(sheet.id)}


def paths(sheet: Sheet) -> list[str]:
    return [row.path for row in criteria_of(sheet.id)]


def test_rows_are_numbered_as_they_are_added(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, _ = small(bloc)
        assert paths(sheet) == ["I", "I/1", "I/2", "II", "II/1"]


def test_two_rows_of_one_code_may_change_places(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, rows = small(bloc)
        actions.change(rows["I/2"], actions.seen(rows["I/2"]), leaf("1"))
        assert paths(sheet)[1:3] == ["I/1", "I/1~2"]
        actions.move(rows["I/2"], Way.UP, sheet.revision)
        assert (rows["I/2"].path, rows["I/1"].path) == ("I/1", "I/1~2")


def test_a_row_moves_in_and_out_with_all_below_it(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, rows = small(bloc)
        actions.move(rows["II"], Way.IN, sheet.revision)
        assert paths(sheet) == ["I", "I/1", "I/2", "I/II", "I/II/1"]
        actions.move(rows["II"], Way.OUT, sheet.revision)
        assert paths(sheet) == ["I", "I/1", "I/2", "II", "II/1"]


def test_nothing_hangs_under_a_row_that_is_scored(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, rows = small(bloc)
        with pytest.raises(Refused, match="tiêu chí chấm điểm"):
            actions.move(rows["I/2"], Way.IN, sheet.revision)
        with pytest.raises(Refused, match="tiêu chí chấm điểm"):
            actions.add(sheet, rows["I/1"], leaf("a"))
        with pytest.raises(Refused, match="có tiêu chí con"):
            actions.change(rows["I"], actions.seen(rows["I"]), leaf("I"))


def test_deleting_a_section_deletes_what_hangs_on_it(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, rows = small(bloc)
        actions.remove(rows["I"], sheet.revision)
        assert paths(sheet) == ["II", "II/1"]


def test_a_fifth_level_is_refused(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet = actions.begin(bloc.year)
        parent = None
        for code in "abcd":
            parent = actions.add(sheet, parent, group(code))
        with pytest.raises(Refused, match="nhiều nhất 4 cấp"):
            actions.add(sheet, parent, leaf("e"))


def test_the_second_of_two_editors_of_a_row_is_refused(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        _, rows = small(bloc)
        opened = actions.seen(rows["I/1"])
        actions.change(rows["I/1"], opened, leaf("1", 12))
        with pytest.raises(actions.Stale):
            actions.change(rows["I/1"], opened, leaf("1", 13))
        assert rows["I/1"].ceiling == 12


def test_editors_of_different_rows_do_not_disturb_each_other(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        _, rows = small(bloc)
        first, second = actions.seen(rows["I/1"]), actions.seen(rows["I/2"])
        actions.change(rows["I/1"], first, leaf("1", 12))
        actions.change(rows["I/2"], second, leaf("2", 8))
        assert (rows["I/1"].ceiling, rows["I/2"].ceiling) == (12, 8)


def test_a_move_upon_a_tree_that_changed_meanwhile_is_refused(bloc: BlocOfThree) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, rows = small(bloc)
        before = sheet.revision
        actions.move(rows["I/2"], Way.UP, before)
        with pytest.raises(actions.Stale):
            actions.move(rows["I/2"], Way.DOWN, before)


def test_nothing_of_a_published_sheet_can_be_edited(bloc: BlocOfThree) -> None:
    make.sheet(bloc)
    with acting(make.scope(bloc, bloc.lead)):
        sheet = db.session.query(Sheet).one()
        section, row = criteria_of(sheet.id)
        for attempt in (
            lambda: actions.add(sheet, section, leaf("2")),
            lambda: actions.change(row, actions.seen(row), leaf("9")),
            lambda: actions.move(row, Way.OUT, sheet.revision),
            lambda: actions.remove(row, sheet.revision),
            lambda: actions.change_settings(sheet, actions.settings_seen(sheet), spec_of(sheet)),
        ):
            with pytest.raises(Refused, match="đã công bố"):
                attempt()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 30), st.sampled_from([*Way, "add", "remove"])), max_size=12))
def test_after_any_steps_the_rows_are_the_tree_that_they_spell(bloc: BlocOfThree, steps: list[tuple[int, str]]) -> None:
    with acting(make.scope(bloc, bloc.lead)):
        sheet, _ = small(bloc)
        for which, step in steps:
            _try(sheet, which, step)
        spec = spec_of(sheet)
        assert paths(sheet) == [node.path for node in spec.nodes]
        assert spec.sections == placed(spec.sections)
        db.session.rollback()


def _try(sheet: Sheet, which: int, step: str) -> None:
    rows = criteria_of(sheet.id)
    if not rows:
        return
    row = rows[which % len(rows)]
    with db.session.begin_nested() as savepoint:
        try:
            if step == "add":
                actions.add(sheet, row, Node(row.code, "Thêm", Decimal(1), method=PassFail()))
            elif step == "remove":
                actions.remove(row, sheet.revision)
            else:
                actions.move(row, Way(step), sheet.revision)
        except Refused:
            savepoint.rollback()
