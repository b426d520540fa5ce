"""What a view declares of itself beside its door: who keeps its transactions, and what a closed year means to it."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def own_transactions(view: View) -> View:
    """Mark a view that opens and commits its transactions itself (sign-in: attempts commit before the password)."""
    view.__own_transactions__ = True  # type: ignore[attr-defined]
    return view


def takes_home(view: View) -> View:
    """Mark a view that hands out a file and changes nothing of the year: it serves in a closed one too."""
    view.__takes_home__ = True  # type: ignore[attr-defined]
    return view


def prepares(view: View) -> View:
    """Mark a view that sets a year up: in a year that is still being prepared it may change things."""
    view.__prepares__ = True  # type: ignore[attr-defined]
    return view


def only_to_change(view: View) -> View:
    """Mark a page that is nothing but a form: a closed year does not have it."""
    view.__only_to_change__ = True  # type: ignore[attr-defined]
    return view


def asks_again(what: str) -> Callable[[View], View]:
    """Mark a view that does what a stolen session must not: `what`, in words. Who typed the password longer ago than
    `sessions.CONFIRMED_FOR` is asked for it; what was sent waits on that page (a form without files)."""

    def declare(view: View) -> View:
        view.__asks_again__ = what  # type: ignore[attr-defined]
        return view

    return declare


def is_closed_with_its_year(view: View, writes: bool) -> bool:
    """Does a closed year refuse this view, asked to write something or only to be looked at?"""
    return (writes and not hasattr(view, "__takes_home__")) or hasattr(view, "__only_to_change__")
