"""An agency's people for titles: the agency's alone until its head files them, given back with a reason, decided."""

import io
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from khoi.awards import actions
from khoi.awards.actions import Person
from khoi.awards.models import AchievementFile, Award, Nomination, nominations_filed, nominations_of, return_of
from khoi.awards.rules import RuleKind, RuleSpec
from khoi.awards.rules.history import HeldLine
from khoi.awards.rules.nominations import objections_to_person
from khoi.years.models import Filing
from tenants import clock
from tenants.database import db
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.scope import OutOfScope
from tests.faults.visitors import Visitor
from tests.khoi.awards.awards_made import agreed, asked, confirmed, the_rows, title, vote_rules
from tests.khoi.pledges.pledges_made import bloc_with_catalogue
from tests.khoi.scoring.cards_made import working
from tests.khoi.scoring.evidence_made import pdf, received

HERE, FILED = "/noi-chinh/2026/nominations", "/noi-chinh/2026/yearly/people"
SONG = "CHIM-HOANG-YEN"
HIM = Person(SONG, None, "Thanh tra viên", "Phòng Nghiệp vụ 1", "Chủ trì hai cuộc thanh tra.", clean=True)


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


def nominate(three, make, person=HIM, *, file=True, code="CSTĐT"):
    with working(three, three.member, make):
        row = actions.nominate(None, year_by_id(three.year.id), three.member.id, title(three, code), person)
        if file:
            actions.file_nomination(row)
        return row.public_id


def own(three):
    return nominations_of(three.year.id, three.member.id)[0][0]


def test_what_is_not_filed_is_the_agencys_alone_and_the_team_never_sees_people(three, make):
    nominate(three, make, file=False)
    for who in (three.lead, three.deputy, three.other):
        with working(three, who, make, seated=True):
            assert not db.session.scalars(select(Nomination)).all()
    with working(three, three.member, make):
        actions.add_report_file(own(three), received())
        actions.file_nomination(own(three))
    for who, count in ((three.lead, 1), (three.deputy, 1), (three.other, 0)):
        with working(three, who, make, seated=True):
            assert len(db.session.scalars(select(Nomination)).all()) == count
            assert len(db.session.scalars(select(AchievementFile)).all()) == count
    with pytest.raises(OutOfScope), working(three, three.lead, make, seated=True):
        nominations_filed(three.year.id)[0][0].name = "khác"
        db.session.flush()


def test_a_nomination_needs_its_report_written_or_as_a_file(three, make):
    nominate(three, make, Person(SONG), file=False)
    with pytest.raises(Refused), working(three, three.member, make):
        actions.file_nomination(own(three))
    with working(three, three.member, make):
        paper = received()
        first = actions.add_report_file(own(three), paper)
        assert actions.add_report_file(own(three), paper).id == first.id
        actions.file_nomination(own(three))
    with pytest.raises(Refused), working(three, three.member, make):
        actions.nominate(own(three), year_by_id(three.year.id), three.member.id, title(three, "CSTĐT"), HIM)


def test_the_same_person_is_nominated_once_for_a_title(three, make):
    assert nominate(three, make, file=False) == nominate(three, make, file=False)
    with pytest.raises(Refused):
        nominate(three, make, Person(SONG, achievement="khác"), file=False)
    nominate(three, make, file=False, code="BKT-CN")
    with pytest.raises(Refused):
        nominate(three, make, file=False, code="CTĐT")


def test_the_day_of_birth_must_be_a_grown_persons():
    today = date(2026, 11, 24)
    assert objections_to_person("A", date(2020, 1, 1), today)
    assert objections_to_person("A", date(1890, 1, 1), today)
    assert not objections_to_person("A", date(1980, 1, 1), today)
    assert objections_to_person(" ", None, today)


def test_after_the_closing_nothing_is_filed_and_late_is_marked(three, make):
    def dated(due, closing):
        with working(three, three.lead, make, seated=True):
            db.session.query(Filing).filter_by(key="nominations").delete()
            owner = {"bloc_id": three.bloc.id, "year_id": three.year.id, "shown_to": "members"}
            db.session.add(Filing(**owner, key="nominations", title="Đề nghị cá nhân", due=due, closing=closing))

    now = clock.now()
    dated(now - timedelta(days=9), now - timedelta(days=2))
    with pytest.raises(Refused):
        nominate(three, make)
    dated(now - timedelta(days=1), now + timedelta(days=2))
    nominate(three, make)
    with working(three, three.lead, make, seated=True):
        assert nominations_filed(three.year.id)[0][0].days_late == 1


def test_given_back_it_is_out_of_sight_while_it_is_mended_and_filed_again(three, make):
    nominate(three, make)
    with working(three, three.lead, make, seated=True):
        row, its = nominations_filed(three.year.id)[0]
        first = actions.return_nomination(row, its, "Thiếu số quyết định")
        assert actions.return_nomination(row, its, "khác").id == first.id
    with working(three, three.member, make):
        assert return_of(own(three)).reason == "Thiếu số quyết định"
        actions.nominate(own(three), year_by_id(three.year.id), three.member.id, title(three, "CSTĐT"), HIM)
    with working(three, three.lead, make, seated=True):
        assert nominations_filed(three.year.id) == []
    with working(three, three.member, make):
        actions.file_nomination(own(three))
        assert return_of(own(three)) is None
    with working(three, three.lead, make, seated=True):
        assert nominations_filed(three.year.id)[0][0].filings == 2


