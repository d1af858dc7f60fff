"""A network that somebody else made: its raw outputs are turned into probabilities, and tempered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs.base import Arrays, check_shape, softmax
from ninelives.kernels.stats.tempering import heat_of, softened

KINDS: Final = {
    "probabilities": "one probability a class",
    "logits": "logits, turned into probabilities by softmax",
    "scores": "each class scored on its own, turned into shares of their sum",
    "probability": "the probability of the second class",
    "logit": "the log-odds of the second class",
}
WIDEST: Final = 1000.0  # of a temperature, and of its inverse
FAR: Final = 1e-2  # from there on an answer is no longer what the probes showed


@dataclass(frozen=True, slots=True, eq=False)
class Foreign(Arrays):
    """What is seen of a photo or row are the network's own outputs, float32 of shape (rows, numbers)."""

    name: ClassVar[str] = "foreign"
    kind: np.ndarray  # () int64, the place in KINDS of what the outputs are
    temperature: np.ndarray  # ()

    @classmethod
    def of(cls, kind: str, temperature: float = 1.0) -> Foreign:
        """From the name of a kind."""
        return cls(np.asarray(list(KINDS).index(kind), np.int64), np.asarray(temperature, np.float64))

    @property
    def gives(self) -> str:
        """The kind's name."""
        return list(KINDS)[int(self.kind)]

    def cooled(self, logits: np.ndarray, y: np.ndarray) -> Foreign:
        """The same, as sure as it is right on some rows; logits made elsewhere come in any unit.

        Args:
            logits: of these rows, shape (rows, classes).
            y: class of each.
        """
        return Foreign.of(self.gives, heat_of(logits, y, bound=WIDEST, doubt=1 / (len(y) + 2)))

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Tempered probabilities, shape (rows, classes).

        Raises:
            NinelivesError: an answer holds a number that is none, or is not of the kind.
        """
        told = self.logits(x)
        return softened(told, float(self.temperature)) if len(told) else told

    def logits(self, x: np.ndarray) -> np.ndarray:
        """What the temperature divides, shape (rows, classes); arguments and errors as above."""
        told = probabilities(x, self.gives)
        if self.gives == "logits":  # themselves: far from each other, their probabilities would be none
            return x.astype(np.float64)
        return np.asarray(np.log(np.maximum(told, 1e-300)))

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""
        check_shape(kind=(self.kind, ()))
        if self.kind.dtype != np.int64 or not 0 <= self.kind < len(KINDS):
            raise ValueError("kind is none of what a network gives")

    @property
    def parameters(self) -> int:
        """The temperature alone was fitted here."""
        return 1


def probabilities(outputs: np.ndarray, kind: str) -> NDArray[np.float64]:
    """Probabilities, shape (inputs, classes), each row summing to 1, from outputs of a kind.

    Raises:
        NinelivesError: an answer holds a number that is none, or is not of the kind.
    """
    x = outputs.astype(np.float64)
    off = np.abs(x.sum(axis=1) - 1) > FAR if kind == "probabilities" else np.zeros(len(x), bool)
    if kind in ("probabilities", "probability", "scores"):
        off |= ((x < -FAR) | (x > 1 + FAR)).any(axis=1)
    if (bad := ~np.isfinite(x).all(axis=1) | off).any():
        row = x[int(bad.argmax())]
        told = ", ".join(f"{value:.3g}" for value in row[:4]) + (", …" if len(row) > 4 else "")
        raise NinelivesError(
            f"the network answers {told}, and gave {KINDS[kind]} before",
            fix="look at the values that it is shown: --values 0-1",
        )
    if kind == "logits":
        return softmax(x)
    if kind in ("probability", "logit"):
        second = np.clip(x, 0, 1) if kind == "probability" else 1 / (1 + np.exp(-np.clip(x, -500, 500)))
        return np.concatenate([1 - second, second], axis=1)
    whole = np.clip(x, 0, None)
    total = whole.sum(axis=1, keepdims=True)
    return np.where(total > 0, whole / np.where(total > 0, total, 1), 1 / x.shape[1])
