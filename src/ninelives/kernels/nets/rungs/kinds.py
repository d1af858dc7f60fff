"""The nearest of some centres that were found without labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax


@dataclass(frozen=True, slots=True, eq=False)
class Kinds(Arrays):
    """Photos are of the kind whose centre is nearest; kinds of one name are one class.

    Sureness is that of equal round clouds of width ``scale`` around the centres, an estimate that no truth has tested.
    """

    name: ClassVar[str] = "kinds"
    centres: np.ndarray  # (kinds, features) float64
    scale: np.ndarray  # (), in the directions in which the centres differ
    member: np.ndarray  # (kinds,) int64, the class that each kind belongs to

    def shares(self, x: np.ndarray) -> np.ndarray:
        """Probability of each kind, float64 of shape (rows, kinds); ``x`` is float32 of shape (rows, features)."""
        middle = self.centres.mean(axis=0)  # taken off, so that no digits are lost in large squares
        towards = (self.centres - middle) / self.scale
        logits = ((x - middle) / self.scale) @ towards.T - (towards**2).sum(axis=1) / 2
        return softmax(logits)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Those of the kinds of each class together, shape (rows, classes)."""
        shares = self.shares(x)
        return np.stack([shares[:, self.member == one].sum(axis=1) for one in range(self.member.max() + 1)], axis=1)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        kinds = self.member.size
        check_shape(member=(self.member, (kinds,)), centres=(self.centres, (kinds, self.centres[:1].size)))
        classes = np.unique(self.member)
        if not kinds or self.member.dtype != np.int64 or not np.array_equal(classes, np.arange(len(classes))):
            raise ValueError("a class has no kind")

    @property
    def parameters(self) -> int:
        """The centres."""
        return int(self.centres.size)
