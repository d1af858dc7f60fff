"""The one pass over photos: read, digest, decode once, measure what the cache lacks. Bounded memory, all cores."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.archive.sources import SetAside, Source, UnreadableError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import numpy as np

CHUNK = 32  # photos between two commits: what a kill may cost
Progress = Callable[[str, int, int | None], None]  # stage, done, of how many; of None: a count beside the stage's own


@dataclass(frozen=True, slots=True)
class Measured:
    """One photo's measurements, one blob a gauge."""

    index: int
    digest: bytes  # SHA-256 of the file's bytes
    blobs: tuple[bytes, ...]


class Photo:
    """One photo's bytes, decoded once at each fraction that is asked for.

    Raises:
        NotAPicture: the bytes are none.
    """

    def __init__(self, data: bytes) -> None:
        from ninelives.kernels.photos.header import read_header

        self._data = data
        self.header = read_header(data)
        self._pictures: dict[int, np.ndarray] = {}

    def at(self, least: int) -> np.ndarray:
        """The picture, with at least ``least`` px on its short side where it has them."""
        from ninelives.kernels.photos.decode import decode, fraction

        share = fraction(self.header, least)
        if share not in self._pictures:
            self._pictures[share] = decode(self._data, least=least, header=self.header)
        return self._pictures[share]

    def measure(self, gauge: Gauge) -> bytes:
        """What a gauge says of it."""
        return gauge.measure(self.at(gauge.least), self.header)


def threads() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def measure(
    source: Source, gauges: Sequence[Gauge], cache: Cache, *, order: Sequence[int] | None = None
) -> Iterator[list[Measured | SetAside]]:
    """Measure photos in order, a chunk at a time.

    Args:
        source: where the photos are.
        gauges: what to measure; a result that the cache holds is not measured again.
        cache: keeps the results by the photos' content.
        order: the positions to read; all of them by default.

    Yields:
        One entry a position: its measurements, or why it was set aside.
    """
    where = range(len(source)) if order is None else order
    chunks = (where[start : start + CHUNK] for start in range(0, len(where), CHUNK))
    workers = threads()
    pending: deque[Future[list[Measured | SetAside]]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="photos") as pool:
        try:
            for chunk in chunks:
                pending.append(pool.submit(_chunk, source, gauges, cache, chunk))
                if len(pending) > 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


def _chunk(source: Source, gauges: Sequence[Gauge], cache: Cache, chunk: Sequence[int]) -> list[Measured | SetAside]:
    fresh: list[dict[bytes, bytes]] = [{} for _ in gauges]
    out = [_one(source, gauges, cache, index, fresh) for index in chunk]
    for gauge, blobs in zip(gauges, fresh, strict=True):
        cache.put(gauge.recipe, blobs)
    return out


def _one(
    source: Source, gauges: Sequence[Gauge], cache: Cache, index: int, fresh: list[dict[bytes, bytes]]
) -> Measured | SetAside:
    from ninelives.kernels.photos.header import NotAPicture

    try:
        data = source.read(index)
        key = hashlib.sha256(data).digest()
        blobs = [
            new.get(key) or cache.get(gauge.recipe, (key,)).get(key) for gauge, new in zip(gauges, fresh, strict=True)
        ]
        if any(blob is None for blob in blobs):
            photo = Photo(data)
            for at, gauge in enumerate(gauges):
                if blobs[at] is None:
                    blobs[at] = fresh[at][key] = photo.measure(gauge)
    except (NotAPicture, UnreadableError) as error:
        return SetAside(source.items[index], str(error))
    except OSError as error:
        return SetAside(source.items[index], f"it cannot be read: {error.strerror or error}")
    return Measured(index, key, tuple(blob for blob in blobs if blob is not None))
