"""Run every measurement, print the table, and fail where a gate is missed. Names of parts may be given: page saves."""

import sys
import tempfile
from pathlib import Path

from bench import bloc_report, dossier, package, page, publishing, ranking, saves, what_if, workbook
from bench.report import HEAD

PARTS = {
    "report": bloc_report.measure,
    "package": package.measure,
    "publishing": publishing.measure,
    "page": page.measure,
    "saves": saves.measure,
    "ranking": ranking.measure,
    "what-if": what_if.measure,
    "workbook": workbook.measure,
    "dossier": dossier.measure,
}


def main(wanted: list[str]) -> int:
    missed = 0
    print(HEAD)
    for name in wanted or PARTS:
        with tempfile.TemporaryDirectory(prefix="khoi-bench-") as folder:
            for figure in PARTS[name](Path(folder)):
                print(figure.row(), flush=True)
                missed += not figure.passes
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
