"""`khoi remind`, called by the clock: reminders of what is due, the day's mails, and the sweeping up.

Any number of hosts may run it at once: of a bloc's reminders and mails one waits for the other, each mail is claimed
by one of them, and what a dead one had claimed is taken up again."""

import os
import socket
from dataclasses import dataclass
from typing import Any

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Verb, in_bloc
from khoi.cli.speech import give, say
from khoi.home import actions
from khoi.settings import Settings
from tenants import clock
from tenants.database import db, reading
from tenants.mail import Mail, back_to_the_queue, claim, hold_post, queue, was_not_taken
from tenants.models import agencies_of, blocs, years_of
from tenants.postman import NoMailServer, NotTaken, Postman, on_the_way
from tenants.scope import Scope, acting


@click.command("remind", cls=Verb)
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ nhắc và gửi gì, không ghi, không gửi.")
@at_desk
def remind(desk: Desk, dry_run: bool) -> None:
    """Nhắc hạn nộp, gửi thư tổng hợp trong ngày, dọn dữ liệu hết hạn; chạy định kỳ từ cron hoặc systemd."""
    settings = desk.settings
    with desk.portal():
        chosen = [(bloc.id, bloc.slug) for bloc in ([desk.the_bloc()] if desk.bloc else blocs())]
        db.session.rollback()
        answer: dict[str, Any] = {"dry_run": dry_run}
        answer["blocs"] = {slug: _look_after(bloc, settings, dry_run=dry_run) for bloc, slug in chosen}
        answer["mail"] = _post(settings, dry_run=dry_run)
        if not dry_run:
            answer["forgotten"] = _sweep()
    _tell(answer)
    give(answer)


in_bloc(remind)


def _look_after(bloc_id: int, settings: Settings, *, dry_run: bool) -> dict[str, Any]:
    """A bloc's reminders and mails in one transaction, undone as a whole in a dry run."""
    with acting(Scope.of_operator(bloc_id)):
        hold_post(bloc_id)
        codes = {agency.id: agency.code for agency in agencies_of(bloc_id)}
        said = [
            {"year": year.number, "agency": codes[each.agency_id], "filing": each.key, "text": each.text}
            for year in years_of(bloc_id)
            if year.is_open
            for each in actions.remind_due(year)
        ]
        written = actions.write_mails(bloc_id) if settings.mail_server else []
        mails = [{"to": each.user.login, "notices": len(each.notices)} for each in written]
        if dry_run:
            db.session.rollback()
        else:
            db.session.commit()
    return {"reminders": said, "mails": mails}


@dataclass
class Delivery:
    """What the postman came back with."""

    sent: int = 0
    not_taken: int = 0
    away: str = ""


def _post(settings: Settings, *, dry_run: bool) -> dict[str, Any]:
    """Send what waits, and say how the queue stands then."""
    done = Delivery()
    if not dry_run and settings.mail_server is not None and _waiting():
        try:
            with on_the_way(settings.mail_server) as postman:
                _deliver(postman, settings.public_url, done)
        except NoMailServer as away:
            done.away = str(away)
    left = queue()
    db.session.rollback()
    return {
        "server": settings.mail_server is not None, "sent": done.sent, "not_taken": done.not_taken,
        "away": done.away, "waiting": left.waiting, "failed": left.failed,
    }  # fmt: skip


def _waiting() -> int:
    waiting = queue().waiting
    db.session.rollback()
    return waiting


def _deliver(postman: Postman, portal: str, done: Delivery) -> None:
    """Mail after mail, until none is due any more."""
    who = f"{socket.gethostname()[:60]}:{os.getpid()}"
    while (mail := claim(who, clock.now())) is not None:
        db.session.commit()
        with acting(Scope.of_operator(mail.bloc_id)):
            _carry(postman, mail, who, portal, done)
    db.session.rollback()


def _carry(postman: Postman, mail: Mail, who: str, portal: str, done: Delivery) -> None:
    """One claimed mail: read, sent outside any transaction, and noted."""
    mail_id = mail.id
    with reading():
        letter = actions.letter_for(mail, portal)
        db.session.rollback()
    try:
        if letter is not None:
            postman.carry(letter)
            done.sent += 1
        actions.note_taken(mail_id, who, sent=letter is not None)
    except NotTaken as wrong:
        was_not_taken(mail_id, who, clock.now(), str(wrong), for_good=wrong.for_good)
        done.not_taken += 1
    except NoMailServer:
        back_to_the_queue(mail_id, who)
        db.session.commit()
        raise
    db.session.commit()


def _sweep() -> dict[str, int]:
    with acting(Scope.of_operator(0)):
        gone = actions.forget_what_is_over()
        db.session.commit()
    actions.forget_sessions()
    return {"mails": gone.mails, "links": gone.links}


def _tell(answer: dict[str, Any]) -> None:
    """The same in a line or two, for the log of who called it."""
    reminders = sum(len(each["reminders"]) for each in answer["blocs"].values())
    mail = answer["mail"]
    will = "Sẽ nhắc" if answer["dry_run"] else "Đã nhắc"
    say(f"{will} {reminders} việc; gửi {mail['sent']} thư, còn chờ {mail['waiting']}, không gửi được {mail['failed']}.")
    if mail["away"]:
        say(f"Máy chủ thư không nhận lúc này ({mail['away']}): thư được giữ lại, lần sau gửi tiếp.")


COMMANDS = (remind,)
