"""What to look at before a paper goes out: it warns, by the place in the paper, and never holds a paper back. Pure."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from khoi.office.document import Block, Document, Heading, Letterhead, Paragraph, Table
from khoi.office.proofreading import other_years
from khoi.summaries.rules.bloc_report import Cover
from khoi.summaries.rules.kept import keep_document
from khoi.years.rules import Basis, warnings_for_citing


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where in the paper, and what to look at."""

    place: str
    message: str


def warnings_for(document: Document, cover: Cover, year: int, bases: Sequence[Basis], on: date) -> list[Doubt]:
    """Signer and date first, then another year and law that is not in force, place by place as one reads."""
    return [*_about_face(cover, year), *_about_years(document, year), *_about_law(document, bases, on)]


def _about_face(cover: Cover, year: int) -> Iterator[Doubt]:
    if not cover.signer.strip():
        yield Doubt("Người ký", "Chưa ghi họ tên người ký.")
    if cover.dated is not None and cover.dated.year not in (year, year + 1):
        yield Doubt("Ngày ban hành", f"Ngày thuộc năm {cover.dated.year}, văn bản của năm thi đua {year}.")


def _about_years(document: Document, year: int) -> Iterator[Doubt]:
    for place, text in places_in(document):
        if years := [each for each in other_years(text, year) if not _is_elected_for(each, year, text)]:
            yield Doubt(place, f"Nhắc đến năm {', '.join(map(str, years))}, văn bản của năm {year}.")


def _is_elected_for(named: int, year: int, text: str) -> bool:
    """Chairs are elected for the year to come."""
    return named == year + 1 and "bầu khối " in text.lower()


def _about_law(document: Document, bases: Sequence[Basis], on: date) -> Iterator[Doubt]:
    said: set[str] = set()
    for place, text in places_in(document):
        for warning in warnings_for_citing(text, bases, on):
            if warning.number not in said:
                said.add(warning.number)
                yield Doubt(place, warning.message)


def places_in(document: Document) -> Iterator[tuple[str, str]]:
    """The words of a document by their place; of tables the words, not the figures."""
    yield "Trích yếu", document.subject
    for number, basis in enumerate(document.bases, 1):
        yield f"Căn cứ {number}", basis
    yield from _of_blocks("Nội dung", document.body)
    for annex in document.annexes:
        yield annex.title, annex.subject
        yield from _of_blocks(annex.title, annex.body)


def _of_blocks(where: str, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    heading, at = "", 0
    for block in blocks:
        if isinstance(block, Heading):
            heading, at = block.text, 0
        elif isinstance(block, Paragraph):
            at += 1
            yield f"{where}, {f'mục “{heading[:60]}”, ' if heading else ''}đoạn {at}", block.said
        elif isinstance(block, Table):
            for number, row in enumerate(block.rows, 1):
                words = ". ".join(cell for cell in row.cells if any(sign.isalpha() for sign in cell))
                if words:
                    yield f"{where}, bảng, dòng {number}", words


def figures_digest(document: Document) -> str:
    """A hash of what the paper says apart from head, foot and who signs: another one means that figures changed."""
    bare = replace(
        document, letterhead=Letterhead("", ""), signature=None, countersignature=None, bases=(), recipients=(),
        subject="",
    )  # fmt: skip
    return hashlib.sha256(keep_document(bare).encode()).hexdigest()
