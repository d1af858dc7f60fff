"""Is a network read as it was meant? Its score under the told reading beside that under others, photo by photo.

A wrong reading is silent: the network answers, only worse. So each other reading is shown the same photos. Of each
scene it is asked which reading is right more often; by chance alone either is as likely (a sign test over scenes,
McNemar's where a scene is one photo), and Holm's correction pays for looking at many. What is suspected is told, and
never changed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from ninelives.kernels.stats import binomial_less, holm, mean_of_scenes

LEVEL: Final = 0.05  # of naming any other reading where none is better
LEAST: Final = 0.01  # a gain below a photo in a hundred is no other reading, but a little sharpness
FEWEST: Final = 30  # scenes, below which only great differences show


@dataclass(frozen=True, slots=True)
class Reading:
    """One other reading.

    Attributes:
        options: what to type for it.
        accuracy: share right, read so.
        gain: over the told reading, with its 95 % interval ``low`` to ``high`` over scenes.
        p: adjusted for all readings that were compared.
        better: surely, and by enough to matter.
    """

    options: str
    accuracy: float
    gain: float
    low: float
    high: float
    p: float
    better: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """All readings, the best first.

    Attributes:
        accuracy: share right under the told reading.
        photos, scenes: how many they were compared on.
        readings: the others.
    """

    accuracy: float
    photos: int
    scenes: int
    readings: tuple[Reading, ...]

    @property
    def suspected(self) -> Reading | None:
        """The best of the readings that are surely better than the told one."""
        return next((reading for reading in self.readings if reading.better), None)

    @property
    def sentence(self) -> str:
        """What to say aloud, with what to type."""
        if (other := self.suspected) is not None:
            interval = f"{100 * other.low:+.1f} to {100 * other.high:+.1f} points"
            told = f"it is right in {100 * other.accuracy:.1f} % instead of {100 * self.accuracy:.1f} % ({interval})"
            return f"Read otherwise {told}, on {self.photos:,} photos: {other.options}"
        if self.scenes < FEWEST:
            return (
                f"{self.scenes} scenes are too few to tell whether it is read as it was meant; {FEWEST} begin to tell"
            )
        told = f"No other reading is surely better, on {self.photos:,} photos: right in {100 * self.accuracy:.1f} %"
        if self.readings and self.readings[0].gain >= LEAST:
            best = self.readings[0]
            told += f"; {best.options} would be right in {100 * best.accuracy:.1f} %, which may be chance"
        return told


def compare(told: ArrayLike, others: Mapping[str, ArrayLike], scene: ArrayLike) -> Verdict:
    """Compare readings on the same photos.

    Args:
        told: whether each photo was right under the told reading, shape ``(n,)``.
        others: the same under each other reading, by the options that would say so.
        scene: scene of each photo, shape ``(n,)``.

    Raises:
        ValueError: the shapes differ, or there is no photo.
    """
    right, group = np.asarray(told, float), np.asarray(scene)
    if right.ndim != 1 or right.shape != group.shape or not right.size:
        raise ValueError(f"told and scene must be two columns of one length >= 1, got {right.shape}, {group.shape}")
    number = np.unique(group, return_inverse=True)[1]
    gains = {name: np.asarray(other, float) - right for name, other in others.items()}
    adjusted = holm([_sign_test(gain, number) for gain in gains.values()]) if gains else np.zeros(0)
    found = [_reading(name, right, gain, number, p) for (name, gain), p in zip(gains.items(), adjusted, strict=True)]
    best = sorted(found, key=lambda each: (-each.gain, len(each.options)))
    return Verdict(float(right.mean()), right.size, int(number.max()) + 1, tuple(best))


def _sign_test(gain: np.ndarray, number: np.ndarray) -> float:
    """Chance of so many scenes for the other reading, where each that differs is as likely to be against it."""
    together = np.bincount(number, weights=gain)
    for_it, against = int((together > 0).sum()), int((together < 0).sum())
    return float(binomial_less(against, for_it + against, 0.5)) if for_it + against else 1.0


def _reading(name: str, right: np.ndarray, gain: np.ndarray, number: np.ndarray, p: float) -> Reading:
    mean = float(gain.mean())
    _, low, high = mean_of_scenes(gain, number) if number.max() else (mean, -1.0, 1.0)
    low, high = max(low, -1.0), min(high, 1.0)
    better = bool(p <= LEVEL and low > 0 and mean >= LEAST)
    return Reading(name, float(right.mean()) + mean, mean, low, high, float(p), better)
