"""A table with a column of picture paths: CSV, TSV, Parquet, JSON lines."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts import parquet
from ninelives.artifacts.archive.files import read_file, shown
from ninelives.artifacts.archive.sources import SetAside, Source, classes_of
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

PATHS = ("path", "file", "filename", "file_name", "filepath", "image", "photo", "picture", "img")
LABELS = ("label", "class", "target")


def open_table(path: Path, target: str | None) -> Source:
    """A table whose rows name pictures; paths are taken from the table's own folder.

    Raises:
        NinelivesError: the table cannot be read, has two columns of one name, or none with paths.
    """
    frame = read_table(path)
    column = next((name for name in PATHS if name in frame.columns), None)
    if column is None:
        raise NinelivesError(
            f"the table '{path}' has no column of picture paths: it has {_list(frame.columns)}",
            fix=f"name one of its columns '{PATHS[0]}'",
        )
    label = _label_column(path, frame, target)
    return _source(path, frame, column, label)


def read_table(path: Path) -> pl.DataFrame:
    """A table by its suffix, columns of text left as text.

    Raises:
        NinelivesError: it cannot be parsed, is empty, or has two columns of one name.
    """
    import polars as pl

    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            frame = parquet.read(path)
        elif suffix in {".jsonl", ".ndjson"}:
            frame = pl.read_ndjson(path, infer_schema_length=None)
        else:
            separator = "\t" if suffix == ".tsv" else ","
            _refuse_twins(path, separator)
            frame = pl.read_csv(path, separator=separator, infer_schema_length=None)
    except (pl.exceptions.PolarsError, OSError, UnicodeError) as error:
        raise NinelivesError(f"the table '{path}' cannot be read: {str(error).splitlines()[0]}") from error
    if frame.height == 0:
        raise NinelivesError(f"the table '{path}' has no rows")
    return frame


def _refuse_twins(path: Path, separator: str) -> None:
    import csv

    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        names = next(csv.reader(file, delimiter=separator), [])
    if twins := [name for name, times in Counter(names).items() if times > 1]:
        raise NinelivesError(f"the table '{path}' has two columns named {_list(twins)}", fix="rename one of them")


def _label_column(path: Path, frame: pl.DataFrame, target: str | None) -> str | None:
    if target is None:
        return next((name for name in LABELS if name in frame.columns), None)
    if target not in frame.columns:
        import difflib

        close = difflib.get_close_matches(target, frame.columns, n=1)
        raise NinelivesError(
            f"the table '{path}' has no column '{target}': it has {_list(frame.columns)}",
            fix=f"did you mean --target {close[0]} ?" if close else None,
        )
    return target


def _source(path: Path, frame: pl.DataFrame, column: str, label: str | None) -> Source:
    import polars as pl

    root, refused, rows = path.parent, [], []
    seen: set[str | None] = set()
    named = frame.get_column("item" if "item" in frame.columns else column).cast(pl.String).to_list()
    places = frame.get_column(column).cast(pl.String).to_list()
    for row, (item, place) in enumerate(zip(named, places, strict=True)):
        why = _refusal(root, item, place, seen)
        if why:
            refused.append(SetAside(str(item or place or f"row {row + 1}"), why))
        else:
            rows.append(row)
            seen.add(item)
    rows.sort(key=lambda row: named[row])
    kept = frame[rows]
    items = [named[row] for row in rows]
    where = [os.path.join(root, places[row]) for row in rows]
    labels = kept.get_column(label).cast(pl.String).to_list() if label else classes_of(items)
    return Source(
        items=items,
        read=lambda index: read_file(where[index]),
        paths=lambda index: shown(where[index]),
        labels=labels,
        columns=kept.drop([name for name in (column, label, "item") if name in kept.columns]),
        set_aside=refused,
        origins=[str(path)],
    )


def _refusal(root: Path, item: str | None, place: str | None, seen: set[str | None]) -> str | None:
    """Why a row cannot be used, or None."""
    if not place or not item:
        return "its row names no file"
    if item in seen:
        return "it stands twice in the table"
    try:
        there = os.path.isfile(os.path.join(root, place))
    except ValueError:  # a NUL inside the name
        there = False
    return None if there else "there is no such file"


def _list(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:8]) + (", …" if len(names) > 8 else "")
