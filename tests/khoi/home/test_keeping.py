"""Housekeeping: what is over since three months goes, what is needed stays."""

from datetime import timedelta

import pytest

from khoi.accounts.actions import issue_link, token_hash
from khoi.accounts.models import ResetLink, link_with
from tenants import clock
from tenants.database import db
from tenants.mail import Mail, Told
from tenants.models import user_with_login
from tenants.notices import Notice, notify
from tenants.scope import Scope, acting
from tenants.sessions import Attempt, SessionRow, count_attempt, open_session
from tests.khoi.home.mail_server import serving
from tests.khoi.home.rounds import remind_round

LATER = timedelta(days=92)


@pytest.fixture
def four(make):
    four = make.bloc_of_three()
    user = user_with_login("a.clerk")
    user.email, user.email_since = "hoa@langson.gov.vn", clock.now()
    make.keep()
    return four


def counted(four, *models):
    with acting(Scope.of_operator(four.bloc.id)):
        numbers = [db.session.query(model).count() for model in models]
        db.session.rollback()
    return numbers


def test_sent_mails_and_who_was_told_go_and_the_notices_stay(app, four):
    with acting(Scope.of_operator(four.bloc.id, four.year.id)):
        notify(four.member.id, "issued", "Văn bản")
        db.session.commit()
    with serving() as (server, port):
        remind_round(app, port)
        assert counted(four, Mail, Told, Notice) == [1, 1, 1]
        with clock.stopped_at(clock.now() + LATER):
            assert remind_round(app, port)["forgotten"]["mails"] == 1
    assert counted(four, Mail, Told, Notice) == [0, 0, 1]
    assert len(server.mails) == 1  # nor is it mailed again


def test_a_mail_that_still_waits_stays_however_old_it_is(app, four):
    with acting(Scope.of_operator(four.bloc.id, four.year.id)):
        notify(four.member.id, "issued", "Văn bản")
        db.session.commit()
    with serving() as (_, port):
        pass
    remind_round(app, port)
    with clock.stopped_at(clock.now() + LATER), serving(port) as (server, _):
        assert remind_round(app, port)["mail"]["sent"] == 1
    assert len(server.mails) == 1


def test_links_attempts_and_dead_sessions_go(app, four, make):
    user = user_with_login("a.clerk")
    open_session(user.id, "127.0.0.1", "thử")
    db.session.commit()
    count_attempt("a.clerk", "127.0.0.1")
    with acting(make.scope(four, four.member, user_id=user_with_login("a.head").id)):
        token = issue_link(user)
        db.session.commit()
    remind_round(app)
    assert counted(four, ResetLink, Attempt, SessionRow) == [1, 1, 1]
    with clock.stopped_at(clock.now() + LATER):
        assert remind_round(app)["forgotten"]["links"] == 1
    assert counted(four, ResetLink, Attempt, SessionRow) == [0, 0, 0]
    with acting(Scope.of_operator(four.bloc.id)):
        assert link_with(token_hash(token)) is None
        db.session.rollback()
