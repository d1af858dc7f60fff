"""What is decided alone, and what a person is asked: by how sure the machine is, and by where an item lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.artifacts.envelope import KINDS
from ninelives.artifacts.handoff.judged import Bools, Floats, Ints

if TYPE_CHECKING:
    from ninelives.kernels.stats.guarantee import Doubt

SIMULATED: Final = KINDS.index("simulated")
UNKNOWN: Final = KINDS.index("unknown")

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
            own = np.array([*(_or_none(each) for each in self.groups), np.inf])  # the last for what is of none
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


def sureness(outputs: NDArray[Any], doubt: Doubt | None = None) -> Floats:
    """How sure each answer is, shape (items,): the larger, the surer.

    Args:
        outputs: probabilities of shape (items, classes), or numbers with both ends of their intervals, see ``Judged``.
        doubt: of numbers: how often they are too far off; the score is its negative. None of classes, where it is the
            probability of the likeliest.
    """
    if doubt is None:
        return np.asarray(outputs.max(axis=1), float)
    width = outputs[:, 2] - outputs[:, 1] if outputs.shape[1] > 1 else None
    return -doubt.of(outputs[:, 0], width)


def _or_none(threshold: float | None) -> float:
    return np.inf if threshold is None else threshold


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ValueError(f"a threshold should be a number, got {value!r}")
    return float(value)
