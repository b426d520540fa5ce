"""What a call to a meeting says."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Called:
    """When and where the bloc meets, who chairs and who writes, and how many have to be there."""

    held_at: datetime
    place: str
    chair: str
    secretary: str
    quorum_parts: int
    quorum_of: int
    quorum_basis: str
