"""Cards, files and documents for the tests of evidence."""

import io
from contextlib import contextmanager

import pypdfium2
from PIL import Image

from khoi.scoring.models import Mark, Scorecard
from khoi.sheets.models import criteria_of
from tenants import files
from tenants.database import db
from tenants.files import Received
from tenants.scope import acting


def pdf(pages=1, width=595, height=842):
    """A real PDF of blank pages."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(width, height)
    out = io.BytesIO()
    made.save(out)
    made.close()
    return out.getvalue() + f"% {pages} {width} {height}\n".encode()


def image(kind="PNG", size=(40, 30), colour="red"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def received(data=None, name="Báo cáo 47.pdf", media_type="application/pdf", pages=1):
    """Bytes that the gate let in."""
    return Received(name, media_type, files.keep(io.BytesIO(data or pdf(pages))), pages)


def begin_card(three, sheet, agency, make, stage="draft"):
    """The agency's card with a blank mark for each leaf; commits and gives the marks in order."""
    owner = {"year_id": three.year.id, "agency_id": agency.id}
    with acting(make.scope(three, agency, seated=False)):
        card = Scorecard(**owner, sheet_id=sheet.id, stage=stage)
        db.session.add(card)
        db.session.flush()
        marks = [
            Mark(**owner, scorecard_id=card.id, criterion_id=leaf.id) for leaf in criteria_of(sheet.id) if leaf.method
        ]
        db.session.add_all(marks)
        db.session.commit()
    return card, marks


@contextmanager
def working(three, agency, make):
    """Within the block somebody of the agency works; what he did is committed, what was refused rolled back."""
    with acting(make.scope(three, agency, seated=False)):
        try:
            yield
            db.session.commit()
        finally:
            db.session.rollback()
