"""Earlier awards come in by Excel as a whole or not at all, every fault by its cell, and stand beside the ranking."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from khoi.awards import actions
from khoi.awards.models import HeldAward, HeldTitle, held_awards, held_titles
from khoi.awards.rules import RuleKind, RuleSpec
from khoi.awards.rules.history import HeldLine, Known, read_lines, twice, write_lines
from tenants.database import db
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import propose, the_rows
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working

BLOC, OWN = "/noi-chinh/2026/yearly/history", "/noi-chinh/2026/people-history"
HEAD = ["Năm", "Đơn vị", "Danh hiệu, hình thức", "Số quyết định", "Ngày quyết định", "Theo phong trào", "Ghi chú"]
KNOWN = Known.of([("CTĐT", "Cờ thi đua của tỉnh")], [("A", "Đơn vị A")], 2026)
SONG = "CHIM-HOANG-YEN"


def workbook(*rows, head=HEAD):
    book = Workbook()
    for row in (head, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent(content, name="lich-su.xlsx"):
    return {"file": (io.BytesIO(content), name)}


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


LINES = st.builds(
    HeldLine, year=st.integers(1990, 2025), title=st.just("CTĐT"), agency=st.just("A"), number=st.text(max_size=60),
    dated=st.none() | st.dates(), themed=st.booleans(), note=st.text(max_size=300),
)  # fmt: skip


@given(st.lists(LINES, max_size=5))
def test_what_the_page_carries_comes_back_the_same_or_is_refused(lines):
    try:
        assert read_lines(write_lines(lines), KNOWN, people=False) == lines
    except Refused:
        assert twice(lines) or any(line.dated and not 1990 <= line.dated.year <= 2027 for line in lines)


@pytest.mark.parametrize("wrong", [None, [1], [{}], {"a": 1}, "x", write_lines([HeldLine(2025, "CTĐT")])])
def test_a_page_that_was_tampered_with_is_refused(wrong):
    with pytest.raises(Refused):
        read_lines(wrong, KNOWN, people=False)


def test_every_fault_is_named_by_its_cell_and_nothing_is_kept(app, three, make):
    lead = Visitor(app, "l.clerk")
    bad = workbook(
        [2025, "Đơn vị A", "Cờ thi đua của tỉnh, bộ, ban, ngành", "1/QĐ", "12/02/2026", "", ""],
        ["hai", "Đơn vị Z", "Cờ lạ", "", "31/02/2025", "có lẽ", ""],
        [2026, "", "CTĐT", "x" * 61, "", "", ""],
    )
    page = lead.send(BLOC + "/import", sent(bad))
    assert page.status_code == 422
    for cell in ("Ô A3", "Ô B3", "Ô C3", "Ô E3", "Ô F3", "Ô A4", "Ô B4", "Ô D4"):
        assert cell in page.text, cell
    for content, name in (
        (b"PK no", "a.xlsx"), (workbook(head=["x"]), "a.xlsx"), (workbook(), "a.xlsx"), (workbook(), "a.txt"),
        (workbook([2025, "A", "CTĐT"], [2025, "Đơn vị A", "CTĐT"]), "a.xlsx"),
    ):  # fmt: skip
        assert lead.send(BLOC + "/import", sent(content, name)).status_code == 422
    assert lead.post(BLOC + "/import").status_code == 422
    with working(three, three.lead, make, seated=True):
        assert held_awards(three.bloc.id, 1990, 2026) == []


def test_the_book_goes_out_and_comes_back_and_all_members_read_it(app, three):
    lead, member = Visitor(app, "l.clerk"), Visitor(app, "a.clerk")
    good = workbook([2025, "a", "ctđt", "1/QĐ", "12/02/2026", "", ""], [2024, "Đơn vị B", "BKT-TT", "", "", "có", "x"])
    page = lead.send(BLOC + "/import", sent(good))
    assert page.status_code == 200
    assert "1/QĐ" not in member.get(BLOC).text
    lines = re.search(r'name="lines" value="([^"]+)"', page.text)[1].replace("&#34;", '"')
    assert lead.post(BLOC + "/import/confirm", lines=lines[:-5]).status_code == 422
    assert lead.post(BLOC + "/import/confirm", lines=lines.replace('"A"', '"Z"')).status_code == 422
    for _ in range(2):
        assert lead.post(BLOC + "/import/confirm", lines=lines).status_code == 303
    assert member.get(BLOC).text.count("1/QĐ") == 1
    assert "Theo phong trào" in member.get(BLOC).text
    taken = member.post(BLOC + "/workbook").data
    rows = list(load_workbook(io.BytesIO(taken)).worksheets[0].values)
    assert rows[1][:4] == (2025, "Đơn vị A", "Cờ thi đua của tỉnh, bộ, ban, ngành", "1/QĐ")
    assert lead.send(BLOC + "/import", sent(taken)).status_code == 200
    assert member.send(BLOC + "/import", sent(good)).status_code == 403
    row = re.search(BLOC + r"/[\w-]{12}/remove", lead.get(BLOC).text)[0]
    assert member.post(row).status_code == 403
    assert lead.post(row).status_code == 303
    assert "1/QĐ" not in lead.get(BLOC).text


def keep(three, make, *lines):
    with working(three, three.lead, make, seated=True):
        agencies = {"A": three.member.id, "P": three.deputy.id}
        actions.keep_history(year_by_id(three.year.id), lines, agencies, {"CTĐT": "Cờ"})


def test_who_had_the_flag_last_year_is_not_in_the_rule_but_a_themed_one_is_no_matter(three, make):
    keep(three, make, HeldLine(2025, "CTĐT", "A"), HeldLine(2025, "CTĐT", "P", themed=True))
    with working(three, three.lead, make, seated=True):
        actions.add_rule(year_by_id(three.year.id), RuleSpec(RuleKind.NOT_REPEATED, "CTĐT", number=1))
    for agency in (three.member, three.deputy):
        propose(three, make, agency, reason="Hội đồng đề nghị xem xét")
    with working(three, three.lead, make, seated=True):
        found = {row.agency: (row.checks[0].outcome, row.checks[0].missing) for row in the_rows(three)}
    assert found == {"Đơn vị A": ("not_met", "đã được tặng năm 2025"), "Đơn vị P": ("met", "")}


def test_only_the_lead_writes_the_blocs_book(three, make):
    owner = {"bloc_id": three.bloc.id, "year_id": three.year.id, "shown_to": "members"}
    for who in (three.member, three.deputy):
        with pytest.raises(OutOfScope), working(three, who, make, seated=True):
            db.session.add(HeldAward(**owner, held_year=2025, member_id=who.id, title_code="CTĐT", title_name="Cờ"))
            db.session.flush()


def test_an_agencys_book_of_its_people_is_its_own(app, three, make):
    clerk = Visitor(app, "a.clerk")
    head = ["Năm", "Họ và tên", *HEAD[2:]]
    page = clerk.send(OWN + "/import", sent(workbook([2025, SONG, "CSTĐCS", "9/QĐ"], head=head)))
    lines = re.search(r'name="lines" value="([^"]+)"', page.text)[1].replace("&#34;", '"')
    assert clerk.post(OWN + "/import/confirm", lines=lines).status_code == 303
    assert SONG in clerk.get(OWN).text
    for login in ("b.clerk", "l.clerk", "p.head"):
        visitor = Visitor(app, login)
        assert SONG not in visitor.get(OWN).text
        assert SONG.encode() not in b"".join(
            str(row).encode() for row in load_workbook(io.BytesIO(visitor.post(OWN + "/workbook").data)).active.values
        )
    for who in (three.lead, three.deputy, three.other):
        with working(three, who, make, seated=True):
            assert held_titles(three.member.id) == []
    with pytest.raises(OutOfScope), working(three, three.lead, make, seated=True):
        owner = {"year_id": three.year.id, "agency_id": three.member.id}
        db.session.add(HeldTitle(**owner, held_year=2025, name="x", folded="x", title_code="A", title_name="B"))
        db.session.flush()
    row = re.search(OWN + r"/[\w-]{12}/remove", clerk.get(OWN).text)[0]
    assert Visitor(app, "b.clerk").post(row).status_code == 404
    assert clerk.post(row).status_code == 303
