"""Hồ sơ for Sở Nội vụ: one package of the year's papers with a table of contents, made within limits."""

from khoi.summaries.dossier.collecting import Part, collected, contents_now
from khoi.summaries.dossier.packing import LARGEST, Packed, packed

__all__ = ["LARGEST", "Packed", "Part", "collected", "contents_now", "packed"]
