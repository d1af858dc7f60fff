"""A table with a column of picture paths: CSV, TSV, Parquet, JSON lines."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts import parquet
from ninelives.artifacts.archive.columns import left_out, typed
from ninelives.artifacts.archive.files import read_file, shown
from ninelives.artifacts.archive.sources import SetAside, Source, classes_of
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

PATHS = ("path", "file", "filename", "file_name", "filepath", "image", "photo", "picture", "img")
LABELS = ("label", "class", "target")
SEPARATORS = (",", ";", "\t")  # a spreadsheet writes what its country does
LONGEST = 1 << 20  # bytes of the first row that are looked at


def open_table(path: Path, target: str | None) -> Source:
    """A table whose rows name pictures; paths are taken from the table's own folder.

    Raises:
        NinelivesError: the table cannot be read, has two columns of one name, or none with paths.
    """
    read = read_table(path, [target] if target else [])
    frame = typed(read, path)
    column = next((name for name in PATHS if name in frame.columns), None)
    if column is None:
        raise NinelivesError(
            f"the table '{path}' has no column of picture paths: it has {_list(frame.columns)}",
            fix=f"name one of its columns '{PATHS[0]}'",
        )
    label = _label_column(path, frame, target)
    source = _source(path, frame, column, label)
    source.notes = left_out(read, path, (column, label, "item"))
    return source


def read_table(path: Path, words: Sequence[str] = ()) -> pl.DataFrame:
    """A table by its suffix; what is named like a path, an item or a label, and ``words``, is text even if numbers.

    Raises:
        NinelivesError: it cannot be parsed, is empty, or has two columns of one name.
    """
    import polars as pl

    suffix = path.suffix.lower()
    if not path.is_file():
        raise NinelivesError(
            f"the table '{path}' cannot be read: it is no file", fix="name a CSV, TSV, Parquet or JSON-lines file"
        )
    try:
        if suffix == ".parquet":
            frame = parquet.read(path)
        elif suffix in {".jsonl", ".ndjson"}:
            _refuse_twins(path, _keys(path))
            with path.open("rb") as file:  # a name that is no UTF-8 is nothing that Polars can open
                frame = pl.read_ndjson(file, infer_schema_length=None)
        else:
            separator = _separator(path)
            names = _header(path, separator)
            _refuse_twins(path, names)
            text = {name: pl.String for name in (*PATHS, *LABELS, "item", *words) if name in names}
            with path.open("rb") as file:
                frame = pl.read_csv(file, separator=separator, infer_schema_length=None, schema_overrides=text)
    except (pl.exceptions.PolarsError, OSError, ValueError, RecursionError, csv.Error) as error:
        first = (str(error).splitlines() or ["it is no table"])[0]
        raise NinelivesError(f"the table '{path}' cannot be read: {first}", fix=f"head '{path}'") from error
    if frame.height == 0:
        raise NinelivesError(f"the table '{path}' has no rows", fix=f"head '{path}'")
    return frame


def _separator(path: Path) -> str:
    """What parts the names in its first line: the comma, unless only another one of them does."""
    counted = {each: len(_header(path, each)) for each in SEPARATORS}
    return "," if counted[","] > 1 else max(counted, key=lambda each: counted[each])


def _header(path: Path, separator: str) -> list[str]:
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        return next(csv.reader(file, delimiter=separator), [])


def _keys(path: Path) -> list[str]:
    """Of the first row; a key that stands there twice is in it twice."""
    import json

    with path.open("rb") as file:
        pairs = json.loads(file.readline(LONGEST) or b"{}", object_pairs_hook=lambda pairs: pairs)
    return [pair[0] for pair in pairs] if isinstance(pairs, list) and all(isinstance(p, tuple) for p in pairs) else []


def _refuse_twins(path: Path, names: list[str]) -> None:
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


def _list(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:8]) + (", …" if len(names) > 8 else "")
