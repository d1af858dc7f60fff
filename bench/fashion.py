"""Fashion-MNIST as Debian ships it (``apt-get install dataset-fashion-mnist``), and a small network that names it."""

from __future__ import annotations

import gzip
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ.get("NINELIVES_FASHION", "/usr/share/datasets/fashion-mnist"))
ABSENT = f"{FOLDER} is not there (Debian: dataset-fashion-mnist): nothing was measured"


def fashion() -> tuple[np.ndarray, np.ndarray] | None:
    """All 70,000 pictures, uint8 of shape (n, 784), and their classes; None where they are not installed."""
    if not (FOLDER / "train-images-idx3-ubyte.gz").is_file():
        return None
    sides = [(_bytes(f"{side}-images-idx3-ubyte.gz", 16), _bytes(f"{side}-labels-idx1-ubyte.gz", 8)) for side in SIDES]
    return np.concatenate([x.reshape(-1, 784) for x, _ in sides]), np.concatenate([y for _, y in sides]).astype(int)


SIDES = ("train", "t10k")


def _bytes(name: str, head: int) -> np.ndarray:
    return np.frombuffer(gzip.decompress((FOLDER / name).read_bytes()), np.uint8, offset=head)


@dataclass(frozen=True, slots=True)
class Network:
    """Two layers of weights."""

    weights: tuple[np.ndarray, ...]
    offsets: tuple[np.ndarray, ...]

    @classmethod
    def fitted(cls, x: np.ndarray, y: np.ndarray, *, steps: int, seed: int) -> Network:
        """Learned from pictures in [0, 1], ``steps`` times through all of them."""
        from sklearn.neural_network import MLPClassifier

        learner = MLPClassifier((128,), max_iter=steps, batch_size=128, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is stopped on purpose
            learner.fit(x, y)
        return cls(tuple(learner.coefs_), tuple(learner.intercepts_))

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        odds = self._hidden(x) @ self.weights[1] + self.offsets[1]
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), float)

    def fooled(self, x: np.ndarray, y: np.ndarray, by: float) -> np.ndarray:
        """Each pixel moved by ``by`` to where the loss grows (the fast gradient sign of Goodfellow and others 2015)."""
        off = self.probabilities(x) - np.eye(len(self.offsets[1]))[y]
        slope = ((off @ self.weights[1].T) * (self._hidden(x) > 0)) @ self.weights[0].T
        return np.clip(x + by * np.sign(slope), 0, 1).astype(np.float32)

    def _hidden(self, x: np.ndarray) -> np.ndarray:
        return np.maximum(x @ self.weights[0] + self.offsets[0], 0)
