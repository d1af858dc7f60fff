"""The one pass over photos: read, digest, decode once, measure what the cache lacks. Bounded memory, all cores."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.gauges import LOOK, Gauge
from ninelives.artifacts.archive.sources import SetAside, Source, UnreadableError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import numpy as np

    from ninelives.kernels.photos.header import Header

CHUNK = 32  # photos between two commits: what a kill may cost
Progress = Callable[[str, int, int | None], None]  # stage, done, of how many; of None: a count beside the stage's own


@dataclass(frozen=True, slots=True)
class Measured:
    """One photo's measurements, one blob a gauge."""

    index: int
    digest: bytes  # SHA-256 of the file's bytes
    blobs: tuple[bytes, ...]


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
            header, picture = _look(data)
            for at, gauge in enumerate(gauges):
                if blobs[at] is None:
                    blobs[at] = fresh[at][key] = gauge.measure(picture, header)
    except (NotAPicture, UnreadableError) as error:
        return SetAside(source.items[index], str(error))
    except OSError as error:
        return SetAside(source.items[index], f"it cannot be read: {error.strerror or error}")
    return Measured(index, key, tuple(blob for blob in blobs if blob is not None))


def _look(data: bytes) -> tuple[Header, np.ndarray]:
    from ninelives.kernels.photos.decode import decode
    from ninelives.kernels.photos.header import read_header

    header = read_header(data)
    return header, decode(data, least=LOOK, header=header)
