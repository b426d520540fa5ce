"""The draft is written in the browser: methods, cells, order, settings; two editors notice each other."""

import re
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from khoi.sheets import actions
from khoi.sheets.excel import SAMPLE
from khoi.sheets.models import Criterion
from khoi.sheets.rules import write_sheet
from tests.khoi.sheets.sheet_pages import (
    BASE,
    SCRIPT,
    bloc,
    eyes,
    hidden,
    lead,
    line,
    member,
    rows_of,
    spec_in,
    stored,
    text,
)
from tests.make import BlocOfThree

__all__ = ["bloc", "eyes", "lead", "member"]


def test_a_sheet_is_written_in_the_browser_from_nothing(bloc: BlocOfThree, lead: FlaskClient) -> None:
    assert lead.post(f"{BASE}/draft").status_code == 303
    address = re.search(r'action="(/noi-chinh/2026/sheets/[\w-]+)/discard"', lead.get(f"{BASE}/draft").text)
    assert address
    rows = f"{address[1]}/rows"
    lead.post(rows, data={"code": "I", "title": "Mục một", "ceiling": "100", "kind": "base", "method": "",
                          "evidence": "optional"})  # fmt: skip
    section = re.search(r"under=([\w-]{12})", lead.get(f"{BASE}/draft").text)
    assert section
    ladder = {"code": "1", "title": "Xếp loại", "ceiling": "12,5", "kind": "base", "method": "ladder",
              "steps": "Tốt = 12,5\nKhá = 8", "evidence": "required", "points": "rác không dùng"}  # fmt: skip
    refused = lead.post(f"{rows}?under={section[1]}", data=ladder | {"steps": "Tốt"})
    assert refused.status_code == 422
    assert "viết dạng" in text(refused)
    assert lead.post(f"{rows}?under={section[1]}", data=ladder | {"points": ""}).status_code == 303
    leaf = spec_in(bloc).leaves[0]
    assert (leaf.path, leaf.ceiling, leaf.method.steps[0]) == ("I/1", Decimal("12.5"), ("Tốt", Decimal("12.5")))


METHODS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"method": "direct"}, {"type": "direct"}),
    ({"method": "pass_fail"}, {"type": "pass_fail"}),
    ({"method": "per_item", "points": "2,5", "unit": "việc"}, {"type": "per_item", "points": "2.5", "unit": "việc"}),
    ({"method": "ladder", "steps": "A = 2; B = 1"}, {"type": "ladder", "steps": [["A", "2"], ["B", "1"]]}),
    (
        {"method": "percent", "minus": "1", "floor": "50", "whole": "y"},
        {"type": "percent", "minus_per_percent": "1", "floor_percent": "50", "whole_percent": True},
    ),
    ({"method": "relative", "unit": "vụ"}, {"type": "relative", "unit": "vụ"}),
    ({"method": "deduct", "points": "1"}, {"type": "deduct", "points": "1"}),
    (
        {"method": "timeliness", "points": "2", "filings": ["scorecard", "year_report"]},
        {"type": "timeliness", "points_per_day": "2", "filing": ["scorecard", "year_report"]},
    ),
    ({"method": "bonus", "points": "1"}, {"type": "bonus", "points": "1"}),
    ({"method": "penalty", "points": "3", "most": "9"}, {"type": "penalty", "points": "3", "max_points": "9"}),
]


def whole(row: Criterion) -> dict[str, Any]:
    usual = {"code": "1", "title": "T", "ceiling": "20", "kind": "base", "evidence": "required"}
    return usual | {"seen": actions.seen(row)}


