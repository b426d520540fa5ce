"""Looks at the signatures of one foreign PDF, alone in a process with narrow limits, and never asks the network.

Run by path, never imported: `signature_child.py SOURCE ROOTS_FOLDER`. It prints JSON: how many roots there were, and
three facts a signature: are the signed bytes intact, does the chain lead to a supplied root, was anything changed
after.
"""

import json
import sys
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

resource: Any
try:
    import resource
except ImportError:  # Windows has no such limits; time is kept outside
    resource = None

MEMORY = 1 << 30
SECONDS = 20
MOST_SIGNATURES = 20
#: No change after the signature, or none but what signing itself adds (a further signature, its proofs).
LEVELS = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "none",
    ModificationLevel.FORM_FILLING: "forms",
    ModificationLevel.ANNOTATIONS: "notes",
    ModificationLevel.OTHER: "other",
}


def limit_self() -> None:
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def roots_in(folder: str) -> list[x509.Certificate]:
    """The certificates of a folder, PEM or DER; what is none is passed over."""
    found = []
    for path in sorted(Path(folder).glob("*")) if folder else ():
        if path.suffix.lower() in (".pem", ".crt", ".cer", ".der") and path.is_file():
            try:
                content = path.read_bytes()
                parts = (
                    [part for _, _, part in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
                )
                found += [certificate for part in parts if (certificate := x509.Certificate.load(part)).subject]
            except ValueError:
                continue
    return found


def look_at(source: str, roots: list[x509.Certificate]) -> list[dict[str, Any]]:
    with open(source, "rb") as file:  # noqa: PTH123 - one way in
        reader = PdfFileReader(file)
        signatures = reader.embedded_signatures
        if len(signatures) > MOST_SIGNATURES:
            raise ValueError("too many signatures")
        return [facts_of(reader, signature, roots) for signature in signatures]


def facts_of(reader: PdfFileReader, signature: Any, roots: list[x509.Certificate]) -> dict[str, Any]:
    """The facts of one signature; what cannot be told is told as such, never as good."""
    told = {"signer": "", "intact": False, "chain": "unknown", "changed": "unknown", "signed_at": ""}
    try:
        told["signer"] = str(signature.signer_cert.subject.native.get("common_name", ""))[:200]
        context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
        status = validate_pdf_signature(signature, context)
        told["intact"] = bool(status.intact and status.valid)
        told["chain"] = _chain(status, roots)
        told["changed"] = _changed(status)
        when = status.signer_reported_dt
        told["signed_at"] = when.isoformat() if when else ""
    except Exception as error:  # noqa: BLE001 - whatever a foreign signature does to its reader
        told["fault"] = type(error).__name__
    return told


def _chain(status: Any, roots: list[x509.Certificate]) -> str:
    """Does it lead to a supplied root today: trusted · no_roots · expired · revoked · unfit · unknown_root"""
    if not roots:
        return "no_roots"
    if status.trusted:
        return "trusted"
    problem = getattr(status, "trust_problem_indic", None)
    name = getattr(problem, "name", "") or ""
    if "EXPIRED" in name or "OUT_OF_BOUNDS" in name or "NOT_YET_VALID" in name:
        return "expired"
    if "REVOKED" in name or status.revoked:
        return "revoked"
    return "unfit" if "CONSTRAINTS" in name else "unknown_root"


def _changed(status: Any) -> str:
    """What was changed after this signature: none · forms · notes · other · unknown"""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "none"
    level = status.modification_level
    return LEVELS.get(level, "other") if level is not None else "unknown"


def main(source: str, folder: str) -> dict[str, Any]:
    limit_self()
    roots = roots_in(folder)
    return {"roots": len(roots), "signatures": look_at(source, roots)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
