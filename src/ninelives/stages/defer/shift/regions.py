"""Weights by region, where regions that were seen come in other shares along one condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.kernels.stats.harm import exact
from ninelives.kernels.stats.shift import same_within
from ninelives.stages.defer.shift.mixture import ALPHA, CARRIED, Mixture, weighed

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Axis
    from ninelives.artifacts.handoff.judged import Floats, Ints, Judged
    from ninelives.stages.defer.sources import Source

SEEN: Final = 20  # calibration items of a stretch, below which it is joined with the nearest


def by_region(source: Source, old: Judged, new: Judged, moved: list[str], delta: float, seed: int) -> Mixture | None:
    """Weights by the bins of the first condition that surely moved, where within them nothing has changed."""
    if not moved:
        return None
    stretches = Stretches.of(source.envelope.axis(moved[0]), old)
    if len(stretches.labels) < 2:
        return None
    here, there = stretches.place(old), stretches.place(new)
    if same_within(old.outputs, new.outputs, (here, there), (old.scenes, new.scenes), seed=seed) <= ALPHA:
        return None
    many = len(stretches.names)
    level = 1 - CARRIED * delta / many
    before = np.array([_share(old, here, at, level) for at in range(many)]).T
    now = np.array([_share(new, there, at, level) for at in range(many)]).T
    weights, low, high = ratio(now, before)
    return weighed(
        Mixture(
            kind="regions",
            words=f"regions that were seen come in other shares, along {moved[0]}",
            assumption=f"within a stretch of {moved[0]} they look and are answered as they were",
            place=stretches.place,
            names=stretches.names,
            low=low,
            high=high,
            weights=weights,
            missed=CARRIED,
        )
    )


@dataclass(frozen=True, slots=True)
class Stretches:
    """Bins of one condition; those with few calibration items are joined with the nearest that has enough.

    Attributes:
        axis: the condition.
        labels: bins with enough items, in their order.
        names: as a person says them.
    """

    axis: Axis
    labels: tuple[Any, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, axis: Axis, items: Judged) -> Stretches:
        """The bins that calibration items lie in."""
        code, labels = items.bins(axis)
        counts = np.bincount(code, minlength=len(labels))
        own = tuple(label for label, many in zip(labels, counts.tolist(), strict=True) if many >= SEEN)
        return cls(axis, own, tuple(axis.words(label) for label in own))

    def place(self, items: Judged) -> Ints:
        """The stretch that each item lies in, or is nearest to, int64 of shape (items,)."""
        code, labels = items.bins(self.axis)
        return np.array([self._nearest(label) for label in labels], np.int64)[code]

    def _nearest(self, label: Any) -> int:
        order = self.axis.order
        if label in self.labels or not isinstance(label, int):
            return self.labels.index(label) if label in self.labels else len(self.labels) - 1
        known = [each for each in self.labels if isinstance(each, int)] or list(self.labels)
        return self.labels.index(min(known, key=lambda each: abs(order(each)[1] - order(label)[1])))


def _share(side: Judged, where: Ints, at: int, level: float) -> tuple[float, float, float]:
    """The share of scenes whose first item lies in one stratum, with its exact interval."""
    _, first = np.unique(side.scenes, return_index=True)
    hits, scenes = int((where[first] == at).sum()), len(first)
    return hits / scenes, *exact(hits, scenes, level)


def ratio(one: Floats, other: Floats) -> tuple[Floats, Floats, Floats]:
    """Ratios of independent shares, with the intervals that those of both give (Donner and Zou 2012, of logarithms).

    Args:
        one, other: shares with both ends of their intervals, each of shape (3, shares).
    """
    known = (one[0] > 0) & (other[0] > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        likeliest = np.where(other[0] > 0, one[0] / other[0], 0.0)
        up = np.exp(np.hypot(np.log(one[2] / one[0]), np.log(other[0] / other[1])))
        down = np.exp(np.hypot(np.log(one[0] / one[1]), np.log(other[2] / other[0])))
        low, high = np.where(known, likeliest / down, 0.0), np.where(known, likeliest * up, one[2] / other[1])
    return likeliest, low, np.where(other[1] > 0, high, np.inf)
