"""An archive that is made and not found: a shard at a time, so that a kill costs one of them at the most.

While it grows it lies beside its later name, in a folder that is called after its lineage, and the same command goes on
from what it finds there. A shard counts as finished once its rows lie beside it: they are written last.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ninelives.artifacts import parquet
from ninelives.artifacts.archive import packed, shards
from ninelives.artifacts.archive.ahead import ahead
from ninelives.artifacts.archive.archive import Archive
from ninelives.artifacts.archive.growth import Growth
from ninelives.artifacts.archive.measure import Progress
from ninelives.artifacts.archive.sources import Source
from ninelives.errors import NinelivesError, TakenError
from ninelives.store import atomic


def grow(growth: Growth, path: Path, progress: Progress | None = None) -> str:
    """Make an archive, or what is left of it to be made.

    Args:
        growth: what is to be made.
        path: the folder that it will be.
        progress: called with ("drawn", pictures done, of how many), then with ("digests", files read, of how many).

    Returns:
        The folder's digest.

    Raises:
        TakenError: ``path`` exists.
        NinelivesError: the disk is full, or another run makes the same; what is finished stays.
    """
    if path.exists():
        raise TakenError(path)
    folder = place(growth, path)
    with atomic.told(path), _alone(folder, path):
        left = _unfinished(growth, folder)
        with _told(growth, path, folder, left):
            _fill(growth, folder, left, progress)
            digest = _close(growth, folder, progress)
        try:
            folder.rename(path)
        except OSError as error:
            if path.exists():
                raise TakenError(path) from error
            raise
        atomic.sync(path.parent)
    return digest


def place(growth: Growth, path: Path) -> Path:
    """Where it grows that will be ``path``."""
    return path.with_name(f".{growth.lineage.digest[:16]}.growing")


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
    return [number for number in growth.numbers if not _rows(folder, number).exists()]


def _rows(folder: Path, number: int) -> Path:
    return folder / "rows" / f"{number:05d}.parquet"


@contextlib.contextmanager
def _told(growth: Growth, path: Path, folder: Path, left: list[int]) -> Iterator[None]:
    """Say of a failure to write how much is finished.

    Raises:
        NinelivesError: instead of one that does not say it.
    """
    try:
        yield
    except NinelivesError as error:
        finished = f"{growth.count - growth.pictures(left):,} of its {growth.count:,} pictures are finished"
        raise NinelivesError(
            f"cannot write '{path}': {_why(error)}; {finished} and stay in '{folder.name}'",
            fix="free some space, and type the same command again: it goes on from there",
        ) from error


def _why(error: NinelivesError) -> str:
    return error.message.partition("': ")[2] or error.message


def _fill(growth: Growth, folder: Path, left: list[int], progress: Progress | None) -> None:
    """Make the shards that are ``left``; each is taken off that list when it is finished."""
    import polars as pl

    made = growth.count - growth.pictures(left)
    spans = [span for number in left for span in growth.blocks(number)]
    with contextlib.closing(ahead(growth.drawn, spans)) as drawn:
        for number in list(left):
            frames = []
            with atomic.file(folder / "shards" / f"{number:05d}.parquet") as partial, shards.writer(partial) as shard:
                for photos, rows in islice(drawn, len(growth.blocks(number))):
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


def _close(growth: Growth, folder: Path, progress: Progress | None) -> str:
    """Write the table of all shards, and seal the folder; the parts of the table go once the whole is there."""
    import polars as pl

    if (folder / packed.TABLE).exists():
        table = parquet.read(folder / packed.TABLE)
    else:
        table = pl.concat([parquet.read(_rows(folder, number)) for number in growth.numbers], rechunk=True)
        with atomic.file(folder / packed.TABLE) as partial:
            packed.write_table(table, partial)
    shutil.rmtree(folder / "rows", ignore_errors=True)
    source = Source(items=[], read=lambda _: b"", paths=lambda _: "", labels=[])  # its photos are there already
    archive = Archive(table=table, set_aside=(), source=source, world=growth.world)
    return packed.finish(archive, folder, packed=True, lineage=growth.lineage.to_json(), progress=progress)
