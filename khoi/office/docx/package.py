"""The file around the markup: a lean package made once, then filled; equal documents make equal bytes."""

from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.oxml import parse_xml

from khoi.office.document import Document
from khoi.office.docx.frame import HEAD
from khoi.office.docx.styles import LANGUAGE, all_styles
from khoi.office.docx.words import clean, title_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BODY = "word/document.xml"
#: A zip knows no earlier time; a real one would make every file another.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: What the library's own template brings along and a document does not need.
BALLAST = (
    *(
        REL.CUSTOM_XML,
        REL.NUMBERING,
        REL.WEB_SETTINGS,
        REL.THEME,
        REL.FONT_TABLE,
        REL.THUMBNAIL,
        REL.EXTENDED_PROPERTIES,
    ),
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:val="15"'
    ' w:uri="http://schemas.microsoft.com/office/word"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)


def packed(document: Document, markup: str) -> bytes:
    """The markup of a body in a package of its own; where it points at the head of the pages, it gets their key."""
    blank, head = _blank()
    word = docx.Document(BytesIO(blank))
    _name(word, document)
    # Written as it is: the library would move it into its own tree, which takes the square of a long table's time.
    body = (
        f'{DECLARED}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{markup.replace(HEAD, head)}</w:body></w:document>'
    )
    return _zipped(word, body.encode())


@cache
def _blank() -> tuple[bytes, str]:
    """The empty package with our styles and head, and the key under which the body finds the head."""
    word = docx.Document()
    for holder in (word.part, word.part.package):
        _drop(holder)
    _fill(word.styles.element, all_styles())
    _fill(word.settings.element, SETTINGS)
    header = word.sections[0].header
    header.is_linked_to_previous = False
    _fill(header._element, PAGE_NUMBER)
    head = next(key for key, rel in word.part.rels.items() if rel.reltype == REL.HEADER)
    return _zipped(word), head


def _drop(holder: Any) -> None:
    for key, relation in list(holder.rels.items()):
        if relation.reltype in BALLAST:
            del holder.rels[key]


def _fill(element: Any, markup: str) -> None:
    """Put the markup in place of all that the element holds."""
    element[:] = list(parse_xml(f'<w:all xmlns:w="{W}" xmlns:r="{R}">{markup}</w:all>'))


def _name(word: Word, document: Document) -> None:
    """The file's properties. It has no times of its own: the document's date is what counts."""
    about = word.core_properties
    # Word itself takes no more than 255 letters.
    about.title, about.author = (
        clean(title_of(document))[:255],
        clean(" ".join(document.letterhead.issuer.split()))[:255],
    )
    about.language, about.comments = LANGUAGE, ""
    for element in list(about._element):
        if element.tag.endswith(("}created", "}modified")):
            about._element.remove(element)


def _zipped(word: Word, body: bytes | None = None) -> bytes:
    """Saved, then packed again without times; a body takes the place of the library's."""
    saved, out = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as made, ZipFile(out, "w") as fixed:
        for entry in made.infolist():
            info = ZipInfo(entry.filename, EPOCH)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            fixed.writestr(info, body if body and entry.filename == BODY else made.read(entry))
    return out.getvalue()
