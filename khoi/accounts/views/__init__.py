"""Pages about people: signing in and out, one's own account, an agency's accounts, the way back in."""

from khoi.accounts.views import agencies, factors, letters, own, people, resets, signing, signing_code
from khoi.accounts.views.blueprint import accounts

__all__ = ["accounts", "agencies", "factors", "letters", "own", "people", "resets", "signing", "signing_code"]
