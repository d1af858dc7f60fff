"""What two samples are compared by: named columns, and the few directions in which all of them together vary most.

Nothing here knows which row belongs to which sample, so whatever is made of it stays exact under relabelling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
FAR = 5.0  # deviations from the middle that count at most
NAMES = 32  # categories with a direction of their own, the commonest
SKETCHED = 4096  # columns above which random mixtures of them are looked at
OVER = 16  # directions that are looked for beyond those that are wanted
ENOUGH = 1e-9  # of the largest variance: what is smaller is rounding
MIDDLE = 1000  # rows whose quartiles tell the middle
AT_ONCE = 1 << 21  # numbers of a block of columns


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One kind of what is compared: inputs, features or outputs.

    Attributes:
        name: as it is told.
        numbers: columns of numbers by name, each float64 of shape (rows,), the reference's rows first; NaN is missing.
        names: columns of categories by name, each int64 of shape (rows,); what is missing is a category.
        kernel: whether the kernel distance and the classifier look at it as a whole.
        each: whether columns are tested one by one; if not, as the directions along which they vary most.
    """

    name: str
    numbers: Mapping[str, Floats] = field(default_factory=dict)
    names: Mapping[str, Ints] = field(default_factory=dict)
    kernel: bool = True
    each: bool = True

    @property
    def rows(self) -> int:
        """How many; 0 where it has no column."""
        return len(next(iter((*self.numbers.values(), *self.names.values())), ()))


def taken(part: Part, rows: NDArray[Any]) -> Part:
    """Some rows of a part, by number or by a mask."""
    numbers = {name: values[rows] for name, values in part.numbers.items()}
    return replace(part, numbers=numbers, names={name: codes[rows] for name, codes in part.names.items()})


def directions(part: Part, most: int, seed: int) -> Singles:
    """Every row along the directions in which the rows vary most, each column counting as much as any other.

    Columns are told in deviations from the middle, far ones cut off; what is missing lies in the middle and has a
    column of its own; the commonest categories have one each. Where there are more columns than ``most``, the leading
    principal components take their place, by a random range (Halko, Martinsson and Tropp 2011).

    Args:
        part: with its columns.
        most: directions.
        seed: of the random range.

    Returns:
        float32 of shape (rows, directions), the widest first where there were more columns than ``most``; no column
        where nothing varies.
    """
    draw = np.random.default_rng(seed)
    count = len(part.numbers) + len(part.names)
    some = np.sort(draw.permutation(part.rows)[:MIDDLE])
    blocks = _blocks(part, some)
    if count > SKETCHED:
        wide = np.zeros((part.rows, min(SKETCHED // 4, 4 * (most + OVER))), np.float32)
        for block in blocks:
            wide += block @ (draw.normal(size=(block.shape[1], wide.shape[1])) / np.sqrt(count)).astype(np.float32)
    else:
        wide = np.concatenate([np.zeros((part.rows, 0), np.float32), *blocks], axis=1)
    wide = wide[:, np.ptp(wide, axis=0) > 0] if len(wide) else wide
    return wide if wide.shape[1] <= most else _leading(wide, most, draw)


def _leading(wide: Singles, most: int, draw: np.random.Generator) -> Singles:
    wide = wide - wide.mean(axis=0)
    if wide.shape[0] <= wide.shape[1]:  # few rows: what they have in common says it all
        size, left = np.linalg.eigh((wide @ wide.T).astype(float))
        kept = np.flatnonzero(size[::-1][:most] > ENOUGH * size[-1])
        return np.asarray((left[:, ::-1] * np.sqrt(np.maximum(size[::-1], 0)))[:, kept], np.float32)
    found = draw.normal(size=(wide.shape[1], min(most + OVER, wide.shape[1]))).astype(np.float32)
    for _ in range(2):
        found = wide.T @ _upright(wide @ found)
    size, turn = np.linalg.eigh((found.T @ found).astype(float))
    axes = (found @ turn[:, ::-1][:, :most] / np.sqrt(np.maximum(size[::-1][:most], 1e-30))).astype(np.float32)
    return np.asarray((wide @ axes)[:, size[::-1][:most] > ENOUGH * size[-1]], np.float32)


def _upright(columns: Singles) -> Singles:
    """The same space, by columns that do not lean on each other."""
    size, turn = np.linalg.eigh((columns.T @ columns).astype(float))
    return columns @ np.asarray(turn / np.sqrt(np.maximum(size, ENOUGH * size[-1])), np.float32)


def _blocks(part: Part, some: Ints) -> Iterator[Singles]:
    """The columns as float32, a block of them at a time."""
    columns, step = list(part.numbers.values()), min(max(1, AT_ONCE // max(part.rows, 1)), SKETCHED)
    for at in range(0, len(columns), step):
        yield _told(np.stack(columns[at : at + step], axis=1).astype(float), some)
    held: list[Singles] = []
    for codes in part.names.values():
        values, count = np.unique(codes, return_counts=True)
        common = values[np.argsort(-count, kind="stable")[:NAMES]]
        share = np.sort(count)[::-1][: len(common)] / len(codes)
        held.append(((codes[:, None] == common) / np.sqrt(len(common) * np.maximum(share, 0.01))).astype(np.float32))
    if held:
        yield np.concatenate(held, axis=1)


def _told(columns: Floats, some: Ints) -> Singles:
    """Deviations from the middle, both by quartiles of ``some`` rows, and of columns with gaps whether one is there."""
    known = np.isfinite(columns)
    whole = known.all(axis=0)
    gaps = np.flatnonzero(~whole & known.any(axis=0))
    told = [_scaled(columns[:, whole], some)] if whole.any() else [np.zeros((len(columns), 0), np.float32)]
    for at in gaps:
        here = known[:, at]
        seen = some[here[some]]
        middle = np.median(columns[seen if seen.size else np.flatnonzero(here), at])
        filled = np.where(here, columns[:, at], middle)[:, None]
        missing = ((here - here.mean()) / max(float(here.std()), 0.05)).astype(np.float32)
        told += [_scaled(filled, seen if seen.size else some), missing[:, None]]
    return np.concatenate(told, axis=1)


def _scaled(columns: Floats, some: Ints) -> Singles:
    low, middle, high = np.quantile(columns[some], (0.25, 0.5, 0.75), axis=0)
    largest = np.maximum(np.abs(columns).max(axis=0), 1e-300)
    with np.errstate(over="ignore"):
        spread = (high - low) / 1.349
        spread = np.where(spread > 0, spread, (columns / largest).std(axis=0) * largest)
        scaled = (columns - middle) / np.where(spread > 0, spread, 1)
    return np.asarray(np.clip(scaled, -FAR, FAR), np.float32)
