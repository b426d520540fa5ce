"""What may be done to a score sheet: store a draft, edit it, publish it, begin a new version."""

from khoi.sheets.actions.storing import discard, new_version, publish, store_sheet

__all__ = ["discard", "new_version", "publish", "store_sheet"]
