"""A saved archive: ``items.parquet``, ``set_aside.parquet``, and if packed the photos themselves, in shards."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import parquet
from ninelives.artifacts.archive import shards
from ninelives.artifacts.archive.archive import WORLDS, Archive
from ninelives.artifacts.archive.measure import Progress, measure
from ninelives.artifacts.archive.sources import SetAside, Source, UnreadableError, open_source
from ninelives.errors import NinelivesError
from ninelives.store import atomic, manifest
from ninelives.store.cache import Cache
from ninelives.store.manifest import Manifest

if TYPE_CHECKING:
    import polars as pl

KIND = "archive"
NEEDED = ("item", "digest", "width", "height", "orientation", "light", "sharpness", "scene")  # known of every photo
ROWS = 16_384  # in one row group of the table
TABLE = "items.parquet"


def is_archive(path: Path) -> bool:
    """Whether a folder is a saved archive."""
    return manifest.is_sealed(path) and manifest.peek(path).kind == KIND


def save(archive: Archive, path: Path, *, pack: bool, lineage: dict[str, Any] | None) -> str:
    """Write an archive as a folder.

    Args:
        archive: what to write.
        path: the folder to make.
        pack: put the photos themselves into shards; else they stay where they are.
        lineage: what it was made from.

    Returns:
        The folder's digest.

    Raises:
        NinelivesError: the folder exists, the disk is full, or there is no permission.
    """
    with atomic.folder(path) as partial:
        if pack:
            shards.write(archive, partial / "shards")
        write_table(archive.table, partial / TABLE)
        return finish(archive, partial, packed=pack, lineage=lineage)


def write_table(table: pl.DataFrame, path: Path) -> None:
    """Write the rows of an archive's photos."""
    table.write_parquet(path, row_group_size=ROWS)


def finish(
    archive: Archive, folder: Path, *, packed: bool, lineage: dict[str, Any] | None, progress: Progress | None = None
) -> str:
    """Write what is left once photos and table are there, and seal the folder; returns its digest."""
    import polars as pl

    rows = [(entry.path, entry.reason) for entry in archive.set_aside]
    refused = pl.DataFrame(rows, schema={"path": pl.String, "reason": pl.String}, orient="row")
    refused.write_parquet(folder / "set_aside.parquet")
    facts = {
        "world": archive.world,
        "origins": [str(Path(origin).resolve()) for origin in archive.source.origins],
        "packed": packed,
        "content": archive.digest,
        "notes": list(archive.notes),
        "lineage": lineage or {},
    }
    return manifest.seal(folder, KIND, facts, _digests(progress))


def _digests(progress: Progress | None) -> manifest.Watch | None:
    """Files whose bytes are read for their digest, as a stage's progress."""
    return None if progress is None else lambda done, of: progress("digests", done, of)


def load(path: Path, progress: Progress | None = None) -> Archive:
    """Read a saved archive, digests first.

    Raises:
        NinelivesError: it is damaged, of a newer version, or no archive.
    """
    return reread(path, manifest.check(path, KIND, _digests(progress)))


def reread(path: Path, sealed: Manifest) -> Archive:
    """Read an archive whose files are known to be those that ``sealed`` lists, such as one that was just written.

    Raises:
        NinelivesError: it is damaged, or no archive.
    """
    import polars as pl
    import pyarrow as pa

    from ninelives.artifacts.archive.build import schema

    facts = sealed.facts
    try:
        table = parquet.read(path / TABLE, {**schema(), "scene": pl.Int64})
        refused = parquet.read(path / "set_aside.parquet", {"path": pl.String, "reason": pl.String})
        world, packed, origins = facts["world"], facts["packed"], [str(origin) for origin in facts["origins"]]
        if world not in WORLDS or table.select(NEEDED).null_count().sum_horizontal().item():
            raise ValueError("its world or its items are not told")
        notes = tuple(str(note) for note in facts["notes"])
        if not all(Path(origin).is_absolute() for origin in origins):
            raise ValueError("it does not tell where its photos lie")
        own = {name: kind for name, kind in table.schema.items() if name not in schema()}
        if odd := [name for name, kind in own.items() if kind.is_nested() or kind == pl.Binary]:
            raise ValueError(f"its column '{odd[0]}' holds no plain values")
        source = shards.opened(path, sorted(sealed.files), table) if packed else _elsewhere(path, origins, table)
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise NinelivesError(f"'{path}' is damaged: {error}", fix=f"make '{path}' again") from error
    return Archive(
        table=table,
        set_aside=tuple(SetAside(*row) for row in refused.select("path", "reason").iter_rows()),
        source=source,
        world=world,
        notes=notes,
    )


