"""The consolidated workbook, queries included, against XlsxWriter writing the same bare cells."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from bench.measuring import medians
from bench.ranking import file_all
from bench.report import Figure
from bench.world import World, world
from khoi.summaries.workbook import consolidated_workbook
from tenants.database import db, reading
from tenants.scope import Scope, acting

Sheets = list[tuple[str, list[list[Any]]]]


def measure(folder: Path) -> Iterator[Figure]:
    with world(folder / "workbook", members=8, rows=80) as at:
        file_all(at)
        cells = _cells(_ours(at))
        took = medians({"ours": lambda: _ours(at), "bare": lambda: _bare(cells)}, rounds=5, seconds=1)
    count = sum(len(row) for _, rows in cells for row in rows)
    note = f"{took['ours'] * 1000:.0f} ms against {took['bare'] * 1000:.0f} ms, {count} cells"
    yield Figure("consolidated workbook of 8 × 80, × the same bare cells", took["ours"] / took["bare"], 2, 1.6, note)


def _ours(at: World) -> bytes:
    with acting(Scope.of_operator(at.bloc.id, at.year.id)), reading():
        content = consolidated_workbook(at.year, "bench")
        db.session.rollback()
    return content


def _cells(content: bytes) -> Sheets:
    """What stands in our workbook: values, and formulas as the text they are."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book]


def _bare(sheets: Sheets) -> bytes:
    """The same cells without formats, widths, charts or queries."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for title, rows in sheets:
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()
