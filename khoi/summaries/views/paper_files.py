"""Official documents as files, before their issue: in the office's wording where it has one."""

from dataclasses import dataclass

from werkzeug.wrappers import Response

from khoi.office.document import Document
from khoi.office.docx import DOCX
from khoi.office.pdf import PDF, pdf_of
from khoi.office.serving import made_file
from khoi.office.template import Filling
from khoi.ranking.models import package_in_force
from khoi.summaries import actions
from khoi.summaries.models import Offer, PaperFace, templates_in_use
from khoi.summaries.rules.papers import figures_digest, numbered
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.papers import found_offer, paper_page
from khoi.summaries.wording import filling_of, written
from tenants import files, vi
from tenants.database import db, reading
from tenants.gate import door, here, own_transactions, takes_home
from tenants.journal import head_of
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | tuple[str, int]


@dataclass(frozen=True)
class Drawn:
    """What the file of a paper is made of, read in one transaction and made after it."""

    document: Document
    digest: str
    template: bytes | None
    filling: Filling | None

    def file(self) -> bytes:
        return written(self.document, self.template, self.filling)


def drawn(offer: Offer, face: PaperFace | None, number: int | None = None) -> Drawn:
    """The paper as it stands, with where the journal stands; refused where it cannot be made yet."""
    if offer.say is None:
        raise Refused(offer.missing)
    cover = offer.cover(face)
    anchor = _anchor()
    document = numbered(offer.say(cover, anchor), number)
    row = templates_in_use(here().year_id).get(offer.kind.key)
    filling = filling_of(offer.kind.key, document, offer.words(anchor), anchor) if row else None
    bare = figures_digest(offer.say(cover, ""))
    return Drawn(document, bare, files.read_bytes(row) if row else None, filling)


def _anchor() -> str:
    """Where the journal stands, and which package recomputes the result once it is published."""
    seq, digest = head_of(year_by_id(here().year_id).bloc_id)
    kept = package_in_force(here().year_id)
    package = f" Mã gói kiểm chứng: {kept.code}." if kept else ""
    return f"Mã đối chiếu nhật ký khi lập văn bản: dòng {seq}, {digest[:16]}.{package}"


@summaries.post("/<bloc>/<int:year>/papers/make/<string:paper_kind>/<string:paper_key>/docx")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@own_transactions
@takes_home
def paper_docx(paper_kind: str, paper_key: str) -> Answer:
    """A document before its issue, as a Word file."""
    return _taken(paper_kind, paper_key, "docx", DOCX)


@summaries.post("/<bloc>/<int:year>/papers/make/<string:paper_kind>/<string:paper_key>/pdf")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@own_transactions
@takes_home
def paper_pdf(paper_kind: str, paper_key: str) -> Answer:
    """A document before its issue, as PDF; refused in words where the server cannot make one."""
    return _taken(paper_kind, paper_key, "pdf", PDF)


def _taken(paper_kind: str, paper_key: str, kind: str, media_type: str) -> Answer:
    """Nobody waits for the making: it happens between reading and the line in the journal."""
    try:
        with reading():
            made = drawn(*found_offer(paper_kind, paper_key))
            db.session.rollback()
        file = pdf_of(made.file()) if kind == "pdf" else made.file()
    except Refused as refused:
        db.session.rollback()
        with reading():
            return paper_page(*found_offer(paper_kind, paper_key), refused.message), 409
    year = year_by_id(here().year_id)
    offer, _ = found_offer(paper_kind, paper_key)
    if here().is_open:
        actions.note_taken(year, offer, made.digest)
    actions.take_out(year, f"{paper_kind}_{kind}", file)
    db.session.commit()
    return made_file(file, media_type, f"{name_of(offer)}.{kind}")


def name_of(offer: Offer) -> str:
    """The name of a file: the kind, what it is about, the year, without diacritics and signs."""
    words = vi.fold(f"{offer.kind.name} {offer.about[:80]}")
    year = "" if str(here().number) in words else f" {here().number}"
    return "-".join("".join(sign if sign.isalnum() else " " for sign in words + year).split())
