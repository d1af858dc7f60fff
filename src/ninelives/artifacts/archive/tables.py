"""A table with a column of picture paths: CSV, TSV, Parquet, JSON lines."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts.archive.columns import left_out, typed
from ninelives.artifacts.archive.files import read_file, shown
from ninelives.artifacts.archive.sources import SetAside, Source, classes_of
from ninelives.artifacts.sheets import Sheet, listed, read_sheet
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
    sheet = read_sheet(path)
    read = framed(sheet, [target] if target else [])
    frame = typed(read, path)
    column = next((name for name in PATHS if name in frame.columns), None)
    if column is None:
        raise NinelivesError(
            f"the table '{path}' has no column of picture paths: it has {listed(frame.columns)}",
            fix=f"name one of its columns '{PATHS[0]}'",
        )
    label = _label_column(path, frame, target)
    source = _source(path, frame, column, label)
    source.notes = [*sheet.notes, *left_out(read, path, (column, label, "item"))]
    return source


def read_table(path: Path, words: Sequence[str] = ()) -> pl.DataFrame:
    """A table by its suffix; what is named like a path, an item or a label, and ``words``, is text even if numbers.

    Raises:
        NinelivesError: it cannot be parsed, is empty, or has two columns of one name.
    """
    return framed(read_sheet(path), words)


def framed(sheet: Sheet, words: Sequence[str] = ()) -> pl.DataFrame:
    """As :func:`read_table`, of what was read already; the sheet is empty then."""
    text = {*PATHS, *LABELS, "item", *words}
    return _inferred(sheet.frame(), text) if sheet.written else sheet.frame()


def _inferred(frame: pl.DataFrame, text: Collection[str]) -> pl.DataFrame:
    """Columns of a CSV file as whole numbers, numbers or yes and no, where every cell is that; an empty one is none."""
    import polars as pl

    columns = []
    for column in frame.get_columns():
        told = column.set(column == "", None)
        tried = [] if column.name in text else [told.cast(kind, strict=False) for kind in (pl.Int64, pl.Float64)]
        yes = {"true": True, "True": True, "false": False, "False": False}
        tried += [told.replace_strict(yes, default=None, return_dtype=pl.Boolean)] if tried else []
        columns.append(next((each for each in tried if each.null_count() == told.null_count()), told))
    return pl.DataFrame(columns)


def _label_column(path: Path, frame: pl.DataFrame, target: str | None) -> str | None:
    if target is None:
        return next((name for name in LABELS if name in frame.columns), None)
    if target not in frame.columns:
        import difflib

        close = difflib.get_close_matches(target, frame.columns, n=1)
        raise NinelivesError(
            f"the table '{path}' has no column '{target}': it has {listed(frame.columns)}",
            fix=f"did you mean --target {close[0]} ?" if close else "name one of these with --target",
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
    labels = [told or None for told in kept.get_column(label).cast(pl.String)] if label else classes_of(_below(items))
    return Source(
        items=items,
        read=lambda index: read_file(where[index]),
        paths=lambda index: shown(where[index]),
        labels=labels,
        columns=kept.drop([name for name in (column, label, "item") if name in kept.columns]),
        set_aside=refused,
        origins=[str(path)],
    )


def _below(items: list[str]) -> list[str]:
    """The paths without the folder that all of them are in, where that lies elsewhere: absolute, or climbing."""
    if not any(item.startswith(("/", "../")) for item in items):
        return items
    try:
        common = os.path.commonpath([os.path.dirname(item) for item in items])
    except ValueError:  # some absolute, some not
        return items
    return [os.path.relpath(item, common) for item in items]


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
