"""Mails: one digest a day a person, over a real server; when it is away they wait, and none is lost or said twice."""

from datetime import timedelta

import pytest

from tenants import clock
from tenants.database import db
from tenants.letters import Topic
from tenants.mail import FORGOTTEN, Mail, choose_topics, claim
from tenants.models import user_with_login
from tenants.notices import notify
from tenants.roles import Role
from tenants.scope import Scope, acting
from tests.khoi.home.mail_server import serving, words_of
from tests.khoi.home.rounds import begin_round, remind_round

CLERK, HEAD = "hoa@langson.gov.vn", "khanh@langson.gov.vn"


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    for login, address in (("a.clerk", CLERK), ("a.head", HEAD)):
        user = user_with_login(login)
        user.email, user.email_since = address, clock.now() - timedelta(days=1)
    make.keep()
    return four


def tell(four, *notices, agency=None):
    with acting(Scope.of_operator(four.bloc.id, four.year.id)):
        for kind, text in notices:
            notify((agency or four.member).id, kind, text)
        db.session.commit()


def test_a_digest_goes_to_each_of_the_agencys_people_and_says_everything_in_vietnamese(app, four):
    tell(four, ("published", "Kết quả xếp hạng năm 2026 đã được công bố."), ("issued", "Kế hoạch số 05/KH-KTĐ"))
    with serving() as (server, port):
        answer = remind_round(app, port)
    assert (answer["mail"]["sent"], answer["mail"]["waiting"]) == (2, 0)
    (mail,) = server.to(CLERK)
    assert mail["Subject"].startswith("Khối thi đua các cơ quan Nội chính: 2 thông báo, ngày ")
    assert mail["From"].addresses[0].display_name == "Khối thi đua"
    assert mail["To"].addresses[0].display_name == "Người a.clerk"
    assert mail.get_content_charset() == "utf-8"
    text = words_of(mail)
    for said in ("NĂM THI ĐUA 2026", "Kế hoạch số 05/KH-KTĐ", "đã được công bố", "https://thidua.langson.gov.vn"):
        assert said in text
    assert text.index("Văn bản ban hành") < text.index("Công bố, rút kết quả")
    assert len(server.to(HEAD)) == 1


def test_what_people_typed_stays_on_the_portal(app, four):
    tell(four, ("returned", "Phiếu chấm được trả lại: tiêu chí I/2 chỉ đáng 3,5 điểm."), ("la", "Điểm 87,25"))
    with serving() as (server, port):
        remind_round(app, port)
    text = words_of(server.to(CLERK)[0])
    assert "3,5" not in text
    assert "87,25" not in text
    assert "được trả lại để đơn vị sửa" in text


def test_one_mail_a_day_and_the_rest_of_the_day_goes_with_tomorrows(app, four):
    morning = clock.now().astimezone(clock.BLOC_ZONE).replace(hour=8)
    with serving() as (server, port):
        with clock.stopped_at(morning):
            tell(four, ("issued", "Văn bản thứ nhất"))
            remind_round(app, port)
        with clock.stopped_at(morning + timedelta(hours=4)):
            tell(four, ("issued", "Văn bản thứ hai"))
            assert remind_round(app, port)["mail"]["sent"] == 0
        with clock.stopped_at(morning + timedelta(days=1)):
            assert remind_round(app, port)["mail"]["sent"] == 2
    first, second = server.to(CLERK)
    assert "thứ hai" in words_of(second)
    assert "thứ nhất" not in words_of(second)
    assert first["Message-ID"] != second["Message-ID"]


def test_a_server_that_is_away_delays_mails_and_loses_none(app, four):
    tell(four, ("issued", "Văn bản một"))
    with serving() as (_, port):
        pass  # gone again
    away = remind_round(app, port)["mail"]
    assert (away["sent"], away["waiting"]) == (0, 2)
    assert away["away"]
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        tell(four, ("issued", "Văn bản hai"))
        assert remind_round(app, port)["mail"]["waiting"] == 2
        with serving(port) as (server, _):
            assert remind_round(app, port)["mail"]["sent"] == 2
    (mail,) = server.to(CLERK)  # what had to wait comes in one mail, not in one for each day
    assert "Văn bản một" in words_of(mail)
    assert "Văn bản hai" in words_of(mail)


def test_an_address_that_is_not_taken_now_waits_longer_each_time_and_holds_up_nobody(app, four):
    tell(four, ("issued", "Văn bản"))
    with serving() as (server, port):
        server.answers[CLERK] = "451 4.7.1 thử lại sau"
        first = remind_round(app, port)["mail"]
        assert (first["sent"], first["not_taken"], first["waiting"]) == (1, 1, 1)
        server.answers.clear()
        assert remind_round(app, port)["mail"]["sent"] == 0
        with clock.stopped_at(clock.now() + timedelta(minutes=6)):
            assert remind_round(app, port)["mail"]["sent"] == 1
    assert len(server.to(CLERK)) == 1