@pytest.mark.parametrize(("typed", "kept"), METHODS, ids=[kept["type"] for _, kept in METHODS])
def test_each_of_the_ten_methods_is_typed_kept_and_shown_again(
    bloc: BlocOfThree, lead: FlaskClient, typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/1"]
    assert lead.post(f"{BASE}/rows/{row.public_id}", data=whole(row) | typed).status_code == 303
    leaf = write_sheet(spec_in(bloc))["sections"][0]["children"][0]
    assert leaf["method"] == kept
    assert lead.get(f"{BASE}/rows/{row.public_id}").status_code == 200


@pytest.mark.parametrize("method", ["per_item", "percent", "ladder", "timeliness", "deduct", "bonus", "penalty"])
def test_a_method_without_its_figures_is_not_saved(bloc: BlocOfThree, lead: FlaskClient, method: str) -> None:
    row = rows_of(bloc, stored(bloc))["I/3/3.1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}", data=whole(row) | {"method": method})
    assert answer.status_code == 422
    assert spec_in(bloc) == SAMPLE


def test_a_cell_saved_in_the_table_answers_the_row_and_every_sum(bloc: BlocOfThree, lead: FlaskClient) -> None:
    rows = rows_of(bloc, stored(bloc))
    row = rows["I/1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, ceiling="15"), headers=SCRIPT)
    page = text(answer)
    assert answer.status_code == 200
    assert f'id="row-{rows["I/1"].public_id}"' in page
    assert re.search(rf'id="sum-{rows["I"].public_id}".*?Cộng 65: thiếu 5', page)
    assert "1 lỗi phải sửa" in page


def test_a_cell_that_is_no_number_comes_back_as_it_was_typed(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    answer = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, ceiling="hai mươi"), headers=SCRIPT)
    assert answer.status_code == 422
    assert 'value="hai mươi"' in text(answer)
    assert spec_in(bloc) == SAMPLE


def test_the_second_of_two_editors_chooses_between_both_values(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    address, opened = f"{BASE}/rows/{row.public_id}/line", line(row)
    assert lead.post(address, data=opened | {"ceiling": "15"}, headers=SCRIPT).status_code == 200
    stale = lead.post(address, data=opened | {"ceiling": "16"}, headers=SCRIPT)
    assert stale.status_code == 409
    assert "Của tôi" in text(stale)
    assert "(16)" in text(stale)
    assert "(15)" in text(stale)
    assert spec_in(bloc).sections[0].children[0].ceiling == 15
    lead.post(address, data=opened | {"ceiling": "16", "choose": "theirs"}, headers=SCRIPT)
    assert spec_in(bloc).sections[0].children[0].ceiling == 15
    lead.post(address, data=opened | {"ceiling": "16", "choose": "mine"}, headers=SCRIPT)
    assert spec_in(bloc).sections[0].children[0].ceiling == 16


def test_without_a_script_a_stale_row_shows_both_values_on_its_page(bloc: BlocOfThree, lead: FlaskClient) -> None:
    row = rows_of(bloc, stored(bloc))["I/1"]
    lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, title="Của người kia"))
    stale = lead.post(f"{BASE}/rows/{row.public_id}/line", data=line(row, title="Của tôi"))
    assert stale.status_code == 409
    assert "Của người kia" in text(stale)
    assert 'value="Của tôi"' in text(stale)


def test_a_row_moves_by_the_buttons_and_a_stale_table_is_shown_anew(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/2"]
    data = {"step": f"up:{row.public_id}", "revision": str(sheet.revision)}
    assert lead.post(f"{BASE}/rows/move", data=data).status_code == 303
    assert next(node.title for node in spec_in(bloc).sections[0].children) == row.title
    again = lead.post(f"{BASE}/rows/move", data=data)
    assert again.status_code == 409
    assert "vừa được sửa" in text(again)
    assert lead.post(f"{BASE}/rows/move", data={"step": "rác", "revision": "1"}).status_code == 422


def test_a_row_is_deleted_with_all_below_it(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    row = rows_of(bloc, sheet)["I/3"]
    assert lead.post(f"{BASE}/rows/{row.public_id}/delete", data={"revision": str(sheet.revision)}).status_code == 303
    assert len(spec_in(bloc).leaves) == len(SAMPLE.leaves) - 2


def test_the_settings_are_typed_and_kept(bloc: BlocOfThree, lead: FlaskClient) -> None:
    sheet = stored(bloc)
    address = f"/noi-chinh/2026/sheets/{sheet.public_id}/settings"
    data = {
        "seen": hidden(lead.get(address).text, "seen"),
        "name": "Bảng mới", "total": "1.000", "places": "3", "away": "full",
        "ties-0": "section:II", "ties-1": "penalty", "ties-2": "", "reasons": "Không đăng ký\n\nBị kỷ luật", "note": "",
        "classes-0-label": "Tốt", "classes-0-min_total": "80,5", "classes-0-quota": "20", "classes-0-vote": "y",
        "classes-1-label": "Khá", "classes-1-min_total": "50",
    }  # fmt: skip
    assert lead.post(address, data=data).status_code == 303
    spec = spec_in(bloc)
    assert (spec.name, spec.total, spec.places, spec.not_applicable) == ("Bảng mới", 1000, 3, "full")
    assert [(tie.by, tie.code) for tie in spec.ties] == [("section", "II"), ("penalty", None)]
    first = spec.classification[0]
    assert (first.min_total_percent, first.quota_percent, first.needs_vote) == (Decimal("80.5"), 20, True)
    assert spec.not_considered == ("Không đăng ký", "Bị kỷ luật")
    stale = lead.post(address, data=data | {"name": "Bảng khác"})
    assert stale.status_code == 409
    assert "Bảng mới" in text(stale)
    assert 'value="Bảng khác"' in text(stale)


def test_a_class_without_a_name_is_not_saved(bloc: BlocOfThree, lead: FlaskClient) -> None:
    address = f"/noi-chinh/2026/sheets/{stored(bloc).public_id}/settings"
    data = {"seen": hidden(lead.get(address).text, "seen"), "name": "B", "total": "100", "places": "2", "away": "scale",
            "classes-0-min_total": "80"}  # fmt: skip
    assert lead.post(address, data=data).status_code == 422
    assert spec_in(bloc) == SAMPLE
