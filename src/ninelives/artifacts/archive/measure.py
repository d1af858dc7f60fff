"""The one pass over photos: read, digest, decode once, measure what the cache lacks. Bounded memory, all cores."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.ahead import ahead
from ninelives.artifacts.archive.copies import CopyGauge
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.archive.sources import SetAside, Source, UnreadableError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import numpy as np

CHUNK = 32  # photos between two commits at the most: what a kill may cost
HELD = 8 << 20  # bytes of photos that a thread holds at once, and one photo more
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
        self._copy: tuple[tuple[object, ...], np.ndarray] | None = None

    def at(self, least: int) -> np.ndarray:
        """The picture, with at least ``least`` px on its short side where it has them."""
        from ninelives.kernels.photos.decode import decode, fraction

        share = fraction(self.header, least)
        if share not in self._pictures:
            self._pictures[share] = decode(self._data, least=least, header=self.header)
        return self._pictures[share]

    def measure(self, gauge: Gauge) -> bytes:
        """What a gauge says of it; a changed copy is made once for all gauges in a row that look at it."""
        picture = self.at(gauge.least)
        if not isinstance(gauge, CopyGauge):
            return gauge.measure(picture, self.header)
        asked = (gauge.change.recipe, gauge.number, picture.shape)
        if self._copy is None or self._copy[0] != asked:
            self._copy = (asked, gauge.changed(picture, self.header))
        return gauge.gauge.measure(self._copy[1], self.header)


def measure(
    source: Source, gauges: Sequence[Gauge], cache: Cache | None, *, order: Sequence[int] | None = None
) -> Iterator[list[Measured | SetAside]]:
    """Measure photos in order, a chunk at a time.

    Args:
        source: where the photos are.
        gauges: what to measure; a result that the cache holds is not measured again.
        cache: keeps the results by the photos' content; None keeps nothing.
        order: the positions to read; all of them by default.

    Yields:
        One entry a position: its measurements, or why it was set aside.
    """
    where = range(len(source)) if order is None else order
    chunks = (where[start : start + CHUNK] for start in range(0, len(where), CHUNK))
    yield from ahead(lambda chunk: _chunk(source, gauges, cache, chunk), chunks)


def _chunk(
    source: Source, gauges: Sequence[Gauge], cache: Cache | None, chunk: Sequence[int]
) -> list[Measured | SetAside]:
    return [result for portion in _portions(source, chunk) for result in _portion(source, gauges, cache, portion)]


@dataclass(frozen=True, slots=True)
class _Read:
    """One photo's bytes."""

    index: int
    data: bytes
    digest: bytes


def _portions(source: Source, chunk: Sequence[int]) -> Iterator[list[_Read | SetAside]]:
    """Photos read, ``HELD`` bytes or a little more at a time: the cache is asked once for all of them."""
    portion: list[_Read | SetAside] = []
    held = 0
    for index in chunk:
        one = _read(source, index)
        portion.append(one)
        held += len(one.data) if isinstance(one, _Read) else 0
        if held >= HELD:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def _read(source: Source, index: int) -> _Read | SetAside:
    try:
        data = source.read(index)
    except UnreadableError as error:
        return SetAside(source.items[index], str(error))
    except OSError as error:
        return SetAside(source.items[index], f"it cannot be read: {error.strerror or error}")
    return _Read(index, data, hashlib.sha256(data).digest())


def _portion(
    source: Source, gauges: Sequence[Gauge], cache: Cache | None, portion: list[_Read | SetAside]
) -> list[Measured | SetAside]:
    keys = [one.digest for one in portion if isinstance(one, _Read)]
    known = [cache.get(gauge.recipe, keys) if cache else {} for gauge in gauges]
    fresh: list[dict[bytes, bytes]] = [{} for _ in gauges]
    out = [one if isinstance(one, SetAside) else _one(source.items, gauges, one, known, fresh) for one in portion]
    if cache:
        for gauge, blobs in zip(gauges, fresh, strict=True):
            cache.put(gauge.recipe, blobs)
    return out


def _one(
    items: Sequence[str],
    gauges: Sequence[Gauge],
    one: _Read,
    known: list[dict[bytes, bytes]],
    fresh: list[dict[bytes, bytes]],
) -> Measured | SetAside:
    """One photo's measurements, what nobody knows yet measured, and added to both the known and the fresh ones."""
    from ninelives.kernels.photos.header import NotAPicture

    lacking = [at for at in range(len(gauges)) if one.digest not in known[at]]
    try:
        if lacking:
            photo = Photo(one.data)
            for at in lacking:
                known[at][one.digest] = fresh[at][one.digest] = photo.measure(gauges[at])
    except NotAPicture as error:
        return SetAside(items[one.index], str(error))
    return Measured(one.index, one.digest, tuple(blobs[one.digest] for blobs in known))
