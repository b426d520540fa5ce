"""The dossier for Sở Nội vụ: its table of contents as a document and as plain text, and the list of evidence. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khoi.office.document import Align, Column, Document, Letterhead, Paragraph, Row, Table
from khoi.summaries.rules.words import evidence_line


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the dossier: where it lies in the package, what it is, its hash and size; a hash is empty where it is
    missing, and `title` says why."""

    path: str
    title: str
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in the package, what is not, and who made it when."""

    bloc: str
    lead: str
    year: int
    made: str
    listed: tuple[Listed, ...]
    missing: tuple[str, ...]
    anchor: str


def contents_document(contents: Contents) -> Document:
    """The table of contents; it bears no number."""
    columns = (Column("TT", 0.5, Align.CENTRE), Column("Tài liệu và tệp", 8), Column("Mã SHA-256", 2.4))
    rows = tuple(
        Row((str(at), f"{each.title}\n{each.path}", each.sha256[:16])) for at, each in enumerate(contents.listed, 1)
    )
    missing = [Paragraph(f"- {each}.") for each in contents.missing]
    return Document(
        letterhead=Letterhead(contents.lead, contents.bloc),
        kind="Mục lục hồ sơ",
        subject=f"Thi đua, khen thưởng năm {contents.year} của {contents.bloc}",
        body=(
            Table(columns, rows),
            *([Paragraph("Chưa có trong hồ sơ:"), *missing] if missing else []),
            Paragraph(f"Hồ sơ lập lúc {contents.made}. {contents.anchor} Mã SHA-256 đầy đủ ở tệp 00-muc-luc.txt."),
        ),
    )


def contents_text(contents: Contents) -> str:
    """The same for a reader without Word; `sha256sum -c` takes its lines of hashes."""
    lines = [
        f"# Hồ sơ thi đua, khen thưởng năm {contents.year} của {contents.bloc}",
        f"# Lập lúc {contents.made}. {contents.anchor}",
        *(f"# {at}. {each.title}: {each.path}" for at, each in enumerate(contents.listed, 1)),
        *(f"# Chưa có: {each}" for each in contents.missing),
        *(f"{each.sha256}  {each.path}" for each in contents.listed),
    ]
    return "\n".join(lines) + "\n"


Evidence = Mapping[str, Sequence[Mapping[str, Any]]]


def evidence_document(bloc: str, lead: str, year: int, filed: Sequence[tuple[str, Evidence]]) -> Document:
    """The list of evidence behind the filed cards, agency by agency; the files themselves stay with the portal."""
    columns = (
        Column("Tài liệu", 5), Column("Tên tệp", 3), Column("Tiêu chí", 2), Column("Mã SHA-256", 1.8),
    )  # fmt: skip
    rows: list[Row] = []
    for name, evidence in filed:
        rows.append(Row((name,), bold=True))
        rows += _documents(evidence)
    count = sum(len(row.cells) > 1 for row in rows)
    return Document(
        letterhead=Letterhead(lead, bloc),
        kind="Danh mục minh chứng",
        subject=f"Kèm theo phiếu chấm điểm thi đua năm {year}",
        body=(
            Paragraph(f"Có {count} tài liệu minh chứng kèm theo các phiếu chấm đã nộp."),
            *([Table(columns, tuple(rows))] if rows else []),
        ),
    )


def _documents(evidence: Evidence) -> list[Row]:
    """Each document once, with the criteria behind which it stands."""
    found: dict[str, tuple[Mapping[str, Any], list[str]]] = {}
    for path, documents in evidence.items():
        for each in documents:
            key = str(each.get("version") or each.get("sha256", ""))
            found.setdefault(key, (each, []))[1].append(path)
    return [
        Row((
            evidence_line([each]).removeprefix("1. "), str(each.get("name", "")), "; ".join(paths),
            str(each.get("sha256", ""))[:16],
        ))
        for each, paths in found.values()
    ]  # fmt: skip
