"""Columns that are filled, or empty, for one answer: what is written down when the answer is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.leaks.coded import names_of
from ninelives.artifacts.table.leaks.leak import AFTERWARDS, CHANCE, Leak
from ninelives.kernels.stats import fisher_greater

if TYPE_CHECKING:
    import polars as pl

LEAST = 10  # rows that are filled, or empty
ALMOST = 0.95  # of them have one answer
LIFT = 0.1  # of the errors that guessing the commonest class makes are left, at most
EXPLAINED = 0.8  # of the variance of a number, at least


def afterwards(values: pl.Series, target: pl.Series, *, columns: int) -> Leak | None:
    """The column as one that is known only afterwards, or None.

    Args:
        values: as it is learned from.
        target: Enum or Float64, nothing missing.
        columns: among how many it was looked for.
    """
    empty = values.is_null().to_numpy()
    if int(empty.sum()) < LEAST or empty.all():
        return None
    if target.dtype.is_float():
        return _of_number(empty, target.to_numpy(), values.name, target.name)
    code, names = target.to_physical().to_numpy().astype(np.int64), names_of(target)
    all_counts = np.bincount(code, minlength=len(names))
    for side, word in ((~empty, "filled"), (empty, "empty")):
        counts = np.bincount(code[side], minlength=len(names))
        rows, most = int(side.sum()), int(counts.argmax())
        hits, rest = int(counts[most]), int(all_counts[most] - counts[most])
        base, share = all_counts[most] / len(code), hits / max(rows, 1)
        if rows < LEAST or share < ALMOST or 1 - share > LIFT * (1 - base):
            continue
        if float(fisher_greater(hits, rows, rest, len(code) - rows)) * columns * len(names) * 2 > CHANCE:
            continue
        which = f"{'all' if hits == rows else f'{hits:,}'} of them are '{names[most]}'"
        what = f"'{values.name}' is {word} in {rows:,} rows, and {which}: it may be known only afterwards"
        evidence = {"rows": rows, "same": hits, "share": share, "base": float(base)}
        return Leak(values.name, AFTERWARDS, what, evidence)
    return None


def _of_number(empty: np.ndarray, y: np.ndarray, name: str, target: str) -> Leak | None:
    if (~empty).sum() < LEAST or not np.ptp(y):
        return None
    scaled = (y - y.min()) / np.ptp(y)
    means = np.where(empty, scaled[empty].mean(), scaled[~empty].mean())
    explained = 1 - float(((scaled - means) ** 2).sum() / max(((scaled - scaled.mean()) ** 2).sum(), 1e-300))
    if explained < EXPLAINED:
        return None
    low, high = (y[side].mean() for side in (~empty, empty))
    means = f"{low:.4g} on average where it is, {high:.4g} where not"
    what = f"whether '{name}' is filled tells '{target}' ({means}): it may be known only afterwards"
    return Leak(name, AFTERWARDS, what, {"explained": explained, "rows": int(empty.sum())})
