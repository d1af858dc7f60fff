"""Bets on p-values that would be uniform: whoever grows rich has shown that they are not, at any moment (Ville 1939).

Each bettor stakes a fixed share on high or low, spread or narrow p-values. Every few steps a little of all that was
staked is shared out anew, so that a bettor who was wrong for long can still win when the stream changes (the simple
jumper: Vovk and others 2021); and some of the money waits, so that a change after a million quiet observations is met
with more than what a million lost bets leave. The wealth of all together is a martingale that begins at 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOVED = np.array([0, -0.9, -0.3, 0.3, 0.9, 0, 0])[:, None]  # stakes of each bettor on 2p - 1: lower, higher
SPREAD = np.array([0, 0, 0, 0, 0, -0.9, 0.9])[:, None]  # and on 6p² - 6p + 1: narrower, wider
BETTORS = len(MOVED)  # the first one waits
STEPS = 8  # between two moments at which money changes hands
JUMPS = 8e-3  # of what is staked is shared out anew, at such a moment
PATIENCE = 1000  # steps after which half of what waits at first has begun to bet


@dataclass(slots=True, eq=False)
class Wealth:
    """What the bets on some columns have won.

    Attributes:
        shares: what each bettor has of ``log``, float64 of shape (bettors, columns); the first one waits.
        log: of the wealth of each column when money last changed hands, natural, float64 of shape (columns,).
        n: how many were bet on.
    """

    shares: Floats
    log: Floats
    n: int
    latest: Floats | None = None  # what ``now`` says, where a bet has just told it

    @classmethod
    def start(cls, columns: int) -> Wealth:
        """Nothing won yet."""
        shares = np.full((BETTORS, columns), 0.5 / (BETTORS - 1))
        shares[0] = 0.5
        return cls(shares, np.zeros(columns), 0)

    def copy(self) -> Wealth:
        """The same again: bets of the one leave the other alone."""
        return Wealth(self.shares, self.log, self.n, self.latest)

    def bet(self, p: Floats) -> Floats:
        """Take the p-values of some observations in, one after another.

        Args:
            p: float64 of shape (rows, columns), each in [0, 1].

        Returns:
            The logarithm of each column's wealth after each row, shape (rows, columns).
        """
        factors, path, at = _factors(p), np.empty(p.shape), 0
        while at < len(p):
            part = slice(at, min(len(p), at + STEPS - self.n % STEPS))
            own = factors[part]
            own[0] *= self.shares
            won = np.multiply.accumulate(own, axis=0)  # one product after another: parts of a batch change no bit
            total = won.sum(axis=1)
            path[part] = np.log(total) + self.log
            self.n += len(own)
            self.shares = won[-1]
            if self.n % STEPS == 0:
                self.log = path[part.stop - 1]
                self.shares = _handed(self.shares / total[-1], self.n)
            at = part.stop
        if at:
            self.latest = path[-1]
        return path

    @property
    def now(self) -> Floats:
        """The logarithm of each column's wealth, shape (columns,)."""
        return np.asarray(self.log + np.log(self.shares.sum(axis=0)) if self.latest is None else self.latest)

    def evidence(self) -> float:
        """Logarithm of the wealth of all columns together; see ``together``."""
        return float(together(self.now))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        return {"shares": self.shares, "log": self.log, "n": np.array([self.n], np.int64)}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Wealth:
        """What ``arrays`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        shares, log_, n = np.array(arrays["shares"], float), np.array(arrays["log"], float), int(arrays["n"][0])
        fits = shares.shape == (BETTORS, len(log_)) and np.isfinite(shares).all() and np.isfinite(log_).all()
        if not fits or not (shares > 0).all() or n < 0:
            raise ValueError("shares and wealth do not belong together")
        return cls(shares, log_, n)


def together(path: Floats) -> Floats:
    """Logarithm of the mean wealth of all columns, over the last axis.

    The mean of martingales is one, however the columns hang together: the chance that it is ever at least
    ``log(1 / alpha)`` is at most alpha, however often one looks.
    """
    return np.asarray(np.logaddexp.reduce(path, axis=-1) - np.log(path.shape[-1]))


def _factors(p: Floats) -> Floats:
    """What each bettor's money is multiplied by, shape (rows, bettors, columns)."""
    line = (2 * p - 1)[:, None]
    factors = MOVED * line
    factors += SPREAD * ((3 * line * line - 1) / 2)
    factors += 1.0
    return factors


def _handed(shares: Floats, n: int) -> Floats:
    """The money after some of it changed hands: of those who bet among themselves, and from who waits to them."""
    begin = STEPS / (n + PATIENCE)  # so that PATIENCE / (n + PATIENCE) of what waited still waits
    staked = shares[1:].sum(axis=0)
    fresh = JUMPS * staked + begin * shares[0]
    handed = (1 - JUMPS) * shares + fresh / (BETTORS - 1)
    handed[0] = (1 - begin) * shares[0]
    return np.asarray(handed)
