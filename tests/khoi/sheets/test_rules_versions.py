"""What a new version of a sheet does to scores already entered."""

from typing import Any

from khoi.sheets.rules import (
    Direct,
    Ladder,
    differences,
    read_sheet,
)
from tests.khoi.sheets.known_sheets import NOI_CHINH, changed


def test_a_new_version_says_what_happens_to_each_score() -> None:
    def change(data: dict[str, Any]) -> None:
        rows = data["sections"][1]["children"]
        rows[0]["title"] = "Tên mới"
        rows[1]["method"] = {"type": "pass_fail"}
        rows[3]["method"]["points"] = "5"
        rows[3]["ceiling"] = "55"
        rows.append({"code": "7", "title": "Mới", "ceiling": "1", "method": {"type": "direct"}})
        del rows[5]

    changes = differences(read_sheet(NOI_CHINH), read_sheet(changed(change)))
    assert [(c.path, c.facets, c.keeps_inputs) for c in changes.changed] == [
        ("II/1", ("title",), True),
        ("II/2", ("method",), False),
        ("II/4", ("ceiling", "method"), True),
    ]
    assert (changes.added, changes.removed, changes.settings) == (("II/7",), ("II/6",), False)
    assert changes.loses_inputs == ("II/6", "II/2")
    assert len(changes.kept) == 33 - 3 - 1
    assert "phải nhập lại" in str(changes.changed[1])


def test_a_ladder_that_loses_a_step_loses_the_choices_made() -> None:
    ladder = {"type": "ladder", "steps": [["Xuất sắc", "50"], ["Tốt", "40"]]}
    new = changed(lambda data: data["sections"][0]["children"][2]["children"][0].update(method=ladder))
    [change] = differences(read_sheet(NOI_CHINH), read_sheet(new)).changed
    assert isinstance(read_sheet(new).leaf_at["I/3/3.1"].method, Ladder)
    assert not change.keeps_inputs


def test_the_same_sheet_twice_has_no_differences() -> None:
    changes = differences(read_sheet(NOI_CHINH), read_sheet(NOI_CHINH))
    assert not (changes.changed)
    assert not (changes.added)
    assert not (changes.removed)
    assert not (changes.settings)
    assert isinstance(read_sheet(NOI_CHINH).leaf_at["I/4"].method, Direct)
