"""A document's words by the names of the fields, the template to begin with, and the file of either wording."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from khoi.office.document import Document, Paragraph, Row
from khoi.office.docx import write
from khoi.office.docx.filling import annexes_markup, body_markup, starting_template
from khoi.office.docx.words import bases_of, dated, numbered, recipients_of
from khoi.office.template import Filling, fill
from khoi.summaries.rules.bloc_report import Cover
from khoi.summaries.rules.papers import (
    Notice,
    PaperKey,
    Places,
    notice_document,
    official,
    result_document,
)
from khoi.summaries.wording.fields import fields_of

#: What the template to begin with says where a field goes; no official words look so.
HEAD_NAMES = {
    "XCOQUANCAPTREN": "{{ co_quan_cap_tren }}",
    "XCOQUANBANHANH": "{{ co_quan_ban_hanh }}",
    "Số:       /XKYHIEU": "{{ so_ky_hieu }}",
    "XDIADANH, ngày … tháng … năm …": "{{ dia_danh_ngay }}",
    "XLOAIVANBAN": "{{ loai_van_ban }}",
    "XQUYENHAN": "{{ quyen_han }}",
    "XCHUCVU": "{{ chuc_vu }}",
}
#: The parts of lists that stand in the columns of a table.
SHORT = tuple(
    (name, part)
    for key, name in ((PaperKey.APPRAISAL, "nhom"), (PaperKey.APPRAISAL, "khac_biet"), (PaperKey.RESULT, "ket_qua"))
    for part in fields_of(key).lists[name][1]
)


def written(document: Document, template: bytes | None, filling: Filling | None) -> bytes:
    """The document as a Word file: in the office's wording where it has one, else as built in."""
    return write(document) if template is None or filling is None else fill(template, filling)


def filling_of(key: PaperKey, document: Document, words: Notice | Places | None, anchor: str) -> Filling:
    """The document's words by the names that a template of its kind may use."""
    head, signed = document.letterhead, document.signature
    values: dict[str, Any] = {
        "co_quan_cap_tren": head.superior.upper(), "co_quan_ban_hanh": head.issuer.upper(),
        "so_ky_hieu": numbered(head), "dia_danh_ngay": dated(head), "loai_van_ban": document.kind.upper(),
        "trich_yeu": document.subject, "quyen_han": signed.authority.upper() if signed else "",
        "chuc_vu": signed.position.upper() if signed else "", "nguoi_ky": signed.name if signed else "",
        "ma_doi_chieu": anchor, "can_cu": [{"loi": line} for line in bases_of(document)],
        "noi_nhan": [{"loi": line} for line in recipients_of(document)],
    }  # fmt: skip
    fields = fields_of(key)
    return Filling(
        values=values | _own(key, words),
        lists={name: tuple(parts) for name, (_, parts) in fields.lists.items()},
        markup={"noi_dung": body_markup(document)},
        after=annexes_markup(document),
    )


def _own(key: PaperKey, words: Notice | Places | None) -> dict[str, Any]:
    lists = {name: tuple(parts) for name, (_, parts) in fields_of(key).lists.items()}
    if isinstance(words, Notice):
        return {
            "don_vi": words.agency, "nam": words.year, "khoi": words.bloc, "tong_tu_cham": words.claimed,
            "tong_tham_dinh": words.appraised, "tong_chenh_lech": words.difference, "so_tieu_chi_khac": words.count,
            "ma_niem_phong": words.seal[:16], "nhom": _lines(lists["nhom"], words.sections),
            "khac_biet": _lines(lists["khac_biet"], words.differing),
            "cho_cong_bo": [{"ten": name} for name in words.waiting],
        }  # fmt: skip
    if isinstance(words, Places):
        return {
            "nam": words.year, "khoi": words.bloc, "so_don_vi": words.count,
            "ket_qua": _lines(lists["ket_qua"], words.rows),
        }  # fmt: skip
    return {}


def _lines(parts: Sequence[str], rows: Sequence[Row]) -> list[dict[str, str]]:
    return [dict(zip(parts, row.cells, strict=True)) for row in rows]


# --- the template to begin with -------------------------------------------------------------------------------------


