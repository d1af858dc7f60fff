"""Many small pictures that are read when they are looked at, so that a million take no room in memory.

It is used as an array of float32 is, of shape (pictures, numbers): a part of it is another such thing, and
``np.asarray`` reads it.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

BLOCK = 1024  # pictures that are read at once where all are wanted
Floats = npt.NDArray[np.float32]


class File(Protocol):
    """An open file."""

    def fileno(self) -> int:
        """The system's number of it."""


class Pixels:
    """Pictures on disk, and perhaps others in memory below them.

    Args:
        parts: a file of bytes, ``width`` for each picture, that stand for [0, 1]; or float32 (pictures, width).
        counts: of the pictures in each part.
        width: how many numbers a picture has.
        rows: the numbers of the pictures over all parts, int64 of shape (pictures,); all of them by default.
    """

    dtype = np.dtype(np.float32)
    ndim = 2

    def __init__(
        self,
        parts: Sequence[File | Floats],
        counts: Sequence[int],
        width: int,
        rows: npt.NDArray[np.int64] | None = None,
    ) -> None:
        self._parts, self._counts, self._width = tuple(parts), tuple(counts), width
        self._starts = [0, *np.cumsum(counts).tolist()]
        self._rows = np.arange(self._starts[-1]) if rows is None else rows

    @property
    def shape(self) -> tuple[int, int]:
        """Pictures, and the numbers of each."""
        return len(self._rows), self._width

    def __len__(self) -> int:
        """The number of pictures."""
        return len(self._rows)

    def __getitem__(self, which: Any) -> Pixels:
        return Pixels(self._parts, self._counts, self._width, np.atleast_1d(self._rows[which]))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        """All of them, in memory.

        Raises:
            OSError: the file cannot be read, or is shorter than it was.
        """
        if copy is False:
            raise ValueError("pictures on disk are read into a new array")
        out = np.empty(self.shape, np.float32)
        for at, row in enumerate(self._rows.tolist()):
            out[at] = self._read(row)
        return out if dtype is None else out.astype(dtype, copy=False)

    def _read(self, row: int) -> Floats:
        part = bisect_right(self._starts, row) - 1
        found, at = self._parts[part], row - self._starts[part]
        if isinstance(found, np.ndarray):
            return cast(Floats, found[at])
        data = os.pread(found.fileno(), self._width, at * self._width)
        if len(data) < self._width:
            raise OSError("the pictures of a training are gone")
        return np.frombuffer(data, np.uint8).astype(np.float32) / np.float32(255)

    def above(self, others: Sequence[Floats]) -> Pixels:
        """These, and below them others."""
        counts = [*self._counts, *map(len, others)]
        rows = np.concatenate([self._rows, np.arange(self._starts[-1], sum(counts))])
        return Pixels([*self._parts, *others], counts, self._width, rows)


def stacked(parts: Sequence[Any]) -> Any:
    """Pictures below one another, as ``np.concatenate`` puts them, without reading those on disk."""
    first, *others = parts
    return first.above(others) if isinstance(first, Pixels) else np.concatenate(parts)


def blocks(x: Any) -> Iterator[Floats]:
    """All pictures, some at a time, of an array or of what is on disk."""
    for at in range(0, len(x), BLOCK):
        yield np.asarray(x[at : at + BLOCK], np.float32)


def mean_and_deviation(x: Any, colours: int = 3) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Of each colour over all pictures, each of shape (colours,).

    Args:
        x: of shape (pictures, height * width * colours).
        colours: which come last.
    """
    count, total, squares = 0, np.zeros(colours), np.zeros(colours)
    for block in blocks(x):
        pixels = block.reshape(-1, colours).astype(np.float64)
        count += len(pixels)
        total += pixels.sum(0)
        squares += (pixels**2).sum(0)
    mean = total / max(count, 1)
    return mean, np.sqrt(np.maximum(squares / max(count, 1) - mean**2, 0))
