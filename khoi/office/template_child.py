"""Fills a Word template of the office's own, alone in a process with narrow limits: what breaks here breaks nothing
else.

Run by path, never imported: `template_child.py TEMPLATE TARGET`, the values as JSON on standard input. It prints JSON:
which fields the template names, why it is refused, or nothing but the fields when TARGET was written.
"""

import json
import re
import sys
import zipfile
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

resource: Any
try:
    import resource
except ImportError:  # Windows has no such limits; time is kept outside
    resource = None

MEMORY = 768 << 20
SECONDS = 15
LARGEST = 32 << 20
#: What a template may say: words, fields, conditions, and lists run through, one within another at most.
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.For, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
)  # fmt: skip
DEEPEST = 2
LOOP = frozenset({"first", "last", "index", "length"})
#: Fields of Word that bring nothing from elsewhere.
FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "STYLEREF", "TOC", "HYPERLINK", "REF"))
REACHING = re.compile(r"(?i)\b(DDE|DDEAUTO|INCLUDE\w*|LINK|IMPORT)\b")
STRANGE = ("embeddings/", "activex/", "afchunk", "glossary/")


class Wrong(Exception):
    """Why the template is refused: a word for the reason, and what it is about."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.reason, self.about = reason, about


class Narrow(ImmutableSandboxedEnvironment):
    """Parses only what a template may say, and remembers the fields it names."""

    def __init__(self, lists: dict[str, list[str]], names: set[str]) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.lists, self.names, self.found = lists, names, set[str]()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        self.found |= meta.find_undeclared_variables(tree)
        if unknown := sorted(self.found - self.names):
            raise Wrong("unknown", ", ".join(unknown))
        self._look(tree, 0, {})
        return tree

    def _look(self, node: nodes.Node, depth: int, loops: dict[str, str]) -> None:
        if not isinstance(node, ALLOWED):
            raise Wrong("not allowed", type(node).__name__.lower())
        if isinstance(node, nodes.Getattr):
            self._look_at_part(node, loops)
        if isinstance(node, nodes.For):
            depth, loops = depth + 1, self._looped(node, depth + 1, loops)
        if isinstance(node, nodes.Name) and node.ctx == "load" and (node.name.startswith("_") or node.name == "self"):
            raise Wrong("hidden", node.name)
        for child in node.iter_child_nodes():
            self._look(child, depth, loops)

    def _looped(self, node: nodes.For, depth: int, loops: dict[str, str]) -> dict[str, str]:
        if depth > DEEPEST or node.recursive:
            raise Wrong("too deep")
        if not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name):
            raise Wrong("not a list", "for")
        if node.iter.name in self.names and node.iter.name not in self.lists:
            raise Wrong("not a list", node.iter.name)
        if node.target.name in self.names or node.iter.name in loops.values():
            raise Wrong("used twice", node.target.name)
        return {**loops, node.target.name: node.iter.name, "loop": ""}

    def _look_at_part(self, node: nodes.Getattr, loops: dict[str, str]) -> None:
        if node.attr.startswith("_") or not isinstance(node.node, nodes.Name):
            raise Wrong("hidden", node.attr)
        if node.node.name == "loop" and "loop" in loops and node.attr in LOOP:
            return
        if node.node.name not in loops or node.attr not in self.lists.get(loops[node.node.name], []):
            raise Wrong("unknown", f"{node.node.name}.{node.attr}")


def limit_self() -> None:
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def refuse_strange(path: str) -> None:
    """Nothing in the file may reach out of it: no linked picture or template, no embedded object, no field that reads
    another file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if any(mark in name.lower() for mark in STRANGE):
                raise Wrong("strange", "đối tượng nhúng")
            if name.endswith(".rels"):
                _refuse_links(archive.read(name))
            elif name.startswith("word/") and name.endswith(".xml"):
                _refuse_fields(archive.read(name))


def _refuse_links(content: bytes) -> None:
    for link in etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)):
        away = link.get("TargetMode") == "External"
        if away and not (str(link.get("Type")).endswith("/hyperlink") and str(link.get("Target")).startswith("http")):
            raise Wrong("strange", "liên kết tới tệp bên ngoài")


def _refuse_fields(content: bytes) -> None:
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    said = [node.get(f"{w}instr") or "" for node in tree.iter(f"{w}fldSimple")]
    said += ["".join(node.text or "" for node in part.iter(f"{w}instrText")) for part in tree.iter(f"{w}p")]
    for text in said:
        words = re.findall(r"[A-Za-z]+", text)
        if words and (words[0].upper() not in FIELDS or REACHING.search(text)):
            raise Wrong("strange", f"trường {words[0].upper()}")


def appended(template: Any, markup: dict[str, str]) -> None:
    """The annexes after the template's own last page: its section ends there, theirs follow."""
    if not markup["annexes"]:
        return
    body = template.docx.element.body
    own = body[-1] if body[-1].tag.endswith("}sectPr") else None
    if own is not None:
        holder = etree.fromstring(markup["holder"])
        holder[0].append(own)
        body.append(holder)
    for element in etree.fromstring(markup["annexes"], etree.XMLParser(huge_tree=True)):
        body.append(element)


def main(source: str, target: str) -> dict[str, Any]:
    limit_self()
    told = json.load(sys.stdin)
    environment = Narrow(told["lists"], set(told["values"]) | set(told["markup"]))
    try:
        refuse_strange(source)
        template = DocxTemplate(source)
        values = told["values"] | {name: Markup(text) for name, text in told["markup"].items()}  # noqa: S704 - ours
        template.render(values, jinja_env=environment, autoescape=True)
        appended(template, told["after"])
        template.save(target)
    except Wrong as wrong:
        return {"reason": wrong.reason, "about": wrong.about}
    except TemplateError as error:
        return {"reason": "syntax", "about": str(error)[:200]}
    except MemoryError:
        return {"reason": "too large", "about": ""}
    except Exception as error:  # noqa: BLE001 - whatever a foreign file does to its reader
        return {"reason": "broken", "about": type(error).__name__}
    return {"fields": sorted(environment.found)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
