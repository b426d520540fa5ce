"""Official documents of the year: what can be made, what is missing, what was issued; one of them before its issue."""

from dataclasses import dataclass
from datetime import date

from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.document import Document, Heading, Paragraph, Table, place_and_date
from khoi.office.pdf import can_make_pdf
from khoi.summaries import actions
from khoi.summaries.forms import PaperFaceForm
from khoi.summaries.models import (
    IssuedLine,
    Offer,
    PaperFace,
    faces_in,
    offer_of,
    offers_in,
    paper_in_force,
    papers_in,
    templates_in_use,
)
from khoi.summaries.rules import PATTERNS, Cover
from khoi.summaries.rules.papers import EYES, KINDS, PaperKey, figures_digest, warnings_for
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.face import face_from, is_stale
from khoi.years.models import bases_of
from tenants import clock
from tenants.gate import door, here, only_to_change
from tenants.models import year_by_id
from tenants.roles import Role, Seat
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]
#: The address of a paper of which there is one a year.
ONLY = "nam"
#: Where what other steps write is written.
ELSEWHERE = {
    PaperKey.MINUTES: "deliberation.meeting", PaperKey.TALLY: "ballots.ballots", PaperKey.LETTER: "awards.yearly",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A document of the year in the list: what it is, what stands of it, where to make it."""

    offer: Offer
    address: str
    issued: IssuedLine | None
    elsewhere: str | None


@summaries.get("/<bloc>/<int:year>/papers")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER, by_seat=True)
def papers() -> str:
    """The lead: every document that the year needs. Everybody: the issued ones that concern him."""
    issued = papers_in(here().year_id)
    leads = bool(present_scope().lead)
    lines = _lines(issued) if leads else []
    return render_template(
        "summaries/papers.html", lines=lines, issued=issued, leads=leads, kinds=KINDS, eyes=EYES,
        handover=_address("turnover.handover") if leads else None, page_title="Văn bản của Khối",
    )  # fmt: skip


def _lines(issued: list[IssuedLine]) -> list[Line]:
    standing = {(line.kind, line.key): line for line in reversed(issued) if line.in_force}
    offers = offers_in(year_by_id(here().year_id), faces_in(here().year_id))
    return [
        Line(
            offer, url_for("summaries.paper", paper_kind=offer.kind.key, paper_key=offer.key or ONLY),
            standing.get((offer.kind.key, offer.key)), _address(ELSEWHERE.get(offer.kind.key, "")),
        )
        for offer in offers
    ]  # fmt: skip


def _address(endpoint: str) -> str | None:
    """Another step's page, where that step has it."""
    return url_for(endpoint) if endpoint in current_app.view_functions else None


def found_offer(paper_kind: str, paper_key: str) -> tuple[Offer, PaperFace | None]:
    """The document that an address names; there is no other."""
    found = offer_of(year_by_id(here().year_id), paper_kind, "" if paper_key == ONLY else paper_key)
    if found is None:
        raise NotFound
    return found


@summaries.get("/<bloc>/<int:year>/papers/make/<string:paper_kind>/<string:paper_key>")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def paper(paper_kind: str, paper_key: str) -> str:
    """One document as it would go out now, with what to look at before it does."""
    return paper_page(*found_offer(paper_kind, paper_key))


def paper_page(offer: Offer, face: PaperFace | None, refusal: str = "") -> str:
    """The page of a document before its issue."""
    cover = offer.cover(face)
    document = offer.say(cover, "") if offer.say else None
    return render_template(
        "summaries/paper.html", offer=offer, face=face, cover=cover, document=document, refusal=refusal,
        address={"paper_kind": offer.kind.key, "paper_key": offer.key or ONLY}, pdf=can_make_pdf(), eyes=EYES,
        doubts=doubts_of(document, cover, face) if document else [], **shown(document),
        issued=paper_in_force(here().year_id, offer.kind.key, offer.key),
        template=templates_in_use(here().year_id).get(offer.kind.key),
        elsewhere=_address(ELSEWHERE.get(offer.kind.key, "")),
        page_title=f"{offer.kind.name}{': ' if offer.about else ''}{offer.about}",
    )  # fmt: skip


def doubts_of(document: Document, cover: Cover, face: PaperFace | None) -> list[tuple[str, str]]:
    """What to look at, by its place; also that figures changed since the paper was taken home or issued."""
    year = here()
    doubts = warnings_for(document, cover, year.number, bases_of(year.year_id), cover.dated or clock.today())
    found = [(each.place, each.message) for each in doubts]
    digest = figures_digest(document)
    if face is not None and face.taken_digest not in ("", digest):
        found.insert(0, ("Số liệu", "Đã thay đổi sau lần tải về gần nhất; bản đã in không còn đúng."))
    return found


def shown(document: Document | None) -> dict[str, object]:
    """What the page needs to show a document's words."""
    head = document.letterhead if document else None
    return {"kind_of": kind_of, "dateline": place_and_date(head.place, head.dated) if head else ""}


def kind_of(block: object) -> str:
    """What a block of the body is, for the page."""
    kinds = {Heading: "heading", Paragraph: "paragraph", Table: "table"}
    return kinds.get(type(block), "")


@summaries.route("/<bloc>/<int:year>/papers/make/<string:paper_kind>/<string:paper_key>/face", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def describe_paper(paper_kind: str, paper_key: str) -> Answer:
    """Head and foot of a document: who issues and signs it, when, on which grounds, to whom."""
    form = PaperFaceForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    offer, face = found_offer(paper_kind, paper_key)
    version = face.version if face else 0
    if not sent:
        form = PaperFaceForm(obj=face) if face else PaperFaceForm()
        form.show(version)
    if not well_formed:
        return _face_page(offer, form), 422 if sent else 200
    if face is not None and is_stale(form, face):
        return _face_page(offer, form), 409
    actions.describe_paper(year_by_id(here().year_id), offer, face_from(form))
    flash("Đã lưu đầu và cuối văn bản.", "ok")
    return redirect(url_for("summaries.paper", paper_kind=paper_kind, paper_key=paper_key), 303)


def _face_page(offer: Offer, form: PaperFaceForm) -> str:
    return render_template(
        "summaries/describe_paper.html", offer=offer, form=form, patterns=PATTERNS, usual=offer.usual,
        address={"paper_kind": offer.kind.key, "paper_key": offer.key or ONLY},
        page_title="Đầu và cuối văn bản",
    )  # fmt: skip


def day_of(face: PaperFace | None) -> date:
    """The day that the paper bears, before it bears one today."""
    return face.dated if face and face.dated else clock.today()
