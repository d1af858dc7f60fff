"""Chance by place: the same seed and place give the same numbers, whatever was drawn before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WORDS = 4  # numbers that one step of the generator gives


class Chance:
    """Uniform numbers of the places 0, 1, 2, …; nothing of it has to be kept (Philox: Salmon and others 2011)."""

    def __init__(self, seed: int, columns: int) -> None:
        self._key = seed % (1 << 64)
        self._columns = columns
        self._steps = -(-columns // WORDS)
        self._next = -1
        self._draw = np.random.Generator(np.random.Philox(key=self._key))

    def rows(self, start: int, count: int) -> NDArray[np.float64]:
        """Those of the places ``start`` … ``start + count - 1``, in [0, 1), float64 of shape (count, columns)."""
        if start != self._next:
            self._draw = np.random.Generator(np.random.Philox(key=self._key, counter=start * self._steps))
        self._next = start + count
        return self._draw.random((count, WORDS * self._steps))[:, : self._columns]