def test_an_address_that_never_is_taken_is_given_up_only_after_two_days(app, four, make):
    tell(four, ("issued", "Văn bản"))
    begin, tries = clock.now(), 0
    with serving() as (server, port):
        server.answers[CLERK] = "550 5.1.1 không có hộp thư này"
        for hours in range(0, 24 * 4, 3):
            with clock.stopped_at(begin + timedelta(hours=hours)):
                answer = remind_round(app, port)["mail"]
                tries += answer["not_taken"]
                if answer["failed"]:
                    break
    assert hours >= 36
    assert tries == 15
    db.session.rollback()
    assert "không có hộp thư" in db.session.query(Mail).filter_by(state="failed").one().trouble


def test_two_hosts_at_once_send_each_mail_once(app, four, make):
    people = [CLERK, HEAD]
    for number in range(12):
        address = f"nguoi{number}@langson.gov.vn"
        make.user(four.member, Role.CLERK, f"a.{number}", email=address, email_since=clock.now())
        people.append(address)
    make.keep()
    tell(four, ("issued", "Văn bản"))
    with serving() as (server, port):
        rounds = [begin_round(app, port) for _ in range(2)]
        said = [each.communicate(timeout=60) for each in rounds]
        assert [each.returncode for each in rounds] == [0, 0], said
    assert sorted(mail["To"].addresses[0].addr_spec for mail in server.mails) == sorted(people)


def test_a_mail_whose_host_died_is_taken_up_again_with_the_same_message_id(app, four):
    tell(four, ("issued", "Văn bản"))
    with serving() as (_, port):
        pass
    remind_round(app, port)  # written, not sent
    held = claim("máy chết", clock.now())
    assert held is not None
    known = f"<khoi.{held.public_id}@langson.gov.vn>"
    db.session.commit()
    with serving(port) as (server, _):
        assert remind_round(app, port)["mail"]["sent"] == 1
        with clock.stopped_at(clock.now() + FORGOTTEN + timedelta(seconds=1)):
            assert remind_round(app, port)["mail"]["sent"] == 1
    assert known in {str(mail["Message-ID"]) for mail in server.mails}


def test_who_wants_no_mail_of_something_gets_none_of_it_but_always_of_a_return(app, four):
    choose_topics(user_with_login("a.clerk").id, [])
    db.session.commit()
    tell(four, ("issued", "Văn bản"), ("returned", "Phiếu chấm được trả lại"))
    with serving() as (server, port):
        remind_round(app, port)
    text = words_of(server.to(CLERK)[0])
    assert "Văn bản" not in text
    assert "Trả lại để sửa" in text
    assert "Văn bản" in words_of(server.to(HEAD)[0])


def test_opting_in_again_brings_no_old_news(app, four):
    person = user_with_login("a.clerk").id
    choose_topics(person, [])
    db.session.commit()
    tell(four, ("issued", "Văn bản"))
    with serving() as (server, port):
        remind_round(app, port)
        choose_topics(person, list(Topic))
        db.session.commit()
        with clock.stopped_at(clock.now() + timedelta(days=1)):
            remind_round(app, port)
    assert server.to(CLERK) == []


def test_a_rivals_notices_are_in_nobody_elses_mail(app, four):
    tell(four, ("issued", "CHIM-HOANG-YEN"), agency=four.other)
    with serving() as (server, port):
        assert remind_round(app, port)["mail"]["sent"] == 0
    assert server.mails == []


def test_who_was_locked_or_took_the_address_away_gets_nothing_more(app, four, make):
    tell(four, ("issued", "Văn bản"))
    with serving() as (_, port):
        pass
    remind_round(app, port)
    user_with_login("a.clerk").email = ""
    user_with_login("a.head").disabled_at = clock.now()
    make.keep()
    with serving(port) as (server, _):
        assert remind_round(app, port)["mail"]["waiting"] == 0
    assert server.mails == []


def test_an_address_with_a_line_end_becomes_no_header(app, four, make):
    """Forms refuse it; should one ever stand in the database, no mail leaves with it."""
    user_with_login("a.clerk").email = "hoa@langson.gov.vn\nBcc: ke.xau@example.com"
    user_with_login("a.head").name = "Khánh\r\nBcc: ke.xau@example.com"
    make.keep()
    tell(four, ("issued", "Văn bản"))
    with serving() as (server, port):
        answer = remind_round(app, port)["mail"]
    assert (answer["sent"], answer["not_taken"]) == (0, 2)
    assert server.mails == []


def test_a_dry_run_says_what_would_be_and_does_nothing(app, four, make):
    make.sheet(four)
    make.dates(four, due=clock.now() + timedelta(days=1))
    tell(four, ("issued", "Văn bản"))
    with serving() as (server, port):
        dry = remind_round(app, port, "--dry-run")
        assert server.mails == []
        real = remind_round(app, port)
    assert dry["dry_run"]
    assert dry["blocs"] == real["blocs"]
    assert len(dry["blocs"]["noi-chinh"]["reminders"]) == 4
    assert {"to": "a.clerk", "notices": 2} in dry["blocs"]["noi-chinh"]["mails"]


def test_without_a_mail_server_notices_stay_on_the_pages(app, four):
    tell(four, ("issued", "Văn bản"))
    assert remind_round(app)["mail"] == {
        "server": False, "sent": 0, "not_taken": 0, "away": "", "waiting": 0, "failed": 0,
    }  # fmt: skip
