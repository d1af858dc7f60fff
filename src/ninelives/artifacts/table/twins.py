"""Rows that are one: the same in every column that is learned from, so that none is on both sides of a split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.photos.scenes import scenes

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Twins:
    """Rows that are the same in all inputs.

    Attributes:
        group: int64 of shape (rows,): the first row that a row is the same as.
        rows: how many are the same as an earlier one.
        torn: rows in groups whose answers differ.
        chance: whether so coarse a table has such rows by coincidence: each row is expected to have one.
    """

    group: np.ndarray
    rows: int = 0
    torn: int = 0
    chance: bool = False


def twins(inputs: pl.DataFrame, answers: pl.Series | None = None) -> Twins:
    """Find them, exactly; a row without any value is the same as none.

    Args:
        inputs: the columns that are learned from.
        answers: what is learned, one a row.
    """
    import polars as pl

    group = np.arange(inputs.height)
    if not inputs.width:
        return Twins(group)
    empty = inputs.select(pl.all_horizontal(pl.all().is_null())).to_series()
    at = np.flatnonzero((inputs.hash_rows(seed=0).is_duplicated() & ~empty).to_numpy())
    if not at.size:
        return Twins(group)
    # two rows may have one hash by accident, so the few that share one are compared by their values
    few = inputs[at].rename({name: str(number) for number, name in enumerate(inputs.columns)})
    keys = few.columns
    first = few.with_columns(row=pl.Series(at)).select(pl.col("row").first().over(keys)).to_series().to_numpy()
    group[at] = first
    copies = int((first != at).sum())
    chance = copies > 0 and expected(inputs.filter(pl.Series(group == np.arange(inputs.height))), inputs.height) >= 1
    return Twins(group, copies, _torn(first, answers[at] if answers is not None else None), chance)


def _torn(first: np.ndarray, answers: pl.Series | None) -> int:
    """Rows of groups with more than one answer."""
    import polars as pl

    if answers is None:
        return 0
    told = pl.DataFrame({"group": first, "answer": answers})
    return int(told.select((pl.col("answer").n_unique().over("group") > 1).sum()).item())


def expected(different: pl.DataFrame, rows: int) -> float:
    """How many others a row would equal by chance, were the columns independent.

    Args:
        different: the table with each row once, so that copies do not make themselves likely.
        rows: of the whole table.
    """
    share = 1.0
    for column in different.get_columns():
        counts = column.value_counts().get_column("count").cast(float).to_numpy() / max(different.height, 1)
        share *= float(counts @ counts)
    return share * (rows - 1)


def scenes_of(found: Twins, told: pl.Series | None = None) -> np.ndarray:
    """The scene of each row, int64: with its twins, and with what a column ``scene`` puts together; its first row."""
    groups = [] if found.chance else [found.group]
    if told is not None:
        again = (told.is_duplicated() & told.is_not_null()).to_numpy()
        codes = np.full(len(told), -1, np.int64)
        codes[again] = told.filter(again).rank("dense").to_numpy()
        groups.append(codes)
    if not groups:
        return np.arange(len(found.group))
    return scenes(len(found.group), np.zeros((0, 2), np.int64), *groups)
