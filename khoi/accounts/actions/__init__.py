"""What changes accounts: sessions begun, passwords set, people added, links issued."""

from khoi.accounts.actions.factors import begin_factor, confirm_factor, remove_factor, renew_codes
from khoi.accounts.actions.granting import grant, revoke
from khoi.accounts.actions.letters import choose_mails, end_calendar, make_calendar
from khoi.accounts.actions.people import (
    add_outsider,
    add_person,
    change_role,
    disable,
    enable,
    rename,
    renew_first_password,
)
from khoi.accounts.actions.resets import ask_reset, confirm_reset, forget_links, issue_link, token_hash, use_link
from khoi.accounts.actions.signing import begin_session, renew_hash, set_password

__all__ = [
    "add_outsider",
    "add_person",
    "ask_reset",
    "begin_factor",
    "begin_session",
    "change_role",
    "choose_mails",
    "confirm_factor",
    "confirm_reset",
    "disable",
    "enable",
    "end_calendar",
    "forget_links",
    "grant",
    "issue_link",
    "make_calendar",
    "remove_factor",
    "rename",
    "renew_codes",
    "renew_first_password",
    "renew_hash",
    "revoke",
    "set_password",
    "token_hash",
    "use_link",
]