def present(path: Path, cache: Cache, progress: Progress | None = None) -> Archive:
    """A saved archive without the photos that stayed elsewhere and are gone or others since; each is set aside.

    Every photo's bytes are read for it, whatever the cache holds: what was trained on can be read.

    Raises:
        NinelivesError: it is damaged, or none of its photos is there.
    """
    import numpy as np

    archive = load(path, progress)
    if manifest.peek(path).facts["packed"]:  # its photos are listed files, and checked as such
        return archive
    keep, lost = np.ones(len(archive), bool), list[SetAside]()
    done = 0
    for chunk in measure(archive.source, [], cache):
        for result in chunk:
            if isinstance(result, SetAside):
                keep[done] = False
                lost.append(result)
            done += 1
        if progress:
            if lost:
                progress("set aside", len(lost), None)
            progress("read", done, len(archive))
    if not lost:
        return archive
    if not keep.any():
        first = f"{lost[0].path}: {lost[0].reason}"
        raise NinelivesError(
            f"none of the {len(archive):,} photos of '{path}' is there as it was; the first: {first}",
            fix="collect the photos again, with --pack to keep them",
        )
    return replace(archive.select(keep), set_aside=(*archive.set_aside, *lost))


def open_saved(path: Path) -> Source:
    """The photos of a saved archive, as a source among others.

    Raises:
        NinelivesError: ``path`` is an artifact of another kind, or damaged.
    """
    archive = load(path)
    source = archive.source
    source.labels = archive.labels
    source.set_aside = list(archive.set_aside)
    source.notes, source.world = list(archive.notes), archive.world
    source.origins = [str(path)]  # where it lies itself: its own names are those of its items
    source.columns = archive.table.drop(set(NEEDED) - {"scene"}, "label")
    return source


class _Elsewhere:
    """Photos that stayed where they were, as they were; the folder is listed again only when one is read."""

    def __init__(self, path: Path, origins: list[str], table: pl.DataFrame) -> None:
        self.items: list[str] = table.get_column("item").to_list()
        self._digests: list[bytes] = table.get_column("digest").to_list()
        self._path = path
        self._origins = [Path(origin) for origin in origins]
        self._opened: tuple[Source, dict[str, int]] | None = None
        self._lock = Lock()

    def read(self, index: int) -> bytes:
        """The bytes of one photo."""
        source, at = self._find(index)
        data = source.read(at)
        if hashlib.sha256(data).digest() != self._digests[index]:
            raise UnreadableError(f"its bytes are others than those that '{self._path}' saw")
        return data

    def shown(self, index: int) -> str:
        """Where one photo lies; its own name where that cannot be told."""
        try:
            source, at = self._find(index)
        except UnreadableError:
            return self.items[index]
        return source.paths(at)

    def _find(self, index: int) -> tuple[Source, int]:
        try:
            source, rows = self._there()
        except RecursionError as error:
            raise UnreadableError(f"'{self._path}' leads back to itself") from error
        except NinelivesError as error:
            raise UnreadableError(error.message) from error
        if self.items[index] not in rows:
            raise UnreadableError(f"it is gone from where '{self._path}' saw it")
        return source, rows[self.items[index]]

    def _there(self) -> tuple[Source, dict[str, int]]:
        with self._lock:
            if self._opened is None:
                source = open_source(self._origins[0] if len(self._origins) == 1 else self._origins)
                self._opened = source, {item: index for index, item in enumerate(source.items)}
            return self._opened


def _elsewhere(path: Path, origins: list[str], table: pl.DataFrame) -> Source:
    away = _Elsewhere(path, origins, table)
    return Source(items=away.items, read=away.read, paths=away.shown, labels=[None] * len(away.items), origins=origins)
