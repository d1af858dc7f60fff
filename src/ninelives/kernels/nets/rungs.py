"""Inference of every rung: plain arrays in, class probabilities out; each is rebuilt from arrays alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Protocol, Self

import numpy as np

BLOCK = 4096  # rows at a time, so that memory does not grow with the number of photos
LARGEST, SMALLEST = 1e10, 1e-7  # of what may be multiplied, and divided by, without leaving the range of float32
DIVISORS = frozenset({"scale", "gamma", "temperature"})


class Rung(Protocol):
    """What every fitted rung can do."""

    name: ClassVar[str]

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Probability of each class, float64 of shape (rows, classes), each row summing to 1."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""

    @property
    def parameters(self) -> int:
        """How many numbers were fitted."""


class _Arrays:
    """A rung that is its own arrays."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Every field, by name."""
        return {field.name: np.asarray(getattr(self, field.name), order="C") for field in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        names = {field.name for field in fields(cls)}  # type: ignore[arg-type]
        if names != set(arrays):
            raise ValueError(f"expected the arrays {sorted(names)}, got {sorted(arrays)}")
        if bad := [name for name, array in arrays.items() if not np.isfinite(array).all()]:
            raise ValueError(f"{bad[0]} holds numbers that are not finite")
        for name, array in arrays.items():
            _check_range(name, array)
        rung = cls(**arrays)
        rung._check()
        return rung

    def _check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one rung."""


def _check_range(name: str, array: np.ndarray) -> None:
    if array.dtype not in (np.float32, np.float64, np.int64):
        raise ValueError(f"{name} holds {array.dtype}")
    if np.abs(array, dtype=np.float64).max(initial=0) > LARGEST:
        raise ValueError(f"{name} holds numbers beyond {LARGEST:g}")
    if name in DIVISORS and (array.shape != () or array < SMALLEST):
        raise ValueError(f"{name} is no number above zero")


def _check_shape(**arrays: tuple[np.ndarray, tuple[int, ...]]) -> None:
    for name, (array, shape) in arrays.items():
        if array.shape != shape:
            raise ValueError(f"{name} has shape {array.shape}, not {shape}")


def _check_shares(name: str, array: np.ndarray) -> None:
    if (array < 0).any() or (np.abs(array.sum(axis=-1) - 1) > 1e-6).any():
        raise ValueError(f"{name} holds no shares that sum to 1")


def softmax(logits: np.ndarray) -> np.ndarray:
    """Along the last axis, without overflow."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


@dataclass(frozen=True, slots=True, eq=False)
class Majority(_Arrays):
    """Always the commoner class, as often as it was seen."""

    name: ClassVar[str] = "majority"
    prior: np.ndarray  # (classes,)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """The prior, for every row of ``x``, shape (rows, anything)."""
        return np.tile(self.prior, (len(x), 1))

    def _check(self) -> None:
        _check_shares("prior", self.prior)

    @property
    def parameters(self) -> int:
        """One share a class, less one."""
        return len(self.prior) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Rules(_Arrays):
    """A decision tree over named properties; ``left`` is taken where the property is at most the threshold."""

    name: ClassVar[str] = "rules"
    feature: np.ndarray  # (nodes,) int64, -1 at a leaf
    threshold: np.ndarray  # (nodes,) float64
    left: np.ndarray  # (nodes,) int64
    right: np.ndarray  # (nodes,) int64
    value: np.ndarray  # (nodes, classes) share of each class
    count: np.ndarray  # (nodes,) int64, photos that came by in fitting

    @staticmethod
    def doubted(photos: np.ndarray) -> np.ndarray:
        """``value`` of nodes that saw so many photos of each class: with one photo's worth of doubt in each."""
        return np.asarray((photos + 1 / photos.shape[1]) / (photos.sum(axis=1, keepdims=True) + 1))

    def photos(self) -> np.ndarray:
        """Photos of each class that came by each node in fitting, int64 of shape (nodes, classes)."""
        photos = np.rint(self.value * (self.count[:, None] + 1) - 1 / self.value.shape[1])
        return np.asarray(photos.clip(0).astype(np.int64))

    def leaves(self, x: np.ndarray) -> np.ndarray:
        """The leaf of each row of ``x``, float32 of shape (rows, properties); int64 of shape (rows,)."""
        node = np.zeros(len(x), np.int64)
        rows = np.arange(len(x))
        for _ in range(len(self.feature)):
            feature = self.feature[node]
            inner = feature >= 0
            if not inner.any():
                break
            low = x[rows, np.maximum(feature, 0)] <= self.threshold[node]
            node = np.where(inner, np.where(low, self.left[node], self.right[node]), node)
        return node

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Shares of the classes in each row's leaf."""
        return np.asarray(self.value[self.leaves(x)])

    def _check(self) -> None:
        nodes = np.arange(len(self.feature))
        inner = self.feature >= 0
        for name in ("threshold", "left", "right", "count"):
            if getattr(self, name).shape != nodes.shape or not len(nodes):
                raise ValueError(f"{name} has no entry for each node")
        for children in (self.left[inner], self.right[inner]):
            if ((children <= nodes[inner]) | (children >= len(nodes))).any():
                raise ValueError("a question leads back, or nowhere")
        if self.value.ndim != 2 or len(self.value) != len(nodes) or (self.count < 1).any():
            raise ValueError("a node has no shares, or no photos")
        _check_shares("value", self.value)

    @property
    def parameters(self) -> int:
        """One threshold a question, one class a leaf."""
        return len(self.feature)


@dataclass(frozen=True, slots=True, eq=False)
class Kernel(_Arrays):
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

    def _check(self) -> None:
        marks, classes = len(self.landmarks), self.bias.size
        _check_shape(
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


@dataclass(frozen=True, slots=True, eq=False)
class Pretrained(_Arrays):
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

    def _check(self) -> None:
        features, classes = self.mean.size, self.bias.size
        _check_shape(
            mean=(self.mean, (features,)), weights=(self.weights, (features, classes)), bias=(self.bias, (classes,))
        )

    @property
    def parameters(self) -> int:
        """The fitted weights of the head."""
        return int(self.weights.size + self.bias.size)


RUNGS: dict[str, type[Majority | Rules | Kernel | Pretrained]] = {
    rung.name: rung for rung in (Majority, Rules, Kernel, Pretrained)
}
