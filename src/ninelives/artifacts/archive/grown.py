"""An archive that is made and not found: picture by picture, a shard at a time, so that a kill costs one shard.

While it grows it lies beside its later name, in a folder that is called after its lineage, and the same command goes on
from what it finds there. A shard counts as finished once its rows lie beside it: they are written last.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import parquet
from ninelives.artifacts.archive import packed, shards
from ninelives.artifacts.archive.ahead import ahead
from ninelives.artifacts.archive.archive import FIXED, Archive
from ninelives.artifacts.archive.measure import Progress
from ninelives.artifacts.archive.sources import Source
from ninelives.artifacts.lineage import Lineage
from ninelives.errors import NinelivesError, TakenError
from ninelives.store import atomic

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

BLOCK = 4 << 20  # bytes of pictures that are drawn at once: a row group
Draw = Callable[[int, int], tuple["np.ndarray", "pl.DataFrame"]]


@dataclass(frozen=True, slots=True)
class Growth:
    """What is to be made.

    Attributes:
        draw: the pictures from one number up to another, uint8 of shape (n, side, side, 3), RGB, and a row for each:
            ``item``, ``label``, ``scene``, and whatever else is known of it. What is drawn depends on the number alone.
        count: how many pictures.
        side: of each, px.
        lineage: what all of it depends on.
        world: where the pictures come from.
    """

    draw: Draw
    count: int
    side: int
    lineage: Lineage
    world: str = "garden"

    @property
    def each(self) -> int:
        """Bytes of one picture, as it is kept."""
        return len(_head(self.side)) + 3 * self.side**2

    @property
    def block(self) -> int:
        """Pictures that are drawn at once."""
        return max(1, BLOCK // self.each)

    @property
    def shard(self) -> int:
        """Pictures in one file."""
        return max(1, shards.SHARD // (self.block * self.each)) * self.block

    def place(self, path: Path) -> Path:
        """Where it grows."""
        return path.with_name(f".{self.lineage.digest[:16]}.growing")


def grow(growth: Growth, path: Path, progress: Progress | None = None) -> str:
    """Make an archive, or what is left of it to be made.

    Args:
        growth: what is to be made.
        path: the folder that it will be.
        progress: called with ("drawn", pictures done, of how many).

    Returns:
        The folder's digest.

    Raises:
        TakenError: ``path`` exists.
        NinelivesError: the disk is full, or another run makes the same; what is finished stays.
    """
    if path.exists():
        raise TakenError(path)
    folder = growth.place(path)
    with atomic.told(path), _alone(folder, path):
        left = _unfinished(growth, folder)
        with _told(growth, path, left):
            _fill(growth, folder, left, progress)
            digest = _close(growth, folder)
        try:
            folder.rename(path)
        except OSError as error:
            if path.exists():
                raise TakenError(path) from error
            raise
        atomic.sync(path.parent)
    return digest


@contextlib.contextmanager
def _alone(folder: Path, path: Path) -> Iterator[None]:
    """The folder to grow in, for this run only, and without what a killed one left half-written.

    Raises:
        NinelivesError: another run grows there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NinelivesError(
                f"another run is making '{path}' already", fix="wait for it, or choose another name with -o"
            ) from error
        for left in folder.rglob(".*.partial"):
            left.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _unfinished(growth: Growth, folder: Path) -> list[int]:
    """The numbers of the shards that are still to be made; none once the table is there."""
    if (folder / packed.TABLE).exists():
        return []
    numbers = range(-(-growth.count // growth.shard))
    return [number for number in numbers if not _rows(folder, number).exists()]


def _rows(folder: Path, number: int) -> Path:
    return folder / "rows" / f"{number:05d}.parquet"


@contextlib.contextmanager
def _told(growth: Growth, path: Path, left: list[int]) -> Iterator[None]:
    """Say of a failure to write how much is finished.

    Raises:
        NinelivesError: instead of one that does not say it.
    """
    try:
        yield
    except NinelivesError as error:
        finished = f"{growth.count - _pictures(growth, left):,} of its {growth.count:,} pictures are finished and stay"
        raise NinelivesError(
            f"cannot write '{path}': {_why(error)}; {finished}",
            fix="free some space, and type the same command again: it goes on from there",
        ) from error


def _why(error: NinelivesError) -> str:
    return error.message.partition("': ")[2] or error.message


def _fill(growth: Growth, folder: Path, left: list[int], progress: Progress | None) -> None:
    """Make the shards that are ``left``; each is taken off that list when it is finished."""
    import polars as pl

    made = growth.count - _pictures(growth, left)
    spans = [span for number in left for span in _blocks(growth, number)]
    with contextlib.closing(ahead(lambda span: _drawn(growth, *span), spans)) as drawn:
        for number in list(left):
            frames = []
            with atomic.file(folder / "shards" / f"{number:05d}.parquet") as partial, shards.writer(partial) as shard:
                for photos, rows in islice(drawn, len(_blocks(growth, number))):
                    shard.write_table(photos)
                    frames.append(rows)
                    made += rows.height
                    if progress and made < growth.count:
                        progress("drawn", made, growth.count)
            with atomic.file(_rows(folder, number)) as partial:
                pl.concat(frames).write_parquet(partial)
            left.remove(number)
    if progress:
        progress("drawn", growth.count, growth.count)


def _pictures(growth: Growth, left: list[int]) -> int:
    """How many the shards that are left hold."""
    return sum(stop - start for number in left for start, stop in _blocks(growth, number))


def _blocks(growth: Growth, number: int) -> list[tuple[int, int]]:
    """The first picture of each block of a shard, and the first that is no more of it."""
    start, stop = number * growth.shard, min((number + 1) * growth.shard, growth.count)
    return [(at, min(at + growth.block, stop)) for at in range(start, stop, growth.block)]


def _drawn(growth: Growth, start: int, stop: int) -> tuple[Any, pl.DataFrame]:
    """Some pictures as a shard holds them, and all that an archive's table says of each."""
    import numpy as np
    import polars as pl
    import pyarrow as pa

    from ninelives.kernels.photos.measure import several

    pictures, rows = growth.draw(start, stop)
    light, sharpness = several(pictures)
    head = np.frombuffer(_head(growth.side), np.uint8)
    data = np.hstack([np.broadcast_to(head, (len(pictures), len(head))), pictures.reshape(len(pictures), -1)])
    digests = [hashlib.sha256(row.data).digest() for row in data]
    ends = np.arange(len(data) + 1, dtype=np.int32) * np.int32(growth.each)
    photos = pa.Array.from_buffers(pa.binary(), len(data), [None, pa.py_buffer(ends), pa.py_buffer(data)])
    measured = rows.with_columns(
        pl.Series("digest", digests, dtype=pl.Binary),
        pl.lit(growth.side, pl.Int32).alias("width"),
        pl.lit(growth.side, pl.Int32).alias("height"),
        pl.lit(1, pl.Int8).alias("orientation"),
        pl.Series("light", light),
        pl.Series("sharpness", sharpness),
    )
    return pa.table({"item": rows.get_column("item").to_arrow().cast(pa.string()), "bytes": photos}), _typed(measured)


def _head(side: int) -> bytes:
    """A picture as it is kept: this, then its pixels.

    Plain pixels (PPM). Two thirds of such a picture are noise that no lossless format makes smaller: PNG wins a third
    of the room for 30 times the time, and JPEG would change what the pictures are made to show.
    """
    return f"P6\n{side} {side}\n255\n".encode()


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with an archive's own columns first, of its own types; those that nobody tells are empty."""
    import polars as pl

    from ninelives.artifacts.archive.build import schema

    kinds = {**schema(), "scene": pl.Int64}
    own = [(pl.col(name) if name in rows.columns else pl.lit(None)).cast(kinds[name]).alias(name) for name in FIXED]
    return rows.select(*own, *(name for name in rows.columns if name not in FIXED))


def _close(growth: Growth, folder: Path) -> str:
    """Write the table of all shards, and seal the folder; the parts of the table go once the whole is there."""
    import polars as pl

    if (folder / packed.TABLE).exists():
        table = parquet.read(folder / packed.TABLE)
    else:
        numbers = range(-(-growth.count // growth.shard))
        table = pl.concat([parquet.read(_rows(folder, number)) for number in numbers], rechunk=True)
        with atomic.file(folder / packed.TABLE) as partial:
            packed.write_table(table, partial)
    shutil.rmtree(folder / "rows", ignore_errors=True)
    source = Source(items=[], read=lambda _: b"", paths=lambda _: "", labels=[])  # its photos are there already
    archive = Archive(table=table, set_aside=(), source=source, world=growth.world)
    return packed.finish(archive, folder, packed=True, lineage=growth.lineage.to_json())
