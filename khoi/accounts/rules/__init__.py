"""What a login, a password and an account may be: pure."""

from khoi.accounts.rules.logins import browser_words, login_key, login_of, objections_to_login, safe_path
from khoi.accounts.rules.passwords import LEAST, MOST, objections_to_password
from khoi.accounts.rules.people import (
    objections_to_disabling,
    objections_to_first_account,
    objections_to_link,
    objections_to_role,
)

__all__ = [
    "LEAST",
    "MOST",
    "browser_words",
    "login_key",
    "login_of",
    "objections_to_disabling",
    "objections_to_first_account",
    "objections_to_link",
    "objections_to_login",
    "objections_to_password",
    "objections_to_role",
    "safe_path",
]
