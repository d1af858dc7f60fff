"""Pictures as Python users hold them: paths, encoded bytes, arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.archive.measure import Photo, measure
from ninelives.artifacts.archive.sources import SetAside, Source, open_source
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache


def each(pictures: str | Path | Sequence[Any], gauge: Gauge) -> Iterator[np.ndarray]:
    """A gauge's vector of every picture, in order.

    Args:
        pictures: a path to open; or a sequence of paths, encoded bytes, or uint8 arrays (height, width, 3), RGB.
        gauge: what to measure.

    Raises:
        NinelivesError: a picture cannot be read.
    """
    if isinstance(pictures, str | Path):
        yield from _measured(open_source(Path(pictures)), gauge)
    elif all(isinstance(picture, str | Path) for picture in pictures):
        yield from _measured(_listed([Path(picture) for picture in pictures]), gauge)
    else:
        for number, picture in enumerate(pictures):
            yield _vector(number, picture, gauge)


def _measured(source: Source, gauge: Gauge) -> Iterator[np.ndarray]:
    if source.set_aside:
        raise _unreadable(source.set_aside[0])
    for chunk in measure(source, [gauge], Cache.user()):
        for result in chunk:
            if isinstance(result, SetAside):
                raise _unreadable(result)
            yield gauge.vector(result.blobs[0])


def _listed(paths: list[Path]) -> Source:
    names = [str(path) for path in paths]
    return Source(
        items=names, read=lambda i: paths[i].read_bytes(), paths=lambda i: names[i], labels=[None] * len(names)
    )


def _vector(number: int, picture: Any, gauge: Gauge) -> np.ndarray:
    from ninelives.kernels.photos.header import NotAPicture

    try:
        data = bytes(picture) if isinstance(picture, bytes | bytearray | memoryview) else _encoded(number, picture)
        return gauge.vector(Photo(data).measure(gauge))
    except NotAPicture as error:
        raise _unreadable(SetAside(f"picture {number}", str(error))) from error


def _encoded(number: int, picture: Any) -> bytes:
    """An array as PNG, so that it takes the way of every other picture and gives the same numbers."""
    import cv2

    array = np.asarray(picture)
    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] != 3 or 0 in array.shape:
        raise NinelivesError(
            f"picture {number} must be uint8 of shape (height, width, 3), RGB; "
            f"got {array.dtype} of shape {array.shape}",
            fix="give paths, encoded bytes, or arrays: numpy.asarray(picture.convert('RGB'))",
        )
    _, encoded = cv2.imencode(".png", array[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return bytes(encoded)


def _unreadable(refused: SetAside) -> NinelivesError:
    return NinelivesError(f"'{refused.path}' cannot be read: {refused.reason}", fix="leave it out")
