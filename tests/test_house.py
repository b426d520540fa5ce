"""The laws of the house (DESIGN 3), kept by reading the code itself."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STEPS = (
    "accounts", "years", "plans", "documents", "activities", "movements", "pledges", "reports", "sheets", "scoring",
    "ranking", "ballots", "awards", "deliberation", "summaries", "turnover", "home",
)  # fmt: skip
TOP = {
    "pyproject.toml", "wsgi.py", "khoi", "tenants", "templates", "migrations", "tests", "README.md", "Makefile",
    "CHANGELOG.md", "LICENSE", "docs", "bench", "deploy", "requirements.txt", "requirements-test.txt",
}  # fmt: skip
PURE_ROOMS = (
    "tenants.vi", "tenants.roles", "tenants.refusal", "tenants.scope", "tenants.letters", "khoi.office.document",
    "khoi.office.proofreading",
)  # fmt: skip
#: Who may speak to the database beside the session, and why: they are the wall, the chain, the schema or the gate.
DATABASE_ROOMS = {
    "tenants/database.py", "tenants/journal.py", "tenants/schema.py", "tenants/sessions.py", "tenants/gate.py",
    "tenants/prepared.py",
    "tenants/isolation/session.py", "tenants/isolation/database.py", "khoi/app.py",
}  # fmt: skip
#: The program that travels in the verification package is one file by demand: whoever checks a result gets no folder.
ONE_FILE = {"khoi/summaries/verifier.py": 550}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "service"}


def code_files() -> list[Path]:
    return sorted([*(ROOT / "tenants").rglob("*.py"), *(ROOT / "khoi").rglob("*.py")])


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """What a file imports, `from a import b` as a.b where b is a module of ours, else as a."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                longer = f"{node.module}.{alias.name}"
                yield longer if is_ours(longer) else node.module


def is_ours(module: str) -> bool:
    place = ROOT / module.replace(".", "/")
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


def step_and_room(module: str) -> tuple[str, str]:
    parts = module.split(".")
    step = parts[1] if len(parts) > 1 and parts[0] == "khoi" else ""
    return (step if step in STEPS else ""), (parts[2] if len(parts) > 2 else "")


def test_the_ground_floor_never_imports_the_year():
    guilty = [
        name_of(p) for p in (ROOT / "tenants").rglob("*.py") if any(m.split(".")[0] == "khoi" for m in imported(p))
    ]
    assert not guilty


def test_no_import_hides_inside_a_function():
    guilty = [
        f"{name_of(path)}:{inner.lineno}"
        for path in code_files()
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "create_app"
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not guilty


def test_imports_run_in_no_circle():
    graph = {module_name(p): {m for m in imported(p) if is_ours(m)} - {module_name(p)} for p in code_files()}
    done: set[str] = set()
    walking: list[str] = []

    def walk(module: str) -> None:
        if module in walking:
            pytest.fail("circle: " + " → ".join([*walking[walking.index(module) :], module]))
        if module in done:
            return
        walking.append(module)
        for other in sorted(graph.get(module, ())):
            # A package's own front door gathers its rooms: that is no circle.
            if not (module.startswith(other + ".") or other.startswith(module + ".")):
                walk(other)
        done.add(walking.pop())

    for module in sorted(graph):
        walk(module)


def test_a_step_reads_earlier_steps_and_asks_only_their_actions():
    guilty = []
    for path in code_files():
        step, room = step_and_room(module_name(path))
        if not step:
            continue
        for module in imported(path):
            other, other_room = step_and_room(module)
            if not other or other == step:
                continue
            later = STEPS.index(other) > STEPS.index(step)
            if later or other_room not in ("models", "rules", "actions"):
                guilty.append(f"{name_of(path)} imports {module}")
            if other_room == "actions" and room not in ("actions", "demo"):
                guilty.append(f"{name_of(path)} asks {module} outside its own actions")
    assert not guilty


def test_rules_are_pure():
    standard = __import__("sys").stdlib_module_names
    guilty = []
    for path in code_files():
        if step_and_room(module_name(path))[1] != "rules":
            continue
        for module in imported(path):
            other, other_room = step_and_room(module)
            if module.split(".")[0] in standard or module.startswith(PURE_ROOMS) or (other and other_room == "rules"):
                continue
            guilty.append(f"{name_of(path)} imports {module}")
    assert not guilty


def test_only_models_speak_sql():
    guilty = [
        f"{name_of(path)} imports {module}"
        for path in code_files()
        if step_and_room(module_name(path))[1] in ("views", "actions", "forms", "rules")
        for module in imported(path)
        if module.split(".")[0] in ("sqlalchemy", "flask_sqlalchemy")
    ]
    assert not guilty


def test_nobody_goes_around_the_session():
    asked = re.compile(
        r"(?<![\w.])(?<!def )text\(|"
        r"\b(get_or_404|\.refresh\(|\.connection\(\)|db\.engine|bulk_\w+_mappings|session\.get\()"
    )
    guilty = [
        f"{name_of(path)}:{number}"
        for path in code_files()
        if name_of(path) not in DATABASE_ROOMS and step_and_room(module_name(path))[1] != "rules"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if asked.search(line) and not line.strip().startswith(("#", '"""'))
    ]
    assert not guilty


def test_no_cell_of_a_word_table_is_looked_up_by_its_place():
    """The library walks the whole table for each: half a minute for a report of thirty pages."""
    rooms = [*(ROOT / "khoi" / "office").glob("docx*.py"), *(ROOT / "khoi" / "office" / "docx").rglob("*.py")]
    assert rooms
    assert not [name_of(path) for path in rooms if ".cell(" in path.read_text(encoding="utf-8")]


def test_every_table_of_the_year_belongs_to_someone():
    import khoi.tables  # noqa: F401
    from tenants.database import Base
    from tenants.isolation import Owned

    bare = [
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("khoi.") and not issubclass(mapper.class_, Owned)
    ]
    assert not bare


def test_each_door_is_the_declared_one(app):
    """A changed door is a changed line in review: write the list anew with `make doors`."""
    from tests.doors import doors_of

    assert doors_of(app) == (ROOT / "tests" / "doors.txt").read_text(encoding="utf-8")


def test_a_page_belongs_to_the_view_of_its_name():
    views = {
        (step, function.name)
        for path in code_files()
        for step, room in [step_and_room(module_name(path))]
        if room == "views"
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef)
    }
    orphans = [
        name_of(page)
        for page in (ROOT / "templates").glob("*/*.html")
        if page.parent.name in STEPS and (page.parent.name, page.stem) not in views
    ]
    assert not orphans


def test_no_file_is_a_god_and_no_name_says_nothing():
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code_files()}
    long = [f"{name}: {n}" for name, n in lines.items() if n > ONE_FILE.get(name, 300)]
    nameless = [name_of(p) for p in code_files() if p.stem in FORBIDDEN_NAMES]
    assert not long
    assert not nameless


def test_every_room_says_what_it_is_for():
    assert not [name_of(path) for path in code_files() if not ast.get_docstring(tree(path))]


def test_the_top_level_is_the_list_of_the_design():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    tops = {line.split("/")[0] for line in listed.splitlines()}
    assert {name for name in tops if not name.startswith(".")} <= TOP
