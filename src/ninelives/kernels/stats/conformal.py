"""How far the truth lies from what was predicted: intervals that hold whatever the numbers' distribution.

From residuals of rows that the prediction had not seen. Scenes count, rows do not: each scene has one voice, shared by
its rows, and the next one has the last, so that a row of a new scene is covered as often as promised where scenes can
be exchanged for one another (Lee, Barber and Willett 2023, "Distribution-free inference with hierarchical data"; of
single rows that is split conformal prediction: Vovk and others 2005). Large predictions may err more than small ones:
rows are parted by what was predicted, and the promise holds in each part (Mondrian: Vovk and others 2005).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
PARTS: Final = 10  # by what was predicted, at most
SCENES: Final = 100  # of each part, at least
LARGEST: Final = 1e300  # of what is kept


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Ends of intervals about predictions.

    Attributes:
        level: share of rows of new scenes whose truth lies within.
        edges: predictions that part them, ascending, float64 of shape (parts - 1,).
        below: what is added to a prediction for the lower end, float64 of shape (parts,).
        above: the same for the upper one.
        scenes: that it was learned from.
    """

    level: float
    edges: Floats
    below: Floats
    above: Floats
    scenes: int

    @classmethod
    def learn(cls, predicted: ArrayLike, truth: ArrayLike, scene: ArrayLike, level: float = 0.9) -> Self | None:
        """From rows that the predictions were not learned from.

        Args:
            predicted: shape (n,).
            truth: shape (n,).
            scene: of each row, shape (n,).
            level: share to be covered, in (0, 1).

        Returns:
            None where there are fewer scenes than :func:`least`: no end of any length would do.

        Raises:
            ValueError: the shapes differ, or ``level`` is outside (0, 1).
        """
        said, true, group = np.asarray(predicted, float), np.asarray(truth, float), np.asarray(scene)
        if said.ndim != 1 or not said.shape == true.shape == group.shape:
            shapes = f"{said.shape}, {true.shape}, {group.shape}"
            raise ValueError(f"predicted, truth and scene must be columns of one length, got {shapes}")
        needed, scenes = least(level), len(np.unique(group))
        if scenes < needed:
            return None
        edges = _edges(said, scenes // max(SCENES, needed))
        part = np.searchsorted(edges, said)
        while len(edges) and min(len(np.unique(group[part == one])) for one in range(len(edges) + 1)) < needed:
            edges = edges[::2] if len(edges) > 1 else edges[:0]
            part = np.searchsorted(edges, said)
        tail = (1 - level) / 2
        ends = [_ends((true - said)[part == one], group[part == one], tail) for one in range(len(edges) + 1)]
        below, above = (np.array(side) for side in zip(*ends, strict=True))
        return cls(level, edges, below, above, scenes)

    def interval(self, predicted: ArrayLike) -> tuple[Floats, Floats]:
        """Lower and upper end about predictions of shape (n,)."""
        said = np.asarray(predicted, float)
        part = np.searchsorted(self.edges, said)
        return said + self.below[part], said + self.above[part]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        told = {"level": np.asarray(self.level), "scenes": np.asarray(self.scenes, np.int64)}
        return {**told, "edges": self.edges, "below": self.below, "above": self.above}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, holds a number that is none, or the arrays do not fit each other.
        """
        names = {"level", "scenes", "edges", "below", "above"}
        if names != set(arrays):
            raise ValueError(f"expected the arrays {sorted(names)}, got {sorted(arrays)}")
        for name, array in arrays.items():
            if array.dtype != (np.int64 if name == "scenes" else np.float64):
                raise ValueError(f"{name} holds {array.dtype}")
            if not (np.abs(array, dtype=np.float64) <= LARGEST).all():
                raise ValueError(f"{name} holds what is no number")
        level, scenes, edges, below, above = (arrays[name] for name in ("level", "scenes", "edges", "below", "above"))
        if level.shape != () or scenes.shape != () or not 0 < level < 1 or scenes < least(float(level)):
            raise ValueError("level or scenes is no number that can be")
        if edges.ndim != 1 or not below.shape == above.shape == (len(edges) + 1,):
            raise ValueError(f"below and above have shapes {below.shape} and {above.shape}, not {(edges.size + 1,)}")
        if (np.diff(edges) <= 0).any() or (below > above).any():
            raise ValueError("edges or ends are out of order")
        return cls(float(level), edges, below, above, int(scenes))


def least(level: float) -> int:
    """Scenes without which no interval covers so large a share: 19 for 90 %, 39 for 95 %.

    Raises:
        ValueError: ``level`` is outside (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), got {level}")
    return int(np.ceil(round(2 / (1 - level) - 1, 9)))


def _edges(predicted: Floats, most: int) -> Floats:
    """Predictions that part the rows evenly, as far as they differ; at most ``most`` parts."""
    parts = min(PARTS, most)
    found = np.unique(np.quantile(predicted, np.arange(1, parts) / parts)) if parts > 1 else np.zeros(0)
    return np.asarray(found[found < predicted.max()])


def _ends(residual: Floats, scene: np.ndarray, tail: float) -> tuple[float, float]:
    """The ends that leave out at most ``tail`` on each side, the next scene counted as one that may lie anywhere."""
    _, number, many = np.unique(scene, return_inverse=True, return_counts=True)
    weight = 1 / ((len(many) + 1) * many[number])
    order = np.argsort(residual)
    held = np.cumsum(weight[order])
    high = int(np.searchsorted(held, 1 - tail - 1e-9))
    behind = np.cumsum(weight[order][::-1])
    low = int(np.searchsorted(behind, 1 - tail - 1e-9))
    return float(residual[order][::-1][low]), float(residual[order][high])
