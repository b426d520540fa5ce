"""Which words of an earlier report go where, when an agency asks for them."""

from collections.abc import Mapping, Sequence

from khoi.reports.rules.outline import Section
from tenants.vi import fold


def matching(sections: Sequence[Section], earlier: Sequence[Section]) -> Mapping[str, str]:
    """By number of a section, the number of the earlier one that is about the same: an equal heading, else an equal
    number. No earlier section serves two."""
    by_heading = {fold(section.heading): section.number for section in earlier}
    found = {section.number: by_heading[fold(section.heading)] for section in sections
             if fold(section.heading) in by_heading}  # fmt: skip
    left = {section.number for section in earlier} - set(found.values())
    by_number = {section.number: section.number for section in sections
                 if section.number not in found and section.number in left}  # fmt: skip
    return {**found, **by_number}
