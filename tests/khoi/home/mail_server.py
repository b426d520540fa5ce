"""A real SMTP server on this machine's loopback, which keeps what it gets and can be told to be difficult."""

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

SENDER = "Khối thi đua <thidua@langson.gov.vn>"


class Kept:
    """What the server has taken; `answers` says otherwise for an address."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"].addresses[0].addr_spec == address]


def words_of(mail: EmailMessage) -> str:
    text: str = mail.get_content()
    return text


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(port: int = 0) -> Iterator[tuple[Kept, int]]:
    """The server, and the port it listens on."""
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=port or _free_port())
    controller.start()
    try:
        yield kept, controller.port
    finally:
        controller.stop()
