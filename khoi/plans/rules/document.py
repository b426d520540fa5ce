"""The plan as an official document: its own words in the order in which plans are issued. Pure."""

from collections.abc import Iterator

from khoi.office.document import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Table,
)
from khoi.plans.rules.plan import QUARTER_NAMES, QUARTERS, PlanSpec, TaskSpec

KIND = "KẾ HOẠCH"
#: The sign of a plan where the agency has set none.
SIGN = "KH"
_COLUMNS = (
    Column("STT", 0.5, Align.CENTRE),
    Column("Nội dung", 3.6, Align.JUSTIFY),
    Column("Đơn vị chủ trì tham mưu", 1.3, Align.CENTRE),
    Column("Đơn vị phối hợp", 1.8, Align.LEFT),
)


def document_of(spec: PlanSpec, province: str = "") -> Document:
    """The plan to be signed; every text stands in it as it was written, tasks in the table by quarter."""
    return Document(
        letterhead=Letterhead(
            spec.superior, spec.issuer, spec.sign or SIGN, spec.number, spec.place or province, spec.dated
        ),
        kind=KIND,
        subject=subject_of(spec.title),
        bases=tuple(base for base in spec.legal_bases if base not in spec.preamble),
        body=tuple(_body(spec)),
        signature=Signature("", spec.signer_title, spec.signer_name),
        recipients=spec.recipients,
    )


def subject_of(title: str) -> str:
    """What the plan is about: its title without the word that stands above it."""
    if title.casefold().startswith(KIND.casefold()) and (rest := title[len(KIND) :].strip(" :")):
        return rest[:1].upper() + rest[1:]
    return title


def _body(spec: PlanSpec) -> Iterator[Block]:
    if spec.preamble:
        yield Paragraph(spec.preamble)
    if spec.purpose or spec.requirements:
        yield Heading("I. MỤC ĐÍCH, YÊU CẦU")
        yield from _section("1. Mục đích", spec.purpose)
        yield from _section("2. Yêu cầu", spec.requirements)
    yield Heading("II. NỘI DUNG")
    yield Table(_COLUMNS, tuple(_rows(spec.tasks)))
    if spec.organisation:
        yield Heading("III. TỔ CHỨC THỰC HIỆN")
        yield from map(Paragraph, spec.organisation)
    if spec.closing:
        yield Paragraph(spec.closing)


def _section(title: str, paragraphs: tuple[str, ...]) -> Iterator[Block]:
    if paragraphs:
        yield Heading(title, 2)
        yield from map(Paragraph, paragraphs)


def _rows(tasks: tuple[TaskSpec, ...]) -> Iterator[Row]:
    for quarter in QUARTERS:
        found = [task for task in tasks if task.quarter == quarter]
        if found:
            yield Row((QUARTER_NAMES[quarter],), bold=True)
        for task in found:
            yield Row((str(task.number), task.content, task.lead, "\n".join(task.coordination)))
