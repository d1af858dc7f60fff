"""Seasons are found where the data show them, and not assumed."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from ninelives.kernels.series.past import Floats

LEVEL = 0.005  # of all candidates together
ROUNDS = 3  # seasons that must be in the data to be seen
MOST = 2  # seasons that are used
PART = 0.7  # of a season's autocorrelation: a part of it that reaches so far is the season
MULTIPLES = 6  # of a season that are looked at together: it shows at each of them
DAY, WEEK = 86_400.0, 604_800.0  # s


def candidates(step: float, unit: str) -> tuple[int, ...]:
    """Seasons that a step suggests, in steps, ascending.

    Args:
        step: how many units one step is.
        unit: "s", "M" (months), or "" for plain counts, which suggest none.
    """
    found: set[int] = set()
    if unit == "M":
        found = {round(12 / step)} if 12 % step == 0 else set()
    elif unit == "s":
        rounds = (3600.0, DAY, WEEK, 365.25 * DAY)
        found = {round(each / step) for each in rounds if each / step <= 20_000 and _whole(each / step, each)}
    return tuple(sorted(each for each in found if each >= 2))


def _whole(ratio: float, length: float) -> bool:
    """Whether a season is a whole number of steps; a year need only be nearly one."""
    return abs(ratio - round(ratio)) < 1e-6 or (length > WEEK and ratio >= 10)


def find(values: np.ndarray, among: tuple[int, ...]) -> tuple[int, ...]:
    """The seasons that the values show, shortest first, two at most.

    Differences are looked at, so that neither a slope nor a random walk passes for a season. One is there where the
    mean autocorrelation at it and its multiples is above that half a round before, and passes what Bartlett's formula
    (1946) lets .5 % of series without any pass, all candidates together; of short ones up to 3 % do. Candidates are
    taken from the shortest up, and what one explains is taken away before the next is looked at.

    Args:
        values: the training part, finite, shape (n,).
        among: candidates in steps; where empty, every length that fits three times into the values.
    """
    changes = np.diff(np.asarray(values, float))
    tried = [each for each in among or range(3, changes.size // ROUNDS + 1) if ROUNDS * each <= changes.size]
    found: list[int] = []
    for some in [[each] for each in sorted(tried)] if among else [tried] * MOST:
        if len(found) < MOST and (season := _strongest(changes, some, len(tried))) and season not in found:
            found.append(season)
            changes = without(changes, season)
    return tuple(sorted(found))


def _strongest(changes: Floats, tried: list[int], candidates: int) -> int:
    """The season that shows most, or a part of it that shows nearly as much; 0 where none passes the bound."""
    n, rho = changes.size, autocorrelation(changes, changes.size - 1)
    leaning = 1 + 2 * np.concatenate([[0, 0], np.cumsum(np.square(rho[1:-1]))])  # what neighbours' likeness adds
    normal, over = NormalDist().inv_cdf(1 - LEVEL / max(candidates, 1)), dict[int, float]()
    for season in tried:
        rounds = season * np.arange(1, min(MULTIPLES, (n - 1) // season) + 1)
        height, trough = float(rho[rounds].mean()), float(rho[rounds - season // 2].mean())
        spread = float(np.sqrt(leaning[season // 2] * (n - rounds).sum())) / (n * rounds.size)
        if height > max(trough, normal * spread):
            over[season] = height
    if not over:
        return 0
    best = max(over, key=lambda season: over[season])
    return min(season for season in over if best % season == 0 and over[season] >= PART * over[best])


def autocorrelation(values: np.ndarray, most: int) -> Floats:
    """Of lags 0 to ``most``, shape (most + 1,); zeros after the first where the values do not vary."""
    x = np.asarray(values, float)
    x = x - x.mean()
    size = 1 << int(np.ceil(np.log2(2 * x.size)))
    power = np.square(np.abs(np.fft.rfft(x, size)))
    told = np.fft.irfft(power, size)[: most + 1]
    rounding = np.square(1e-9 * np.abs(values).max(initial=0)) * x.size
    return np.asarray(told / told[0] if told[0] > rounding else np.eye(1, most + 1)[0])


def without(values: np.ndarray, season: int) -> Floats:
    """Values less the mean of their place in the season, shape (n,)."""
    place = np.arange(values.size) % season
    mean = np.bincount(place, weights=values) / np.maximum(np.bincount(place), 1)
    return np.asarray(values - mean[place])
