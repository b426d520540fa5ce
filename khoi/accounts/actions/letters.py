"""What a person wants to hear outside the portal: mails of some topics, a calendar of the due dates."""

from collections.abc import Collection

from tenants import clock, journal
from tenants.calendars import calendar_since, close_calendar, open_calendar
from tenants.letters import ALWAYS_MAILED, Topic, is_address
from tenants.mail import choose_topics, refused_by
from tenants.models import User
from tenants.refusal import Refused


def choose_mails(user: User, address: str, topics: Collection[Topic]) -> None:
    """Mails go to this address (none: empty) and tell of these topics; refused when it is no single plain address.

    The journal says that it was set, not to what."""
    if address and not is_address(address):
        raise Refused("Địa chỉ thư này không dùng được.", field="email")
    refused = set(Topic) - set(topics) - ALWAYS_MAILED
    if (user.email, refused_by(user.id)) == (address, refused):
        return
    if user.email != address:
        user.email, user.email_since = address, clock.now() if address else None
    choose_topics(user.id, topics)
    journal.wrote(user, "choose_mails", address=bool(address), refused=sorted(refused))


def make_calendar(user: User) -> str:
    """A private address of the calendar; the one before is dead. Returns its secret part, shown once."""
    token = open_calendar(user.id)
    journal.wrote(user, "make_calendar")
    return token


def end_calendar(user: User) -> None:
    """Nobody reads the calendar any more."""
    if calendar_since(user.id) is not None:
        close_calendar(user.id)
        journal.wrote(user, "end_calendar")
