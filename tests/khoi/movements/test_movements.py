"""A movement is launched, joined through the head, reported and summed up; drafts are the agency's alone."""

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from khoi.movements import actions
from khoi.movements.actions import Words
from khoi.movements.models import (
    Joining,
    Launch,
    LaunchFile,
    OwnMovement,
    Progress,
    joining_of,
    movements_of,
    progress_of,
    ways_of,
)
from tenants import clock
from tenants.database import db
from tenants.models import user_with_login, year_by_id
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf, received

HERE = "/noi-chinh/2026/movements"
SONG = "CHIM-HOANG-YEN"
WORDS = Words("Thi đua cải cách hành chính", "bloc", date(2026, 4, 1), date(2026, 12, 20), "Cải cách hành chính")
FORM = {"name": "Phong trào xanh", "origin": "bloc", "begins": "01/04/2026", "ends": "30/11/2026", "goals": "Xanh"}


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def launched(three, make):
    with working(three, three.lead, make, seated=True):
        row = actions.draft_movement(year_by_id(three.year.id), WORDS)
        actions.add_movement_file(row, received())
        actions.launch_movement(row)
        actions.launch_movement(row)
    return row.public_id


def the_one(three):
    return movements_of(three.year.id)[0]


def write(three, agency, make, file=None):
    with working(three, agency, make):
        actions.write_launch(the_one(three), agency.id, "12/KH", date(2026, 4, 5), SONG, file)


def send(three, agency, make):
    write(three, agency, make, received())
    with working(three, agency, make):
        actions.send_launch(joining_of(the_one(three).id, agency.id), the_one(three))


def test_until_it_is_launched_it_is_the_leads_alone(three, make):
    with working(three, three.lead, make, seated=True):
        actions.draft_movement(year_by_id(three.year.id), WORDS)
    with working(three, three.member, make):
        assert not movements_of(three.year.id)


def test_found_without_diacritics_and_to_be_joined_until_it_is(three, make, launched):
    with working(three, three.member, make):
        assert [row.name for row in movements_of(three.year.id, "CAI CACH")] == [WORDS.name]
        assert not movements_of(three.year.id, "%")
        assert [way.stage for way in ways_of(three.year.id, three.member.id)] == [None]
    send(three, three.member, make)
    with working(three, three.member, make):
        assert [way.stage for way in ways_of(three.year.id, three.member.id)] == ["sent"]


def test_what_an_agency_writes_is_its_own_until_its_head_sends_it(three, make, launched):
    write(three, three.member, make, received())
    tables = (Launch, LaunchFile, Progress)
    with working(three, three.lead, make, seated=True):
        assert not any(db.session.scalars(select(table)).all() for table in tables)
    with working(three, three.member, make):
        joining = joining_of(the_one(three).id, three.member.id)
        actions.send_launch(joining, the_one(three))
        actions.add_progress(joining, the_one(three), "progress", date(2026, 5, 5), SONG)
        actions.add_progress(joining, the_one(three), "progress", date(2026, 5, 5), SONG)
        assert len(progress_of(joining.id)) == 1
    with working(three, three.lead, make, seated=True):
        assert db.session.scalars(select(Launch)).one().targets == SONG
        assert not db.session.scalars(select(Progress)).all()
    for who in (three.other, three.deputy):
        with working(three, who, make):
            assert not any(db.session.scalars(select(table)).all() for table in (*tables, Joining))
    with working(three, three.member, make):
        joining = joining_of(the_one(three).id, three.member.id)
        assert actions.send_progress(joining, the_one(three)) == 1
        assert actions.send_progress(joining, the_one(three)) == 0
        with pytest.raises(Refused):
            actions.remove_progress(progress_of(joining.id)[0])
        with pytest.raises(Refused, match="đã gửi"):
            actions.write_launch(the_one(three), three.member.id, "1", date(2026, 4, 5), "khác")


def test_neither_rival_nor_lead_writes_for_an_agency(three, make, launched):
    write(three, three.member, make)
    with working(three, three.member, make):
        joining = joining_of(the_one(three).id, three.member.id)
        owner = {"year_id": joining.year_id, "agency_id": joining.agency_id}
        row = {"joining_id": joining.id, "kind": "progress", "dated": date(2026, 5, 5), "text": "lạ"}
    for who in (three.other, three.lead):
        own = {"name": "lạ", "begins": date(2026, 5, 5), "ends": date(2026, 5, 5), "goals": "lạ"}
        for foreign in (Progress(**owner, **row, filed=True), OwnMovement(**owner, **own)):
            with pytest.raises(OutOfScope), working(three, who, make, seated=True):
                db.session.add(foreign)
                db.session.flush()


def test_after_the_summing_up_nothing_is_joined_or_reported(three, make, launched):
    send(three, three.member, make)
    with working(three, three.lead, make, seated=True):
        actions.sum_up(the_one(three), "Đạt mục tiêu")
        actions.sum_up(the_one(three), "Đạt mục tiêu")
        with pytest.raises(Refused):
            actions.sum_up(the_one(three), "Khác")
        with pytest.raises(Refused):
            actions.change_movement(the_one(three), WORDS)
    with working(three, three.other, make):
        assert the_one(three).summary == "Đạt mục tiêu"
        with pytest.raises(Refused):
            actions.write_launch(the_one(three), three.other.id, "1", date(2026, 4, 5), "x")


@pytest.fixture
def as_(app, three):
    return lambda login: Visitor(app, login)


