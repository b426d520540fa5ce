"""Seals of a filed report: what was filed, hashed part by part, so that anyone can hold a printed copy against it."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping


def text_seal(heading: str, text: str) -> str:
    """The seal of one section: its heading and its words, in one Unicode form."""
    return _hash([_plain(heading), _plain(text)])


def figures_seal(figures: Mapping[str, str]) -> str:
    """The seal of all figures, by code, as canonical text."""
    return _hash({code: _plain(value) for code, value in figures.items()})


def report_seal(texts: Iterable[str], figures: str, annexes: Iterable[str]) -> str:
    """The seal of the whole report: of the section seals in the printed order, the figures' and the files' hashes."""
    return _hash([list(texts), figures, sorted(annexes)])


def short_seal(seal: str) -> str:
    """What is printed at the foot of a page: the first 16 signs in four groups."""
    return "-".join(seal[start : start + 4] for start in range(0, 16, 4)).upper()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
