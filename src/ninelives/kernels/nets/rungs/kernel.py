"""A kernel machine on a small picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax

BLOCK = 4096  # rows at a time, so that memory does not grow with the number of photos


@dataclass(frozen=True, slots=True, eq=False)
class Kernel(Arrays):
    """Logistic regression in the Hilbert space of an RBF kernel, by Nyström's landmarks (Williams and Seeger 2000)."""

    name: ClassVar[str] = "kernel"
    mean: np.ndarray  # (pixels,)
    scale: np.ndarray  # ()
    landmarks: np.ndarray  # (landmarks, pixels), standardised
    gamma: np.ndarray  # ()
    whiten: np.ndarray  # (landmarks, landmarks)
    weights: np.ndarray  # (landmarks, classes)
    bias: np.ndarray  # (classes,)
    temperature: np.ndarray  # ()

    def embed(self, x: np.ndarray) -> np.ndarray:
        """Coordinates in the span of the landmarks, float64 of shape (rows, landmarks)."""
        z = (x - self.mean) / self.scale
        squared = (z**2).sum(1)[:, None] + (self.landmarks**2).sum(1)[None, :] - 2 * z @ self.landmarks.T
        return np.asarray(np.exp(-self.gamma * np.maximum(squared, 0)) @ self.whiten)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered softmax of the logits; ``x`` is float32 of shape (rows, pixels)."""
        blocks = [
            softmax((self.embed(x[i : i + BLOCK]) @ self.weights + self.bias) / self.temperature)
            for i in range(0, len(x), BLOCK)
        ]
        return np.concatenate(blocks) if blocks else np.zeros((0, len(self.bias)))

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        marks, classes = len(self.landmarks), self.bias.size
        check_shape(
            mean=(self.mean, (self.mean.size,)),
            landmarks=(self.landmarks, (marks, self.mean.size)),
            whiten=(self.whiten, (marks, marks)),
            weights=(self.weights, (marks, classes)),
            bias=(self.bias, (classes,)),
        )

    @property
    def parameters(self) -> int:
        """The fitted weights."""
        return int(self.weights.size + self.bias.size)
