"""Groups that each have a promise of their own: the answers, or the bins of one condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import UNKNOWN, Envelope

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Ints, Judged

ANSWER: Final = "answer"


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of items.

    Attributes:
        by: ``answer``, or the name of a condition.
        names: of the groups, as a person says them.
        labels: the answers, or the bins.
    """

    by: str
    names: tuple[str, ...]
    labels: tuple[int | str, ...]

    @classmethod
    def of(cls, by: str, judged: Judged, envelope: Envelope, classes: Sequence[str] | None) -> Groups:
        """The groups that items fall into.

        Raises:
            NinelivesError: there is no such condition.
        """
        if by == ANSWER and classes is not None:
            return cls(by, tuple(classes), tuple(classes))
        axis = envelope.axis(by)
        labels = tuple(each for each in judged.bins(axis)[1] if each != UNKNOWN)
        return cls(by, tuple(axis.words(label) for label in labels), labels)

    def place(self, judged: Judged, envelope: Envelope) -> Ints:
        """The group of each item, int64 of shape (items,); the number of groups where it is of none."""
        if self.by == ANSWER:
            return np.asarray(np.nan_to_num(judged.outputs).argmax(axis=1), np.int64)
        none = len(self.labels)
        code, labels = judged.bins(envelope.axis(self.by))
        known = {label: at for at, label in enumerate(self.labels)}
        return np.array([known.get(label, none) for label in labels], np.int64)[code]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"by": self.by, "names": list(self.names), "labels": list(self.labels)}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Groups:
        """What ``to_json`` gave."""
        return cls(str(told["by"]), tuple(told["names"]), tuple(told["labels"]))
