"""The consolidated workbook against XlsxWriter writing the same bare cells."""

from collections.abc import Iterator
from pathlib import Path

from bench.report import Figure


def measure(folder: Path) -> Iterator[Figure]:
    yield from ()
