"""People at their browsers, for the tests of what goes wrong: signed in at once, with the token of their pages."""

from typing import Any

from flask import Flask

from tenants.database import db
from tenants.models import user_with_login
from tenants.sessions import open_session
from tests.khoi.accounts.people import token_in

FETCH = {"X-Requested-With": "fetch"}


class Visitor:
    """One browser; it sends forms with the token of the page it has open."""

    def __init__(self, app: Flask, login: str = "") -> None:
        self.client = app.test_client()
        if login:
            self.sign_in(login)
        self.token = token_in(self.client.get("/sign-in", follow_redirects=True).text)

    def sign_in(self, login: str) -> None:
        user = user_with_login(login)
        assert user is not None, login
        token = open_session(user.id, "127.0.0.1", "test")
        db.session.commit()
        with self.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True

    def get(self, address: str, **more: Any) -> Any:
        return self.client.get(address, **more)

    def post(self, address: str, headers: dict[str, str] | None = None, **data: Any) -> Any:
        return self.send(address, data, headers)

    def send(self, address: str, data: Any, headers: dict[str, str] | None = None, **more: Any) -> Any:
        return self.client.post(address, data=data, headers={"X-CSRFToken": self.token} | (headers or {}), **more)
