"""The day's mails: written from what people have not been told, sent letter by letter."""

from khoi.home.rules import digest
from tenants import clock, journal
from tenants.letters import Letter
from tenants.mail import Digest, Mail, digest_of, was_taken, write_digests
from tenants.models import agency_by_id, bloc_by_id


def write_mails(bloc_id: int) -> list[Digest]:
    """A mail for each of the bloc's people who has an address and something new; see `hold_post`."""
    now = clock.now()
    digests = write_digests(bloc_id, now, now.astimezone(clock.BLOC_ZONE).date())
    for each in digests:
        journal.wrote(each.mail, "write_mail", to=each.user.public_id, notices=len(each.notices))
    return digests


def letter_for(mail: Mail, portal: str) -> Letter | None:
    """The mail in words; None where nobody is there any more to get it."""
    user, rows = digest_of(mail)
    if not rows or user.agency_id is None:
        return None
    news = [digest.News(number, row.kind, row.text, row.made_at) for row, number in rows]
    reader = digest.Reader(user.name, agency_by_id(user.agency_id).name, bloc_by_id(mail.bloc_id).name, portal)
    return Letter(
        id=f"khoi.{mail.public_id}", to=user.email, name=user.name,
        subject=digest.subject(reader, news, mail.day), text=digest.text(reader, news),
    )  # fmt: skip


def note_taken(mail_id: int, who: str, *, sent: bool = True) -> None:
    """The server has taken it; not `sent`: nobody was there to get it."""
    mail = was_taken(mail_id, who, clock.now())
    if mail is not None and sent:
        journal.wrote(mail, "send_mail", attempts=mail.attempts)
