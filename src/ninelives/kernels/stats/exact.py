"""Exact tests of counts, and the correction for many of them at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SMALLEST = float(np.finfo(float).tiny)  # 2.2e-308: a p-value below it is told as this, since no chance is 0
TERMS = 1 << 21  # terms of a tail summed at once: 16 MiB an array


def fisher_greater(k_new: ArrayLike, n_new: ArrayLike, k_ref: ArrayLike, n_ref: ArrayLike) -> Floats:
    """One-sided Fisher test: the new sample has more hits than the reference explains.

    Given ``K = k_new + k_ref`` hits in all, the reference's share of them is hypergeometric, and the p-value is
    the chance that it gets at most ``k_ref``. Log-gamma sums, so a million scenes are fine.

    Args:
        k_new: hits in the new sample, whole numbers in [0, n_new]; all four broadcast.
        n_new: size of the new sample.
        k_ref: hits in the reference, in [0, n_ref].
        n_ref: size of the reference.

    Returns:
        p-values in [``SMALLEST``, 1], in the broadcast shape; 1 where either sample is empty.

    Raises:
        ValueError: a count below 0 or above its sample's size.
    """
    counts = np.broadcast_arrays(*(np.asarray(c, np.int64) for c in (k_new, n_new, k_ref, n_ref)))
    a, n, b, m = (c.ravel() for c in counts)
    if np.any((a < 0) | (a > n) | (b < 0) | (b > m)):
        raise ValueError("hits must lie in [0, n]")
    first = np.maximum(0, a + b - n)  # fewest hits that the reference can have had
    p = np.empty(a.size)
    for rows in _batches(b - first + 1):
        p[rows] = _tail(a[rows] + b[rows], n[rows], m[rows], first[rows], b[rows])
    return p.reshape(counts[0].shape)


def attainable_fisher(total: ArrayLike, n_new: int, n_ref: int, below: int) -> Floats:
    """Every p-value that ``fisher_greater`` can give while the reference has fewer than ``below`` hits.

    Args:
        total: hits in both samples together, shape ``(r,)``.
        n_new: size of the new sample.
        n_ref: size of the reference.
        below: the reference's hits are counted as 0, 1, … ``below - 1``.

    Returns:
        Ascending p-values, shape ``(r, below)``: 0 where so few hits cannot be, 1 where so many cannot, all others as
        ``fisher_greater`` gives them.
    """
    hits, j = np.broadcast_arrays(np.asarray(total, np.int64)[:, None], np.arange(below))
    first = np.maximum(hits - n_new, 0)
    inside = (j >= first) & (j <= np.minimum(hits, n_ref))
    mass = np.where(inside, np.exp(_log_mass(hits, n_new, n_ref, np.where(inside, j, first))), 0)
    p = np.minimum(np.cumsum(mass, axis=1), 1.0)
    p = np.where(inside, np.maximum(p, SMALLEST), p)
    return np.where(j >= np.minimum(hits, n_ref), 1.0, p)


def binomial_less(k: ArrayLike, n: ArrayLike, share: ArrayLike) -> Floats:
    """One-sided binomial test: at most ``k`` hits among ``n`` where ``share`` was promised.

    Args:
        k: hits, in [0, n]; all three broadcast.
        n: trials.
        share: the promised share, in [0, 1].

    Returns:
        ``P(Binomial(n, share) <= k)``, at least ``SMALLEST``, in the broadcast shape.

    Raises:
        ValueError: hits outside [0, n] or a share outside [0, 1].
    """
    from scipy.special import bdtr  # late: half of a cold start

    hits, trials, p = (np.asarray(v, float) for v in (k, n, share))
    if np.any((hits < 0) | (hits > trials)) or np.any((p < 0) | (p > 1)):
        raise ValueError("hits must lie in [0, n] and shares in [0, 1]")
    return np.asarray(np.maximum(bdtr(hits, trials.astype(np.int64), p), SMALLEST), float)


def attainable_binomial(share: ArrayLike, n: int, below: int) -> Floats:
    """Every p-value that ``binomial_less`` can give with fewer than ``below`` hits.

    Args:
        share: promised shares, shape ``(r,)``.
        n: trials.
        below: hits are counted as 0, 1, … ``below - 1``.

    Returns:
        Ascending p-values, shape ``(r, below)``.
    """
    j = np.minimum(np.arange(below), n)
    return binomial_less(j, n, np.asarray(share, float)[:, None])


def holm(p: ArrayLike, attainable: Floats | None = None, row: ArrayLike | None = None) -> Floats:
    """Adjusted p-values: rejecting those <= alpha errs anywhere with probability <= alpha, however the tests depend.

    Holm's step-down. Where the attainable p-values of each test are known from what the test conditions on, a test
    counts at a threshold only with the largest one that does not exceed it, which is 0 for tests that can never
    get there: sharper than Tarone (1990) and still exact (Westfall & Wolfinger 1997).

    Args:
        p: p-values, shape ``(r,)``.
        attainable: ascending p-values that a test can give, 1 aside, shape ``(u, j)``; a row of NaN: any.
        row: the row of ``attainable`` that holds for each test, shape ``(r,)``; one each where left out.

    Returns:
        Adjusted p-values in [0, 1], shape ``(r,)``.
    """
    raw = np.asarray(p, float)
    table = np.full((1, 1), np.nan) if attainable is None else attainable
    kind = np.zeros(raw.size, np.int64) if attainable is None else np.arange(raw.size)
    kind = kind if row is None else np.asarray(row, np.int64)
    levels, of = np.unique(raw, return_inverse=True)  # equal p-values are adjusted alike
    adjusted = np.ones(levels.size)
    order = np.argsort(of, kind="stable")
    ends = np.searchsorted(of[order], np.arange(levels.size + 1))
    still = np.bincount(kind, minlength=len(table))
    worst = 0.0
    for i, level in enumerate(levels):
        worst = max(worst, float(still @ _reached(table, level)))
        if level >= 1 or worst >= 1:
            break  # 1 is always attained, and none after it can be lower
        adjusted[i] = worst
        np.subtract.at(still, kind[order[ends[i] : ends[i + 1]]], 1)
    return np.asarray(adjusted[of])


def _reached(table: Floats, level: float) -> Floats:
    """The largest attainable p-value <= level of each row, 0 where there is none."""
    # a hair above, or rounding would lose the very value that was observed
    reached = np.where(table <= level * (1 + 1e-9), table, 0).max(axis=1, initial=0)
    return np.where(np.isnan(table[:, 0]), level, reached)


def _batches(terms: Ints) -> list[slice]:
    """Runs of rows whose tails fit into memory together."""
    if terms.sum() <= TERMS:
        return [slice(0, terms.size)]
    block = np.cumsum(terms) // TERMS
    starts = np.flatnonzero(np.diff(block, prepend=-1))
    return [slice(int(s), int(e)) for s, e in zip(starts, [*starts[1:], terms.size], strict=True)]


def _tail(hits: Ints, n: Ints, m: Ints, first: Ints, last: Ints) -> Floats:
    """P(first <= reference's hits <= last), summed term by term over ragged rows."""
    length = last - first + 1
    row = np.repeat(np.arange(length.size), length)
    start = np.cumsum(length) - length
    j = np.arange(row.size) - start[row] + first[row]
    mass = np.exp(_log_mass(hits[row], n[row], m[row], j))
    p = np.add.reduceat(mass, start) if row.size else np.zeros(0)
    return np.where(last >= np.minimum(hits, m), 1.0, np.clip(p, SMALLEST, 1.0))


def _log_mass(hits: Ints, n: Ints | int, m: Ints | int, j: Ints) -> Floats:
    """Log of the hypergeometric chance that ``j`` of ``hits`` fall to the reference of size ``m``."""
    from scipy.special import gammaln  # late: half of a cold start

    def choose(of: Ints | int, take: Ints) -> Floats:
        return np.asarray(gammaln(of + 1.0) - gammaln(take + 1.0) - gammaln(of - take + 1.0), float)

    return choose(m, j) + choose(n, hits - j) - choose(np.asarray(n + m), hits)