def starting_point(key: PaperKey) -> bytes:
    """The built-in wording as a template: the very document, with fields where its words would stand."""
    short = {_short(name, part): f"{{{{ dong.{part} }}}}" for name, part in SHORT}
    return starting_template(_sample(key), HEAD_NAMES | short)


def sample_of(key: PaperKey) -> tuple[Document, Filling]:
    """A document of invented words, for the trial of a template when it comes."""
    cover, words = _sample_cover(), _sample_words(key)
    document = official(cover, "Văn bản thử", (Paragraph("Nội dung thử."),))
    if isinstance(words, Notice):
        document = notice_document(cover, words)
    elif isinstance(words, Places):
        document = result_document(cover, words, None)
    return document, filling_of(key, document, words, "Mã đối chiếu thử.")


def _sample_words(key: PaperKey) -> Notice | Places | None:
    if key is PaperKey.APPRAISAL:
        sections, differing = (Row(("–",) * count) for count in (5, 7))
        return Notice("Đơn vị thử", "2026", "Khối thử", "90", "88", "−2", "1", (sections,), (differing,), ())
    if key is PaperKey.RESULT:
        return Places("2026", "Khối thử", "1", (Row(("1", "Đơn vị thử", "90", "", "")),))
    return None


def _sample(key: PaperKey) -> Document:
    """The document of a kind, said in fields."""
    cover = _named_cover()
    if key is PaperKey.APPRAISAL:
        return replace(notice_document(cover, _notice()), kind="XLOAIVANBAN", annexes=())
    if key is PaperKey.RESULT:
        places = Places("{{ nam }}", "{{ khoi }}", "{{ so_don_vi }}", _looped("ket_qua"), "{{ ma_doi_chieu }}")
        return replace(result_document(cover, places, None), kind="XLOAIVANBAN")
    return official(cover, "XLOAIVANBAN", (Paragraph("{{p noi_dung }}"),))


def _notice() -> Notice:
    return Notice(
        "{{ don_vi }}", "{{ nam }}", "{{ khoi }}", "{{ tong_tu_cham }}", "{{ tong_tham_dinh }}",
        "{{ tong_chenh_lech }}", "{{ so_tieu_chi_khac }}", _looped("nhom"), _looped("khac_biet"), (), (), "",
        "{{ ma_doi_chieu }}",
    )  # fmt: skip


def _looped(name: str) -> tuple[Row, ...]:
    """The rows of a table as a loop over a list: the tags stand in rows of their own, which go."""
    key = PaperKey.RESULT if name == "ket_qua" else PaperKey.APPRAISAL
    parts = tuple(fields_of(key).lists[name][1])
    cells = tuple(_short(name, part) for part in parts)
    return (Row((f"{{%tr for dong in {name} %}}",)), Row(cells), Row(("{%tr endfor %}",)))


def _short(name: str, part: str) -> str:
    """Stands for a field in a narrow column, whose width follows its longest word."""
    return f"§{list(SHORT).index((name, part)):02d}"


def _named_cover() -> Cover:
    return Cover(
        pattern="bloc", superior="XCOQUANCAPTREN", issuer="XCOQUANBANHANH", sign="XKYHIEU", place="XDIADANH",
        dated=None, subject="{{ trich_yeu }}", bases=_listed("can_cu"), recipients=_listed("noi_nhan"), closing="",
        authority="XQUYENHAN", position="XCHUCVU", signer="{{ nguoi_ky }}",
    )  # fmt: skip


def _listed(name: str) -> tuple[str, ...]:
    return (f"{{%p for dong in {name} %}}", "{{ dong.loi }}", "{%p endfor %}")


def _sample_cover() -> Cover:
    return Cover(
        pattern="bloc", superior="Thanh tra tỉnh", issuer="Khối thi đua", sign="TB-KTĐ", place="Lạng Sơn",
        dated=date(2026, 12, 1), subject="Trích yếu thử & “đặc biệt”", bases=("Căn cứ thử",),
        recipients=("Lưu: VT",), closing="", authority="TM. Khối thi đua", position="Khối trưởng", signer="Họ tên thử",
    )  # fmt: skip
