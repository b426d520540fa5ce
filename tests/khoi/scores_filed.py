"""A worked example in a data folder, imported by the command line."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.khoi.shell import Shell

DATA = Path(__file__).parent.parent / "data"
SHEET = DATA / "sheet-noichinh-2026.json"
EXAMPLES = {"worked-example": None, "worked-example-2": "sheet"}


def example(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(params=["worked-example", "worked-example-2"])
def worked(request: pytest.FixtureRequest, shell: Shell) -> dict[str, Any]:
    """A worked example whose sheet is in force already."""
    data = example(request.param)
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", shell.file(data["sheet"]) if "sheet" in data else str(SHEET))
    return data


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first worked example, imported once and copied by each test."""
    shell = Shell(tmp_path_factory.mktemp("prepared") / "data")
    shell.ok("year", "open", "2026")
    shell.ok("sheet", "import", str(SHEET))
    shell.ok("scores", "import", shell.file(example("worked-example")), "--create-agencies")
    return shell.folder


@pytest.fixture
def prepared(shell: Shell, prepared_folder: Path) -> dict[str, Any]:
    """The first worked example, imported."""
    shutil.copytree(prepared_folder, shell.folder)
    return example("worked-example")
