"""The table of scores in the bloc's report: the numbers of the worked examples, as they are stored."""

from decimal import Decimal

import pytest

from khoi.office.document import Table
from khoi.summaries.models import material_of
from khoi.summaries.rules import Scores, score_table
from tenants.scope import acting
from tests import make
from tests.khoi.summaries.examples import MadeYear, example


def table_of(made: MadeYear) -> Table:
    with acting(made.operator):
        material = material_of(made.year)
        assert material is not None
        made_table = score_table(Scores(made.year.number, material.result, "Số liệu tạm tính"))
        make.keep()
    return made_table


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize("name", ["worked-example.json", "worked-example-2.json"])
def test_totals_and_places_are_those_of_the_worked_example(app, name):
    made, expected = example(name)
    table = table_of(made)
    titles = [column.title for column in table.columns]
    first, second = (at for at, title in enumerate(titles) if title == "Tổng")
    for code, row in zip(made.agencies, table.rows, strict=True):
        assert number(row.cells[first]) == Decimal(expected["claimed"][code]["total"])
        wanted = expected["appraised"][code]
        assert number(row.cells[second]) == Decimal(wanted["total"])
        place = row.cells[titles.index("Xếp hạng")]
        assert place == (str(wanted["rank"]) if wanted["rank"] is not None else "không xếp hạng")
        if "Xếp loại" in titles:
            assert row.cells[titles.index("Xếp loại")] == (wanted["class"] or "")


def test_why_a_member_is_not_considered_stays_with_the_lead(app):
    made, _ = example("worked-example-2.json")
    with acting(made.operator):
        material = material_of(made.year)
        assert material is not None
        reasons = [line.card.not_considered for line in material.result.appraised if not line.considered]
        make.keep()
    table = table_of(made)
    proposals = [row.cells[-1] for row in table.rows]
    assert reasons
    assert sum("không xét" in each for each in proposals) == len(reasons)
    assert not [each for each in proposals for reason in reasons if reason not in ("", "không xét") and reason in each]
