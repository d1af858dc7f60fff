"""Whether a stream repeats itself: the same observation over and over, or a whole stretch of it again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

KEPT = 1 << 14  # observations that are remembered
RUN = 30  # copies one after another, that are no chance
DISTINCT = 0.5  # share of different rows in a reference from which on a repetition tells something


@dataclass(slots=True, eq=False)
class Copies:
    """Remembers what late observations held, and when that was.

    Attributes:
        looks: whether repetitions tell anything: where the reference is full of equal rows they do not.
        seen: the number of the last observation that held the same, by its print; the longest ago first.
        lag: how many observations before the copied one was.
        run: how many copies in a row there were.
    """

    looks: bool
    seen: OrderedDict[int, int] = field(default_factory=OrderedDict)  # a dict forgets its first one in linear time
    lag: int = 0
    run: int = 0

    @classmethod
    def of(cls, reference: np.ndarray) -> Copies:
        """For streams like this reference, shape (rows, columns)."""
        return cls(len(np.unique(prints(reference))) >= DISTINCT * len(reference))

    def see(self, rows: np.ndarray, first: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many copies in a row, with this one, each observation ends (0 where it is none), and of how far back.

        Args:
            rows: shape (rows, columns).
            first: the number of the first of them.
        """
        found, lags = np.zeros((2, len(rows)), np.int64)
        for at, own in enumerate(prints(rows).tolist() if self.looks else ()):
            number = first + at
            lag = number - self.seen.pop(own, number)
            self.run = 0 if not lag else self.run + 1 if lag == self.lag else 1
            self.lag = lag
            self.seen[own] = number
            if len(self.seen) > KEPT:
                self.seen.popitem(last=False)
            found[at], lags[at] = self.run, lag
        return found, lags

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        return {
            "prints": np.array(list(self.seen), np.uint64),
            "numbers": np.array(list(self.seen.values()), np.int64),
            "run": np.array([self.looks, self.lag, self.run], np.int64),
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Copies:
        """What ``arrays`` gave.

        Raises:
            ValueError: they do not belong together.
        """
        looks, lag, run = (int(each) for each in arrays["run"])
        seen = OrderedDict(zip(arrays["prints"].tolist(), arrays["numbers"].tolist(), strict=True))
        return cls(bool(looks), seen, lag, run)


def prints(rows: np.ndarray) -> NDArray[np.uint64]:
    """A number for what each row holds, uint64 of shape (rows,)."""
    plain = np.ascontiguousarray(rows + 0.0, float)  # no -0
    plain[np.isnan(plain)] = np.nan  # and one NaN
    parts = [blake2b(row.data, digest_size=8).digest() for row in plain]
    return np.frombuffer(b"".join(parts), np.uint64)
