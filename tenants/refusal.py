"""Refused: a rule said no, in Vietnamese, with the field or row it is about."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why something may not happen, and where: a criterion's path, a cell, or None for the whole."""

    path: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class Refused(Exception):
    """A rule said no. The message is Vietnamese and goes to the screen as it stands."""

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        row: str | None = None,
        objections: Iterable[Objection] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.row = row
        self.objections = tuple(objections)

    def __str__(self) -> str:
        return "\n".join([self.message, *map(str, self.objections)])


class Stale(Refused):
    """The row was changed meanwhile by somebody else; the view shows both values."""


class TooMany(Refused):
    """It may be done, but not so often: later it will be granted again."""


def refuse_over(objections: Iterable[Objection], message: str) -> None:
    """Raise one Refused that carries all the objections; say nothing when there are none."""
    if reasons := tuple(objections):
        raise Refused(message, objections=reasons)
