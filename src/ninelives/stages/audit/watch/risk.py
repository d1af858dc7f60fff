"""Labels that arrive late: whether the model is wrong more often than it claims."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting import risk_evidence

REMEMBERED = 1 << 16  # answers of the model that a label may still come for


def print_of(item: str) -> int:
    """Eight bytes that stand for an item: among ten million no two are taken for one another."""
    return int.from_bytes(hashlib.blake2b(item.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(slots=True)
class Risk:
    """How often answers were right, each item counted once.

    Attributes:
        most: the risk that the model claims at most, the upper end of its interval; None where it claims none.
        wrong, right: labels so far.
        again: labels of items that had one already.
        unknown: labels of items that were never seen, or too long ago.
        known: prints of all items that have a label: eight bytes each.
        answers: what the model said of late items, by their print.
        highest: the greatest logarithm of the evidence.
    """

    most: float | None = None
    wrong: int = 0
    right: int = 0
    again: int = 0
    unknown: int = 0
    known: set[int] = field(default_factory=set)
    answers: dict[int, int] = field(default_factory=dict)
    highest: float = 0.0

    def remember(self, item: str, answer: int) -> None:
        """What the model said of an item: the place of a class."""
        self.answers[print_of(item)] = answer
        if len(self.answers) > REMEMBERED:
            del self.answers[next(iter(self.answers))]

    def learn(self, item: str, right: bool) -> bool:
        """Count a label; whether it was counted.

        Raises:
            NinelivesError: the model claims no risk.
        """
        if self.most is None:
            raise NinelivesError(
                "nothing says how often the model may be wrong, so labels tell nothing",
                fix="nl.Watch.of(reference, risk=0.05)",
            )
        own = print_of(item)
        if own in self.known:
            self.again += 1
            return False
        self.known.add(own)
        self.right, self.wrong = self.right + right, self.wrong + (not right)
        self.highest = max(self.highest, self.log)
        return True

    def learn_truth(self, item: str, truth: int) -> bool:
        """The same, of an item that the model answered: ``truth`` is the place of its class."""
        answer = self.answers.get(print_of(item))
        if answer is None:
            self.unknown += 1
            return False
        return self.learn(item, answer == truth)

    @property
    def log(self) -> float:
        """Logarithm of the evidence that the risk is above ``most``; 0 without labels."""
        return risk_evidence(self.wrong, self.right, self.most) if self.most and self.wrong + self.right else 0.0

    def arrays(self) -> dict[str, Any]:
        """What of it is kept in arrays."""
        return {
            "known": np.array(sorted(self.known), np.uint64),
            "answered": np.array(list(self.answers), np.uint64),
            "answers": np.array(list(self.answers.values()), np.int64),
        }

    def to_json(self) -> dict[str, Any]:
        """The rest, as plain values."""
        names = ("most", "wrong", "right", "again", "unknown", "highest")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def of(cls, arrays: dict[str, Any], told: dict[str, Any]) -> Risk:
        """What ``arrays`` and ``to_json`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        answers = dict(zip(arrays["answered"].tolist(), arrays["answers"].tolist(), strict=True))
        risk = cls(**told, known=set(arrays["known"].tolist()), answers=answers)
        if len(risk.known) != risk.wrong + risk.right:
            raise ValueError("labels and their number do not belong together")
        return risk
