"""The consolidated workbook: a stranger who computes it anew comes to our totals; nobody's text becomes a formula."""

from decimal import Decimal
from zipfile import ZipFile

import pytest

from khoi.ranking.actions import ask_to_adopt, ask_to_publish, confirm
from khoi.ranking.models import open_request
from khoi.summaries.workbook import consolidated_workbook
from tenants.refusal import Refused
from tenants.scope import acting
from tests import make
from tests.khoi.summaries.examples import data_of, example, made_year, opened, recomputed, row_named

EXAMPLES = ("worked-example.json", "worked-example-2.json")
HOSTILE = ("=1+1", "@SUM(A1)", "+1+1", "-2+3", "=cmd|' /C calc'!A0", "{=1+1}", "http://x.example/?a=1", "00123", "'=1")


def cents(value):
    """A cell's number as the exact decimal it stands for."""
    return Decimal(str(round(value, 6))).normalize() + 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_stranger_who_recomputes_it_comes_to_every_total_place_and_stored_value(app, tmp_path, name):
    made, expected = example(name)
    file = made.workbook()
    anew = recomputed(file, tmp_path)
    for book in (opened(file), anew):
        for code, figures in expected["appraised"].items():
            refuse_other_figures(book, code, figures, expected["claimed"][code])
    refuse_other_values(opened(file, values=False), opened(file), anew)


def refuse_other_figures(book, code, appraised, claimed):
    """Every page must tell the same of an agency: totals, place, sections."""
    totals = row_named(book[code], "TỔNG ĐIỂM")
    assert cents(totals[3]) == Decimal(claimed["total"]).normalize(), code
    assert cents(totals[4]) == Decimal(appraised["total"]).normalize(), code
    name, place = book[code]["A2"].value, appraised["rank"] or "không xếp hạng"
    assert row_named(book["Xếp hạng"], name)[0] == place, code
    summary = row_named(book["Tổng hợp"], name)
    assert place in summary
    assert float(appraised["total"]) in summary
    for path, added in appraised["sections"].items():
        page = book[f"Nhóm {path}"]
        at = [cell.value for cell in page[4]].index(name)
        assert cents(row_named(page, path, 1)[at + 1]) == Decimal(added).normalize(), (code, path)


def refuse_other_values(formulas, stored, anew):
    """What we stored beside a formula must be what a stranger computes from it."""
    count = 0
    for page in formulas:
        for cell in (cell for row in page.iter_rows() for cell in row if cell.data_type == "f"):
            kept, computed = stored[page.title][cell.coordinate].value, anew[page.title][cell.coordinate].value
            same = kept == computed or abs(kept - computed) < 1e-9
            assert same, (page.title, cell.coordinate, cell.value, kept, computed)
            count += 1
    assert count > 500


def test_a_figure_changed_by_hand_goes_through_to_total_and_place(app, tmp_path):
    made, expected = example("worked-example.json")
    book = opened(made.workbook(), values=False)
    page = book["STP"]
    row = next(row for row in page.iter_rows() if row[1].value == "An sinh xã hội, giúp đỡ xã khó khăn")
    row[4].value = row[4].value - 10
    book.save(tmp_path / "changed.xlsx")
    anew = recomputed((tmp_path / "changed.xlsx").read_bytes(), tmp_path)
    total = Decimal(expected["appraised"]["STP"]["total"]) - 10
    assert cents(row_named(anew["Xếp hạng"], "Sở Tư pháp")[3]) == total.normalize()


def hostile_year():
    """A sheet, agencies, reasons whose every text looks like a formula, a link or a number."""
    scores = data_of("worked-example-2.json")
    sheet = scores["sheet"]
    sheet["name"] = HOSTILE[0]
    for place, section in enumerate(sheet["sections"]):
        section["title"] = HOSTILE[place % len(HOSTILE)]
        for number, leaf in enumerate(section["children"]):
            leaf["title"] = HOSTILE[number % len(HOSTILE)]
    names = {item["agency"]: HOSTILE[place] for place, item in enumerate(scores["agencies"])}
    for item in scores["agencies"]:
        for row in item["scores"]:
            row["note"] = '=HYPERLINK("http://x.example")'
            if "appraised" in row:
                row["reason"] = "\t@=1+1"
    return made_year(sheet, scores, names), names


def test_text_that_looks_like_a_formula_stays_text(app, tmp_path):
    made, names = hostile_year()
    file = made.workbook()
    own = opened(file, values=False)
    texts = {cell.value for page in own for row in page.iter_rows() for cell in row if cell.data_type == "s"}
    assert set(names.values()) <= texts
    formulas = [c.value for page in own for row in page.iter_rows() for c in row if c.data_type == "f"]
    assert formulas
    assert not [formula for formula in formulas if "cmd" in formula or "HYPERLINK" in formula or "1+1" in formula]
    path = tmp_path / "x.xlsx"
    path.write_bytes(file)
    with ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if "externalLink" in name]
        assert not any(b"<hyperlink" in parts.read(name) for name in parts.namelist())


def test_names_of_pages_that_excel_would_refuse_are_made_valid(app, tmp_path):
    scores = data_of("worked-example-2.json")
    codes = ["Tổng hợp", "a/b:c", "'x'", "History", "X" * 20, "x" * 20, "ghi chú"]
    for item, code in zip(scores["agencies"], codes, strict=True):
        item["agency"] = code
    made = made_year(scores["sheet"], scores)
    file = made.workbook()
    pages = opened(file).sheetnames
    assert pages[6:13] == ["Tổng hợp (2)", "a b c", "x", "History (2)", "X" * 20, "x" * 20 + " (2)", "ghi chú (2)"]
    anew = recomputed(file, tmp_path)
    assert row_named(anew["a b c"], "TỔNG ĐIỂM")[3:5] == row_named(opened(file)["a b c"], "TỔNG ĐIỂM")[3:5]


