"""A draft or a filing as the rules look at it."""

from decimal import Decimal

from khoi.reports.models.definition import Definition
from khoi.reports.models.drafts import Draft
from khoi.reports.models.filed import FiledWhole
from khoi.reports.rules.figures import computed
from khoi.reports.rules.filing import Content, Written


def content_of(definition: Definition, draft: Draft) -> Content:
    """What the agency has put together so far, with the computed figures."""
    texts = {
        section.number: Written(row.text, row.carried)
        for section in definition.sections
        if (row := draft.texts.get(section.id)) is not None
    }
    typed: dict[str, Decimal | None] = {}
    words: dict[str, str] = {}
    for indicator in definition.indicators:
        if (figure := draft.figures.get(indicator.id)) is not None:
            typed[indicator.code], words[indicator.code] = figure.value, figure.words
    there = {annex.annex_id for annex in draft.annexes}
    titles = frozenset(asked.title for asked in definition.annexes if asked.id in there)
    return Content(texts, computed([row.spec for row in definition.indicators], typed), words, titles)


def content_filed(definition: Definition, whole: FiledWhole) -> Content:
    """The same of what was filed; its computed figures are those of that moment."""
    figures = {row.code: whole.figures[row.id] for row in definition.indicators if row.id in whole.figures}
    return Content(
        {row.number: Written(whole.texts[row.id].text) for row in definition.sections if row.id in whole.texts},
        {code: figure.value for code, figure in figures.items()},
        {code: figure.words for code, figure in figures.items()},
        frozenset(annex.title for annex in whole.annexes),
    )
