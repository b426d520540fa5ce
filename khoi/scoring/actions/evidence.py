"""Documents and the rows they serve: stored, attached, replaced, described, detached; what was filed never vanishes."""

from dataclasses import dataclass
from datetime import date

from khoi.scoring.actions.claiming import refuse_when_closed, row_to_write
from khoi.scoring.actions.history import keep_line
from khoi.scoring.models import (
    Evidence,
    EvidenceVersion,
    Mark,
    MarkEvidence,
    card_of,
    document,
    hold_card,
    link_between,
    pinned_to,
    rows_served_by,
    same_bytes,
    versions_of,
)
from khoi.scoring.rules import Stage, refuse_unless_open
from khoi.scoring.rules.evidence import refuse_unless_removable, refuse_unless_taken, title_from
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, StoredFile, facts_of
from tenants.refusal import Refused, Stale

STALE = "Minh chứng này vừa được người khác sửa hoặc thay tệp. Hãy tải lại trang để xem bản mới nhất."


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an upload: a fresh document, or the one in the store that has the same bytes (nothing changed)."""

    evidence: Evidence
    fresh: bool


def store(year_id: int, agency_id: int, received: Received) -> Added:
    """A new document in the agency's store, attached to no row; refused once the card has left."""
    _hold_own_card(year_id, agency_id)
    return store_document(year_id, agency_id, received)


def store_document(year_id: int, agency_id: int, received: Received) -> Added:
    """The same for who has asked already whether anything may be stored now."""
    if known := same_bytes(year_id, agency_id, received.kept.sha256):
        return Added(known, fresh=False)
    evidence = Evidence(year_id=year_id, agency_id=agency_id, title=title_from(received.name), made_at=clock.now())
    _index(evidence, received.name)
    db.session.add(evidence)
    db.session.flush()
    _add_version(evidence, received, 1)
    journal.wrote(evidence, "store_evidence", name=received.name, sha256=received.kept.sha256)
    return Added(evidence, fresh=True)


def add(mark: Mark, received: Received) -> Added:
    """A new document on a row. Where the store has these bytes already nothing happens: the person is asked first."""
    _row_that_takes_files(mark)
    added = store(mark.year_id, mark.agency_id, received)
    if added.fresh:
        attach(mark, added.evidence)
    return added


def attach(mark: Mark, evidence: Evidence) -> bool:
    """Put a document of the store behind a row; False where it already is."""
    _row_that_takes_files(mark)
    _refuse_removed(document(evidence).evidence)
    if link_between(mark.id, evidence.id):
        return False
    owner = {"year_id": mark.year_id, "agency_id": mark.agency_id}
    position = len(pinned_to(mark.id))
    db.session.add(MarkEvidence(**owner, mark_id=mark.id, evidence_id=evidence.id, position=position))
    db.session.flush()
    keep_line(mark, "attach")
    journal.wrote(mark, "attach", **_named(evidence))
    return True


def detach(mark: Mark, evidence: Evidence) -> bool:
    """Take a document off a row; it stays in the store, and in what was filed. False where it is not attached."""
    row_to_write(mark)
    link = link_between(mark.id, evidence.id)
    if link is None:
        return False
    db.session.delete(link)
    db.session.flush()
    keep_line(mark, "detach")
    journal.wrote(mark, "detach", **_named(evidence))
    return True


def replace(evidence: Evidence, received: Received, revision: int) -> EvidenceVersion:
    """Put another file in force; the older ones stay. Every row the document serves notes it in its history."""
    _hold_document(evidence, revision)
    rows = [row_to_write(mark) for mark, _ in rows_served_by(evidence.id)]
    versions = versions_of(evidence.id)
    if versions[0][1].sha256 == received.kept.sha256:
        raise Refused("Tệp vừa chọn giống hệt tệp đang dùng: không có gì để thay.")
    version = _add_version(evidence, received, versions[0][0].number + 1)
    evidence.revision += 1
    _index(evidence, received.name)
    db.session.flush()
    for row in rows:
        keep_line(row.mark, "replace")
    journal.wrote(evidence, "replace_evidence", **_named(evidence), number=version.number, sha256=received.kept.sha256)
    return version


def describe(evidence: Evidence, *, title: str, number: str, dated: date | None, issuer: str, revision: int) -> None:
    """Say what the document is: its title, number, date and issuer; refused where it serves a row still sealed."""
    _hold_document(evidence, revision)
    for mark, _ in rows_served_by(evidence.id):
        row_to_write(mark)
    evidence.title, evidence.number, evidence.dated, evidence.issuer = title, number, dated, issuer
    evidence.revision += 1
    _index(evidence, document(evidence).file.name)
    said = {"number": number, "dated": dated.isoformat() if dated else "", "issuer": issuer}
    journal.wrote(evidence, "describe_evidence", **_named(evidence), **said)


def remove(evidence: Evidence) -> None:
    """Take out of the store what serves no row and was never filed; the journal keeps that it was there."""
    _hold_own_card(evidence.year_id, evidence.agency_id)
    filed = any(version.filed for version, _ in versions_of(evidence.id))
    refuse_unless_removable(filed=filed, rows=len(rows_served_by(evidence.id)))
    evidence.removed_at = clock.now()
    journal.wrote(evidence, "remove_evidence", **_named(evidence))


# --- what every change asks first -------------------------------------------------------------------------------------


def _row_that_takes_files(mark: Mark) -> None:
    leaf = row_to_write(mark).leaf
    refuse_unless_taken(leaf.evidence, uploads_off=leaf.uploads_off)


def _hold_own_card(year_id: int, agency_id: int) -> None:
    """Without a card yet the store may be filled all the same."""
    card = card_of(year_id, agency_id)
    if card:
        refuse_unless_open(Stage(hold_card(card.id).stage))
    refuse_when_closed(year_id, agency_id, card)


def _hold_document(evidence: Evidence, revision: int) -> None:
    _hold_own_card(evidence.year_id, evidence.agency_id)
    _refuse_removed(document(evidence).evidence)
    if evidence.revision != revision:
        raise Stale(STALE)


def _refuse_removed(evidence: Evidence) -> None:
    if evidence.removed_at is not None:
        raise Refused("Minh chứng này đã bỏ khỏi kho.")


def _add_version(evidence: Evidence, received: Received, number: int) -> EvidenceVersion:
    owner = {"year_id": evidence.year_id, "agency_id": evidence.agency_id}
    file = StoredFile(**owner, **facts_of(received))
    db.session.add(file)
    db.session.flush()
    version = EvidenceVersion(
        **owner, evidence_id=evidence.id, file_id=file.id, number=number,
        made_at=file.stored_at, made_by=file.stored_by,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return version


def _index(evidence: Evidence, name: str) -> None:
    words = (evidence.title, evidence.number, evidence.issuer, name)
    evidence.folded = " ".join(filter(None, words))[:600]


def _named(evidence: Evidence) -> dict[str, str]:
    return {"evidence": evidence.public_id, "title": evidence.title}
