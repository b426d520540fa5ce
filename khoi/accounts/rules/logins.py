"""Login names, where one may be sent after signing in, and what one's browsers are called."""

import re
from urllib.parse import urlsplit

from tenants.vi import nfc

_OWN_PART = re.compile(r"[a-z0-9]([a-z0-9._-]{0,28}[a-z0-9])?")


def login_key(typed: str) -> str:
    """One account however its name is typed: NFC, without spaces around it, without case."""
    return nfc(nfc(typed).strip().casefold())


def login_of(agency_code: str, own_part: str) -> str:
    """The login of a person: the agency's code, a dot, and what tells the person, who may have typed the whole.

    With the code in front, trying names out tells nobody which logins another agency has."""
    prefix = f"{agency_code.lower()}."
    rest = own_part.removeprefix(prefix)
    return own_part if rest != own_part and not objections_to_login(rest) else prefix + own_part


def objections_to_login(own_part: str) -> list[str]:
    """Why this cannot be the person's part of a login; empty when it can."""
    if _OWN_PART.fullmatch(own_part):
        return []
    return ["Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang, nhiều nhất 30 ký tự."]


def safe_path(target: str) -> str | None:
    """A path of this portal to go back to, or None: whatever a browser could read as another host is refused."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in target):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else target


_BROWSERS = (("Edg", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"),
             ("Safari", "Safari"))  # fmt: skip
_SYSTEMS = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"),
            ("Linux", "Linux"))  # fmt: skip


def browser_words(user_agent: str) -> str:
    """What a person calls the browser he sees in the list of his sessions: `Chrome trên Windows`."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Trình duyệt khác")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} trên {system}" if system else browser
