"""LibreOffice Calc, as a stranger who opens our workbooks: recomputes every formula, or prints to PDF."""

import atexit
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

#: Calc trusts the values stored in a workbook unless told to compute them anew (0: always).
RECOMPUTE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def _soffice() -> str:
    path = shutil.which("soffice") or shutil.which("localc")
    if path is None:
        reason = "no LibreOffice Calc on the path"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    return str(path)


@cache
def _profile() -> Path:
    """Calc's own folder, one for all tests of this process: to make it costs more than to convert a workbook."""
    folder = Path(mkdtemp(prefix="khoi-calc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(RECOMPUTE)
    return folder


def converted(document: Path, to: str, folder: Path) -> Path:
    """The document as LibreOffice saves it (`xlsx`: recomputed; `pdf`: printed), in a new folder inside `folder`."""
    out = folder / f"as-{to}"
    command = [_soffice(), f"-env:UserInstallation=file://{_profile()}", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(out), str(document)], check=True, timeout=120, capture_output=True)
    return out / f"{document.stem}.{to}"
