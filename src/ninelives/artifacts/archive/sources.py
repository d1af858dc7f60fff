"""Where photos come from: folders, tables, zips, tars, single files, or any mix, each read by position.

Opening a source lists it and decodes nothing. What cannot be a photo by its place alone (a link that leads back, a name
that climbs out of its zip, a missing file) is set aside here, with the reason.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

SPLITS = frozenset(
    {"train", "training", "test", "testing", "val", "valid", "validation"}
)  # folder names that are no class
TABLES = frozenset({".csv", ".tsv", ".parquet", ".jsonl", ".ndjson"})
GARDEN = "garden"  # the world whose scenes are known, and the same in all archives
LARGEST = 512 << 20  # bytes of one file; a larger one is no photo


class UnreadableError(Exception):
    """One item cannot be read; its text is the reason, in plain words."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that could not be used, and why."""

    path: str
    reason: str


@dataclass(slots=True)
class Source:
    """Items that can be read by position, as bytes.

    Attributes:
        items: names inside the archive, unique.
        read: the bytes of item ``i``; raises UnreadableError or OSError.
        paths: where item ``i`` lies, for people.
        labels: the class that the place of each item names, or None.
        columns: further columns of a table, one row an item.
        set_aside: what was refused while listing.
        origins: what was opened, as given.
        notes: what else a person should hear of it, such as columns that were left out.
        world: that all of them come from, where a saved archive tells it; empty where nothing does.
    """

    items: list[str]
    read: Callable[[int], bytes]
    paths: Callable[[int], str]
    labels: list[str | None]
    columns: pl.DataFrame | None = None
    set_aside: list[SetAside] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    world: str = ""

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)

    @property
    def frame(self) -> pl.DataFrame:
        """One row an item: ``item``, and the columns of a table."""
        import polars as pl

        items = pl.DataFrame({"item": self.items}, schema={"item": pl.String})
        return items if self.columns is None else items.hstack(self.columns)


def named(data: object) -> list[Path]:
    """What a person named, one path or several, as paths.

    Raises:
        NinelivesError: it names no path.
    """
    alone = isinstance(data, str | bytes | os.PathLike) or not isinstance(data, Iterable)
    paths: list[Path] = []
    for each in [data] if alone else data:  # type: ignore[attr-defined]
        if not isinstance(each, str | os.PathLike):
            what = f"photos are named by a path or several, and this is {type(each).__name__}"
            raise NinelivesError(what, fix="nl.train('photos/')")
        paths.append(Path(each))
    return paths


def open_source(paths: Path | Sequence[Path], *, target: str | None = None) -> Source:
    """Open one path, or several together (their items are then named ``path/item``).

    Args:
        paths: folders, tables, zips, tars, saved archives or single pictures.
        target: the column of a table that holds the label.

    Raises:
        NinelivesError: a path does not exist or is none of these.
    """
    several = [paths] if isinstance(paths, Path) else sorted(paths, key=_name)  # in any order the same
    if not several:
        raise NinelivesError("there is nothing to read", fix="ninelives collect photos/")
    opened = [_open(path, target) for path in several]
    if target is not None and not any(path.suffix.lower() in TABLES for path in several):
        raise NinelivesError(f"'{several[0]}' is no table: it has no column '{target}'", fix="leave --target out")
    return opened[0] if len(opened) == 1 else _join(several, opened)


def _name(path: Path) -> tuple[str, str]:
    """What a path is called in an archive of several, and where it really is."""
    from ninelives.artifacts.archive.files import shown

    real = os.path.realpath(path)
    return shown(os.path.basename(real)), real


