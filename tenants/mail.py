"""The mails on their way: one digest a day a person, claimed by one host at a time, kept until a server takes it.

A mail holds no text: what it says stands in the agency's notices, behind the wall, and is read when it is sent. Rows
of this room are read only here. Between the claim and the word that a mail was taken the host may die: then the mail
is claimed anew after `FORGOTTEN`, and goes out twice rather than never, each time with the same Message-ID.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint, and_, delete, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, Public, db
from tenants.letters import ALWAYS_MAILED, Topic, topic_of
from tenants.models import Agency, Bloc, User, Year
from tenants.notices import Notice

DUE, SENDING, SENT, FAILED = "due", "sending", "sent", "failed"
#: A claim whose holder has said nothing for so long is nobody's.
FORGOTTEN = timedelta(minutes=15)
#: After each try that the server did not take: the pause before the next one, the last one for ever after.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 240))
#: A server that has said so often that it never will is believed: some two days.
MOST_TRIES = 15
#: Older news is no news: who gives an address gets no year in one mail.
NEWS = timedelta(days=14)


class OptOut(Numbered, Base):
    """A topic of which a person wants no mail."""

    __table_args__ = (UniqueConstraint("user_id", "topic"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    topic: Mapped[str] = mapped_column(String(20))


class Mail(Public, Base):
    """A day's digest to one person, and how far it has come."""

    __table_args__ = (UniqueConstraint("user_id", "day"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"))
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10), default=DUE, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column()
    claimed_by: Mapped[str] = mapped_column(String(80), default="")
    claimed_at: Mapped[datetime | None] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    #: What the server said when it did not take it.
    trouble: Mapped[str] = mapped_column(String(200), default="")


class Told(Numbered, Base):
    """A person has been told of a notice by that mail; without a mail: did not want to be."""

    __table_args__ = (UniqueConstraint("user_id", "notice_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"), index=True)


@dataclass(frozen=True, slots=True)
class Digest:
    """To whom the notices of one mail go."""

    mail: Mail
    user: User
    notices: tuple[Notice, ...]


# --- what a person wants ------------------------------------------------------------------------------------------


def refused_by(user_id: int) -> set[Topic]:
    """The topics of which this person wants no mail."""
    return _refused([user_id]).get(user_id, set())


def choose_topics(user_id: int, wanted: Iterable[Topic]) -> None:
    """From now on mails tell this person of these topics, and of those that nobody can refuse."""
    refused = set(Topic) - set(wanted) - ALWAYS_MAILED
    present = refused_by(user_id)
    db.session.execute(delete(OptOut).where(OptOut.user_id == user_id, OptOut.topic.in_(sorted(present - refused))))
    db.session.add_all(OptOut(user_id=user_id, topic=topic) for topic in sorted(refused - present))


def _refused(user_ids: Iterable[int]) -> dict[int, set[Topic]]:
    refused: dict[int, set[Topic]] = {}
    for row in db.session.scalars(select(OptOut).where(OptOut.user_id.in_(user_ids))):
        refused.setdefault(row.user_id, set()).add(Topic(row.topic))
    return refused


def last_trouble_of(user_id: int) -> Mail | None:
    """The newest mail to this person, if the server did not take it."""
    newest = db.session.scalars(select(Mail).where(Mail.user_id == user_id).order_by(Mail.day.desc())).first()
    return newest if newest is not None and newest.state in (DUE, FAILED) and newest.trouble else None


# --- writing the digests ------------------------------------------------------------------------------------------


def hold_post(bloc_id: int) -> None:
    """Of two hosts that look after the same bloc at once, one waits here until the other's transaction is over."""
    db.session.scalars(select(Bloc.id).where(Bloc.id == bloc_id).with_for_update(key_share=True)).one()


def write_digests(bloc_id: int, now: datetime, today: date) -> list[Digest]:
    """Put what the bloc's people have not been told of into the mail of the day: one each, and none to whom today's
    has gone. Under `hold_post`, and with a scope that sees the agencies' notices."""
    news = _untold(bloc_id, now - NEWS)
    people = {user.id for user, _ in news}
    refused, mails = _refused(people), _open_mails(people, today)
    digests = []
    for user, rows in groupby(news, key=lambda line: line[0]):
        unwanted = refused.get(user.id, set()) - ALWAYS_MAILED
        told = [(notice, topic_of(notice.kind) not in unwanted) for _, notice in rows]
        db.session.add_all(Told(user_id=user.id, notice_id=notice.id) for notice, wanted in told if not wanted)
        notices = tuple(notice for notice, wanted in told if wanted)
        mail = _mail_of_today(user.id, bloc_id, mails.get(user.id, []), now, today) if notices else None
        if mail is not None:
            db.session.add_all(Told(user_id=user.id, notice_id=notice.id, mail_id=mail.id) for notice in notices)
            digests.append(Digest(mail, user, notices))
    return digests


def _untold(bloc_id: int, since: datetime) -> list[tuple[User, Notice]]:
    """Whom to tell what: people with an address, by person."""
    known = and_(Told.user_id == User.id, Told.notice_id == Notice.id)
    asked = (
        select(User, Notice)
        .join(Agency, Agency.id == User.agency_id)
        .join(Notice, Notice.agency_id == User.agency_id)
        .outerjoin(Told, known)
        .where(Agency.bloc_id == bloc_id, User.email != "", User.disabled_at.is_(None), Told.id.is_(None))
        .where(Notice.made_at >= since, Notice.made_at >= User.email_since)
    )
    rows = db.session.execute(asked.order_by(User.id, Notice.made_at, Notice.id))
    return [(user, notice) for user, notice in rows]


def _open_mails(user_ids: set[int], today: date) -> dict[int, list[Mail]]:
    """Of each person the mails that still wait, the newest first, and today's; held until the commit."""
    asked = select(Mail).where(Mail.user_id.in_(user_ids), or_(Mail.state == DUE, Mail.day == today))
    mails: dict[int, list[Mail]] = {}
    held = asked.order_by(Mail.day.desc()).with_for_update().execution_options(populate_existing=True)
    for mail in db.session.scalars(held):
        mails.setdefault(mail.user_id, []).append(mail)
    return mails


def _mail_of_today(user_id: int, bloc_id: int, mails: list[Mail], now: datetime, today: date) -> Mail | None:
    """The mail that takes what is new: the one still waiting, else a fresh one; None when today's has left."""
    if any(mail.day == today and mail.state != DUE for mail in mails):
        return None
    if mails:
        mails[0].day = today
        return mails[0]
    mail = Mail(user_id=user_id, bloc_id=bloc_id, day=today, next_try_at=now)
    db.session.add(mail)
    db.session.flush()
    return mail


# --- sending them -------------------------------------------------------------------------------------------------


def claim(who: str, now: datetime) -> Mail | None:
    """Take the next mail that is due, for this host alone; commit before it is sent."""
    ready = or_(
        and_(Mail.state == DUE, Mail.next_try_at <= now),
        and_(Mail.state == SENDING, Mail.claimed_at < now - FORGOTTEN),
    )
    first = select(Mail).where(ready).order_by(Mail.next_try_at, Mail.id).limit(1).with_for_update(skip_locked=True)
    mail = db.session.scalars(first.execution_options(populate_existing=True)).first()
    if mail is not None:
        mail.state, mail.claimed_by, mail.claimed_at = SENDING, who, now
        mail.attempts += 1
    return mail


def digest_of(mail: Mail) -> tuple[User, list[tuple[Notice, int]]]:
    """To whom it goes and of which notices it tells, each with the number of its year; asked with a scope that sees
    them. Who has taken the address away, or was locked meanwhile, gets nothing: the list is then empty."""
    person = select(User).where(User.id == mail.user_id)
    user = db.session.scalars(person.execution_options(populate_existing=True)).one()
    if not user.email or user.disabled_at is not None:
        return user, []
    asked = (
        select(Notice, Year.number)
        .join(Told, Told.notice_id == Notice.id)
        .join(Year, Year.id == Notice.year_id)
        .where(Told.mail_id == mail.id)
        .order_by(Year.number.desc(), Notice.made_at, Notice.id)
    )
    return user, [(notice, number) for notice, number in db.session.execute(asked)]


def _still_mine(mail_id: int, who: str) -> Mail | None:
    held = select(Mail).where(Mail.id == mail_id, Mail.state == SENDING, Mail.claimed_by == who).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).first()


