"""Personal data: every column says whether it is, one person's is handed out on request and erased, the award stays."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import Date, String, select

import khoi.tables
from khoi.awards import actions
from khoi.awards.actions import Person
from khoi.awards.actions import council as sittings
from khoi.awards.models import Award, HeldTitle, Nomination, nominations_filed
from khoi.awards.models.personal import people_tables, personal_columns, traces_of
from khoi.awards.rules.history import HeldLine
from khoi.awards.rules.personal import COLUMN_NAMES, TABLE_NAMES, names_in
from khoi.plans.actions import add_department, add_person
from tenants.database import Base, db
from tenants.files import FileFacts
from tenants.models import year_by_id
from tenants.refusal import Refused
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import agreed, asked, confirmed, title, vote_rules
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import received
from tests.khoi.shell import Shell, shell

HERE = "/noi-chinh/2026/person-data"
HIM, OTHER = "Nguyễn Văn Minh", "Nguyễn Văn Minh Đức"
#: Whatever table it stands in, a column of that name says whether it is personal data.
TELLING = {"email", "login", "login_key", "phone", "born", "birth_date", "address", "browser", "signer", "signer_name",
           "person", "names", "full_name"}  # fmt: skip
STRUCTURE = {"public_id", "shown_to"} | {name for name in vars(FileFacts) if not name.startswith("_")}

__all__ = ["Shell", "shell"]


def kind_of(column):
    return getattr(column.type, "impl", column.type)


def columns():
    assert khoi.tables
    for mapper in Base.registry.mappers:
        yield from ((mapper.class_, column) for column in mapper.class_.__table__.columns)


def test_every_column_that_may_be_personal_says_whether_it_is():
    """Mark it in its model: mapped_column(…, info={"pii": True}) or False."""
    about_people = {model for model, column in columns() if column.info.get("person")}
    bare = [
        f"{model.__tablename__}.{column.name}"
        for model, column in columns()
        if "pii" not in column.info
        and (
            column.name in TELLING
            or (model in about_people and column.name not in STRUCTURE and isinstance(kind_of(column), String | Date))
        )
    ]
    assert not bare


def test_every_personal_column_has_a_name_that_people_read():
    assert {model.__tablename__ for model in people_tables()} <= TABLE_NAMES.keys()
    assert {name for model in people_tables() for name in personal_columns(model)} <= COLUMN_NAMES.keys()


@given(st.text("abăđê ", max_size=8), st.text("abăđê ", min_size=1, max_size=5))
def test_a_name_is_found_between_any_other_words(before, name):
    if name.strip():
        assert names_in(name, f"{before} ; {name.upper()}, {before}")
    assert not names_in("", before)
    assert not names_in("an", "ban")


@pytest.fixture
def three(make):
    """Him in a nomination, the book, the council, a department; and one whose name begins like his."""
    three = bloc_with_catalogue(make)
    with working(three, three.member, make):
        year, key = year_by_id(three.year.id), three.member.id
        row = actions.nominate(None, year, key, title(three, "CSTĐT"), Person(HIM, None, "Phó phòng", "", "Hai vụ"))
        actions.add_report_file(row, received())
        actions.file_nomination(row)
        actions.nominate(None, year, key, title(three, "CSTĐT"), Person(OTHER))
        names = {"LĐTT": "Lao động tiên tiến"}
        actions.keep_own_history(year, key, [HeldLine(2025, "LĐTT", name=HIM)], names)
        sittings.seat_member(year.id, key, HIM, "Phó phòng", "member")
        add_person(add_department(year.id, key, "Phòng Nghiệp vụ"), HIM, "Phó phòng")
    return three


def test_one_persons_data_is_found_in_every_step_and_nobody_elses(three, make):
    with working(three, three.member, make):
        tables = [trace.table for trace in traces_of(three.member.id, "nguyen van minh")]
        assert tables.count("Đề nghị cá nhân") == 1
        assert {"Danh hiệu các năm trước", "Thành viên Hội đồng của đơn vị", "Người của phòng, ban"} <= set(tables)
        assert [trace.table for trace in traces_of(three.member.id, OTHER)] == ["Đề nghị cá nhân"]
    for who in (three.lead, three.other):
        with working(three, who, make):
            assert traces_of(three.member.id, HIM) == []


def test_erased_the_person_is_gone_and_the_award_stands(three, make):
    vote_rules(three, make)
    with working(three, three.lead, make, seated=True):
        row, its = nominations_filed(three.year.id)[0]
        actions.take_nomination(year_by_id(three.year.id), row, its)
    agreed(three, make)
    asked(three, make)
    confirmed(three, make)
    with pytest.raises(Refused), working(three, three.member, make):
        actions.erase_person(year_by_id(three.year.id), three.member.id, "Minh")
    with working(three, three.member, make):
        erased, _ = actions.erase_person(year_by_id(three.year.id), three.member.id, HIM)
        assert erased == 4
    with working(three, three.member, make):
        assert traces_of(three.member.id, HIM) == []
        assert len(traces_of(three.member.id, OTHER)) == 1
        award = db.session.scalars(select(Award)).one()
        assert (award.title_code, award.number) == ("CSTĐT", "812/QĐ")
        row = db.session.scalars(select(Nomination).where(Nomination.id == award.nomination_id)).one()
        assert (row.name, row.achievement, row.position) == ("", "", "")
        assert db.session.scalars(select(HeldTitle)).one().name == ""
        assert actions.erase_person(year_by_id(three.year.id), three.member.id, HIM)[0] == 0


def test_the_head_hands_it_out_and_erases_it_in_the_browser(app, three):
    clerk, head, lead = Visitor(app, "a.clerk"), Visitor(app, "a.head"), Visitor(app, "l.head")
    assert clerk.get(HERE).status_code == clerk.post(HERE, name=HIM).status_code == 403
    for wrong in ("", "Minh", "x" * 201):
        assert head.post(HERE, name=wrong).status_code == 422
        assert head.post(HERE + "/json", name=wrong).status_code == 422
    assert "Phó phòng" in head.post(HERE, name=HIM).text
    assert "Phó phòng" not in lead.post(HERE, name=HIM).text
    data = json.loads(head.post(HERE + "/json", name=HIM).data)
    assert {"năm": 2026, "nơi lưu": "Người của phòng, ban", "nội dung": {"Họ và tên": HIM, "Chức vụ": "Phó phòng"}} in (
        data["dữ liệu"]
    )
    book = load_workbook(io.BytesIO(head.post(HERE + "/xlsx", name=HIM).data))
    assert any(HIM in map(str, row) for row in book.active.values)
    assert head.post(HERE + "/pdf", name=HIM).status_code == 404
    assert head.post(HERE + "/erase", name=HIM).status_code == 422
    assert head.post(HERE + "/erase", name=HIM, sure="y").status_code in (200, 303)
    assert "Phó phòng" not in head.post(HERE, name=HIM).text


def test_the_operator_hands_it_out_on_the_command_line(shell, tmp_path):
    shell.ok("year", "open", "2026", "--bloc", "Khối thử")
    shell.ok("agency", "add", "A", "Đơn vị A")
    shell.ok("user", "add", "minh", "--agency", "A", "--name", HIM)
    for ending in ("json", "xlsx"):
        out = tmp_path / f"minh.{ending}"
        assert shell.ok("person", "export", HIM, "--agency", "A", "--out", str(out))["rows"] == 1
        assert out.read_bytes()
    assert HIM in (tmp_path / "minh.json").read_text(encoding="utf-8")
    for words in ((HIM, "--agency", "Z"), ("Minh", "--agency", "A")):
        assert shell.refused("person", "export", *words, "--out", str(tmp_path / "x.json"))
    assert "đuôi" in shell.refused("person", "export", HIM, "--agency", "A", "--out", str(tmp_path / "x.pdf"))
