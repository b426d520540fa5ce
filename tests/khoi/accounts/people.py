"""Walking as somebody: sign in by the form, with the token of the page."""

import re
from typing import Any

from tests import make


def token_in(page: str) -> str:
    found = re.search(r'<meta name="csrf-token" content="([^"]+)"', page)
    assert found, "the page has no token"
    return found[1]


def sign_in(client: Any, login: str, password: str = make.PASSWORD, **more: Any) -> Any:
    page = client.get("/sign-in").get_data(as_text=True)
    sent = {"csrf_token": token_in(page), "login": login, "password": password} | more
    return client.post("/sign-in", data=sent)


def post(client: Any, address: str, of_page: str = "/account", **data: Any) -> Any:
    """Send a form with the token, and the mark of what was seen, of a page that this person may open."""
    page = client.get(of_page).get_data(as_text=True)
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', page)
    return client.post(address, data={"csrf_token": token_in(page), "seen": seen[1] if seen else ""} | data)
