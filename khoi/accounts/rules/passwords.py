"""Passwords: long, not common, not one's own name; no rules about kinds of signs, and no expiry."""

import re
from collections.abc import Collection, Iterable

from khoi.accounts.rules.guessed_first import GUESSED_FIRST
from tenants.vi import fold, nfc

LEAST, MOST = 12, 128
#: Fewer different signs than this is a pattern, not a password.
FEWEST_SIGNS = 5
_ROWS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


def objections_to_password(password: str, names: Iterable[str] = ()) -> list[str]:
    """Why this cannot be a password; `names` are the person's, the login, the agency's and the bloc's."""
    text = nfc(password)
    if len(text) < LEAST:
        return [f"Mật khẩu cần ít nhất {LEAST} ký tự; một câu dễ nhớ là tốt nhất."]
    if len(text) > MOST:
        return [f"Mật khẩu dài nhất {MOST} ký tự."]
    if _is_pattern(text):
        return ["Mật khẩu lặp lại hoặc theo thứ tự bàn phím, dễ đoán. Chọn một câu khác."]
    if _is_common(text, names):
        return ["Mật khẩu chỉ gồm từ thông dụng, tên người hoặc tên đơn vị, dễ đoán. Thêm vài từ khác."]
    return []


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _is_pattern(text: str) -> bool:
    """Few different signs, or a run along the digits, the alphabet or the keyboard."""
    bare = re.sub(r"[^a-z0-9]", "", fold(text))
    if len(set(text)) < FEWEST_SIGNS:
        return True
    return len(bare) >= LEAST - 2 and any(bare in row or bare in row[::-1] for row in _ROWS)


def _is_common(text: str, names: Iterable[str]) -> bool:
    """Nothing but common words and names, whatever digits and signs stand between them."""
    letters = _letters(text)
    known = {*GUESSED_FIRST, *(word for name in names for word in _words(name))}
    return bool(letters) and _is_made_of(letters, known)


def _is_made_of(letters: str, known: Collection[str]) -> bool:
    """Can the letters be cut into known words? Position by position: a pattern of alternatives would try all cuts."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in known for start in reached):
            reached.add(end)
    return len(letters) in reached


def _words(name: str) -> list[str]:
    """A name as a whole, word by word, and as its initials."""
    words = [word for word in map(_letters, re.split(r"[\s._-]+", name)) if word]
    return [word for word in ("".join(words), "".join(word[0] for word in words), *words) if len(word) > 1]
