"""The demo's people give addresses for their mails, of a domain that nobody has, and are reminded of the cards."""

from datetime import timedelta

from khoi.accounts.actions import choose_mails
from khoi.demo.cast import PARTS, login_of
from khoi.demo.stagehand import Stagehand
from khoi.home.actions import remind_due
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock
from tenants.database import db
from tenants.letters import Topic
from tenants.models import user_with_login
from tenants.roles import Role
from tenants.scope import Scope, acting

#: Reserved for examples: no mail ever arrives there.
DOMAIN = "khoi.example"
REMINDED_BEFORE = timedelta(days=3)


def make_home(stage: Stagehand) -> None:
    """Everybody has an address; three days before hạn nộp, when nobody has filed, all are reminded."""
    for part in PARTS:
        for role in (Role.CLERK, Role.HEAD):
            with stage.as_member(part, role):
                user = user_with_login(login_of(part, role))
                assert user is not None
                choose_mails(user, f"{user.login}@{DOMAIN}", list(Topic))
    with acting(Scope.of_operator(stage.bloc.id, stage.year.id)):
        filing = filing_keyed(stage.year.id, SCORECARD)
        assert filing is not None
        with clock.stopped_at(filing.due - REMINDED_BEFORE):
            remind_due(stage.year)
            db.session.commit()
