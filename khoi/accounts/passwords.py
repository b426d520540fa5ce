"""Password hashes: argon2id as OWASP sets it, at most two at once, and as long for a name nobody has."""

import hashlib
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from tenants.vi import nfc

#: 19 MiB, two rounds, one lane.
EARNEST = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
#: Each hash takes its 19 MiB: many at once would be our own denial of service.
_at_once = BoundedSemaphore(2)


#: No letters and digits that look alike: a first password is read out or copied by hand.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """What opens a new account once: read aloud to its person, kept nowhere; the account keeps the hash."""

    words: str = field(repr=False)
    hash: str


def first_password() -> FirstPassword:
    """Four groups of four signs, some 79 random bits, easy to read aloud.

    Hashed here, so to be called before a transaction begins: none shall wait for a hash (DESIGN 5)."""
    words = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    return FirstPassword(words, hashed(words))


def _hasher() -> PasswordHasher:
    """The house's hasher; an app may be given another (tests sign in hundreds of times)."""
    chosen: PasswordHasher = current_app.config.get("PASSWORD_HASHER", EARNEST)
    return chosen


def hashed(password: str) -> str:
    with _at_once:
        return _hasher().hash(nfc(password))


def mark(password_hash: str) -> str:
    """By what a hash is known again where it must not be shown."""
    return hashlib.sha256(password_hash.encode()).hexdigest()


def is_right(password_hash: str | None, password: str) -> bool:
    """Does the password fit? Without a hash (no such account) it takes as long, and does not."""
    hasher = _hasher()
    against = password_hash or _nobodys_hash(hasher)
    try:
        with _at_once:
            hasher.verify(against, nfc(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_dated(password_hash: str) -> bool:
    """Was it made with other parameters than today's?"""
    return _hasher().check_needs_rehash(password_hash)


@lru_cache(maxsize=4)
def _nobodys_hash(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody has this password")
