"""Sealed envelopes: the box's key pair, its private half wrapped for each pair of tellers, one envelope an answer.

All of it is libsodium's sealed box (PyNaCl); nothing here is cryptography of our own. Each teller has a key pair
made from his code, and the code is on his paper only. The box's private half is sealed for one teller and that again
for another, for every pair: any two open it, no one alone.
"""

import base64
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from khoi.ballots.rules import Choice
from tenants.refusal import Refused

#: No letter that looks like another on paper.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
#: Groups of four: 28 letters of 31 are 138 bits for a teller, 20 are 99 for a receipt.
TELLERS_GROUPS, RECEIPT_GROUPS = 7, 5
_CHOICES = tuple(Choice)


def new_code(groups: int = TELLERS_GROUPS) -> str:
    """A random code to be printed, in groups of four."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def read_code(typed: str, groups: int = TELLERS_GROUPS) -> str | None:
    """The code as it was printed, however it was typed; None for what cannot be one."""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(letters) != 4 * groups or set(letters) - set(LETTERS):
        return None
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _private(code: str) -> PrivateKey:
    return PrivateKey(blake2b(code.encode(), digest_size=32, person=b"khoi.teller").digest())


def _write(key: PublicKey) -> str:
    return base64.b64encode(bytes(key)).decode()


def _read(text: str) -> PublicKey:
    return PublicKey(base64.b64decode(text))


def public_key_of(code: str) -> str:
    """What the portal keeps of a teller's code."""
    return _write(_private(code).public_key)


def new_box(tellers: Mapping[str, str]) -> tuple[str, str]:
    """A box for this vote: its lock, and its key wrapped for every two of the tellers (public keys by id)."""
    private = PrivateKey.generate()
    wraps = {
        f"{first} {second}": base64.b64encode(
            SealedBox(_read(tellers[first])).encrypt(SealedBox(_read(tellers[second])).encrypt(bytes(private)))
        ).decode()
        for first, second in combinations(sorted(tellers), 2)
    }
    return _write(private.public_key), json.dumps(wraps, sort_keys=True)


def key_of(wraps: str, codes: Mapping[str, str]) -> PrivateKey:
    """The box's key, opened by the codes of two tellers (by id)."""
    first, second = sorted(codes)
    wrapped = base64.b64decode(json.loads(wraps)[f"{first} {second}"])
    try:
        inner = SealedBox(_private(codes[first])).decrypt(wrapped)
        return PrivateKey(SealedBox(_private(codes[second])).decrypt(inner))
    except CryptoError:
        raise Refused("Mã không mở được hòm phiếu.") from None


@dataclass(frozen=True, slots=True)
class Answer:
    """What lies in one envelope: a choice, and the sign of its voter's receipt."""

    choice: Choice
    sign: str


def seal(public_key: str, answers: Sequence[Answer]) -> list[bytes]:
    """One envelope an answer; all are of one size."""
    box = SealedBox(_read(public_key))
    return [box.encrypt(bytes([_CHOICES.index(each.choice)]) + bytes.fromhex(each.sign)) for each in answers]


def unseal(key: PrivateKey, envelope: bytes) -> Answer | None:
    """What lies in the envelope; None when it was not made for this box."""
    try:
        plain = SealedBox(key).decrypt(envelope)
        return Answer(_CHOICES[plain[0]], plain[1:].hex())
    except (CryptoError, IndexError):
        return None
