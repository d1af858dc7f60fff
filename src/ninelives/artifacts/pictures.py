"""Pictures as Python users hold them: paths, encoded bytes, arrays; and what they are told of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts import properties
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.archive.measure import Photo, measure
from ninelives.artifacts.archive.sources import SetAside, Source, open_source
from ninelives.artifacts.properties import Need, Told
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import polars as pl

Given = Told | Mapping[str, Sequence[Any]]


def opened(pictures: str | Path | Sequence[Any]) -> Source | Sequence[Any]:
    """A path or a sequence of paths as a source; other pictures as they are.

    Raises:
        NinelivesError: there is nothing at a path.
    """
    if isinstance(pictures, str | Path):
        return open_source(Path(pictures))
    if all(isinstance(picture, str | Path) for picture in pictures):
        return _listed([Path(picture) for picture in pictures])
    return pictures


def answers(pictures: Source | Sequence[Any], need: Need, given: Given | None) -> np.ndarray:
    """What is told of every picture, in order, float32 of shape (pictures, columns).

    Args:
        pictures: see ``opened``.
        need: what the rung has to be told.
        given: columns and files as for ``train``; or for each property one answer a picture.

    Raises:
        NinelivesError: a property that is read is not told of every picture.
    """
    import polars as pl

    items = pictures.items if isinstance(pictures, Source) else [f"picture {at}" for at in range(len(pictures))]
    frame = pictures.frame if isinstance(pictures, Source) else pl.DataFrame({"item": items})
    lists, files = _parted(given, len(items))
    frame = frame.with_columns(_column(name, values) for name, values in lists.items())
    found = need.answers(frame, properties.read([*lists, *files]))
    for at, reason in found.lacking.items():
        raise NinelivesError(f"'{items[at]}' cannot be judged: {reason}", fix="answer it, or leave the picture out")
    return found.values


def _column(name: str, values: Sequence[Any]) -> pl.Series:
    import polars as pl

    return pl.Series(name, [None if value is None else str(value) for value in values], dtype=pl.String)


def _parted(given: Given | None, many: int) -> tuple[dict[str, Sequence[Any]], list[str]]:
    """Answers by name, and words as for ``properties.read``."""
    if not isinstance(given, Mapping):
        return {}, properties.words(given)
    lists = {name: values for name, values in given.items() if not isinstance(values, str | Path)}
    for name, values in lists.items():
        if len(values) != many:
            raise NinelivesError(
                f"there are {many:,} pictures and {len(values):,} answers to '{name}'", fix="give one answer a picture"
            )
    return lists, [f"{name}={place}" for name, place in given.items() if name not in lists]


def each(pictures: str | Path | Source | Sequence[Any], gauge: Gauge) -> Iterator[np.ndarray]:
    """A gauge's vector of every picture, in order.

    Args:
        pictures: a path to open; or a sequence of paths, encoded bytes, or uint8 arrays (height, width, 3), RGB.
        gauge: what to measure.

    Raises:
        NinelivesError: a picture cannot be read.
    """
    pictures = pictures if isinstance(pictures, Source) else opened(pictures)
    if isinstance(pictures, Source):
        yield from _measured(pictures, gauge)
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
        return gauge.vector(Photo(encoded(number, picture)).measure(gauge))
    except NotAPicture as error:
        raise _unreadable(SetAside(f"picture {number}", str(error))) from error


def encoded(number: int, picture: Any) -> bytes:
    """A picture's bytes; an array as PNG, so that it takes the way of every other picture and gives the same numbers.

    Args:
        number: what it is called in an error.
        picture: encoded bytes, or uint8 of shape (height, width, 3), RGB.

    Raises:
        NinelivesError: it is neither.
    """
    import cv2

    if isinstance(picture, bytes | bytearray | memoryview):
        return bytes(picture)
    array = np.asarray(picture)
    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] != 3 or 0 in array.shape:
        raise NinelivesError(
            f"picture {number} must be uint8 of shape (height, width, 3), RGB; "
            f"got {array.dtype} of shape {array.shape}",
            fix="give paths, encoded bytes, or arrays: numpy.asarray(picture.convert('RGB'))",
        )
    _, png = cv2.imencode(".png", array[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return bytes(png)


def _unreadable(refused: SetAside) -> NinelivesError:
    return NinelivesError(f"'{refused.path}' cannot be read: {refused.reason}", fix="leave it out")
