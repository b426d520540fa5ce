"""What stands in the file, word for word: closing signs, lists and references as the decree wants them. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from khoi.office.document import Block, Document, Letterhead, Paragraph, Run, Signatures, number_line, place_and_date

END = "./."
#: Room for the registry clerk's hand; these spaces neither shrink nor break.
ROOM = "\u00a0" * 10
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOSING = " \t\n\u00a0.,;:/"


def clean(text: str) -> str:
    """Text that XML can hold: every kind of line break is one, what no file may hold is gone."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def closed(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body ending in "./." exactly once: after its last paragraph, or on a line of its own under what ends it;
    where many sign at its end, their hands stand under the sign."""
    opened = tuple(_open(block) for block in body)
    if not opened:
        return opened
    if isinstance(opened[-1], Signatures) and len(opened) > 1:
        return (*closed(opened[:-1]), opened[-1])
    *before, last = opened
    if isinstance(last, Paragraph) and last.said.strip(_CLOSING):
        return (*before, _ended(last))
    return (*opened, Paragraph(END, indent=False))


def _open(block: Block) -> Block:
    """A paragraph that claims to end the document, though others follow, ends with a full stop."""
    if isinstance(block, Paragraph) and block.said.rstrip().endswith(END):
        *runs, last = block.runs
        return replace(block, text=(*runs, replace(last, text=last.text.rstrip().removesuffix(END) + ".")))
    return block


def _ended(paragraph: Paragraph) -> Paragraph:
    """The last paragraph with the sign that nothing follows, in place of its own."""
    runs = list(paragraph.runs)
    while not runs[-1].text.strip(_CLOSING):
        runs.pop()
    return replace(paragraph, text=(*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(_CLOSING) + END)))


def bases_of(document: Document) -> list[str]:
    """The căn cứ, one a line: ";" after each, "." after the last."""
    return _listed(document.bases)


def recipients_of(document: Document) -> list[str]:
    """The nơi nhận with their dashes."""
    return [f"- {line}" for line in _listed(name.lstrip("-– ") for name in document.recipients)]


def addressees_of(document: Document) -> list[str]:
    """Kính gửi: one on the same line, several each on its own with a dash."""
    if len(document.addressees) == 1:
        return [f"Kính gửi: {document.addressees[0].rstrip(_CLOSING)}."]
    return ["Kính gửi:", *(f"- {line}" for line in _listed(document.addressees))] if document.addressees else []


def _listed(lines: Iterable[str]) -> list[str]:
    bare = [line.rstrip(_CLOSING) for line in lines]
    return [f"{line}{'.' if place == len(bare) else ';'}" for place, line in enumerate(bare, 1)]


def numbered(letterhead: Letterhead) -> str:
    """The number's line as printed; empty for what bears no number."""
    if not letterhead.sign:
        return ""
    return number_line(letterhead).replace(" " * 6, ROOM)


def dated(letterhead: Letterhead) -> str:
    """Where and when; empty where neither is said."""
    if not letterhead.place and letterhead.dated is None:
        return ""
    return place_and_date(letterhead.place, letterhead.dated)


def belongs_to(document: Document) -> str:
    """What an annex says under its name: to which document it belongs."""
    head = document.letterhead
    number = numbered(head).replace("Số:", "số", 1)
    when = place_and_date("", head.dated)
    kind = document.kind.capitalize() or "Công văn"
    return f"(Kèm theo {' '.join(filter(None, (kind, number, when)))} của {' '.join(head.issuer.split())})"


def title_of(document: Document) -> str:
    """The file's own title: the kind and what it is about, on one line."""
    return " ".join(f"{document.kind.capitalize()} {document.subject}".split())


def lines_of(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Paragraphs of a text that people broke into lines; empty lines are not printed."""
    line: list[Run] = []
    for run in runs:
        first, *rest = clean(run.text).split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield from _unless_blank(line)
            line = [replace(run, text=text)]
    yield from _unless_blank(line)


def _unless_blank(line: list[Run]) -> Iterator[list[Run]]:
    if any(run.text.strip() for run in line):
        yield line
