"""How long blocks of time must be, so that they may change places though the rows in them lean on each other."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf, log, log10, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
WIDER = 2  # times the length that is best for the variance of a mean: a test must hold its level at the edges too
ALONE = 8  # columns up to which the band of chance is that of one: of many, some lean by chance
TIMES = 3  # the time over which a first-order process forgets


def block_length(reference: Sequence[ArrayLike], new: Sequence[ArrayLike]) -> int:
    """Rows of a block: the longest that any column asks for in either sample, at most half of the shorter one.

    Twice the length of Politis and White (2004; corrected by Patton, Politis and White 2009), and at least three times
    the correlation time (1 + r) / (1 - r) of a first-order process, its r corrected for its bias by n (Kendall 1954).
    Where both are long beside the samples, two blocks remain of each, and no test can tell anything; see
    ``Units.least``.

    Args:
        reference: columns in the order of time, each of shape (rows,), finite.
        new: the same columns of the new sample.

    Raises:
        ValueError: other columns, none at all, or a column that is empty.
    """
    if len(reference) != len(new) or not reference:
        raise ValueError(f"both samples need the same columns, got {len(reference)} and {len(new)}")
    most = max(1, min(np.size(one) for one in (*reference, *new)) // 2)
    looks = sqrt(1 + log(max(len(reference) / ALONE, 1)) / 2)
    sides = zip(reference, new, strict=True)
    wanted = max(_wanted(np.asarray(a, float), np.asarray(b, float), looks) for a, b in sides)
    return ceil(min(wanted, most) - 1e-9)


def _wanted(one: Floats, other: Floats, looks: float) -> float:
    moved = [side for side in (one, other) if side.size > 3 and side.max() > side.min()]
    if not moved:
        return 1.0
    leaning = [_correlations(side, 1)[1] for side in moved]
    r = float(
        np.average(
            [r + (1 + 3 * r) / side.size for r, side in zip(leaning, moved, strict=True)],
            weights=[side.size for side in moved],
        )
    )
    sure = any(abs(lean) > looks * _band(side.size) for lean, side in zip(leaning, moved, strict=True))
    forgets = TIMES * (1 + r) / (1 - r) if r < 1 else inf
    return max(1.0, WIDER * max(politis_white(side, looks) for side in moved), forgets if sure and r > 0 else 1.0)


def politis_white(x: Floats, looks: float = 1.0) -> float:
    """The length of circular blocks that is best for the variance of the mean of ``x``; 1 where nothing leans.

    Args:
        x: in the order of time, shape (n,), n > 3, not constant.
        looks: how much wider the band of chance is, where many columns are asked.
    """
    n = x.size
    run = max(5, ceil(sqrt(log10(n))))
    far = ceil(sqrt(n)) + run
    r = _correlations(x, min(n - 1, far + run))
    quiet = np.abs(r[1:]) <= looks * _band(n)
    last = next((at for at in range(far) if quiet[at : at + run].all()), far)
    reach = min(2 * last, far, n - 1)
    if not reach:
        return 1.0
    lag = np.arange(1, reach + 1)
    weight = np.clip(2 * (1 - lag / reach), 0, 1) * r[1 : reach + 1]
    spread = 1 + 2 * weight.sum()
    if spread <= 0:
        return 1.0
    return float(max(1.0, (1.5 * (2 * (weight * lag).sum()) ** 2 / spread**2 * n) ** (1 / 3)))


def _band(n: int) -> float:
    """What the correlation of independent numbers stays within."""
    return 2 * sqrt(log10(n) / n)


def _correlations(x: Floats, lags: int) -> Floats:
    """Autocorrelations at the lags 0 … ``lags``, by a fast Fourier transform."""
    centred = x - x.mean()
    wave = np.fft.rfft(centred, 2 * x.size)
    found = np.fft.irfft(wave * wave.conj(), 2 * x.size)[: lags + 1]
    return np.asarray(found / found[0])
