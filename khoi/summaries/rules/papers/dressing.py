"""Head and foot of an official document: said once as a cover, put around any body, or over another step's document."""

from collections.abc import Sequence
from dataclasses import replace

from khoi.office.document import Annex, Block, Document, Letterhead, Paragraph, Signature
from khoi.summaries.rules.bloc_report import Cover, customary_cover
from khoi.summaries.rules.papers.kinds import PaperKind


def usual_cover(kind: PaperKind, pattern: str, subject: str, year: int, bloc: str, lead: str, province: str) -> Cover:
    """Head and foot as custom has them; who signs comes from the year's accounts."""
    usual = customary_cover(pattern, "", subject, year, bloc, lead, province)
    return replace(usual, sign=kind.sign, subject=subject, recipients=kind.recipients, closing="")


def by_deputy(cover: Cover) -> Cover:
    """What concerns the lead's own card goes out in the deputy's hand: nobody appraises his own agency."""
    authority = f"{cover.authority}\nKT. Khối trưởng".strip()
    return replace(cover, authority=authority, position="Khối phó")


def official(cover: Cover, printed: str, body: Sequence[Block], annexes: Sequence[Annex] = ()) -> Document:
    """A document of the bloc's own; its number is left to the registry clerk."""
    closing = (Paragraph(cover.closing),) if cover.closing else ()
    return Document(
        letterhead=Letterhead(cover.superior, cover.issuer, cover.sign, None, cover.place, cover.dated),
        kind=printed, subject=cover.subject, body=(*body, *closing),
        signature=Signature(cover.authority, cover.position, cover.signer), bases=cover.bases,
        recipients=cover.recipients, annexes=tuple(annexes),
    )  # fmt: skip


def cover_from(document: Document, pattern: str) -> Cover:
    """The cover of a document that another step has written."""
    head, signed = document.letterhead, document.signature or Signature("", "")
    return Cover(
        pattern=pattern, superior=head.superior, issuer=head.issuer, sign=head.sign, place=head.place,
        dated=head.dated, subject=document.subject, bases=document.bases, recipients=document.recipients, closing="",
        authority=signed.authority, position=signed.position, signer=signed.name,
    )  # fmt: skip


def dressed(document: Document, cover: Cover) -> Document:
    """Another step's document under this cover; its own words and annexes stay."""
    whole = official(cover, document.kind, document.body, document.annexes)
    signature = whole.signature if document.signature is not None else None
    return replace(
        whole, signature=signature, countersignature=document.countersignature, addressees=document.addressees
    )


def numbered(document: Document, number: int | None) -> Document:
    """The same with the number that the registry clerk has given it."""
    return replace(document, letterhead=replace(document.letterhead, number=number))
