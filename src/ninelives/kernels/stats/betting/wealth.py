"""Bets on p-values that would be uniform: whoever grows rich has shown that they are not, at any moment (Ville 1939).

Each bettor stakes a fixed share on high or low, spread or narrow p-values; at every step a little of all wealth is
shared out anew, so that a bettor who was wrong for long can still win when the stream changes (the simple jumper:
Vovk and others 2021). The wealth of all together is a martingale that begins at 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOVED = np.array([-0.9, -0.3, 0.3, 0.9])  # stakes on 2p - 1: lower, higher
SPREAD = np.array([-0.9, 0.9])  # stakes on 6p² - 6p + 1: narrower, wider
JUMPS = 1e-3  # of all wealth is shared out anew, a step


@dataclass(slots=True, eq=False)
class Wealth:
    """What the bets on some columns have won.

    Attributes:
        shares: of each bettor in the wealth of its column, float64 of shape (columns, bettors).
        log: of the wealth of each column, natural, float64 of shape (columns,).
        n: how many were bet on.
        lowest: the least logarithm that a column's wealth had, float64 of shape (columns,).
        since: after how many bets it had it, int64 of shape (columns,): a change began about then.
    """

    shares: Floats
    log: Floats
    n: int
    lowest: Floats
    since: NDArray[np.int64]

    @classmethod
    def start(cls, columns: int) -> Wealth:
        """Nothing won yet."""
        bettors = len(MOVED) + len(SPREAD)
        zeros = np.zeros(columns)
        return cls(np.full((columns, bettors), 1 / bettors), zeros, 0, zeros.copy(), np.zeros(columns, np.int64))

    def bet(self, p: Floats) -> Floats:
        """Take the p-values of some observations in, one after another.

        Args:
            p: float64 of shape (rows, columns), each in [0, 1].

        Returns:
            The logarithm of each column's wealth after each row, shape (rows, columns).
        """
        line = (2 * p - 1)[:, :, None]
        factors = 1 + np.concatenate([line * MOVED, (3 * line * line - 1) / 2 * SPREAD], axis=2)
        won, fresh = np.empty(p.shape), JUMPS / factors.shape[2]
        for row, factor in zip(won, factors, strict=True):
            self.shares *= factor
            self.shares.sum(axis=1, out=row)
            self.shares *= ((1 - JUMPS) / row)[:, None]
            self.shares += fresh
        path = np.cumsum(np.concatenate([self.log[None], np.log(won)]), axis=0)[1:]
        self._remember(path)
        return path

    def _remember(self, path: Floats) -> None:
        if not len(path):
            return
        self.log = path[-1].copy()
        at = len(path) - 1 - path[::-1].argmin(axis=0)  # the last time that it was lowest
        least = path.min(axis=0)
        lower = least <= self.lowest
        self.since = np.where(lower, self.n + 1 + at, self.since)
        self.lowest = np.minimum(least, self.lowest)
        self.n += len(path)

    def evidence(self) -> Floats:
        """Logarithm of each column's evidence, corrected for how many columns there are, shape (columns,).

        The chance that any is ever at least ``log(1 / alpha)`` is at most alpha, however often one looks.
        """
        return np.asarray(self.log - log(self.log.size))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        own = {"shares": self.shares, "log": self.log, "lowest": self.lowest, "since": self.since}
        return own | {"n": np.array([self.n], np.int64)}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Wealth:
        """What ``arrays`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        shares, log_, lowest = (np.array(arrays[name], float) for name in ("shares", "log", "lowest"))
        since, n = np.array(arrays["since"], np.int64), int(arrays["n"][0])
        columns = (len(log_),)
        fits = shares.shape == (*columns, len(MOVED) + len(SPREAD)) and lowest.shape == since.shape == columns
        if not fits or not (shares > 0).all() or not np.isfinite(log_).all() or n < 0:
            raise ValueError("shares and wealth do not belong together")
        return cls(shares, log_, n, lowest, since)