def test_the_agencys_book_goes_along_and_the_streak_is_held_against_it(three, make):
    with working(three, three.lead, make, seated=True):
        rule = RuleSpec(RuleKind.STREAK, "CSTĐT", number=3, other="CSTĐCS")
        actions.add_rule(year_by_id(three.year.id), rule)
    with working(three, three.member, make):
        lines = [HeldLine(year, "CSTĐCS", name=SONG) for year in (2023, 2025)] + [HeldLine(2024, "LĐTT", name="Khác")]
        names = {"CSTĐCS": "Chiến sĩ thi đua cơ sở", "LĐTT": "Lao động tiên tiến"}
        actions.keep_own_history(year_by_id(three.year.id), three.member.id, lines, names)
    nominate(three, make)
    with working(three, three.lead, make, seated=True):
        row, its = nominations_filed(three.year.id)[0]
        made = actions.take_nomination(year_by_id(three.year.id), row, its)
        assert actions.take_nomination(year_by_id(three.year.id), row, its).id == made.id
        check = the_rows(three)[0].checks[0]
        assert (check.outcome, check.missing) == ("not_met", "thiếu năm 2024")
        with pytest.raises(Refused):
            actions.return_nomination(row, its, "muộn")


def test_a_persons_award_is_seen_by_the_agency_and_the_chairs_and_names_nobody(three, make):
    vote_rules(three, make)
    nominate(three, make)
    with working(three, three.lead, make, seated=True):
        row, its = nominations_filed(three.year.id)[0]
        actions.take_nomination(year_by_id(three.year.id), row, its)
    agreed(three, make)
    asked(three, make)
    confirmed(three, make)
    for who, count in ((three.member, 1), (three.other, 0), (three.deputy, 0)):
        with working(three, who, make):
            rows = db.session.scalars(select(Award)).all()
            assert len(rows) == count
            assert SONG not in str([vars(row) for row in rows])


def test_the_whole_way_in_the_browser(app, three):
    clerk, head, lead, rival = (Visitor(app, who) for who in ("a.clerk", "a.head", "l.clerk", "b.head"))
    wanted = re.search(r'<option value="([\w-]{12})">Chiến sĩ thi đua cấp tỉnh', clerk.get(HERE + "/new").text)[1]
    typed = {"title": wanted, "name": SONG, "achievement": "Chủ trì hai cuộc thanh tra.", "clean": "yes"}
    for wrong in ({"title": "unknown-0000"}, {"name": ""}, {"name": "x" * 201}, {"born": "31/02/1980"}):
        assert clerk.post(HERE + "/new", **typed | wrong).status_code == 422
    assert clerk.post(HERE + "/new", **typed | {"born": "01/01/2020"}).status_code == 409
    assert clerk.post(HERE + "/new", **typed).status_code == 303
    own_page = re.search(HERE + r"/[\w-]{12}", clerk.get(HERE).text)[0]
    assert clerk.send(own_page + "/files", {"files": (io.BytesIO(pdf()), "bao-cao.pdf")}).status_code == 303
    assert clerk.send(own_page + "/files", {"files": (io.BytesIO(b"MZ"), "bao-cao.exe")}).status_code == 303
    file = re.search(HERE + r"/files/[\w-]{12}", clerk.get(own_page).text)[0]
    with clerk.get(file) as taken:
        assert taken.data[:4] == b"%PDF"
    for where in (own_page, file, own_page.replace("nominations", "yearly/people")):
        assert rival.get(where).status_code in (403, 404)
        assert lead.get(where).status_code == 404
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', clerk.get(own_page).text)[1]
    assert clerk.post(own_page, seen="cũ", **typed | {"position": "Phó phòng"}).status_code == 409
    assert clerk.post(own_page, seen=seen, **typed | {"position": "Phó phòng"}).status_code == 303
    assert clerk.post(own_page + "/to-head").status_code == 303
    assert clerk.post(own_page + "/file").status_code == 403
    assert head.post(own_page + "/file").status_code == 303
    filed_page = re.search(FILED + r"/[\w-]{12}", lead.get(FILED).text)[0]
    assert SONG in lead.get(filed_page).text
    with lead.get(re.search(FILED + r"/files/[\w-]{12}", lead.get(filed_page).text)[0]) as taken:
        assert taken.data[:4] == b"%PDF"
    assert lead.post(filed_page + "/return", reason="").status_code == 422
    assert lead.post(filed_page + "/return", reason="Thiếu số quyết định").status_code == 303
    assert "Thiếu số quyết định" in clerk.get(own_page).text
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', clerk.get(own_page).text)[1]
    assert clerk.post(own_page, seen=seen, **typed).status_code == 303
    assert head.post(own_page + "/file").status_code == 303
    assert lead.post(filed_page + "/take").status_code == 303
    assert SONG in lead.get("/noi-chinh/2026/yearly").text
    assert SONG not in rival.get("/noi-chinh/2026/yearly").text
    assert lead.post(FILED + "/workbook").data[:2] == clerk.post(HERE + "/workbook").data[:2] == b"PK"
