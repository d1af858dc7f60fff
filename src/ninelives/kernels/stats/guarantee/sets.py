"""Sets of classes that hold the truth as often as promised, whatever the probabilities are worth.

A class is in the set where its probability is not below a floor, learned from cases whose truth is known (split
conformal prediction: Vovk and others 2005; the least ambiguous sets: Sadinle, Lei and Wasserman 2019). Scenes count,
cases do not, as in :mod:`ninelives.kernels.stats.conformal`. The promise is over all cases to come, or within each
group where groups are asked for (Mondrian). Sets for every class to have its share, adaptive ones, hold as often and
are larger; nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.guarantee.cases import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """Which classes may be the truth.

    Attributes:
        level: share of the cases to come whose truth lies in their set.
        floors: probabilities from which on a class is in, of each group, shape (groups,); 0 where a group had too
            few scenes, so that its sets hold all classes.
    """

    level: float
    floors: Floats

    @classmethod
    def learn(
        cls,
        probabilities: ArrayLike,
        truth: ArrayLike,
        scene: ArrayLike,
        level: float = 0.9,
        *,
        group: ArrayLike | None = None,
        groups: int | None = None,
    ) -> Self:
        """From cases that the probabilities were not learned from.

        Args:
            probabilities: shape (n, classes).
            truth: number of each one's class, shape (n,).
            scene: label of each one's scene, shape (n,).
            level: share to be covered, in (0, 1).
            group: number of each one's group, shape (n,), where each is to be covered by itself.
            groups: how many there are; as many as ``group`` names where left out.

        Raises:
            ValueError: shapes that do not fit, a class or group that is none, or ``level`` outside (0, 1).
        """
        if not 0 < level < 1:
            raise ValueError(f"level must lie in (0, 1), got {level}")
        said, true, own = np.asarray(probabilities, float), np.asarray(truth, np.int64), np.asarray(scene)
        part = np.zeros(len(said), np.int64) if group is None else np.asarray(group, np.int64)
        if said.ndim != 2 or not true.shape == own.shape == part.shape == said.shape[:1]:
            raise ValueError(f"shapes {said.shape}, {true.shape}, {own.shape} and {part.shape} do not fit")
        many = int(part.max(initial=0)) + 1 if groups is None else groups
        if true.size and not (true.min() >= 0 and true.max() < said.shape[1] and part.min() >= 0 and part.max() < many):
            raise ValueError(f"classes are numbered below {said.shape[1]}, groups below {many}")
        held = said[np.arange(len(said)), true]
        return cls(level, np.array([_floor(held[part == each], own[part == each], level) for each in range(many)]))

    def of(self, probabilities: ArrayLike, group: ArrayLike | None = None) -> NDArray[np.bool_]:
        """Which classes are in the set of each case, shape (n, classes); the likeliest always is.

        Args:
            probabilities: shape (n, classes).
            group: as for :meth:`learn`.
        """
        said = np.asarray(probabilities, float)
        floor = self.floors[np.zeros(len(said), np.int64) if group is None else np.asarray(group, np.int64)]
        return np.asarray((said >= np.minimum(floor, said.max(axis=1, initial=0))[:, None]) | np.isnan(said))

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        return {"level": np.asarray(self.level), "floors": self.floors}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it.

        Raises:
            ValueError: an array is missing, or holds what cannot be.
        """
        if set(arrays) != {"level", "floors"}:
            raise ValueError(f"expected the arrays ['floors', 'level'], got {sorted(arrays)}")
        level, floors = arrays["level"], arrays["floors"]
        if level.dtype != np.float64 or floors.dtype != np.float64 or level.shape != () or floors.ndim != 1:
            raise ValueError(f"level and floors hold {level.dtype} of {level.shape}, {floors.dtype} of {floors.shape}")
        if not (0 < level < 1 and len(floors) and ((floors >= 0) & (floors <= 1)).all()):
            raise ValueError("level or floors is no number that can be")
        return cls(float(level), floors)


def _floor(held: Floats, scene: np.ndarray, level: float) -> float:
    """The probability that leaves out at most ``1 - level``, the next scene counted as one that may lie anywhere."""
    _, number, many = np.unique(scene, return_inverse=True, return_counts=True)
    weight = 1 / ((len(many) + 1) * many[number])
    known = np.where(np.isnan(held), -np.inf, held)
    order = np.argsort(-known, kind="stable")
    covered = weight[order].cumsum()
    place = int(np.searchsorted(covered, level - 1e-9))
    return float(max(known[order][place], 0.0)) if place < len(order) else 0.0
