"""What a guarantee is learned from: judged cases, and how much each counts where others are to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Judged cases, in an order that does not depend on the one they came in.

    Attributes:
        score: how sure each is, higher is surer; NaN is never kept. Shape (n,).
        loss: in [0, 1], shape (n,).
        scene: number of each one's scene, int64 of shape (n,). Scenes are independent, cases of one scene need not be.
        stratum: number of the class or region whose weight is its own, int64 of shape (n,).
        scenes: how many there are.
    """

    score: Floats
    loss: Floats
    scene: Ints
    stratum: Ints
    scenes: int

    @classmethod
    def of(
        cls, score: ArrayLike, loss: ArrayLike, scene: ArrayLike | None = None, stratum: ArrayLike | None = None
    ) -> Self:
        """Columns of one length.

        Args:
            score: any numbers, shape (n,).
            loss: in [0, 1], shape (n,); truth values where an answer is wrong or right.
            scene: labels, shape (n,); each case is one of its own where left out.
            stratum: whole numbers from 0 up, shape (n,); 0 where left out.

        Raises:
            ValueError: the shapes differ, a loss lies outside [0, 1], or a stratum below 0.
        """
        sure, lost = np.asarray(score, float), np.asarray(loss, float)
        group = np.arange(sure.size) if scene is None else np.asarray(scene)
        part = np.zeros(sure.size, np.int64) if stratum is None else np.asarray(stratum, np.int64)
        if sure.ndim != 1 or not sure.shape == lost.shape == group.shape == part.shape:
            shapes = f"{sure.shape}, {lost.shape}, {group.shape}, {part.shape}"
            raise ValueError(f"score, loss, scene and stratum must be columns of one length, got {shapes}")
        if not ((lost >= 0) & (lost <= 1)).all():
            raise ValueError("losses must lie in [0, 1]")
        if part.min(initial=0) < 0:
            raise ValueError(f"strata are numbered from 0, got {part.min()}")
        labels, number = np.unique(group, return_inverse=True)
        order = np.lexsort((lost, part, sure)) if scene is None else np.lexsort((lost, part, sure, number))
        number = np.arange(sure.size) if scene is None else number[order]
        return cls(sure[order], lost[order], number.astype(np.int64), part[order], len(labels))

    def __len__(self) -> int:
        return self.score.size

    def rows(self, chosen: NDArray[np.bool_] | Ints) -> Cases:
        """Some of them, in their order; ``scenes`` counts those that still have one."""
        labels, number = np.unique(self.scene[chosen], return_inverse=True)
        return Cases(self.score[chosen], self.loss[chosen], number, self.stratum[chosen], len(labels))

    @property
    def voice(self) -> Floats:
        """Share of its scene's one voice that each case has, shape (n,)."""
        return np.asarray(1 / np.bincount(self.scene, minlength=self.scenes)[self.scene])

    def place(self, thresholds: Floats) -> Ints:
        """The strictest of the descending ``thresholds`` that keeps each case, their number where none does."""
        return np.searchsorted(-thresholds, -self.score).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How often cases of each stratum will come, beside how often they came: known, or within an interval.

    Only their ratios matter. Attributes:
        low: of each stratum, >= 0, shape (strata,).
        high: not below ``low``.
        miss: chance that any true weight lies outside; it is taken off delta.
    """

    low: Floats
    high: Floats
    miss: float = 0.0

    def __post_init__(self) -> None:
        if self.low.ndim != 1 or self.low.shape != self.high.shape or not self.low.size:
            raise ValueError(f"weights must be two columns of one length, got {self.low.shape}, {self.high.shape}")
        if not ((self.low >= 0) & (self.low <= self.high) & np.isfinite(self.high)).all() or self.high.max() <= 0:
            raise ValueError("weights must be finite, 0 <= low <= high, and one of them above 0")
        if not 0 <= self.miss < 1:
            raise ValueError(f"the chance of a miss must lie in [0, 1), got {self.miss}")

    @classmethod
    def known(cls, weights: ArrayLike) -> Self:
        """Of each stratum, shape (strata,)."""
        told = np.asarray(weights, float)
        return cls(told, told)

    @classmethod
    def none(cls, cases: Cases) -> Self:
        """Every stratum counts as it came."""
        return cls.known(np.ones(int(cases.stratum.max(initial=0)) + 1))

    @property
    def most(self) -> float:
        """The largest weight that can be."""
        return float(self.high.max())

    @property
    def middle(self) -> Floats:
        """Of each interval."""
        return np.asarray((self.low + self.high) / 2)

    @property
    def boxed(self) -> bool:
        """Whether any is known to an interval only."""
        return bool((self.low < self.high).any())

    def check(self, cases: Cases) -> None:
        """Raises ValueError: a stratum has no weight."""
        if cases.stratum.max(initial=0) >= self.low.size:
            raise ValueError(f"there are {self.low.size} weights, and a stratum {cases.stratum.max()}")


def carve(scene: ArrayLike, share: float = 0.2, *, seed: int = 0) -> NDArray[np.bool_]:
    """Which rows plan where nothing else can: those of a random share of the scenes; the others then certify.

    Args:
        scene: label of each row, shape (n,).
        share: of the scenes, in (0, 1).
        seed: of the draw.

    Returns:
        Truth values of shape (n,).

    Raises:
        ValueError: ``share`` is outside (0, 1).
    """
    if not 0 < share < 1:
        raise ValueError(f"a share to plan with lies in (0, 1), got {share}")
    labels, number = np.unique(np.asarray(scene), return_inverse=True)
    order = np.random.default_rng(seed).permutation(len(labels))
    return np.asarray((order < round(share * len(labels)))[number])