def test_the_lead_drafts_and_launches_in_the_browser(as_):
    lead = as_("l.clerk")
    assert lead.post(HERE + "/new", **FORM | {"ends": "mai"}).status_code == 422
    wrong = lead.post(HERE + "/new", **FORM | {"ends": "01/03/2026"})
    assert wrong.status_code == 409
    assert "Ngày kết thúc không được trước" in wrong.text
    assert lead.post(HERE + "/new", **FORM | {"origin": "above"}).status_code == 409
    where = lead.post(HERE + "/new", **FORM).headers["Location"]
    assert lead.post(HERE + "/new", **FORM).headers["Location"] == where
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(where + "/edit").text)[1]
    assert lead.post(where + "/edit", seen=seen, **FORM | {"goals": "Sạch"}).status_code == 303
    assert lead.post(where + "/edit", seen=seen, **FORM | {"goals": "Đẹp"}).status_code == 409
    assert as_("a.clerk").get(where).status_code == 404
    assert lead.post(where + "/launch").status_code == 403
    assert as_("l.head").post(where + "/launch").status_code == 303
    assert as_("a.clerk").get(where).status_code == 200


def board(as_, launched):
    page = as_("l.clerk").get(f"{HERE}/{launched}/board").text
    return re.sub(r'(content|value)="[^"]{16,}"', "", page)


def test_an_agency_joins_and_reports_in_the_browser_and_the_board_keeps_its_secrets(as_, launched):
    clerk, head, here = as_("a.clerk"), as_("a.head"), f"{HERE}/{launched}"
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', clerk.get(here + "/join").text)[1]
    typed = {"seen": seen, "number": "12/KH", "dated": "05/04/2026", "targets": SONG}
    assert clerk.send(here + "/join", typed | {"file": (io.BytesIO(b"x"), "a.exe")}).status_code == 422
    assert "Chưa bắt đầu" in board(as_, launched)
    assert clerk.send(here + "/join", typed | {"file": (io.BytesIO(pdf()), "KH.pdf")}).status_code == 303
    before = board(as_, launched)
    assert "Đang soạn" in before
    assert SONG not in before
    assert clerk.post(here + "/to-head").status_code == 303
    assert board(as_, launched) == before
    assert clerk.post(here + "/send").status_code == 403
    assert head.post(here + "/send").status_code == 303
    assert SONG in board(as_, launched)
    assert clerk.post(here + "/progress", kind="progress", dated="32/01/2026", text="x").status_code == 422
    assert clerk.post(here + "/progress", kind="progress", dated="01/01/2027", text="x").status_code == 409
    assert clerk.post(here + "/progress", kind="result", dated="01/05/2026", text="BA-MÔ-HÌNH").status_code == 303
    assert "BA-MÔ-HÌNH" not in board(as_, launched)
    assert head.post(here + "/send-progress").status_code == 303
    assert "BA-MÔ-HÌNH" in board(as_, launched)
    lead = as_("l.clerk")
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(here + "/board").text)[1]
    assert lead.post(here + "/board", seen=seen, summary="").status_code == 422
    assert lead.post(here + "/board", seen=seen, summary="Tốt đẹp").status_code == 303
    assert "Tốt đẹp" in as_("b.clerk").get(here).text


def test_an_agencys_own_movement_is_nobody_elses(as_):
    own = {"name": SONG, "begins": "01/04/2026", "ends": "30/04/2026", "goals": "Ngành"}
    clerk = as_("a.clerk")
    assert clerk.post(HERE + "/own/new", **own | {"begins": "01/04/2025"}).status_code == 409
    assert clerk.post(HERE + "/own/new", **own).status_code == 303
    assert clerk.post(HERE + "/own/new", **own).status_code == 303
    assert clerk.get(HERE).text.count(SONG) == 1
    where = re.search(r'href="([^"]+/own/[\w-]{12})"', clerk.get(HERE).text)[1]
    assert clerk.get(where).status_code == 200
    for login in ("b.clerk", "l.head", "p.head"):
        assert as_(login).get(where).status_code == 404
        assert SONG not in as_(login).get(HERE).text


def test_the_board_asks_as_often_for_many_that_joined_as_for_few(as_, three, make, launched):
    lead, where = as_("l.clerk"), f"{HERE}/{launched}/board"
    send(three, three.member, make)
    few = statements(lead, where)
    for agency in (three.other, three.deputy):
        send(three, agency, make)
    with working(three, three.other, make):
        joining = joining_of(the_one(three).id, three.other.id)
        for number in range(20):
            actions.add_progress(joining, the_one(three), "progress", date(2026, 5, 5), f"Đợt {number}")
        actions.send_progress(joining, the_one(three))
    assert statements(lead, where) == few
    page = lead.get(where).text
    assert "3/4 đơn vị đã tham gia" in page
    assert "Đợt 19" in page


def statements(visitor, address):
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert visitor.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_an_account_whose_reset_others_asked_for_reads_no_draft_for_a_day(app, three, make, launched):
    write(three, three.member, make)
    user_with_login("a.head").restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    address = f"{HERE}/{launched}"
    assert SONG in Visitor(app, "a.clerk").get(address).get_data(as_text=True)
    page = Visitor(app, "a.head").get(address)
    assert page.status_code == 200
    assert SONG not in page.get_data(as_text=True)
    assert "Chưa mở được bản nháp của đơn vị" in page.get_data(as_text=True)
    with working(three, three.member, make):
        actions.send_launch(joining_of(the_one(three).id, three.member.id), the_one(three))
    assert SONG in Visitor(app, "a.head").get(address).get_data(as_text=True)
