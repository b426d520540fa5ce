"""What changes accounts: sessions begun, passwords set, people added, links issued."""

from khoi.accounts.actions.people import (
    add_outsider,
    add_person,
    change_role,
    disable,
    enable,
    rename,
    renew_first_password,
)
from khoi.accounts.actions.resets import ask_reset, confirm_reset, issue_link, token_hash, use_link
from khoi.accounts.actions.signing import begin_session, set_password

__all__ = [
    "add_outsider",
    "add_person",
    "ask_reset",
    "begin_session",
    "change_role",
    "confirm_reset",
    "disable",
    "enable",
    "issue_link",
    "rename",
    "renew_first_password",
    "set_password",
    "token_hash",
    "use_link",
]
