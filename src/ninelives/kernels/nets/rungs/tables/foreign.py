"""A model of rows that somebody else made: coded columns are turned back into what its network takes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, ClassVar, Final, Self

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Foreign, Photos, Told
from ninelives.kernels.nets.rungs.foreign import Foreign as Outputs

TRIED: Final = 8  # rows that the network is tried on when it is opened again
MOST: Final = 1 << 20  # columns, and words of one


@dataclass(frozen=True, slots=True)
class Feed:
    """Where one column of the network comes from.

    Attributes:
        column: of the coded inputs.
        words: what its codes mean; empty where it holds numbers.
    """

    column: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ForeignRows:
    """Rows are given to a network; where there is none, only what was said of the rows it was judged on is known.

    Attributes:
        network: the bytes of its ONNX file; none where its answers alone were there.
        output: the name of the output to use; empty where that is plain.
        feeds: one for each column of the network, in its order.
        rung: from its outputs to probabilities.
    """

    name: ClassVar[str] = "foreign"
    network: bytes = field(repr=False)
    output: str
    feeds: tuple[Feed, ...]
    rung: Outputs
    _lock: Any = field(default_factory=Lock, repr=False)
    _opened: list[Foreign] = field(default_factory=list, repr=False)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """Float64 of shape (rows, classes); ``x`` is float32 of shape (rows, features), coded as the table is.

        Raises:
            NinelivesError: there is no network, it is refused, or it cannot take these rows.
        """
        return self.rung.probabilities(self.outputs(x))

    def outputs(self, x: np.ndarray) -> np.ndarray:
        """What the network itself gives, float32 of shape (rows, numbers); arguments and errors as above."""
        if not self.network:
            raise NinelivesError(
                "this model is what was said of the rows it was judged on, and judges no others",
                fix="ninelives adopt NETWORK.onnx --data DATA, or adopt predictions of the new rows",
            )
        given = self.given(x)
        return self.opened(given).outputs(given).astype(np.float32) if len(x) else np.zeros((0, 2), np.float32)

    def given(self, x: np.ndarray) -> np.ndarray:
        """The rows as the network takes them, words as objects; what is missing is NaN, or an empty word."""
        columns = [_words(x[:, feed.column], feed.words) if feed.words else x[:, feed.column] for feed in self.feeds]
        if any(feed.words for feed in self.feeds):
            return np.stack([column.astype(object) for column in columns], axis=1)
        return np.stack(columns, axis=1)

    def opened(self, given: np.ndarray) -> Foreign:
        """The network, looked through, and tried on the first of some rows."""
        with self._lock:
            if not self._opened:
                told, output = Told(columns=len(self.feeds)), self.output or None
                found = Foreign(self.network, told=told, output=output, probes=given[:TRIED])
                if isinstance(found.takes, Photos) or found.takes.sizes != (len(self.feeds),):
                    raise NinelivesError("the network takes other rows than it was adopted with", fix="adopt it again")
                self._opened.append(found)
            return self._opened[0]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything it needs, by name."""
        plan = {"output": self.output, "feeds": [[feed.column, list(feed.words)] for feed in self.feeds]}
        told = {"network": self.network, "plan": json.dumps(plan).encode()}
        return {name: np.frombuffer(data, np.uint8) for name, data in told.items()} | self.rung.arrays()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """Rebuild it; the network is looked through when it is first asked.

        Raises:
            ValueError: an array is missing or none of its own.
        """
        rest = {name: array for name, array in arrays.items() if name not in ("network", "plan")}
        if {"network", "plan"} - set(arrays) or any(arrays[name].dtype != np.uint8 for name in ("network", "plan")):
            raise ValueError("network or plan is missing, or holds no bytes")
        try:
            plan = json.loads(arrays["plan"].tobytes())
            feeds = tuple(Feed(column, tuple(words)) for column, words in plan["feeds"])
            output = plan["output"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ValueError("plan is none") from error
        found = cls(arrays["network"].tobytes(), output, feeds, Outputs.from_arrays(rest))
        found.check()
        return found

    def check(self) -> None:
        """Raises ValueError where the parts cannot be those of one rung."""
        if not isinstance(self.output, str) or (not self.feeds and self.network) or len(self.feeds) > MOST:
            raise ValueError("plan names no output, or no columns")
        for feed in self.feeds:
            if type(feed.column) is not int or not 0 <= feed.column < MOST:
                raise ValueError("plan reads a column that there is not")
            if len(feed.words) > MOST or not all(isinstance(word, str) for word in feed.words):
                raise ValueError("plan tells words that are none")

    def reads(self, columns: int) -> np.ndarray:  # noqa: ARG002 - a rung's signature
        """Which columns of ``x`` its answer may depend on, int64, sorted."""
        return np.unique(np.array([feed.column for feed in self.feeds], np.int64))

    @property
    def parameters(self) -> int:
        """The temperature alone was fitted here."""
        return 1


def _words(codes: np.ndarray, words: tuple[str, ...]) -> np.ndarray:
    """Words by their codes; an empty one for what is missing or is no code."""
    known = np.isfinite(codes) & (codes >= 0) & (codes < len(words))
    return np.array([*words, ""], object)[np.where(known, codes, len(words)).astype(np.int64)]
