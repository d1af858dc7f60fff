"""Where an observation stands among all before it: the smoothed conformal p-value, in constant time and memory.

If an observation could change places with those before it, its rank among them is uniform and independent of all
earlier ranks, ties broken at random (Vovk, Gammerman and Shafer 2005). Values are counted in bins that the reference
chose; a binned value changes places as well as the value itself, so bins cost power, and no validity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BINS = 64  # a column
TOGETHER = 32  # rows of one context that are ranked at once
FEW = 8  # rows whose values are compared with every edge: faster than a search in each column


@dataclass(slots=True, eq=False)
class Ranks:
    """Counts of all that was seen, by context, column and bin.

    Attributes:
        edges: float64 of shape (columns, bins - 2), ascending; the bins of each column, the last for what is missing.
        counts: how many were at or below each bin, int64 of shape (contexts, columns, bins).
    """

    edges: Floats
    counts: Ints

    @classmethod
    def of(cls, reference: ArrayLike, contexts: ArrayLike | None = None, *, of: int = 1, bins: int = BINS) -> Ranks:
        """What the reference was.

        Args:
            reference: shape (rows, columns), at least one row; NaN is missing.
            contexts: which context each row is of (its hour, for instance), whole numbers in [0, ``of``): a row is
                ranked among those of its own context alone. None: they are all of one.
            of: how many contexts there are.
            bins: of a column, with that for what is missing.

        Raises:
            ValueError: no row, or contexts that do not fit.
        """
        rows = np.asarray(reference, float)
        if rows.ndim != 2 or not rows.size:
            raise ValueError(f"the reference needs rows and columns, got shape {rows.shape}")
        context = np.zeros(len(rows), np.int64) if contexts is None else np.asarray(contexts, np.int64)
        if context.shape != (len(rows),) or context.min() < 0 or context.max() >= of:
            raise ValueError(f"contexts must be {len(rows)} whole numbers in [0, {of})")
        ranks = cls(_edges(rows, bins), np.zeros((of, rows.shape[1], bins), np.int64))
        found = ranks.bins(rows)
        for each in set(context.tolist()):
            ranks._count(found[context == each], each)
        return ranks

    def bins(self, rows: ArrayLike) -> Ints:
        """The bin of each value, int64 of shape (rows, columns); for the argument see ``of``."""
        told = np.asarray(rows, float)
        if len(told) < FEW:
            found = (self.edges < told[:, :, None]).sum(axis=2)
        else:
            each = zip(self.edges, told.T, strict=True)
            found = np.stack([np.searchsorted(edges, values) for edges, values in each], axis=1)
        return np.asarray(np.where(np.isnan(told), self.counts.shape[2] - 1, found), np.int64)

    def rank(self, bins: Ints, contexts: Ints, chance: Floats) -> Floats:
        """The p-values of some observations, one after another; from then on they are among those that were seen.

        Args:
            bins: shape (rows, columns), see ``bins``.
            contexts: which one each row is of, shape (rows,); where none was seen of it before, p is ``chance`` itself
                and tells nothing.
            chance: uniform in (0, 1), shape (rows, columns), breaks the ties.

        Returns:
            float64 of shape (rows, columns), in (0, 1): small where a value is low among those before it.
        """
        if len(bins) == 1:
            return self._rank(bins, int(contexts[0]), chance)
        found = np.empty(bins.shape)
        for context in set(contexts.tolist()):  # no row is ranked among those of another
            own = np.flatnonzero(contexts == context)
            for at in range(0, len(own), TOGETHER):
                part = own[at : at + TOGETHER]
                found[part] = self._rank(bins[part], context, chance[part])
        return found

    def _rank(self, bins: Ints, context: int, chance: Floats) -> Floats:
        counts = self.counts[context]
        places = _places(bins, counts)
        upto = counts.take(places)
        below = np.where(bins > 0, counts.take(places - 1), 0)
        seen = counts[0, -1]
        if len(bins) > 1:  # rows of this part are among those that were seen, for the rows after them
            seen = seen + np.arange(len(bins))[:, None]
            narrow: NDArray[Any] = bins.T.astype(np.uint8 if counts.shape[1] <= 256 else np.int64)
            row, earlier = narrow[:, :, None], narrow[:, None, :]
            before = np.tri(len(bins), k=-1, dtype=bool)
            upto = upto + _sums(np.less_equal(earlier, row) & before)
            below = below + _sums(np.less(earlier, row) & before)
        self._count(bins, context)
        return np.asarray((below + chance * (upto - below + 1)) / (seen + 1))

    def _count(self, bins: Ints, context: int) -> None:
        counts = self.counts[context]
        if len(bins) == 1:
            counts += np.arange(counts.shape[1]) >= bins[0][:, None]
            return
        counts += np.cumsum(
            np.bincount(_places(bins, counts).ravel(), minlength=counts.size).reshape(counts.shape), axis=1
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        return {"edges": self.edges, "counts": self.counts}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Ranks:
        """What ``arrays`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        edges, counts = np.array(arrays["edges"], float), np.array(arrays["counts"], np.int64)
        fits = edges.ndim == 2 and counts.ndim == 3 and counts.shape[1:] == (edges.shape[0], edges.shape[1] + 2)
        if not fits or (counts < 0).any() or _fall(counts) or _fall(edges):
            raise ValueError("counts and edges do not belong together")
        return cls(edges, counts)


def _places(bins: Ints, counts: Ints) -> Ints:
    """Where the counts of some bins lie among all of a context, shape (rows, columns)."""
    return np.arange(0, counts.size, counts.shape[1]) + bins


def _sums(marks: NDArray[np.bool_]) -> Ints:
    """How many marks a row has, int64 of shape (rows, columns), of marks of shape (columns, rows, rows)."""
    return np.asarray(np.einsum("crs->rc", marks.view(np.uint8), dtype=np.uint8), np.int64)


def _fall(rows: NDArray[Any]) -> bool:
    """Whether numbers fall anywhere along the last axis."""
    return bool((rows[..., 1:] < rows[..., :-1]).any())


def _edges(rows: Floats, bins: int) -> Floats:
    """Where a bin ends: just below the least of a column, then quantiles of it up to its greatest, then infinite."""
    shares = np.linspace(0, 1, bins - 3)
    found = np.full((rows.shape[1], bins - 2), np.inf)
    for edge, column in zip(found, rows.T, strict=True):
        known = column[~np.isnan(column)]
        if known.size:
            different = np.unique(np.quantile(known, shares, method="inverted_cdf"))
            edge[0] = np.nextafter(different[0], -np.inf)
            edge[1 : different.size + 1] = different
    return found
