"""Years that a text names and that are not its plan's: most often last year's, left in the copy. Pure."""

import re

#: Four digits that stand alone; those within the number of a document (152/2025/NĐ-CP) name that document.
_YEAR = re.compile(r"(?<![0-9])(?<!\d/)((?:19|20)[0-9]{2})(?![0-9])|(?<=\d/)((?:19|20)[0-9]{2})(?![0-9/])")


def other_years(text: str, year: int) -> tuple[int, ...]:
    """The years that a text names beside its own, in their order, each once."""
    named = (int(found[1] or found[2]) for found in _YEAR.finditer(text))
    return tuple(dict.fromkeys(each for each in named if each != year))
