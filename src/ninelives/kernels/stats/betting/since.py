"""When a change began: a short memory of a long stream, and all beginnings that it does not speak against.

The p-values of a stream that has not changed are uniform and independent, so their normal scores are a sample of the
standard normal law. From a change on they have a mean that jumps or grows, and a spread, of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
WIDTH = 16  # observations of the shortest block
KEPT = 48  # blocks of one width: a moment is known to a fiftieth of how long ago it was
FAR = 4.0  # the largest normal score: a p-value of a short reference proves no more
RAMPS = (0, 64, 256, 1024, 4096, 16384, 65536)  # observations over which a change may grow
LEAST = 0.05  # the least variance of a few observations that happen to agree
MORE = 1.0  # added to the bound of a known change: its size, spread and ramp are estimated


@dataclass(slots=True, eq=False)
class Past:
    """Sums of normal scores over blocks of a stream, short ones of late and ever longer ones of long ago.

    Attributes:
        widths: observations of each block, the oldest first.
        ends: the number of the last observation of each block.
        sums: shape (columns,) a block, and the same of squares.
        open: p-values of the block that is not full yet, shape (WIDTH, columns).
        waiting: how many of them there are.
        last: the number of the last observation.
    """

    columns: int
    widths: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sums: list[Floats] = field(default_factory=list)
    squares: list[Floats] = field(default_factory=list)
    open: Floats = field(init=False)
    waiting: int = 0
    last: int = 0

    def __post_init__(self) -> None:
        self.open = np.full((WIDTH, self.columns), 0.5)

    def add(self, p: Floats, numbers: Ints) -> None:
        """Take p-values in.

        Args:
            p: shape (rows, columns), each in (0, 1).
            numbers: that of each observation in its stream, ascending, shape (rows,).
        """
        for row, number in zip(p, numbers.tolist(), strict=True):
            self.open[self.waiting] = row
            self.waiting, self.last = self.waiting + 1, number
            if self.waiting == WIDTH:
                self._close()

    def _close(self) -> None:
        """The block that is full: its sums are kept, and of long ago two are put together."""
        scores = normal(self.open)
        self._put(len(self.widths), WIDTH, self.last, scores.sum(axis=0), np.square(scores).sum(axis=0))
        self.waiting, width = 0, WIDTH
        while self.widths.count(width) > KEPT:
            at = self.widths.index(width)
            end = self.ends[at + 1]
            sums, squares = self.sums[at] + self.sums[at + 1], self.squares[at] + self.squares[at + 1]
            for part in (self.widths, self.ends, self.sums, self.squares):
                del part[at : at + 2]
            width *= 2
            self._put(at, width, end, sums, squares)

    def _put(self, at: int, width: int, end: int, sums: Floats, squares: Floats) -> None:
        self.widths.insert(at, width)
        self.ends.insert(at, end)
        self.sums.insert(at, sums)
        self.squares.insert(at, squares)

    def since(self, column: int, alpha: float = 0.05) -> tuple[int, int, int] | None:
        """After which observation a column changed: the likeliest, and the ends of a set that holds it.

        The set holds each beginning that is not exp(log(2 / alpha) + 1) times as unlikely as the likeliest one: with a
        known change this bound holds surely; the rest is for what has to be estimated, and is checked by simulation.

        Args:
            column: which one.
            alpha: the chance that the true beginning lies outside.

        Returns:
            Numbers of observations, 0 for a stream that was never as its reference; None where nothing was seen.
        """
        sums, squares, widths, ends = self._blocks(column)
        if not len(widths):
            return None
        told = _likelihood(sums, squares, widths)
        begins = np.concatenate([[0], ends[:-1]])
        likely = np.flatnonzero(told >= told.max() - log(2 / alpha) - MORE)
        before = begins[max(0, int(likely[0]) - 1)]  # a change lies between the ends of blocks
        return int(begins[told.argmax()]), int(before), int(ends[likely[-1]])

    def _blocks(self, column: int) -> tuple[Floats, Floats, Floats, Ints]:
        own = normal(self.open[: self.waiting, column])
        rest = [len(own)] if len(own) else []
        sums = np.array([part[column] for part in self.sums] + [own.sum()] * len(rest))
        squares = np.array([part[column] for part in self.squares] + [np.square(own).sum()] * len(rest))
        return sums, squares, np.array(self.widths + rest, float), np.array(self.ends + [self.last] * len(rest))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        shape = (len(self.widths), self.columns)
        return {
            "widths": np.array(self.widths, np.int64),
            "ends": np.array([*self.ends, self.last, self.waiting], np.int64),
            "sums": np.array(self.sums, float).reshape(shape),
            "squares": np.array(self.squares, float).reshape(shape),
            "open": self.open,
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Past:
        """What ``arrays`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        widths, ends = np.array(arrays["widths"], np.int64), np.array(arrays["ends"], np.int64)
        sums, squares, rest = (np.array(arrays[name], float) for name in ("sums", "squares", "open"))
        fits = rest.ndim == 2 and len(rest) == WIDTH and sums.shape == squares.shape == (len(widths), rest.shape[1])
        if not fits or len(ends) != len(widths) + 2 or not 0 <= ends[-1] < WIDTH or (widths < 1).any():
            raise ValueError("blocks and their sums do not belong together")
        *told, last, waiting = ends.tolist()
        past = cls(rest.shape[1], widths.tolist(), told, list(sums), list(squares), waiting, last)
        past.open = rest
        return past


def normal(p: Floats) -> Floats:
    """Normal scores of p-values."""
    from scipy.special import ndtri

    return np.asarray(np.clip(ndtri(p), -FAR, FAR))


def _likelihood(sums: Floats, squares: Floats, widths: Floats) -> Floats:
    """How much likelier a change at the beginning of each block makes it all, in natural logarithms; the best ramp."""
    many = len(widths)
    ends = np.cumsum(widths)
    begins = ends - widths
    after = np.triu(np.ones((many, many)))  # [beginning, block]
    since = np.clip((begins + ends)[None] / 2 - begins[:, None], 0, None)
    n, all_squares = after @ widths, after @ squares
    best = np.full(many, -np.inf)
    for ramp in RAMPS:
        if ramp > 2 * ends[-1]:
            break
        grown = after * (np.minimum(since / ramp, 1.0) if ramp else 1.0)
        lean, mass = grown @ sums, np.maximum(np.square(grown) @ widths, 1e-12)
        spread = np.maximum((all_squares - np.square(lean) / mass) / n, LEAST)
        left = all_squares - np.square(lean) / mass
        best = np.maximum(best, all_squares / 2 - left / (2 * spread) - n / 2 * np.log(spread))
    return best
