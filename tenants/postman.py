"""The postman: takes letters to the mail server that the settings name. No page ever waits for him."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from tenants import clock
from tenants.letters import Letter, is_address

#: Seconds for each word of the server.
PATIENCE = 20
#: How a connection is kept from listeners, by the scheme of the address, and the customary port.
SCHEMES = {"smtp": 25, "starttls": 587, "smtps": 465}


class NoMailServer(Exception):
    """The server is away, or does not take us: nothing is the letter's fault, and the next round tries again."""


class NotTaken(Exception):
    """The server is there and does not take this letter; `for_good` when it says that asking again is no use."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are given up, and under whose name."""

    host: str
    port: int
    scheme: str
    sender: str
    sender_name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


def read_server(url: str, sender: str) -> MailServer:
    """`smtp://host:port`, `starttls://user:password@host`, `smtps://…`, and who sends: `Khối <a@b.vn>` or `a@b.vn`.

    Raises ValueError whose text says, in Vietnamese, which of the two is wrong."""
    parts = urlsplit(url)
    scheme = parts.scheme.removeprefix("smtp+")
    if scheme not in SCHEMES or not parts.hostname or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("SMTP_URL phải có dạng smtp://máy_chủ:cổng, starttls://tên:mật_khẩu@máy_chủ hoặc smtps://…")
    try:
        port = parts.port or SCHEMES[scheme]
    except ValueError:
        raise ValueError("SMTP_URL: cổng phải là số từ 1 đến 65535.") from None
    name, address = parseaddr(sender)
    if not is_address(address) or re.search(r"[\r\n]", sender):
        raise ValueError("MAIL_FROM phải là một địa chỉ thư, ví dụ: Khối thi đua <thidua@tinh.gov.vn>")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, port, scheme, address, name, user, password)


class Postman:
    """A conversation with the server, for as many letters as there are."""

    def __init__(self, server: MailServer, talk: smtplib.SMTP) -> None:
        self._server, self._talk = server, talk

    def carry(self, letter: Letter) -> None:
        """Give one letter up. Raises NotTaken for what is this letter's, NoMailServer for what is everybody's."""
        message = _message(self._server, letter)
        try:
            self._talk.send_message(message, self._server.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise NotTaken(_said(code, words), for_good=code >= 500) from None
        except smtplib.SMTPDataError as refused:
            raise NotTaken(_said(refused.smtp_code, refused.smtp_error), for_good=refused.smtp_code >= 500) from None
        except (smtplib.SMTPException, OSError) as away:
            raise NoMailServer(_why(away)) from away


@contextmanager
def on_the_way(server: MailServer) -> Iterator[Postman]:
    """Open the conversation, or raise NoMailServer; it is ended in any case."""
    try:
        talk = _connected(server)
    except (smtplib.SMTPException, OSError) as away:
        raise NoMailServer(_why(away)) from away
    try:
        yield Postman(server, talk)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            talk.quit()


def answers(server: MailServer) -> str:
    """Is the server there, and does it take us? Empty when it does, else why not."""
    try:
        with on_the_way(server):
            return ""
    except NoMailServer as away:
        return str(away)


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        talk: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        talk = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.scheme == "starttls":
            talk.starttls(context=ssl.create_default_context())
        if server.user:
            talk.login(server.user, server.password)
    except BaseException:
        talk.close()
        raise
    return talk


def _message(server: MailServer, letter: Letter) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address(server.sender_name, addr_spec=server.sender)
        message["To"] = Address(letter.name, addr_spec=letter.to)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(clock.now().astimezone(clock.BLOC_ZONE))
        message["Message-ID"] = f"<{letter.id}@{server.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    except (ValueError, MessageError) as wrong:
        raise NotTaken(f"không viết được thư: {wrong}", for_good=True) from wrong
    return message


def _said(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:200]


def _why(away: Exception) -> str:
    if isinstance(away, smtplib.SMTPResponseException):
        return _said(away.smtp_code, away.smtp_error)
    return (str(away) or type(away).__name__)[:200]
