"""Seals: what an agency has filed, hashed. Computed points stand outside, for they may depend on others."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable

from khoi.scoring.rules.inputs import Inputs, write_inputs
from khoi.sheets.rules import Node, dump_method, written

# No letter that can be taken for a digit or for another letter when the code is read out or typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS, GROUP = 80, 4


def row_seal(inputs: Inputs, note: str, evidence: Iterable[str], criterion_version: str) -> str:
    """The seal of one row: its figures (typed points among them), note, evidence hashes and the criterion's version.

    The order in which evidence was attached does not matter, and equal figures seal equally however they were typed."""
    return _hash(
        {
            "inputs": write_inputs(inputs),
            "note": unicodedata.normalize("NFC", note).strip(),
            "evidence": sorted(evidence),
            "criterion": criterion_version,
        }
    )


def criterion_version(leaf: Node) -> str:
    """What a criterion says, as text: the same in two versions of a sheet that leave it alone."""
    assert leaf.method is not None
    words = (leaf.path, leaf.title, written(leaf.ceiling), leaf.kind.value, leaf.evidence.value)
    return json.dumps([*words, dump_method(leaf.method)], ensure_ascii=False, sort_keys=True)


def card_seal(row_seals: Iterable[str]) -> str:
    """The seal of a card: of its row seals in the printed order."""
    return _hash(list(row_seals))


def seal_code(seal: str) -> str:
    """The short "mã niêm phong" that is printed: the first 80 bits in four groups of four."""
    number = int(seal, 16) >> (256 - CODE_BITS)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(CODE_BITS - 5, -1, -5))
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
