"""What is installed is what was chosen: every dependency pinned within its range, with hashes and without addresses."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOME = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
RUN = PROJECT["dependencies"]
TEST = [*RUN, *PROJECT["optional-dependencies"]["test"]]
FILES = {"requirements.txt": RUN, "requirements-test.txt": TEST}


def pins(name: str) -> dict[str, set[Version]]:
    """Every pinned version of a file, by package (a package may be pinned once a platform)."""
    found: dict[str, set[Version]] = {}
    for package, version in re.findall(r"^([\w.\[\]-]+)==([^\s;\\]+)", (HOME / name).read_text("utf-8"), re.M):
        found.setdefault(canonicalize_name(package.partition("[")[0]), set()).add(Version(version))
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_dependency_is_pinned_within_its_range(name):
    pinned = pins(name)
    for asked in map(Requirement, FILES[name]):
        versions = pinned.get(canonicalize_name(asked.name), set())
        assert versions, f"{asked} is not pinned in {name}"
        assert all(version in asked.specifier for version in versions), f"{asked} against {versions} in {name}"


@pytest.mark.parametrize("name", FILES)
def test_the_pins_hold_a_hash_each_and_no_address(name):
    text = (HOME / name).read_text("utf-8")
    assert "://" not in text
    assert "--find-links" not in text
    blocks = re.split(r"^(?=[a-z])", text, flags=re.M)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_tests_run_on_the_versions_the_portal_runs_on():
    run, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert {package: test.get(package) for package in run} == run
