"""How long a line of bold Times New Roman is: the rules under names and titles follow the length of the text. Pure."""

import unicodedata
from functools import lru_cache

#: Advance widths in thousandths of the size; marks above and below a letter add nothing, a horn does.
_WIDTHS = {
    letter: width
    for width, letters in {
        250: " .,", 278: "il/", 333: "fjt-:;()", 389: "sI", 444: "cerz", 500: "agovxyJ0123456789", 554: "ơ",
        556: "bdđhknpquS", 600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDĐNRUVXYw", 778: "GHKOQƠ", 796: "Ư", 833: "m",
        944: "M", 1000: "W",
    }.items()
    for letter in letters
}  # fmt: skip
_ORDINARY, _HORN = 600, "\u031b"


@lru_cache(maxsize=8192)
def bold_width(text: str, size: float) -> float:
    """Points from the first letter to the last, tones add nothing."""
    return sum(_width(letter) for letter in unicodedata.normalize("NFC", text)) * size / 1000


def _width(letter: str) -> int:
    apart = unicodedata.normalize("NFD", letter)
    bare, marks = apart[0], apart[1:]
    return _WIDTHS.get(unicodedata.normalize("NFC", bare + _HORN) if _HORN in marks else bare, _ORDINARY)


def longest_line(text: str, size: float, room: float) -> float:
    """The length of the longest line of a text that is broken to fit a room, both in points."""
    longest = 0.0
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and bold_width(longer, size) > room:
                longest, line = max(longest, bold_width(line, size)), word
            else:
                line = longer
        longest = max(longest, bold_width(line, size))
    return min(longest, room)
