"""Housekeeping: what nobody needs any more is forgotten."""

from dataclasses import dataclass
from datetime import timedelta

from khoi.accounts.actions import forget_links
from tenants import clock
from tenants.mail import forget_mails
from tenants.sessions import forget_old

#: Long enough to look into a complaint about a sign-in, a mail, a link.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed."""

    mails: int
    links: int


def forget_what_is_over() -> Forgotten:
    """Remove mails and reset links that are done with since three months; with the operator's scope."""
    before = clock.now() - KEPT
    return Forgotten(forget_mails(before), forget_links(before))


def forget_sessions() -> None:
    """Sign-in attempts and dead sessions as old as that; in transactions of their own."""
    forget_old(clock.now() - KEPT)