def test_before_publication_a_members_file_holds_its_own_card_and_no_rivals_word(app):
    scores = data_of("worked-example.json")
    for item in scores["agencies"]:
        for row in item["scores"]:
            row["note"] = f"chim báo {item['agency']}"
    made = made_year(data_of("sheet-noichinh-2026.json"), scores)
    book = opened(made.workbook(made.scope("STP")))
    assert book.sheetnames == ["STP", "Ghi chú"]
    words = "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value)
    assert "chim báo STP" in words
    assert "chim báo CA" not in words
    assert "Công an" not in words
    relative = row_named(book["STP"], "Vượt chỉ tiêu chuyên môn chủ yếu của ngành")
    assert relative[3:5] == ["tính khi công bố", "tính khi công bố"]


def numbers_in(page):
    return [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, int | float)]


def test_after_publication_a_members_file_holds_the_whole_table_but_only_its_own_details(app):
    scores = data_of("worked-example.json")
    for item in scores["agencies"]:
        for row in item["scores"]:
            row["note"] = f"chim báo {item['agency']}"
    made = made_year(data_of("sheet-noichinh-2026.json"), scores)
    before = opened(made.workbook())
    for ask in (ask_to_adopt, ask_to_publish):
        with acting(made.scope("CA", lead=1)):
            ask(made.year.id)
            make.keep()
        with acting(made.scope("TAND", deputy=1)):
            confirm(open_request(made.year.id))
            make.keep()
    book = opened(made.workbook(made.scope("STP")))
    assert book.sheetnames == before.sheetnames
    for title in ("Tổng hợp", "Xếp hạng"):
        for kept, now in zip(
            before[title].iter_rows(values_only=True), book[title].iter_rows(values_only=True), strict=True
        ):
            assert [v for v in now if isinstance(v, float)] == [v for v in kept if isinstance(v, float)]
    words = "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value)
    assert "chim báo STP" in words
    assert "chim báo CA" not in words
    assert "Đang bị xem xét kỷ luật" not in words
    assert "không xét" in words


def test_with_nothing_filed_there_is_nothing_to_export(app):
    bloc = make.bloc_of_three()
    make.sheet(bloc)
    with acting(make.scope(bloc, bloc.lead)), pytest.raises(Refused, match="chưa có gì để xuất"):
        consolidated_workbook(bloc.year, "Người thử")


def test_the_notes_say_who_when_and_by_what_it_can_be_checked(app):
    made, _ = example("worked-example.json")
    notes = opened(made.workbook())["Ghi chú"]
    assert row_named(notes, "Người xuất", 1)[1] == "Người thử"
    assert "mã đối chiếu" in row_named(notes, "Nhật ký đến lúc xuất", 1)[1]
    assert "nửa trở lên" in row_named(notes, "Làm tròn", 1)[1]
    assert len(row_named(notes, "Sở Tư pháp", 1)[1].split(";")[0]) == 19


def test_it_prints_on_a4_with_the_head_repeated_and_a_chart_from_zero(app, tmp_path):
    made, _ = example("worked-example.json")
    file = made.workbook()
    book = opened(file)
    for title in ("Tổng hợp", "Nhóm I", "CA"):
        page = book[title]
        assert (page.page_setup.paperSize, page.page_setup.orientation) == (
            "9",
            "landscape",
        ) or page.page_setup.paperSize == 9
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows
    path = tmp_path / "x.xlsx"
    path.write_bytes(file)
    with ZipFile(path) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
        assert '<c:min val="0"/>' in chart
        assert 'descr="Tổng điểm thẩm định năm 2026' in parts.read("xl/drawings/drawing1.xml").decode()


def test_a_sheet_of_176_rows_with_7_agencies_goes_through(app, tmp_path):
    leaf = {"title": "Tiêu chí dài " * 9, "ceiling": "2", "evidence": "none", "method": {"type": "direct"}}
    groups = [
        {
            "code": str(g),
            "title": f"Nhiệm vụ {g}",
            "ceiling": "16",
            "children": [{"code": f"{g}.{n}", **leaf} for n in range(1, 9)],
        }
        for g in range(1, 23)
    ]
    sheet = {
        "name": "Bảng lớn", "year": 2026, "total": "352", "rounding": {"places": 2, "mode": "half_up"},
        "not_applicable": "scale", "bonus_may_exceed_total": False, "ties": [], "classification": [],
        "not_considered": [], "sections": [{"code": "I", "title": "Tất cả", "ceiling": "352", "children": groups}],
    }  # fmt: skip
    agencies = [
        {"agency": f"DV{a}", "name": f"Đơn vị {a}", "scores": [
            {"path": f"I/{g}/{g}.{n}", "inputs": {"points": f"{(a + n) % 3 * 0.75:.2f}"}}
            for g in range(1, 23) for n in range(1, 9)
        ]} for a in range(1, 8)
    ]  # fmt: skip
    made = made_year(sheet, {"year": 2026, "agencies": agencies})
    file = made.workbook()
    stored, anew = opened(file), recomputed(file, tmp_path)
    for code in made.agencies:
        assert row_named(stored[code], "TỔNG ĐIỂM")[3:6] == row_named(anew[code], "TỔNG ĐIỂM")[3:6]
