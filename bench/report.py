"""A figure with its gate and its aim, and how it is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: at most `gate`, or a run of the bench has failed; `aim` is what we would like."""

    name: str
    value: float
    gate: float
    aim: float
    note: str = ""

    @property
    def passes(self) -> bool:
        return self.value <= self.gate

    def row(self) -> str:
        verdict = "ok" if self.value <= self.aim else "within the gate" if self.passes else "MISSED"
        return f"| {self.name} | {self.value:.2f} | {self.gate:g} | {self.aim:g} | {verdict} | {self.note} |"


HEAD = "| figure | measured | gate | aim | | |\n|---|--:|--:|--:|---|---|"
