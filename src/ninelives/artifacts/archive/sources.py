"""Where photos come from: folders, tables, zips, tars, single files, or any mix, each read by position.

Opening a source lists it and decodes nothing. What cannot be a photo by its place alone (a link that leads back, a name
that climbs out of its zip, a missing file) is set aside here, with the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

SPLITS = frozenset(
    {"train", "training", "test", "testing", "val", "valid", "validation"}
)  # folder names that are no class
TABLES = frozenset({".csv", ".tsv", ".parquet", ".jsonl", ".ndjson"})
LARGEST = 1 << 30  # bytes of one file; a larger one is no photo


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
    """

    items: list[str]
    read: Callable[[int], bytes]
    paths: Callable[[int], str]
    labels: list[str | None]
    columns: pl.DataFrame | None = None
    set_aside: list[SetAside] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)


def open_source(paths: Path | Sequence[Path], *, target: str | None = None) -> Source:
    """Open one path, or several together (their items are then named ``path/item``).

    Args:
        paths: folders, tables, zips, tars, saved archives or single pictures.
        target: the column of a table that holds the label.

    Raises:
        NinelivesError: a path does not exist or is none of these.
    """
    several = [paths] if isinstance(paths, Path) else list(paths)
    if not several:
        raise NinelivesError("there is nothing to read", fix="ninelives collect photos/")
    opened = [_open(path, target) for path in several]
    return opened[0] if len(opened) == 1 else _join(several, opened)


def _open(path: Path, target: str | None) -> Source:
    from ninelives.artifacts.archive import files, packed, tables
    from ninelives.store import manifest

    if not path.exists():
        raise _missing(path)
    if path.is_dir():
        return packed.open_saved(path) if manifest.is_sealed(path) else files.open_folder(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in TABLES:
        return tables.open_table(path, target)
    if suffixes and suffixes[-1] == ".zip":
        return files.open_zip(path)
    if ".tar" in suffixes[-2:] or (suffixes and suffixes[-1] in {".tgz", ".tbz2", ".txz"}):
        return files.open_tar(path)
    return files.open_file(path)


def _missing(path: Path) -> NinelivesError:
    import difflib
    import os

    parent = path.parent
    names = os.listdir(parent) if parent.is_dir() else []
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    hint = f"did you mean {parent / close[0]}{'/' if (parent / close[0]).is_dir() else ''} ?" if close else None
    hint = hint or "name what is there; nothing of that name lies near it"
    return NinelivesError(f"there is no folder, table, zip or tar '{path}'", fix=hint)


def classes_of(items: Sequence[str]) -> list[str | None]:
    """The class that each item's folder names: its first folder, or its second where the first is a split.

    Example:
        >>> classes_of(["cat/1.jpg", "dog/2.jpg"])
        ['cat', 'dog']
        >>> classes_of(["train/cat/1.jpg", "test/dog/2.jpg"])
        ['cat', 'dog']
    """
    parts = [PurePosixPath(item).parts for item in items]
    split = bool(parts) and all(len(p) > 1 and p[0].lower() in SPLITS for p in parts)
    return [p[split] if len(p) > split + 1 else None for p in parts]


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
        columns=_stack(sources),
        set_aside=[refused for source in sources for refused in source.set_aside],
        origins=[origin for source in sources for origin in source.origins],
    )


def _stack(sources: list[Source]) -> pl.DataFrame | None:
    """The columns of all sources, one below the other, empty where a source lacks one."""
    import polars as pl

    if all(source.columns is None for source in sources):
        return None
    nothing = pl.DataFrame()
    rows = [(nothing if s.columns is None else s.columns).with_columns(item=pl.Series(s.items)) for s in sources]
    return pl.concat(rows, how="diagonal_relaxed").drop("item")


def _prefixes(paths: list[Path]) -> list[str]:
    """A name for each path, told apart by number where two are the same."""
    names = [path.resolve().name for path in paths]
    often, seen = Counter(names), Counter[str]()
    out = []
    for name in names:
        seen[name] += 1
        out.append(f"{name}-{seen[name]}" if often[name] > 1 else name)
    return out
