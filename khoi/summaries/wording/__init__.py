"""The wording of official documents: built in, or the office's own template filled with the same words."""

from khoi.summaries.wording.fields import COMMON, FIELDS, Fields, fields_of
from khoi.summaries.wording.filling import filling_of, sample_of, starting_point, written

__all__ = ["COMMON", "FIELDS", "Fields", "fields_of", "filling_of", "sample_of", "starting_point", "written"]
