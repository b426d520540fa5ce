"""Drafts, issued documents and people at work, for the tests of documents."""

import io
from contextlib import contextmanager
from datetime import date

from khoi.documents import actions
from khoi.documents.actions import Draft
from khoi.documents.models import delivery_to, document_by_id, taken_numbers
from khoi.documents.rules import next_number
from tenants import clock, files
from tenants.database import db
from tenants.files import Received
from tenants.scope import acting

BYTES = b"%PDF-1.4 van ban"
HERE = "/noi-chinh/2026"


def received(name="Kế hoạch 05.pdf", data=BYTES):
    """Bytes that the gate let in."""
    return Received(name, "application/pdf", files.keep(io.BytesIO(data)), 1)


@contextmanager
def at_work(three, agency, make, *, seated=True, user_id=0):
    """Within the block somebody of the agency works; what he did is committed, what was refused rolled back."""
    with acting(make.scope(three, agency, seated=seated, user_id=user_id)):
        try:
            yield
            db.session.commit()
        finally:
            db.session.rollback()
            db.session.expunge_all()


def drafted(three, make, subject="Kế hoạch hoạt động của Khối", *, file=True, **more):
    """A draft of the lead, with a file; its id."""
    with at_work(three, three.lead, make):
        values = {"kind": "Kế hoạch", "subject": subject} | more
        row = actions.draft(three.bloc.id, three.year.id, Draft(**values))
        if file:
            actions.add_file(row, received(data=BYTES + subject.encode()))
        return row.id


def issue(three, make, document_id, number=0, dated=None):
    """The lead's head issues it, under the next number where none is named."""
    with at_work(three, three.lead, make):
        row = document_by_id(document_id)
        day = dated or clock.today()
        wanted = number or next_number(taken_numbers(three.bloc.id, day.year, row.series))
        actions.issue(row, wanted, day)
        return row.public_id


def issued(three, make, subject="Kế hoạch hoạt động của Khối", *, number=0, dated=None, **more):
    """An issued document; its id."""
    document_id = drafted(three, make, subject, **more)
    issue(three, make, document_id, number, dated)
    return document_id


def delivered(document_id, agency):
    """How it came to that agency; within a scope that may know."""
    row = delivery_to(document_id, agency.id)
    assert row is not None
    return row


FEBRUARY = date(2026, 2, 5)
