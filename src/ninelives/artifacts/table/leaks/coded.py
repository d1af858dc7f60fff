"""Columns as small whole numbers, equal where the values are: what is compared with what."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Coded:
    """One column's values by their order of appearance.

    Attributes:
        code: int64 of shape (rows,), 0 for the first row's value; what is missing is a value.
        known: bool of shape (rows,).
    """

    code: np.ndarray
    known: np.ndarray

    @classmethod
    def of(cls, column: pl.Series) -> Coded:
        """The codes of a column of any kind."""
        import polars as pl

        plain = column.to_physical() if isinstance(column.dtype, pl.Enum | pl.Datetime) else column
        if plain.dtype.is_numeric() and not column.null_count():
            return cls(canonical(plain.to_numpy()), np.ones(len(column), bool))
        ranked = plain.rank("dense").fill_null(0).to_numpy().astype(np.int64)
        return cls(canonical(ranked), column.is_not_null().to_numpy())

    @property
    def count(self) -> int:
        """Different values."""
        return int(self.code.max()) + 1 if self.code.size else 0


def canonical(code: np.ndarray) -> np.ndarray:
    """Any codes, numbered anew by their first appearance: two columns that rename each other have the same."""
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    place = np.empty(len(first), np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    renamed: np.ndarray = place[inverse]
    return renamed


def table(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """How often each pair of codes occurs, (values of one, values of two)."""
    rows, columns = int(one.max()) + 1, int(two.max()) + 1
    return np.bincount(one * columns + two, minlength=rows * columns).reshape(rows, columns)


def chance_of(counts: np.ndarray) -> float:
    """The logarithm of the chance that a column without any bearing on another is constant in each of its groups.

    Args:
        counts: (groups, values): rows of each value in each group.
    """
    shares = counts.sum(axis=0) / counts.sum()
    sizes = counts.sum(axis=1)
    with np.errstate(divide="ignore"):
        logs = np.log(shares)
    total = 0.0
    for size, often in zip(*np.unique(sizes, return_counts=True), strict=True):
        top = logs.max() * size
        total += often * (top + math.log(float(np.exp(logs * size - top).sum()))) if size else 0.0
    return total


def names_of(classes: pl.Series) -> list[str]:
    """The names of an Enum, in the order of its codes."""
    import polars as pl

    assert isinstance(classes.dtype, pl.Enum)
    return classes.dtype.categories.to_list()
