"""Runs `khoi` in the test's own process on a folder of its own, and looks at what it did."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from khoi.cli import khoi


class Shell:
    """A data folder and a way to run commands on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(khoi, [*words, "--data", str(self.folder)])

    def run_bare(self, *words: str) -> Result:
        """The command line as it stands, without a data folder."""
        return CliRunner().invoke(khoi, list(words))

    def ok(self, *words: str) -> Any:
        """The JSON a good command prints."""
        result = self.run(*words)
        assert result.exit_code == 0, result.stderr or result.exception
        return json.loads(result.stdout)

    def refused(self, *words: str) -> str:
        """The words with which a command is refused: on stderr, with exit code 2 and nothing on stdout."""
        result = self.run(*words)
        assert result.exit_code == 2, (result.exit_code, result.stderr, result.exception)
        assert result.stdout == ""
        assert "Traceback" not in result.stderr
        return result.stderr

    def text(self, content: str) -> str:
        self.count += 1
        path = self.folder.with_name(f"{self.folder.name}-{self.count}.json")
        path.write_text(content, encoding="utf-8")
        return str(path)

    def file(self, data: Any) -> str:
        return self.text(json.dumps(data, ensure_ascii=False))

    def dump(self) -> list[str]:
        """Everything the database holds."""
        with sqlite3.connect(self.folder / "khoi.db") as database:
            return list(database.iterdump())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An empty data folder."""
    return Shell(tmp_path / "data")


def sheet_of(leaves: int, year: int = 2026) -> dict[str, Any]:
    """A sheet of many `direct` rows of 5 points in sections of 44."""
    sections = [
        {
            "code": f"S{section}",
            "title": f"Nhóm {section}",
            "ceiling": str(5 * min(44, leaves - first)),
            "children": [
                {"code": str(n), "title": f"Tiêu chí {n}", "ceiling": "5", "method": {"type": "direct"}}
                for n in range(first, min(first + 44, leaves))
            ],
        }
        for section, first in enumerate(range(0, leaves, 44))
    ]
    return {"name": "Bảng lớn", "year": year, "total": str(5 * leaves), "sections": sections}
