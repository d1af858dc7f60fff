"""A table spread out for rungs that add up and compare: numbers on one scale, a feature for each category.

A table has a column for each property: numbers as they are, yes and no as 1 and 0, categories as their codes, and what
is missing is not a number. What is learned of it is learned from the training rows alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from ninelives.kernels.nets.rungs.base import Arrays

NUMBER, MISSING, OTHER = -1, -2, -3  # codes of the features that are no category
NAMED, LEAST = 32, 5  # categories of a column with a feature of their own, and how many rows each has at least
REACH, END = 3.0, 10.0  # deviations: past the first only the logarithm counts, past the second nothing does
NORMAL = 1.349  # deviations between the quartiles of a normal distribution
MOST: Final = 2**14  # features; a block of rows that is spread out stays below half a gigabyte
TINY = float(np.finfo(np.float32).tiny)


@dataclass(frozen=True, slots=True, eq=False)
class Columns(Arrays):
    """What each feature is made of.

    A number is told in deviations from the middle; far ones are drawn in, so that one slip of the keyboard moves
    nothing else. A number that is missing counts as the middle, a category that is missing or was never seen as none.
    """

    WIDE = frozenset({"middle", "spread"})
    column: np.ndarray  # (features,) int64, of the table
    code: np.ndarray  # (features,) int64: a category, or NUMBER, MISSING (is it?), OTHER (a rarer category, is it one?)
    middle: np.ndarray  # (features,)
    spread: np.ndarray  # (features,), above 0

    @classmethod
    def learn(cls, x: np.ndarray, categories: np.ndarray) -> Self:
        """From training rows.

        Args:
            x: the table, shape (rows, columns).
            categories: how many each column has, 0 for numbers; int64 of shape (columns,).
        """
        found: list[tuple[int, int, float, float]] = []
        most = named(x.shape[1])
        for at, kinds in enumerate(categories.tolist()):
            values = x[:, at].astype(np.float64)
            found += [(at, *one) for one in (_kinds(values, kinds, most) if kinds else _number(values))]
            share = float(np.isnan(values).mean()) if len(values) else 0.0
            found += [(at, MISSING, share, 1.0)] if 0 < share < 1 else []
        column, code, middle, spread = zip(*found, strict=True) if found else ((), (), (), ())
        whole = (np.array(each, np.int64) for each in (column, code))
        return cls(*whole, *(np.array(each, np.float64) for each in (middle, spread)))

    @property
    def features(self) -> int:
        """How many a row is spread over."""
        return len(self.column)

    def expand(self, x: np.ndarray) -> np.ndarray:
        """Rows spread out, float64 of shape (rows, features); ``x`` is of shape (rows, columns)."""
        out = np.empty((len(x), self.features))
        for at, (column, code) in enumerate(zip(self.column.tolist(), self.code.tolist(), strict=True)):
            values = x[:, column].astype(np.float64)
            if code == NUMBER:
                out[:, at] = drawn_in((values - self.middle[at]) / self.spread[at])
            else:
                out[:, at] = (self._is(values, column, code) - self.middle[at]) / self.spread[at]
        return out

    def _is(self, values: np.ndarray, column: int, code: int) -> np.ndarray:
        if code == MISSING:
            return np.asarray(np.isnan(values))
        if code == OTHER:
            named = self.code[(self.column == column) & (self.code >= 0)]
            return np.asarray(~np.isnan(values) & ~np.isin(values, named))
        return np.asarray(values == code)

    def reads(self, columns: int) -> np.ndarray:
        """Which of so many columns it looks at, int64, sorted."""
        read = np.unique(self.column)
        return np.asarray(read[read < columns])

    def check(self) -> None:
        """Raises ValueError where the arrays cannot be those of one table."""
        for name in ("column", "code", "middle", "spread"):
            if getattr(self, name).shape != (self.column.size,):
                raise ValueError(f"{name} has no entry for each feature")
        if self.column.dtype != np.int64 or self.code.dtype != np.int64 or self.column.min(initial=0) < 0:
            raise ValueError("a feature is of no column")
        if self.code.min(initial=0) < OTHER or self.features > MOST:
            raise ValueError("a feature is of no kind, or there are too many entries")
        if (self.spread < TINY).any():
            raise ValueError("spread holds what is no number above zero")


def drawn_in(z: np.ndarray) -> np.ndarray:
    """As it is within ``REACH``, its logarithm beyond, never past ``END``; 0 where it is missing."""
    far = np.abs(z)
    beyond = np.minimum(REACH * (1 + np.log(np.maximum(far, REACH) / REACH)), END)
    return np.nan_to_num(np.where(far <= REACH, z, np.copysign(beyond, z)), nan=0.0)


def _number(values: np.ndarray) -> list[tuple[int, float, float]]:
    """The feature of a number; none where it does not vary.

    Its deviation is told by the quartiles; of a number that is mostly one value, by the widest range that is not one.
    """
    known = values[np.isfinite(values)]
    if not known.size or known.min() == known.max():
        return []
    low, quarter, middle, three, high = np.quantile(known, [0.005, 0.25, 0.5, 0.75, 0.995])
    spread = (three - quarter) / NORMAL or float(np.clip(known, low, high).std()) or known.max() - known.min()
    return [(NUMBER, float(middle), max(float(spread), TINY))]


def named(columns: int) -> int:
    """How many categories of a column have a feature of their own; fewer in a wide table."""
    return max(1, min(NAMED, MOST // max(columns, 1) - 2))


def widest(categories: np.ndarray) -> int:
    """How many features such columns can have, at most."""
    most = named(len(categories))
    return int(np.where(categories > 0, np.minimum(categories, most) + 2, 2).sum())


def _kinds(values: np.ndarray, kinds: int, most: int) -> list[tuple[int, float, float]]:
    """A feature for each of the commonest categories, and one for all others together where there are some."""
    count = np.bincount(values[~np.isnan(values)].astype(np.int64), minlength=kinds)
    common = np.sort(np.argsort(-count, kind="stable")[:most])
    common = common[count[common] >= LEAST]
    rest = (count.sum() - count[common].sum()) / max(len(values), 1)
    told = [(int(code), float(count[code] / len(values)), 1.0) for code in common if count[code] < len(values)]
    return [*told, (OTHER, float(rest), 1.0)] if 0 < rest < 1 else told
