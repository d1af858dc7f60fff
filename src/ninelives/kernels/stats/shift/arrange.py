"""Which units may change places, chosen from the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ninelives.kernels.stats.shift.blocks import block_length
from ninelives.kernels.stats.shift.parts import Part, directions
from ninelives.kernels.stats.shift.units import Units

Floats = NDArray[np.float64]
MANY, LEADING = 64, 16  # columns that are asked one by one; directions in place of more


def scened(reference: ArrayLike, new: ArrayLike) -> Units:
    """Scenes change places whole: photos, and rows that name their scene. See ``Units.scenes``."""
    return Units.scenes(reference, new)


def ordered(parts: Sequence[Part], reference: int, *, seed: int = 0) -> Units:
    """Rows in the order of time: blocks as long as the rows lean on each other, of one row where they do not.

    Args:
        parts: what is compared, rows of each sample in the order of time.
        reference: how many rows the reference has; those after them are new.
        seed: of the directions that stand for more than 64 columns.

    Raises:
        ValueError: a sample has no row.
    """
    rows = max((part.rows for part in parts), default=0)
    columns = [column for part in parts for column in _columns(part, seed)]
    if not columns or not 0 < reference < rows:
        return Units.blocks(reference, rows - reference, 1)
    length = block_length([column[:reference] for column in columns], [column[reference:] for column in columns])
    return Units.blocks(reference, rows - reference, length)


def _columns(part: Part, seed: int) -> list[Floats]:
    if len(part.numbers) + len(part.names) > MANY or not part.each:
        return list(directions(part, LEADING, seed).T.astype(float))
    return [_whole(values) for values in part.numbers.values()] + [_commonest(codes) for codes in part.names.values()]


def _whole(values: Floats) -> Floats:
    known = np.isfinite(values)
    return np.where(known, values, np.median(values[known]) if known.any() else 0.0)


def _commonest(codes: NDArray[np.int64]) -> Floats:
    values, count = np.unique(codes, return_counts=True)
    return np.asarray(codes == values[count.argmax()], float)
