"""What every page is drawn with, held to the rules that keep it safe and small: templates, styles, script, icons."""

import re
from pathlib import Path

import pytest

from khoi.refusals import WORDS

HOUSE = Path(__file__).resolve().parent.parent
STATIC = HOUSE / "khoi" / "static"
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
SCRIPTS = sorted(STATIC.glob("*.js"))
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def drawn(template: Path) -> str:
    return TEMPLATE_COMMENT.sub("", template.read_text("utf-8"))


def named(template: Path) -> str:
    return template.relative_to(HOUSE).as_posix()


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text("utf-8")))


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_no_template_carries_a_style_or_a_script_of_its_own(template: Path) -> None:
    text = drawn(template)
    assert not re.findall(r"\sstyle\s*=|<style\b", text, re.IGNORECASE)
    assert not re.findall(r"""\son[a-z]+\s*=\s*["'{]""", text, re.IGNORECASE)
    assert not re.findall(r"<script\b(?![^>]*\bsrc=)", text, re.IGNORECASE)
    assert "javascript:" not in text.lower()


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_no_template_asks_anything_of_another_host(template: Path) -> None:
    assert not re.findall(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", drawn(template))


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_every_icon_a_template_names_is_in_the_sprite(template: Path) -> None:
    text = drawn(template)
    asked = set(re.findall(r"""\bicon\(\s*["']([a-z-]+)["']""", text))
    asked |= set(re.findall(r"""["']?icon_name["']?\s*[:=]\s*["']([a-z-]+)["']""", text))
    assert asked - symbols() == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_every_data_attribute_of_a_template_is_explained_at_the_head_of_the_script(template: Path) -> None:
    explained = set(re.findall(r"\bdata-[a-z-]+", (STATIC / "app.js").read_text("utf-8")))
    used = set(re.findall(r"\bdata-[a-z][a-z-]*", drawn(template)))
    assert used - explained == set()


def test_the_stylesheet_stays_small_and_asks_nothing_of_another_host() -> None:
    sheet = (STATIC / "app.css").read_text("utf-8")
    assert len(sheet.encode()) < 40_000
    assert "@import" not in sheet
    assert "http" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_stays_short_evaluates_no_text_and_imports_only_its_neighbours(script: Path) -> None:
    text = script.read_text("utf-8")
    assert len(text.splitlines()) < 200
    assert not re.findall(r"\beval\(|new Function|document\.write|\.style\b|setAttribute\(\"style", text)
    for neighbour in re.findall(r'^import .*?"([^"]+)";$', text, re.MULTILINE):
        assert (STATIC / neighbour).is_file(), neighbour


def test_icons_are_plain_drawings() -> None:
    for drawing in STATIC.glob("*.svg"):
        text = drawing.read_text("utf-8")
        assert not re.findall(r"<script|<style|<foreignObject|\son[a-z]+=|xlink|href=", text)


def test_every_refusal_the_portal_answers_has_its_words() -> None:
    assert {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507} <= WORDS.keys()
    assert all(all(words) for words in WORDS.values())
