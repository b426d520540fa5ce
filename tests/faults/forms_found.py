"""Every form that a person can see: the portal is walked from page to page, its forms are read as a browser does."""

import re
from collections import deque
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.faults.visitors import Visitor

#: Addresses that differ only in these are one page.
IDS = re.compile(r"/[A-Za-z0-9_-]{12}(?=/|$)")
#: How many pages of one kind are enough.
OF_ONE_KIND = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """One form as it stands on a page: where it goes, and what it would send untouched."""

    action: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        return IDS.sub("/…", self.action), tuple(name for name, _ in self.values)


class _Page(HTMLParser):
    """Links and forms of a page; fields may stand outside their form and name it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.links = address, list[str]()
        self.forms = dict[str, tuple[str, list[tuple[str, str]], list[str]]]()
        self.now, self.area, self.select = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and has.get("href", "").startswith("/"):
            self.links.append(has["href"])
        elif tag == "form" and has.get("method", "").lower() == "post" and "data-upload" not in has:
            self.now = has.get("id") or f"form {len(self.forms)}"
            self.forms.setdefault(self.now, ("", [], []))
            self.forms[self.now] = (has.get("action") or self.address, *self.forms[self.now][1:])
        elif tag in ("input", "select", "textarea", "button") and has.get("name") and (has.get("form") or self.now):
            self._field(tag, has)
        elif tag == "option" and self.select and "selected" in has:
            self._put(self.select, has.get("value", ""))

    def _field(self, tag: str, has: dict[str, str]) -> None:
        _, values, files = self.forms.setdefault(has.get("form") or self.now, ("", [], []))
        if has.get("type") == "file":
            files.append(has["name"])
        else:
            values.append((has["name"], has.get("value", "")))
        self.select = has["name"] if tag == "select" else self.select

    def _put(self, name: str, value: str) -> None:
        for _, values, _ in self.forms.values():
            values[:] = [(each, value if each == name else old) for each, old in values]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = ""
        if tag == "select":
            self.select = ""


def forms_of(page: str, address: str) -> tuple[list[Seen], list[str]]:
    read = _Page(address)
    read.feed(page)
    found = [
        Seen(action, tuple((n, v) for n, v in values if n != "csrf_token"), tuple(files))
        for action, values, files in read.forms.values()
        if action
    ]
    return found, read.links


def forms_before(visitor: Visitor, start: str, within: str = "/") -> list[Seen]:
    """One form of each kind on all the pages that links lead to, under this address."""
    waiting, seen, forms = deque([start]), dict[str, int](), dict[tuple[str, tuple[str, ...]], Seen]()
    while waiting:
        address = waiting.popleft()
        kind = IDS.sub("/…", urlsplit(address).path)
        if not address.startswith(within) or kind.startswith("/static") or seen.get(kind, 0) >= OF_ONE_KIND:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        with visitor.get(address) as answer:
            assert answer.status_code < 500, address
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            found, links = forms_of(answer.text, address)
        waiting.extend(links)
        for form in found:
            forms.setdefault(form.kind, form)
    return list(forms.values())
