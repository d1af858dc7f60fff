"""What calibration samples would look like, by what planning cases tell, and what a sequence of tests would keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from ninelives.kernels.stats.exact import binomial_less
from ninelives.kernels.stats.guarantee.cases import Cases, Floats, Ints, Weights
from ninelives.kernels.stats.guarantee.counts import upper

DRAWS: Final = 200  # calibration samples
ALIKE: Final = 0.001  # of what is kept: starts that differ by less are told apart by how surely the first test passes
COUNTED: Final = 0.5  # of how errors lie; the rest is a power of the rank


@dataclass(frozen=True, slots=True, eq=False)
class Masses:
    """Where drawn cases enter: those that the thresholds, from strict to loose, are the first to keep.

    Attributes:
        clean: right ones, shape (thresholds,).
        wrong: errors, the same shape.
        outside: scenes of which nothing is drawn, or nothing is ever kept.
    """

    clean: Floats
    wrong: Floats
    outside: float

    @classmethod
    def of(cls, cases: Cases, thresholds: Floats, weights: Weights) -> Self:
        """What ``Counts`` would draw on average; of uncertain weights few right ones."""
        stays, at, many = cases.voice / weights.most, cases.place(thresholds), len(thresholds)
        wrong = stays * weights.middle[cases.stratum] * cases.loss
        clean = stays * weights.low[cases.stratum] * (1 - cases.loss)
        right, errors = (np.asarray(np.bincount(at, each, many + 1)[:many], float) for each in (clean, wrong))
        return cls(right, errors, max(cases.scenes - float(right.sum() + errors.sum()), 0.0))

    def __add__(self, other: Masses) -> Masses:
        return Masses(self.clean + other.clean, self.wrong + other.wrong, self.outside + other.outside)

    def smooth(self) -> Masses:
        """The same with half of the errors, and half an error more, laid by a power of the rank."""
        total = self.clean + self.wrong
        rank = total.cumsum() / max(total.sum(), 1e-300)
        before = np.r_[0, rank[:-1]]
        # the likeliest power, drawn towards 4 by one more error
        power = (self.wrong.sum() + 1) / (0.25 - self.wrong @ np.log(np.maximum((rank + before) / 2, 1e-9)))
        laid = (self.wrong.sum() + 0.5) * (rank**power - before**power)
        wrong = np.minimum(COUNTED * self.wrong + (1 - COUNTED) * laid, total)
        return Masses(total - wrong, wrong, self.outside)

    def risk(self) -> Floats:
        """Share of errors among what each threshold keeps, 0 where it keeps nothing."""
        kept = (self.clean + self.wrong).cumsum()
        return np.asarray(self.wrong.cumsum() / np.maximum(kept, 1e-300))

    def samples(self, scenes: int, seed: int) -> tuple[Ints, Ints]:
        """Errors and kept ones of calibration samples of so many scenes, each shape (samples, thresholds).

        Each from shares of its own, as these are known from few cases (the Bayesian bootstrap: Rubin 1981).
        """
        draw, many = np.random.default_rng(seed), len(self.clean)
        shapes = np.maximum(np.r_[self.clean, self.wrong, self.outside], 1e-9)
        shares = draw.standard_gamma(shapes, (DRAWS, len(shapes)))
        # where nothing is known all of it falls to the last, which is outside
        counts = draw.multinomial(scenes, shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-300))
        clean, wrong = counts[:, :many].cumsum(axis=1), counts[:, many:-1].cumsum(axis=1)
        return wrong, clean + wrong

    def start(self, kept: Floats, scenes: int, alpha: float, delta: float, seed: int) -> tuple[int, float]:
        """Where tests keep most if they begin there, and how much.

        Where none can be hoped to pass: where the bound on the risk is lowest.
        """
        wrong, many = self.samples(scenes, seed)
        place, hoped = start(binomial_less(wrong, many, alpha), delta, kept)
        return (place, hoped) if hoped else (int(upper(wrong, many, max(delta, 1e-9)).mean(axis=0).argmin()), 0.0)


def start(p: Floats, delta: float, kept: Floats) -> tuple[int, float]:
    """Where tests keep most on average if they begin there, and how much; of places nearly alike the surest.

    Args:
        p: of each test in each sample, shape (samples, thresholds).
        delta: at which they pass.
        kept: share that each threshold keeps, shape (thresholds,).
    """
    hoped = begun(p <= delta, kept)
    sure = np.where(hoped >= (1 - ALIKE) * hoped.max(), np.log(p).mean(axis=0), np.inf)
    return int(sure.argmin()), float(hoped.max())


def begun(passed: np.ndarray, kept: Floats) -> Floats:
    """The share that is kept on average where tests begin at each threshold, shape (thresholds,).

    Args:
        passed: which tests pass in each sample, shape (samples, thresholds).
        kept: share that each threshold keeps, shape (thresholds,).
    """
    held = np.empty(passed.shape)
    reached = np.zeros(len(passed))
    for place in reversed(range(passed.shape[1])):
        reached = np.where(passed[:, place], np.maximum(reached, kept[place]), 0)
        held[:, place] = reached
    return np.asarray(held.mean(axis=0))