def _open(path: Path, target: str | None) -> Source:
    from ninelives.artifacts.archive import boxes, files, packed, tables
    from ninelives.store import manifest

    if _is_folder(path):
        return packed.open_saved(path) if manifest.is_sealed(path) else files.open_folder(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in TABLES:
        return tables.open_table(path, target)
    if suffixes and suffixes[-1] == ".zip":
        return boxes.open_zip(path)
    if ".tar" in suffixes[-2:] or (suffixes and suffixes[-1] in {".tgz", ".tbz2", ".txz"}):
        return boxes.open_tar(path)
    return files.open_file(path)


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; a file if not.

    Raises:
        NinelivesError: it is neither.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise _missing(path) from error
        raise NinelivesError(f"'{path}' cannot be read: {error.strerror}", fix=f"ls -ld '{path}'") from error
    except ValueError as error:  # a NUL in its name
        raise _missing(path) from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise NinelivesError(f"'{path}' is neither a file nor a folder", fix="name a folder that holds photos")
    return stat.S_ISDIR(mode)


def _missing(path: Path) -> NinelivesError:
    return NinelivesError(f"there is no folder, table, zip or tar '{path}'", fix=near(path))


def near(path: Path) -> str:
    """What may have been meant by a path where nothing is."""
    import difflib

    parent = path.parent
    try:
        names = os.listdir(parent)
    except (OSError, ValueError):
        names = []
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    if not close:
        return "name what is there; nothing of that name lies near it"
    return f"did you mean {parent / close[0]}{'/' if (parent / close[0]).is_dir() else ''} ?"


def classes_of(items: Sequence[str]) -> list[str | None]:
    """The class that each item's folder names: its first folder, or its second where the first is a split.

    Example:
        >>> classes_of(["cat/1.jpg", "dog/2.jpg"])
        ['cat', 'dog']
        >>> classes_of(["train/cat/1.jpg", "test/dog/2.jpg"])
        ['cat', 'dog']
    """
    tops = {_folder(item, 0).lower() for item in items} - {""}
    at = int(bool(tops) and tops <= SPLITS)
    return [sys.intern(_folder(item, at)) or None for item in items]


def _folder(item: str, at: int) -> str:
    """Name of the folder at depth ``at`` of an item's path, empty where it lies less deep."""
    parts = item.split("/", at + 1)
    return parts[at] if len(parts) > at + 1 else ""


def _join(paths: list[Path], sources: list[Source]) -> Source:
    prefixes = _prefixes(paths)
    starts = [0]
    for source in sources:
        starts.append(starts[-1] + len(source))
    flat = all(label is None for source in sources for label in source.labels)

    def locate(index: int) -> tuple[Source, int]:
        which = bisect_right(starts, index) - 1
        return sources[which], index - starts[which]

    def read(index: int) -> bytes:
        source, at = locate(index)
        return source.read(at)

    def shown(index: int) -> str:
        source, at = locate(index)
        return source.paths(at)

    return Source(
        items=[f"{prefix}/{item}" for prefix, source in zip(prefixes, sources, strict=True) for item in source.items],
        read=read,
        paths=shown,
        labels=[
            (prefix if flat and path.is_dir() else label)
            for prefix, path, source in zip(prefixes, paths, sources, strict=True)
            for label in source.labels
        ],
        columns=_stack(prefixes, sources),
        set_aside=[
            SetAside(f"{prefix}/{refused.path}", refused.reason)
            for prefix, source in zip(prefixes, sources, strict=True)
            for refused in source.set_aside
        ],
        origins=[origin for source in sources for origin in source.origins],
        notes=[note for source in sources for note in source.notes],
        world=sources[0].world if len({source.world for source in sources}) == 1 else "",
    )


def _stack(prefixes: list[str], sources: list[Source]) -> pl.DataFrame | None:
    """The columns of all sources, one below the other, empty where a source lacks one."""
    import polars as pl

    if all(source.columns is None for source in sources):
        return None
    rows = []
    for prefix, source in zip(prefixes, sources, strict=True):
        columns = source.columns if source.columns is not None else pl.DataFrame({"item": source.items})
        if "scene" in columns.columns and source.world != GARDEN:  # the scene 1 of one table is not that of another
            columns = columns.with_columns(scene=f"{prefix}/" + pl.col("scene").cast(pl.String))
        rows.append(columns.with_columns(item=pl.Series(source.items, dtype=pl.String)))
    return pl.concat(rows, how="diagonal_relaxed").drop("item")


def _prefixes(paths: list[Path]) -> list[str]:
    """A name for each path, told apart by number where two are the same."""
    names = [_name(path)[0] for path in paths]
    often = Counter(names)
    taken, out = {name for name in names if often[name] == 1}, list[str]()
    for name in names:
        numbered = (f"{name}-{number}" for number in count(1))
        out.append(name if often[name] == 1 else next(each for each in numbered if each not in taken))
        taken.add(out[-1])
    return out
