"""The consolidated workbook: one Excel file with the whole year, whose formulas compute our own totals anew."""

from khoi.office.xlsx import Book
from khoi.summaries.models import Material, material_of
from khoi.summaries.rules import agency_layout, sheet_names
from khoi.summaries.workbook.agencies import write_agency
from khoi.summaries.workbook.looks import Looks
from khoi.summaries.workbook.notes import write_notes
from khoi.summaries.workbook.plan import Plan
from khoi.summaries.workbook.ranking import write_ranking
from khoi.summaries.workbook.sections import write_section
from khoi.summaries.workbook.summary import write_summary
from tenants import clock
from tenants.models import Year
from tenants.refusal import Refused

SUMMARY, RANKING, NOTES = "Tổng hợp", "Xếp hạng", "Ghi chú"


def consolidated_workbook(year: Year, who: str) -> bytes:
    """The year's workbook as the present scope may see it; `who` takes it stands in the notes.

    Chairs and the operator get all that is filed; a member the published table with its own details, or, before
    publication, its own card alone. Refused while there is nothing to show."""
    material = material_of(year)
    if material is None:
        raise Refused("Chưa có phiếu chấm nào được nộp nên chưa có gì để xuất.")
    return written_workbook(material, who)


def written_workbook(material: Material, who: str) -> bytes:
    """The file of what was read from the database."""
    now = clock.now()
    title = f"Bảng tổng hợp điểm thi đua năm {material.year.number}"
    book = Book(title=title, author=material.bloc.name, comments="Xuất từ phần mềm Khối thi đua", created=now)
    plan = _plan(material)
    looks = Looks(book, material.result.spec.places)
    if not material.own_only:
        write_summary(book, looks, plan, now)
        write_ranking(book, looks, plan)
        for section in material.result.spec.sections:
            write_section(book, looks, plan, section)
    for standing in plan.in_own_order:
        write_agency(book, looks, plan, standing)
    write_notes(book, looks, plan, who, now)
    return book.done()


def _plan(material: Material) -> Plan:
    result = material.result
    filed = {standing.agency: standing for standing in result.appraised}
    agencies = [code for code in result.names if code in filed]
    sections = [f"Nhóm {section.code or section.path}" for section in result.spec.sections]
    names = sheet_names([*sections, *agencies], taken=(SUMMARY, RANKING, NOTES))
    return Plan(
        material=material,
        layout=agency_layout(result.spec),
        section_pages=dict(zip((section.path for section in result.spec.sections), names, strict=False)),
        agency_pages=dict(zip(agencies, names[len(sections) :], strict=True)),
        summary=SUMMARY,
        ranking=RANKING,
        notes=NOTES,
    )
