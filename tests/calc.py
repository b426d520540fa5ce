"""LibreOffice Calc, as a stranger who opens our workbooks: recomputes every formula, or prints to PDF."""

import os
import shutil
import subprocess
from pathlib import Path

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


def converted(document: Path, to: str, folder: Path) -> Path:
    """The document as LibreOffice saves it (`xlsx`: recomputed; `pdf`: printed), in a new folder inside `folder`."""
    out = folder / f"as-{to}"
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(RECOMPUTE)
    command = [_soffice(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", str(out), str(document)], check=True, timeout=120, capture_output=True)
    return out / f"{document.stem}.{to}"