def was_taken(mail_id: int, who: str, now: datetime) -> Mail | None:
    """The server has it (or nobody is there to get it)."""
    mail = _still_mine(mail_id, who)
    if mail is not None:
        mail.state, mail.sent_at, mail.trouble = SENT, now, ""
    return mail


def was_not_taken(mail_id: int, who: str, now: datetime, trouble: str, *, for_good: bool) -> None:
    """The server is there and did not take it: again after a growing pause; given up only when it keeps saying that
    it never will."""
    mail = _still_mine(mail_id, who)
    if mail is None:
        return
    given_up = for_good and mail.attempts >= MOST_TRIES
    mail.state, mail.trouble = FAILED if given_up else DUE, trouble[:200]
    mail.next_try_at = now + PAUSES[min(mail.attempts, len(PAUSES)) - 1]


def back_to_the_queue(mail_id: int, who: str) -> None:
    """The server was away: no fault of the mail, which goes with the next round."""
    mail = _still_mine(mail_id, who)
    if mail is not None:
        mail.state = DUE
        mail.attempts -= 1


# --- how it stands ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Queue:
    """How many mails wait, of which day the oldest is, and how many were given up."""

    waiting: int
    oldest: date | None
    failed: int


def queue() -> Queue:
    waiting = select(func.count(Mail.id), func.min(Mail.day)).where(Mail.state.in_((DUE, SENDING)))
    count, oldest = db.session.execute(waiting).one()
    return Queue(count, oldest, db.session.scalar(select(func.count(Mail.id)).where(Mail.state == FAILED)) or 0)


def forget_mails(before: datetime) -> int:
    """Remove the mails made before `before` that are done with, and who was told what; returns how many mails.

    With a scope that sees the agencies' notices."""
    done = select(Mail.id).where(Mail.state.in_((SENT, FAILED)), Mail.day < before.astimezone(clock.BLOC_ZONE).date())
    gone = list(db.session.scalars(done))
    old_news = select(Notice.id).where(Notice.made_at < before)
    db.session.execute(delete(Told).where(Told.mail_id.is_(None), Told.notice_id.in_(old_news)))
    db.session.execute(delete(Told).where(Told.mail_id.in_(gone)))
    db.session.execute(delete(Mail).where(Mail.id.in_(gone)))
    return len(gone)
