"""Names sorted as a Vietnamese dictionary sorts them, and found without their diacritics."""

import unicodedata

#: Letters in the order of the Vietnamese alphabet; space before all, digits before letters.
_ORDER = {letter: rank for rank, letter in enumerate(" 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
#: Tones in dictionary order after none: huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

SortKey = tuple[tuple[tuple[int, str], ...], tuple[int, ...], str]


def nfc(text: str) -> str:
    """The one form in which text is stored and compared (macOS and some keyboards send another)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Text for searching: `Ủy ban Đắk Lắk` is `uy ban dak lak`."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return bare.casefold()


def vi_key(text: str) -> SortKey:
    """The place of a name in a Vietnamese list: by letters, then by tones, then by the text itself."""
    normal = nfc(text)
    parted = [_letter_and_tone(sign) for sign in nfc(normal.casefold())]
    letters = tuple((_ORDER.get(letter, len(_ORDER)), letter) for letter, _ in parted)
    return letters, tuple(tone for _, tone in parted), normal


def _letter_and_tone(sign: str) -> tuple[str, int]:
    """`ấ` is the letter `â` with the tone sắc."""
    pieces = unicodedata.normalize("NFD", sign)
    tone = max((_TONES.get(piece, 0) for piece in pieces), default=0)
    return nfc("".join(piece for piece in pieces if piece not in _TONES)), tone
