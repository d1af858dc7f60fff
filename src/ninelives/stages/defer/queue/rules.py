"""How a queue is worked off: options, light to import."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a queue is worked off."""

    lease: float = 120.0  # s that one thing stays with one person
    independent: bool = False  # the machine's view is shown after the answer, of what was handed over too
    double: float = 0.05  # share that goes to two people

    def __post_init__(self) -> None:
        if not 5 <= self.lease <= 86_400:
            raise NinelivesError(f"a lease lasts from 5 s to a day, got {self.lease:g} s", fix="--lease 120")
        if not 0 <= self.double <= 1:
            raise NinelivesError(f"the share that two people see lies in [0, 1], got {self.double}", fix="double=0.05")
