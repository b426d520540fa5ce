"""What may be done to a score sheet: store a draft, edit it, publish it, begin a new version."""

from khoi.sheets.actions.editing import Stale, add, change, change_settings, remove, seen, settings_seen
from khoi.sheets.actions.moving import Way, move
from khoi.sheets.actions.storing import begin, discard, new_version, publish, store_sheet

__all__ = [
    "Stale",
    "Way",
    "add",
    "begin",
    "change",
    "change_settings",
    "discard",
    "move",
    "new_version",
    "publish",
    "remove",
    "seen",
    "settings_seen",
    "store_sheet",
]
