"""What a new version of a sheet does to scores already entered, before it is applied."""

from dataclasses import dataclass
from enum import StrEnum

from khoi.sheets.rules.methods import Ladder, Method
from khoi.sheets.rules.sheet import Node, SheetSpec


class Facet(StrEnum):
    """What of a criterion has changed."""

    TITLE = "title"
    CEILING = "ceiling"
    METHOD = "method"
    EVIDENCE = "evidence"
    KIND = "kind"


FACET_NAMES = {
    Facet.TITLE: "tên",
    Facet.CEILING: "điểm tối đa",
    Facet.METHOD: "cách chấm",
    Facet.EVIDENCE: "yêu cầu minh chứng",
    Facet.KIND: "loại mục",
}


@dataclass(frozen=True, slots=True)
class LeafChange:
    """One criterion that stays at its path but is no longer the same.

    `keeps_inputs`: the figures entered still answer the new method; otherwise they have to be entered anew."""

    path: str
    facets: tuple[Facet, ...]
    keeps_inputs: bool

    def __str__(self) -> str:
        names = ", ".join(FACET_NAMES[facet] for facet in self.facets)
        fate = "giữ số liệu, tính lại điểm" if self.keeps_inputs else "số liệu đã nhập không dùng được, phải nhập lại"
        return f"{self.path}: đổi {names} – {fate}"


@dataclass(frozen=True, slots=True)
class SheetChanges:
    """The criteria of two versions by path; `settings` tells that the rules of totals or places differ too."""

    kept: tuple[str, ...]
    changed: tuple[LeafChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    settings: bool

    @property
    def loses_inputs(self) -> tuple[str, ...]:
        """The paths whose entered figures will not survive."""
        return self.removed + tuple(change.path for change in self.changed if not change.keeps_inputs)


def differences(old: SheetSpec, new: SheetSpec) -> SheetChanges:
    """What happens to each criterion when `new` replaces `old`."""
    both = [path for path in new.leaf_at if path in old.leaf_at]
    changes = {path: _change(old.leaf_at[path], new.leaf_at[path]) for path in both}
    return SheetChanges(
        kept=tuple(path for path in both if not changes[path].facets),
        changed=tuple(change for change in changes.values() if change.facets),
        added=tuple(path for path in new.leaf_at if path not in old.leaf_at),
        removed=tuple(path for path in old.leaf_at if path not in new.leaf_at),
        settings=_settings(old) != _settings(new),
    )


def _change(old: Node, new: Node) -> LeafChange:
    facets = tuple(facet for facet in Facet if getattr(old, facet.value) != getattr(new, facet.value))
    return LeafChange(new.path, facets, _keeps(old.method, new.method))


def _keeps(old: Method | None, new: Method | None) -> bool:
    """Figures survive new parameters, not a new method; a ladder must still have every step one may have chosen."""
    if isinstance(old, Ladder) and isinstance(new, Ladder):
        return set(dict(old.steps)) <= set(dict(new.steps))
    return type(old) is type(new)


def _settings(spec: SheetSpec) -> tuple[object, ...]:
    return (
        spec.total, spec.places, spec.not_applicable, spec.bonus_may_exceed_total, spec.ties, spec.classification,
    )  # fmt: skip
