"""The network's own thousand classes, read as the user's: nothing is learned from the photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax


@dataclass(frozen=True, slots=True, eq=False)
class ZeroShot(Arrays):
    """Each class is a group of ImageNet's, and the group's mean probability speaks for it.

    The mean and not the sum: ImageNet has 118 breeds of dog and 5 cats, all equally common, which is its own choice and
    says nothing of the user's photos. By Bayes' rule the mean is the likelihood of the class, so all classes are held
    to be equally common until somebody knows better.
    """

    name: ClassVar[str] = "zero-shot"
    weights: np.ndarray  # (features, members)
    bias: np.ndarray  # (members,)
    member: np.ndarray  # (members,) int64, the user's class that each of ImageNet's belongs to
    temperature: np.ndarray  # ()

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered shares of the groups' mean probabilities; ``x`` is float32 of shape (rows, features)."""
        p = softmax(x.astype(np.float64) @ self.weights + self.bias)
        mean = np.stack([p[:, self.member == one].mean(axis=1) for one in range(self.member.max() + 1)], axis=1)
        return softmax(np.log(np.maximum(mean, 1e-300)) / self.temperature)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        members = self.bias.size
        check_shape(
            weights=(self.weights, (len(self.weights), members)),
            bias=(self.bias, (members,)),
            member=(self.member, (members,)),
        )
        classes = np.unique(self.member)
        if self.member.dtype != np.int64 or not np.array_equal(classes, np.arange(len(classes))) or not len(classes):
            raise ValueError("a class has no member")

    @property
    def parameters(self) -> int:
        """The weights that it was given, none of them fitted to these photos."""
        return int(self.weights.size + self.bias.size)
