"""Addresses of other steps' pages: only of those that are there and whose door opens for this person."""

from typing import Any

from flask import current_app, url_for

from tenants.gate import here, me
from tenants.roles import Door


def may_open(endpoint: str) -> bool:
    """Is there such a page, and may this person enter it here?"""
    door: Door | None = getattr(current_app.view_functions.get(endpoint), "__door__", None)
    seat = here().seat if me().agency_id else None
    return door is not None and door.opens_for(me().role, seat, here().on_team)


def address_of(endpoint: str, **more: Any) -> str | None:
    return url_for(endpoint, **more) if may_open(endpoint) else None
