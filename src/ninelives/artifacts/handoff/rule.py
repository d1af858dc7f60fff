"""What is decided alone, and what a person is asked: by how sure the machine is, and by where an item lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope import KINDS
from ninelives.artifacts.handoff.judged import Bools, Floats, Ints

SIMULATED: Final = KINDS.index("simulated")

ALONE, ASK, REFUSE = DECISIONS = ("alone", "ask-human", "refuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """From which score on it decides alone.

    Attributes:
        threshold: where the envelope was seen, or is thin; None where it never decides alone.
        simulated: where it is simulated; None where it never decides alone there.
        groups: a threshold for each group of answers in place of the one; None where there is but one.
    """

    threshold: float | None
    simulated: float | None = None
    groups: tuple[float | None, ...] | None = None

    def least(self, kind: Ints, group: Ints | None = None, threshold: float | Any | None = ...) -> Floats:
        """The score that each item needs; infinite where none is enough.

        Args:
            kind: place in ``KINDS`` of where each lies, shape (items,).
            group: of each, where there are any, shape (items,).
            threshold: in place of its own; None hands all over.
        """
        seen = np.full(len(kind), _or_none(self.threshold if threshold is ... else threshold))
        if self.groups is not None and group is not None:
            own = np.array([_or_none(each) for each in self.groups])
            seen = np.maximum(seen, own[group])
        needed = np.where(kind == SIMULATED, _or_none(self.simulated), seen)
        return np.asarray(np.where(kind > SIMULATED, np.inf, needed))

    def keeps(self, score: Floats, kind: Ints, group: Ints | None = None) -> Bools:
        """Which items it decides alone; a score that is no number is never enough."""
        return np.asarray(score >= self.least(kind, group))

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "threshold": self.threshold,
            "simulated": self.simulated,
            "groups": None if self.groups is None else list(self.groups),
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Rule:
        """What ``to_json`` gave.

        Raises:
            ValueError: a threshold is no number.
        """
        groups = told["groups"]
        return cls(
            threshold=_number(told["threshold"]),
            simulated=_number(told["simulated"]),
            groups=None if groups is None else tuple(_number(each) for each in groups),
        )


def sureness(outputs: NDArray[Any]) -> Floats:
    """How sure each answer is: the probability of the likeliest class, shape (items,)."""
    return np.asarray(outputs.max(axis=1), float)


def _or_none(threshold: float | None) -> float:
    return np.inf if threshold is None else threshold


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ValueError(f"a threshold should be a number, got {value!r}")
    return float(value)
