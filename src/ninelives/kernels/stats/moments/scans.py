"""Where events crowd, are absent, or change their rate: likelihood ratios, largest over all places (Kulldorff 1997)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
INSIDE = 0.05  # of the time: a change nearer to an end is none


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a scan found.

    Attributes:
        statistics: of every list, float64 of shape (draws,), not negative; the first is the list itself.
        start: where it is in the list itself: the first bin.
        length: bins.
        share: of all events that lie there.
        expected: the share that chance would give it.
    """

    statistics: Floats
    start: int
    length: int
    share: float
    expected: float


def arcs(counts: ArrayLike, expected: ArrayLike) -> Found:
    """The stretch of a circle (hours of a day, days of a week, months of a year) that has more than its share.

    Args:
        counts: events in each bin, shape (draws, bins), at least three bins.
        expected: the share of all time that each bin has, shape (bins,), sum 1.
    """
    told, share = np.asarray(counts, float), np.asarray(expected, float)
    bins, events = told.shape[1], told.sum(axis=1)[:, None]
    best, place = np.full(len(told), -1.0), (0, 1)
    for length in range(1, bins):
        held, due = _around(told, length), _around(share[None], length)[0]
        ratio = _ratio(held, events, due)
        top = ratio.max(axis=1)
        if top[0] > best[0]:
            place = (int(ratio[0].argmax()), length)
        best = np.maximum(best, top)
    start, length = place
    return Found(best, start, length, *_shares(told[0], share, np.arange(start, start + length) % bins))


def bursts(counts: ArrayLike, expected: ArrayLike | None = None) -> Found:
    """The window of time in which events crowd: of 1, 2, 4, … slots, up to a quarter of all.

    Args:
        counts: events in each slot, shape (draws, slots), see ``uniform``.
        expected: the share that each slot should have, shape (slots,), sum 1; equal ones by default.
    """
    told = np.asarray(counts, float)
    share = _due(told, expected)
    slots, events = told.shape[1], told.sum(axis=1)[:, None]
    upto = np.concatenate([np.zeros((len(told), 1)), np.cumsum(told, axis=1)], axis=1)
    due = np.concatenate([[0.0], np.cumsum(share)])
    best, place, width = np.zeros(len(told)), (0, 1), 1
    while width <= max(slots // 4, 1):
        ratio = _ratio(upto[:, width:] - upto[:, :-width], events, due[width:] - due[:-width])
        top = ratio.max(axis=1)
        if top[0] > best[0]:
            place = (int(ratio[0].argmax()), width)
        best = np.maximum(best, top)
        width *= 2
    start, width = place
    return Found(best, start, width, *_shares(told[0], share, np.arange(start, start + width)))


def silence(counts: ArrayLike, expected: ArrayLike | None = None) -> Found:
    """The run of slots without an event in which most were due, in slots of average share.

    Args:
        counts: events in each slot, shape (draws, slots), see ``uniform``.
        expected: as for ``bursts``.
    """
    told = np.asarray(counts)
    slots = told.shape[1]
    due = np.round(np.cumsum(_due(told, expected)) * slots, 9)
    run = due - np.maximum.accumulate(np.where(told > 0, due, 0.0), axis=1)  # since the last event
    end = int(run[0].argmax())
    before = np.flatnonzero(told[0, : end + 1])
    start = int(before[-1]) + 1 if before.size else 0
    length = max(end + 1 - start, 0)
    return Found(run.max(axis=1), start, length, 0.0, float(run[0, end]) / slots)


def turn(counts: ArrayLike, expected: ArrayLike | None = None) -> Found:
    """The slot from which on events come more often, or less, than before.

    Args:
        counts: events in each slot, shape (draws, slots), see ``uniform``.
        expected: as for ``bursts``.
    """
    told = np.asarray(counts, float)
    slots, events = told.shape[1], told.sum(axis=1)[:, None]
    at = np.arange(1, slots)
    at = at[(at >= INSIDE * slots) & (at <= (1 - INSIDE) * slots)]
    if not at.size:
        return Found(np.zeros(len(told)), 0, slots, 1.0, 1.0)
    before = np.cumsum(told, axis=1)[:, at - 1]
    due = np.cumsum(_due(told, expected))[at - 1]
    ratio = np.where((due > 0) & (due < 1), _term(before, events * due) + _term(events - before, events * (1 - due)), 0)
    best = int(ratio[0].argmax())
    start = int(at[best])
    share = float(told[0, start:].sum() / events[0, 0])
    return Found(ratio.max(axis=1), start, slots - start, share, 1 - float(due[best]))


def _due(told: NDArray[np.generic], expected: ArrayLike | None) -> Floats:
    """The share that each slot should have."""
    slots = told.shape[1]
    return np.full(slots, 1 / slots) if expected is None else np.asarray(expected, float)


def _around(rows: Floats, length: int) -> Floats:
    """Sums of ``length`` bins from each bin on, around the circle."""
    upto = np.cumsum(np.concatenate([np.zeros((len(rows), 1)), rows, rows[:, : length - 1]], axis=1), axis=1)
    return np.asarray(upto[:, length:] - upto[:, :-length])


def _ratio(held: Floats, events: Floats, due: Floats) -> Floats:
    """Log likelihood ratio of as many inside, where more are there than are due; 0 elsewhere."""
    inside, outside = events * due, events * (1 - due)
    found = _term(held, inside) + _term(events - held, outside)
    return np.asarray(np.where((held > inside) & (outside > 0), found, 0.0))


def _term(held: Floats, due: Floats) -> Floats:
    from scipy.special import xlogy

    return np.asarray(xlogy(held, held) - xlogy(held, np.maximum(due, 1e-300)))


def _shares(counts: Floats, expected: Floats, bins: Ints) -> tuple[float, float]:
    return float(counts[bins].sum() / counts.sum()), float(expected[bins].sum())
