"""Lists of moments as chance would make them, to compare one list with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
AT_ONCE = 1 << 22  # events that are drawn at once: 32 MiB


def uniform(counts: ArrayLike, draws: int, seed: int) -> Ints:
    """Events in each slot of time: as they were, then as many thrown at random between the first and the last.

    The first and the last event say where the list begins and ends, so they stay where they are: given these, all
    others are uniform if nothing but chance decides.

    Args:
        counts: events in each slot, whole numbers of shape (slots,), none but the inner ones zero; two events at least.
        draws: how many lists are made.
        seed: of the draws.

    Returns:
        int64 of shape (draws + 1, slots), the first row ``counts``.

    Raises:
        ValueError: fewer than two events, or an end without one.
    """
    seen = np.asarray(counts, np.int64)
    events = int(seen.sum())
    if seen.ndim != 1 or events < 2 or not (seen[0] and seen[-1]):
        raise ValueError(f"moments need two events and one in the first and last slot, got {events} events")
    rng, slots = np.random.default_rng(seed), len(seen)
    found = np.zeros((draws + 1, slots), np.int64)
    found[0] = seen
    step = max(1, AT_ONCE // events)
    for start in range(1, draws + 1, step):
        rows = min(step, draws + 1 - start)
        thrown = rng.integers(slots, size=(rows, events - 2)) + slots * np.arange(rows)[:, None]
        found[start : start + rows] = np.bincount(thrown.ravel(), minlength=rows * slots).reshape(rows, slots)
    found[1:, 0] += 1
    found[1:, -1] += 1
    return found


def thrown(
    counts: ArrayLike, share: ArrayLike, parts: Sequence[tuple[Ints, int]], draws: int, seed: int
) -> list[Floats]:
    """The same where slots have unlike shares and may be many: how many events each part of the slots has.

    Args:
        counts: as for ``uniform``; the first and the last slot with an event keep one.
        share: how likely an event is to lie in each slot, shape (slots,), sum 1.
        parts: divisions of the slots: the bin of each slot, -1 for none, shape (slots,), and how many bins there are.
        draws: how many lists are made.
        seed: of the draws.

    Returns:
        For each division the events in each bin, float64 of shape (draws + 1, bins), the first row of ``counts``.
    """
    seen, due = np.asarray(counts, np.int64), np.asarray(share, float)
    ends = np.flatnonzero(seen)[[0, -1]]
    events, slots = int(seen.sum()) - 2, len(seen)
    rng, whole = np.random.default_rng(seed), np.cumsum(due) / due.sum()
    found = [[_summed(seen[None], label, bins)] for label, bins in parts]
    step = max(1, AT_ONCE // min(events + 2, slots))
    for start in range(0, draws, step):
        rows = min(step, draws - start)
        if events < slots:
            at = np.searchsorted(whole, rng.random((rows, events)), side="right").clip(max=slots - 1)
            at = np.concatenate([at, np.broadcast_to(ends, (rows, 2))], axis=1)
            told = [_counted(label[at], bins) for label, bins in parts]
        else:
            lists = rng.multinomial(events, due / due.sum(), size=rows)
            for end in ends:
                lists[:, end] += 1
            told = [_summed(lists, label, bins) for label, bins in parts]
        for rest, one in zip(found, told, strict=True):
            rest.append(one)
    return [np.concatenate(each) for each in found]


def _counted(label: Ints, bins: int) -> Floats:
    """Events in each bin, of events by their bin, shape (lists, events)."""
    rows = len(label)
    place = (label + bins * np.arange(rows)[:, None])[label >= 0]
    return np.bincount(place, minlength=rows * bins).reshape(rows, bins).astype(float)


def _summed(lists: Ints, label: Ints, bins: int) -> Floats:
    """The same of events by their slot, shape (lists, slots)."""
    from scipy.sparse import csr_matrix

    at = np.flatnonzero(label >= 0)
    sums = csr_matrix((np.ones(len(at)), (at, label[at])), shape=(len(label), bins))
    return np.asarray(lists @ sums)
