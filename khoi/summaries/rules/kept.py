"""A document as it is kept when the bloc publishes it: written as plain JSON and read again, value for value. Pure."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from json import dumps, loads
from typing import Any

from khoi.office.document import (
    Align,
    Annex,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Table,
)

KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Annex, Column, Document, Heading, Letterhead, Paragraph, Row, Run, Signature, Signatures, Table,
    )
}  # fmt: skip


def keep_document(document: Document) -> str:
    """The document as JSON: every value names its kind."""
    return dumps(_plain(document), ensure_ascii=False)


def kept_document(text: str) -> Document:
    """The document that was kept so."""
    document = _value(loads(text))
    assert isinstance(document, Document), "what is kept is a document"
    return document


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        own = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return {"kind of": type(value).__name__} | own
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return {"align": value.value} if isinstance(value, StrEnum) else value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    if "kind of" in plain:
        return KINDS[plain["kind of"]](**{name: _value(each) for name, each in plain.items() if name != "kind of"})
    return date.fromisoformat(plain["day"]) if "day" in plain else Align(plain["align"])
