"""A phone enrolled by the pages, what it shows, and the page that asks for it."""

import re
from datetime import timedelta

import pyotp

from tenants import clock
from tests.khoi.accounts.people import post, sign_in, token_in

HERE = "/noi-chinh/2026/"
FACTOR = "/account/second-factor"


def enrolled(app, login="a.clerk"):
    """The person's browser, the app on the phone and the recovery codes."""
    client = app.test_client()
    assert sign_in(client, login).status_code == 303
    post(client, f"{FACTOR}/begin")
    page = client.get(FACTOR).get_data(as_text=True)
    secret = re.search(r"<b>([A-Z2-7 ]{32,})</b>", page)[1].replace(" ", "")
    phone = pyotp.TOTP(secret)
    answer = post(client, f"{FACTOR}/confirm", of_page=FACTOR, code=phone.at(clock.now()))
    codes = re.findall(r"<b>([\w-]{19})</b>", answer.get_data(as_text=True))
    assert len(codes) == 10
    return client, phone, codes


def second_page(client, code):
    page = client.get("/sign-in/code").get_data(as_text=True)
    return client.post("/sign-in/code", data={"csrf_token": token_in(page), "code": code})


def at_step(phone, steps):
    """What the phone shows so many half minutes from now."""
    return phone.at(clock.now() + timedelta(seconds=30 * steps))


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def later(seconds):
    return clock.stopped_at(clock.now() + timedelta(seconds=seconds))
