"""A logistic head on the features of the pretrained network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax


@dataclass(frozen=True, slots=True, eq=False)
class Pretrained(Arrays):
    """A logistic head on the features of a network that was trained on a million other photos."""

    name: ClassVar[str] = "pretrained"
    mean: np.ndarray  # (features,)
    scale: np.ndarray  # ()
    weights: np.ndarray  # (features, classes)
    bias: np.ndarray  # (classes,)
    temperature: np.ndarray  # ()

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered softmax of the logits; ``x`` is float32 of shape (rows, features)."""
        logits = ((x - self.mean) / self.scale).astype(np.float64) @ self.weights + self.bias
        return softmax(logits / self.temperature)

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        features, classes = self.mean.size, self.bias.size
        check_shape(
            mean=(self.mean, (features,)), weights=(self.weights, (features, classes)), bias=(self.bias, (classes,))
        )

    @property
    def parameters(self) -> int:
        """The fitted weights of the head."""
        return int(self.weights.size + self.bias.size)


@dataclass(frozen=True, slots=True, eq=False)
class FineTuned(Pretrained):
    """The same head; the network learned from the photos too, and lies in a file of its own."""

    name: ClassVar[str] = "fine-tuned"
