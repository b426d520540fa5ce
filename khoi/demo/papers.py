"""Small real PDFs, made of nothing but bytes: what the demo's agencies file as evidence. Pure."""

from tenants.vi import fold

LINE = 22


def pdf(title: str, lines: tuple[str, ...]) -> bytes:
    """A one-page A4 PDF with a title and some lines, in a font every reader has (hence without diacritics)."""
    text = [f"BT /F1 16 Tf 60 770 Td ({_plain(title).upper()}) Tj ET"]
    text += [f"BT /F1 12 Tf 60 {730 - LINE * row} Td ({_plain(line)}) Tj ET" for row, line in enumerate(lines)]
    return _assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        _stream("\n".join(text).encode("ascii")),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _plain(text: str) -> str:
    """ASCII without diacritics, with the signs that a PDF string minds escaped."""
    plain = fold(text).encode("ascii", "ignore").decode()
    sentence = plain[:1].upper() + plain[1:]
    return sentence.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _assembled(*objects: bytes) -> bytes:
    """The objects with their table of places, as PDF 1.4 wants it."""
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
