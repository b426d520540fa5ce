"""Official documents: head and foot said, issued once under a number, withdrawn or replaced."""

from dataclasses import dataclass
from datetime import date

from khoi.documents.actions import Elsewhere, enter_elsewhere
from khoi.documents.models import hold_register
from khoi.documents.rules import sign_of
from khoi.office.document import Document
from khoi.summaries.actions.composing import Face
from khoi.summaries.models import (
    REPLACED,
    WITHDRAWN,
    Offer,
    Paper,
    PaperAddressee,
    PaperEnd,
    PaperFace,
    addressees_of,
    end_of,
    face_of,
    hold_face,
    offer_of,
    paper_in_force,
)
from khoi.summaries.rules.kept import keep_document
from khoi.summaries.rules.papers import KINDS, PaperKey, figures_digest
from tenants import clock, journal, vi
from tenants.database import db
from tenants.files import Kept, Received, facts_of
from tenants.models import Year, members_of, seated
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it was made for its issue: its words, the hash of its figures, and its file safe on disk."""

    document: Document
    digest: str
    name: str
    media_type: str
    kept: Kept


def describe_paper(year: Year, offer: Offer, face: Face) -> PaperFace:
    """Say head and foot of a paper otherwise than custom does."""
    row = _face(year, offer)
    fields = {name: getattr(face, name) for name in Face.__slots__}
    if any(getattr(row, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(row, name, value)
        row.version += 1
        journal.wrote(row, "describe_paper", kind=row.kind, key=row.key, version=row.version)
    return row


def note_taken(year: Year, offer: Offer, digest: str) -> None:
    """The lead took the paper home: from now on the page says when its figures change."""
    row = _face(year, offer)
    row.taken_digest, row.taken_at = digest, clock.now()


def _face(year: Year, offer: Offer) -> PaperFace:
    """The row of a paper's head and foot, locked; made at the first need, one for each however many ask at once."""
    hold_register(year.bloc_id)
    row = face_of(year.id, offer.kind.key, offer.key)
    if row is not None:
        return hold_face(row.id)
    row = PaperFace(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="lead", kind=offer.kind.key, key=offer.key, pattern="bloc"
    )
    db.session.add(row)
    db.session.flush()
    return row


def issue_paper(year: Year, kind: str, key: str, made: Made, number: int | None, dated: date, after: str) -> Paper:
    """Issue the paper under the registry clerk's number: it is kept for good and shown to whom it concerns. Refused
    where its figures changed since it was made, or where another was issued meanwhile (`after` is what stood then)."""
    hold_register(year.bloc_id)
    offer = _as_it_stands(year, kind, key, made)
    standing = paper_in_force(year.id, kind, key)
    if (standing.public_id if standing else "") != after:
        raise Refused("Văn bản này vừa được ban hành. Xem bản đã ban hành trước khi ban hành lại.")
    if dated > clock.today():
        raise Refused("Ngày văn bản không được sau hôm nay.", field="dated")
    sign = _registered(year, offer, made, number, dated)
    row = _kept(year, offer, made, sign, dated, standing)
    if standing is not None:
        _end(standing, REPLACED, f"được thay thế bằng {offer.kind.name} {_named(row)}")
    _tell(row, f"Khối ban hành {offer.kind.name} {_named(row)}: {row.subject}")
    return row


def _as_it_stands(year: Year, kind: str, key: str, made: Made) -> Offer:
    """The document read again behind the lock; refused where it would say other figures now."""
    found = offer_of(year, kind, key)
    if found is None or found[0].say is None:
        raise Refused(found[0].missing if found else "Văn bản này không còn lập được.")
    offer, face = found
    assert offer.say is not None, "what says nothing was refused above"
    if figures_digest(offer.say(offer.cover(face), "")) != made.digest:
        raise Refused("Số liệu vừa thay đổi trong lúc trang đang mở. Xem lại văn bản rồi ban hành.")
    return offer


def _registered(year: Year, offer: Offer, made: Made, number: int | None, dated: date) -> str:
    """The number and sign, taken from the bloc's register; empty for what bears none."""
    if not offer.kind.register:
        return ""
    if number is None:
        raise Refused("Nhập số văn bản.", field="number")
    document = made.document
    about = Elsewhere(
        kind=offer.kind.register, number=number, dated=dated, subject=document.subject[:500],
        signer=document.signature.name if document.signature else "",
        recipients="; ".join(document.recipients)[:1000],
    )  # fmt: skip
    enter_elsewhere(year.bloc_id, year.id, about)
    return sign_of(number, document.letterhead.sign)


def _kept(year: Year, offer: Offer, made: Made, sign: str, dated: date, standing: Paper | None) -> Paper:
    row = Paper(
        bloc_id=year.bloc_id, year_id=year.id, shown_to=offer.shown_to, kind=offer.kind.key, key=offer.key,
        about=offer.about, subject=made.document.subject, sign=sign, dated=dated,
        signer=made.document.signature.name if made.document.signature else "",
        document=keep_document(made.document), digest=made.digest, replaces_id=standing.id if standing else None,
        **facts_of(Received(made.name, made.media_type, made.kept)),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    if offer.agency_id:
        db.session.add(PaperAddressee(year_id=year.id, agency_id=offer.agency_id, paper_id=row.id))
        db.session.flush()
    journal.wrote(
        row, "issue_paper", kind=row.kind, key=row.key, sign=sign, dated=dated.isoformat(), sha256=row.sha256,
        shown_to=row.shown_to,
    )  # fmt: skip
    return row


def withdraw_paper(paper: Paper, reason: str) -> PaperEnd:
    """Withdraw an issued paper: it stays in sight as such, and whom it concerns is told why."""
    hold_register(paper.bloc_id)
    if (ended := end_of(paper.id)) is not None:
        raise Refused("Văn bản đã được thay thế." if ended.how == REPLACED else "Văn bản đã được thu hồi.")
    return _end(paper, WITHDRAWN, reason)


def _end(paper: Paper, how: str, reason: str) -> PaperEnd:
    row = PaperEnd(
        bloc_id=paper.bloc_id, year_id=paper.year_id, shown_to=paper.shown_to, paper_id=paper.id, how=how,
        reason=reason[:500], at=clock.now(), by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, f"{how}_paper", paper=paper.public_id, sign=paper.sign, reason=reason)
    if how == WITHDRAWN:
        _tell(paper, f"{KINDS[PaperKey(paper.kind)].name} {_named(paper)} đã thu hồi. Lý do: {reason}")
    return row


def _named(paper: Paper) -> str:
    return f"số {paper.sign}" if paper.sign else f"ngày {vi.date(paper.dated)}"


def _tell(paper: Paper, text: str) -> None:
    """A word to everybody who reads the paper, but to the agency that issues it, unless the paper is about itself."""
    if paper.shown_to == "chosen":
        agencies = addressees_of(paper.id)
    elif paper.shown_to == "chairs":
        deputy = seated(paper.year_id, Seat.DEPUTY)
        agencies = [deputy.agency_id] if deputy else []
    else:
        own = present_scope().agency
        agencies = [member.agency_id for member in members_of(paper.year_id) if member.agency_id != own]
    for agency_id in agencies:
        notify(agency_id, "paper", text[:500])
