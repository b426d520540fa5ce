"""What belongs into the dossier, read in one transaction: issued papers, the score table, reports, evidence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from khoi.accounts.models import people_of_members
from khoi.office.document import Document
from khoi.office.docx import write
from khoi.ranking.models import package_in_force
from khoi.reports.models import definition_of, filed_reports, requests_of
from khoi.reports.models.content import content_filed
from khoi.reports.rules import Issuer, Kind, report_document, report_file_name
from khoi.summaries.models import (
    Paper,
    PublishedReport,
    latest_published,
    material_of,
    offer_of,
    papers_in_force,
    signed_files_of,
)
from khoi.summaries.models.material import Material
from khoi.summaries.rules.kept import kept_document
from khoi.summaries.rules.papers import KINDS, PaperKey
from khoi.summaries.rules.papers.dossier import Contents, evidence_document
from khoi.summaries.workbook import written_workbook
from tenants import clock, files, vi
from tenants.journal import head_of
from tenants.models import Year, bloc_by_id, seated
from tenants.roles import Role, Seat
from tenants.vi.dates import local

#: The folders, in the order in which the province reads.
FOLDERS = {
    PaperKey.LETTER: "01-to-trinh",
    PaperKey.MINUTES: "02-bien-ban",
    PaperKey.TALLY: "02-bien-ban",
    PaperKey.RESULT: "03-ket-qua",
    PaperKey.SCORES: "03-ket-qua",
}
REPORTS, EVIDENCE = "04-bao-cao", "05-minh-chung"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the dossier: on disk already, or made when its turn comes. Neither: it is missing, for this reason."""

    path: str
    title: str
    place: Path | None = None
    make: Callable[[], bytes] | None = None


def collected(year: Year, who: str) -> list[Part]:
    """Every part, with what is missing among them. Asked with the lead's eyes, or the operator's."""
    material = material_of(year)
    return [*_papers(year), *_scores(year, material, who), *_bloc_reports(year), *_member_reports(year),
            *_evidence(year, material)]  # fmt: skip


def contents_now(year: Year) -> Contents:
    """The table of contents before its files are known: whose it is, when it was made, where the journal stood."""
    bloc, lead, (seq, digest) = bloc_by_id(year.bloc_id), seated(year.id, Seat.LEAD), head_of(year.bloc_id)
    kept = package_in_force(year.id)
    package = f" Mã gói kiểm chứng: {kept.code}." if kept else ""
    anchor = f"Mã đối chiếu nhật ký: dòng {seq}, {digest[:16]}.{package}"
    made = vi.date_time(clock.now())
    return Contents(bloc.name, lead.name_that_year if lead else "", year.number, made, (), (), anchor)


def _papers(year: Year) -> Iterator[Part]:
    issued: dict[str, list[Paper]] = {}
    for row in papers_in_force(year.id, FOLDERS):
        issued.setdefault(row.kind, []).append(row)
    for key, folder in FOLDERS.items():
        kind = KINDS[key]
        if key not in issued and key is not PaperKey.SCORES:
            yield Part("", f"{kind.name}: chưa ban hành trên hệ thống")
        for number, row in enumerate(issued.get(key, []), 1):
            stem = f"{folder}/{_plain(kind.name)}{f'-{number}' if len(issued[key]) > 1 else ''}"
            sign = f" số {row.sign}" if row.sign else ""
            about = f" ({row.about})" if row.about else ""
            title = f"{kind.name}{sign}, ngày {vi.date(row.dated)}{about}"
            yield Part(f"{stem}.docx", title, files.place(row.sha256))
            for place, (signed, _) in enumerate(signed_files_of(row.id)[:1], 1):
                yield Part(f"{stem}-ban-ky-so{place}.pdf", f"Bản ký số: {kind.name}{sign}", files.place(signed.sha256))


def _scores(year: Year, material: Material | None, who: str) -> Iterator[Part]:
    folder = FOLDERS[PaperKey.SCORES]
    if material is None:
        yield Part("", "Bảng tổng hợp điểm: chưa có phiếu chấm nào được nộp")
        return
    yield Part(f"{folder}/bang-tong-hop-diem.xlsx", "Sổ tổng hợp điểm (Excel)",
               make=lambda: written_workbook(material, who))  # fmt: skip
    if not papers_in_force(year.id, [PaperKey.SCORES]) and (document := _scores_now(year)) is not None:
        title = "Bảng tổng hợp điểm (chưa ban hành, số liệu tại lúc lập hồ sơ)"
        yield Part(f"{folder}/bang-tong-hop-diem.docx", title, make=lambda: write(document))


def _scores_now(year: Year) -> Document | None:
    found = offer_of(year, PaperKey.SCORES, "")
    if found is None or found[0].say is None:
        return None
    offer, face = found
    assert offer.say is not None, "what says nothing was sent away above"
    return offer.say(offer.cover(face), "")


def _bloc_reports(year: Year) -> Iterator[Part]:
    rows = latest_published(year.id)
    if not rows:
        yield Part("", "Báo cáo của Khối: chưa công bố báo cáo nào")
    for row in rows:
        yield Part(f"{REPORTS}/khoi-{report_file_name(row.key)}.docx", f"Báo cáo của Khối: {row.title}",
                   make=_writing(row))  # fmt: skip


def _writing(row: PublishedReport) -> Callable[[], bytes]:
    text = row.document
    return lambda: write(kept_document(text))


def _member_reports(year: Year) -> Iterator[Part]:
    """The members' reports of the year as they filed them; who filed none is named."""
    province, heads = bloc_by_id(year.bloc_id).province, people_of_members(year.id)
    for request in requests_of(year.id):
        if not request.is_asked or request.kind != Kind.FULL_YEAR:
            continue
        definition = definition_of(request)
        for report in filed_reports(year.id, request.key):
            name = report.member.name_that_year
            if report.whole is None:
                yield Part("", f"{request.title} của {name}: chưa nộp")
                continue
            head = next((one for one in heads.get(report.member.agency_id, []) if one.role == Role.HEAD), None)
            issuer = Issuer(name, province, head.name if head else "", head.position if head else "")
            day = local(report.whole.filed.filed_at).date()
            content = content_filed(definition, report.whole)
            document = report_document(request.title, request.basis, definition.outline, content, issuer, day)
            path = f"{REPORTS}/{_plain(name)}-{report_file_name(request.key)}.docx"
            yield Part(path, f"{request.title}: {name}", make=lambda document=document: write(document))  # type: ignore[misc]


def _evidence(year: Year, material: Material | None) -> Iterator[Part]:
    if material is None or not any(filed.evidence for filed in material.filed.values()):
        yield Part("", "Danh mục minh chứng: chưa có minh chứng nào kèm phiếu đã nộp")
        return
    lead = seated(year.id, Seat.LEAD)
    names = material.result.names
    listed = [(names[code], filed.evidence) for code, filed in material.filed.items() if filed.evidence]
    document = evidence_document(material.bloc.name, lead.name_that_year if lead else "", year.number, listed)
    yield Part(f"{EVIDENCE}/danh-muc-minh-chung.docx", "Danh mục minh chứng kèm phiếu chấm",
               make=lambda: write(document))  # fmt: skip


def _plain(words: str) -> str:
    """A name for a file: without diacritics, in small letters."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in vi.fold(words)).split())
