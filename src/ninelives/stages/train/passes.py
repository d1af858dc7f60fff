"""Passes over the photos that are to be judged: each is measured once, and found in the cache by the next pass."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.archive import Measured, Progress, SetAside, Source, measure, threads
from ninelives.artifacts.archive.gauges import FactsGauge, Gauge
from ninelives.artifacts.model import Model
from ninelives.artifacts.properties import Question
from ninelives.kernels.photos.survey import Facts
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.kernels.photos.header import Header

ROWS = 2_000  # of a table's columns that are written out at a time


class Passes:
    """Passes over one source: the conditions of each photo, and what the chosen rung sees of it."""

    def __init__(
        self, model: Model, source: Source, cache: Cache, progress: Progress | None, questions: Sequence[Question] = ()
    ) -> None:
        gauge = model.gauge()
        self.source, self.cache = source, cache
        self.answers = model.need.of(source, questions)
        self._progress = progress
        self._gauges: list[Gauge] = [FactsGauge()]
        self.eye = gauge
        self._network: _Timed | None = None
        if gauge is not None and not isinstance(gauge, FactsGauge):
            self._network = _Timed(gauge)
            self._gauges.append(self._network)

    @property
    def network_s(self) -> float:
        """Wall-clock time that what the rung sees has taken so far, s: that of the threads, shared among them."""
        return self._network.seconds / threads() if self._network else 0.0

    def chunks(
        self, stage: str, order: list[int] | None = None
    ) -> Iterator[list[tuple[Measured | SetAside, Facts | None]]]:
        """Chunk by chunk, each photo with its facts, None where it was set aside: unreadable, or with no answer."""
        total, done = len(self.source if order is None else order), 0
        for chunk in measure(self.source, self._gauges, self.cache, order=order):
            results = [self._answered(result) for result in chunk]
            yield [(result, _facts(result)) for result in results]
            done += len(chunk)
            if self._progress:
                self._progress(stage, done, total)

    def seen(self, good: Sequence[Measured]) -> np.ndarray:
        """What the rung sees of some photos, float32 of shape (photos, features)."""
        if self.eye is None or not good:
            return np.zeros((len(good), 0), np.float32)
        measured = np.stack([self.eye.vector(result.blobs[-1]) for result in good])
        return np.hstack([measured, self.answers.values[[result.index for result in good]]])

    def _answered(self, result: Measured | SetAside) -> Measured | SetAside:
        reason = self.answers.lacking.get(result.index) if isinstance(result, Measured) else None
        return SetAside(self.source.items[result.index], reason) if reason else result  # type: ignore[union-attr]

    def content(self) -> str:
        """The digest that ``Content`` gives of all photos, by a pass of its own."""
        total = Content(self.source, self.answers.values)
        for chunk in self.chunks("compare"):
            for result, _ in chunk:
                total.add(result)
        return total.digest()


class Content:
    """Digest of what was read: notes, columns, answers, then each item with its bytes, or that it was set aside.

    A table's columns are conditions too: with other hours the same photos leave the envelope elsewhere.
    """

    def __init__(self, source: Source, answers: np.ndarray) -> None:
        self._items, self._labels = source.items, source.labels
        self._total = hashlib.sha256("\0".join(source.notes).encode())
        if source.columns is not None:
            for part in source.columns.iter_slices(ROWS):
                self._total.update(part.write_csv().encode())
        self._total.update(answers.tobytes())

    def add(self, result: Measured | SetAside) -> None:
        """One photo, in the order of the source."""
        if isinstance(result, Measured):
            named = f"{self._items[result.index]}\0{self._labels[result.index]}\0"
            self._total.update(named.encode() + result.digest)
        else:
            self._total.update(str(result).encode())

    def digest(self) -> str:
        """Of all so far."""
        return self._total.hexdigest()


class _Timed:
    """A gauge that counts the seconds it takes, over all threads."""

    def __init__(self, gauge: Gauge) -> None:
        self._gauge = gauge
        self._spent: list[float] = []  # appended to by any thread
        self.recipe, self.least, self.width, self.vector = gauge.recipe, gauge.least, gauge.width, gauge.vector
        self.asked = gauge.asked

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        start = time.perf_counter()
        blob = self._gauge.measure(picture, header)
        self._spent.append(time.perf_counter() - start)
        return blob

    @property
    def seconds(self) -> float:
        return sum(self._spent)


def _facts(result: Measured | SetAside) -> Facts | None:
    return Facts.unpack(result.blobs[0]) if isinstance(result, Measured) else None
