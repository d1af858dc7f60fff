"""Whether hours (or weekdays) change with time or from group to group: what each event has is shuffled among them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.moments.scans import INSIDE, Found

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WAVES = 2  # of the circle that tell habits apart: one peak a day, two peaks a day
PLACES = 200  # moments at which a habit may change, at most


def shuffled(bins: ArrayLike, draws: int, seed: int) -> Ints:
    """The bin of each event as it is, then shuffled among all events; int64 of shape (draws + 1, events).

    Args:
        bins: whole numbers of shape (events,), in the order of time.
        draws: how often.
        seed: of the draws.
    """
    own = np.asarray(bins, np.int64)
    found = np.tile(own, (draws + 1, 1))
    np.random.default_rng(seed).permuted(found[1:], axis=1, out=found[1:])
    return found


def split(bins: Ints, around: int, at: ArrayLike | None = None) -> Found:
    """The event from which on another habit holds.

    Means of the circle's first two waves before and after, in units of their spread; largest over the moments between
    5 and 95 % of the events.

    Args:
        bins: see ``shuffled``, in [0, around).
        around: bins of the circle.
        at: the events that may be the first of another habit, where not all may: before and after must hold whole
            days (or weeks), or they differ by where they were cut.

    Returns:
        ``start`` is the event; ``share`` and ``expected`` are the mean directions after and before, as bins.
    """
    draws, events = bins.shape
    least, most = INSIDE * events, (1 - INSIDE) * events
    places: Ints = np.unique(np.linspace(least, most, PLACES).astype(int) if at is None else np.asarray(at, int))
    places = places[(places >= max(1, int(least))) & (places < min(events, most + 1))]
    if not places.size:
        return Found(np.zeros(draws), 0, events, float("nan"), float("nan"))
    wave = _waves(around)
    found = np.zeros((draws, places.size))
    whole = wave[bins[0]]
    spread = np.maximum(whole.var(axis=0), 1e-12)
    for column, variance in zip(wave.T, spread, strict=True):
        upto = np.cumsum(column[bins], axis=1)
        before, total = upto[:, places - 1], upto[:, -1:]
        found += np.square(before / places - (total - before) / (events - places)) / variance
    found *= places * (events - places) / events
    start = int(places[found[0].argmax()])
    later, earlier = (_direction(whole[part], around) for part in (slice(start, None), slice(start)))
    return Found(found.max(axis=1), start, events - start, later, earlier)


def strangers(bins: Ints, around: int, groups: ArrayLike, of: int) -> Floats:
    """How far the bins of each group are from those of all others: Pearson's chi-square, shape (groups, draws).

    Args:
        bins: see ``shuffled``, in [0, around).
        around: how many bins there are.
        groups: the group of each event, whole numbers in [0, of), shape (events,).
        of: how many groups there are.
    """
    group = np.asarray(groups, np.int64)
    draws, events = bins.shape
    rows = (np.arange(draws)[:, None] * of + group) * around + bins
    held = np.bincount(rows.ravel(), minlength=draws * of * around).reshape(draws, of, around).astype(float)
    total = held.sum(axis=1, keepdims=True)  # of each bin, the same in every draw
    size = held.sum(axis=2, keepdims=True)
    due = total * size / events
    left = np.maximum(total - due, 1e-300)
    apart = np.square(held - due)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(due > 0, apart / due, 0) + np.where(total - due > 0, apart / left, 0)
    return np.asarray(found.sum(axis=2).T)


def _waves(around: int) -> Floats:
    """Cosines and sines of the circle's first waves, shape (bins, 2 * waves)."""
    angle = 2 * np.pi * np.arange(around)[:, None] * np.arange(1, WAVES + 1) / around
    return np.concatenate([np.cos(angle), np.sin(angle)], axis=1)


def _direction(waves: Floats, around: int) -> float:
    """The mean direction of some events, in bins."""
    cosine, sine = waves[:, 0].mean(), waves[:, WAVES].mean()
    return float(np.arctan2(sine, cosine) / (2 * np.pi) * around % around)
