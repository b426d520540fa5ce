"""What was searched for, found and shown in its text without regard to diacritics. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tenants.vi import fold, nfc

LONGEST, MOST_WORDS, SHORTEST = 100, 8, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, searched for or not."""

    text: str
    hit: bool


def words_of(typed: str) -> tuple[str, ...]:
    """The words to look for, folded, at most eight; none while what was typed is too short to mean anything."""
    words = fold(nfc(typed)[:LONGEST]).split()[:MOST_WORDS]
    return tuple(words) if len("".join(words)) >= SHORTEST else ()


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """The text in pieces, so that the page can mark the hits: it stays text, never markup."""
    normal = nfc(text)
    letters = [fold(letter) or " " for letter in normal]
    origin = [place for place, letter in enumerate(letters) for _ in letter]
    hits = {
        origin[place]
        for word in words
        for found in re.finditer(re.escape(word), "".join(letters))
        for place in range(*found.span())
    }
    runs = groupby(enumerate(normal), key=lambda at: at[0] in hits)
    return [Piece("".join(letter for _, letter in run), hit) for hit, run in runs]
