"""Whether enough members are there: a share of all members, in whole numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quorum:
    """`parts` of `of` (2/3) of all `members`; who is there in `present`. `basis` says where that stands."""

    members: int
    present: int
    parts: int
    of: int
    basis: str = ""

    @property
    def needed(self) -> int:
        """The least number of members: rounded up."""
        return -(-self.members * self.parts // self.of)

    @property
    def reached(self) -> bool:
        return self.members > 0 and self.present >= self.needed

    @property
    def words(self) -> str:
        """Có mặt 6/8 đơn vị, cần ít nhất 6 (2/3)."""
        return f"có mặt {self.present}/{self.members} đơn vị, cần ít nhất {self.needed} ({self.parts}/{self.of})"
