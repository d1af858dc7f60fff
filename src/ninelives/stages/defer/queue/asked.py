"""What a queue has to know of its handoff: what is asked, what an answer looks like, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from ninelives.errors import NinelivesError

LONGEST = 200  # letters of an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The facts of one handoff."""

    handoff: str  # its digest
    noun: str = "photo"
    classes: tuple[str, ...] | None = None  # None: people type a number
    unit: str | None = None  # of that number
    within: float | None = None  # a number that is off by more is wrong
    risk: float | None = None  # that was promised of what it keeps; None where nothing was
    delta: float = 0.05
    minute: float = 0.0  # price of a person's minute
    human: float | None = None  # price of an answer, as it was reckoned
    currency: str = "€"
    kept: float | None = None  # share that it was foreseen to keep
    model: str = ""  # as it is typed
    of: str = "photos"  # photos, table, series or predictions
    enveloped: bool = False  # whether its envelope knows any condition
    lacks: tuple[str, ...] = ()  # what its envelope has not seen, in words

    def __post_init__(self) -> None:
        if self.classes is not None and len(set(self.classes)) != max(len(self.classes), 2):
            raise NinelivesError(
                f"people choose among two different classes or more, got {list(self.classes)}",
                fix="leave classes away where a number is asked for",
            )

    def read(self, told: object) -> str | None:
        """An answer as it is kept: one of the classes, or a number as text; None for what is no answer.

        >>> Asked(handoff="", unit="m").read("1,5")
        '1.5'
        """
        if self.classes is not None:
            return told if isinstance(told, str) and told in self.classes else None
        try:
            number = float(str(told).strip().replace(",", ".")) if isinstance(told, str | int | float) else float("nan")
        except (ValueError, OverflowError):
            return None
        return repr(number) if isfinite(number) and len(str(told)) <= LONGEST else None

    def same(self, one: str, other: str | None) -> bool:
        """Whether two answers say the same."""
        if other is None:
            return False
        if self.classes is not None or self.within is None:
            return one == other
        return abs(float(one) - float(other)) <= self.within

    def most(self, told: Sequence[str]) -> str | None:
        """What most of some answers say, None where they are split; of numbers the middle one."""
        if not told:
            return None
        if self.classes is None:
            return sorted(told, key=float)[(len(told) - 1) // 2]
        counts = {label: told.count(label) for label in told}
        top = max(counts.values())
        best = [label for label, count in counts.items() if count == top]
        return best[0] if len(best) == 1 else None
