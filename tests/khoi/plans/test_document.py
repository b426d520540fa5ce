"""The plan as an official document: the imported text, whole and in order, but for what was edited."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document as Opened
from docx.table import Table

from khoi.plans.files import write_file
from khoi.plans.rules import TaskSpec, document_of, read_plan
from tests.khoi.plans.plans_made import real_plan, small_plan


def words_of(spec):
    """All text of the written file in its order, white space as single spaces."""
    opened = Opened(io.BytesIO(write_file(".docx", spec, "Lạng Sơn")))
    return " ".join(" ".join(_texts(opened)).split())


def _texts(opened):
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            yield from (
                paragraph.text for row in block.rows for cell in _once(row.cells) for paragraph in cell.paragraphs
            )
        else:
            yield block.text


def _once(cells):
    return list({id(cell._tc): cell for cell in cells}.values())


def said_in(plan):
    """What the plan's file says, in the order in which a plan is issued."""
    yield plan["preamble"]
    yield from plan["purpose"]
    yield from plan["requirements"]
    for task in plan["tasks"]:
        yield from (str(task["no"]), task["content"], task["lead"], *task["coordination"])
    yield from plan["organisation"]
    yield plan["closing"]


def test_every_text_of_the_customers_plan_stands_in_the_document_in_order():
    plan = real_plan()
    whole, place = words_of(read_plan(plan)), 0
    for text in said_in(plan):
        found = whole.find(" ".join(text.split()), place)
        assert found >= 0, text
        place = found + len(text)
    folded = whole.casefold()
    assert plan["title"].casefold() in folded
    assert plan["issuer"].casefold() in folded
    assert plan["signer"]["title"].casefold() in folded
    for text in (plan["signer"]["name"], *plan["recipients"], *plan["legal_bases"], "Quý I", "Quý IV"):
        assert text in whole


def test_what_was_edited_is_all_that_differs():
    spec = read_plan(real_plan())
    edited = replace(spec, tasks=(replace(spec.tasks[0], content="Nội dung mới."), *spec.tasks[1:]))
    assert words_of(edited) == words_of(spec).replace(spec.tasks[0].content, "Nội dung mới.")


def test_what_the_plan_does_not_say_leaves_no_empty_heading():
    spec = read_plan(small_plan(title="Chương trình thi đua", tasks=[]))
    document = document_of(spec, "Lạng Sơn")
    assert document.subject == "Chương trình thi đua"
    assert document.letterhead.place == "Lạng Sơn"
    whole = words_of(spec)
    assert "TỔ CHỨC" not in whole
    assert "MỤC ĐÍCH" not in whole


@pytest.mark.parametrize("bases", [("Luật Thi đua",), ("Nghị quyết số 5",)])
def test_a_ground_that_the_preamble_says_is_not_said_twice(bases):
    spec = replace(read_plan(small_plan()), preamble="Căn cứ Luật Thi đua; xây dựng Kế hoạch:", legal_bases=bases)
    assert words_of(spec).count(bases[0]) == 1


def test_the_letterhead_carries_number_place_and_date():
    spec = replace(read_plan(small_plan()), superior="UBND tỉnh", sign="KH-TTr", number=7, dated=date(2026, 2, 5))
    whole = words_of(replace(spec, tasks=(TaskSpec(1, 1, "Việc"),)))
    assert "07/KH-TTr" in whole
    assert "Lạng Sơn, ngày 05 tháng 02 năm 2026" in whole
