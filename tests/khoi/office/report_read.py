"""The sample report as Word’s own parts: its file, sections and tables."""

from khoi.office.docx import write
from tests.khoi.office.papers import REPORT, W, body_of, value

FILE = write(REPORT)


def sections(file=FILE):
    return list(body_of(file).iter(f"{W}sectPr"))


def tables(file=FILE):
    return list(body_of(file).iter(f"{W}tbl"))


def lined(table):
    return value(table, "tblPr/tblStyle") == "BangKe"
