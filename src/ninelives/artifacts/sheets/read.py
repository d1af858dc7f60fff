"""A file of rows by its suffix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ninelives.artifacts import parquet
from ninelives.artifacts.sheets.delimited import first_names, read_csv
from ninelives.artifacts.sheets.flat import flat
from ninelives.artifacts.sheets.frames import read_frame
from ninelives.artifacts.sheets.jsonl import read_jsonl
from ninelives.artifacts.sheets.sheet import Sheet
from ninelives.errors import NinelivesError

LINES = frozenset({".jsonl", ".ndjson"})
OTHERS = {  # what people have as well, and how it becomes a table that can be read
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods"), "save the sheet as CSV in UTF-8"),
    **dict.fromkeys((".gz", ".zip", ".bz2", ".xz", ".zst"), "unpack it first"),
    ".json": "write one object a line: jq -c '.[]' {path} > rows.jsonl",
}


def open_sheet(data: Any, where: str = "the frame") -> Sheet:
    """A path or a frame as a sheet; what lies inside objects is in columns of their own.

    Args:
        data: either of them.
        where: what a frame is called in an error.

    Raises:
        NinelivesError: it cannot be read, or has no rows.
    """
    sheet = read_sheet(Path(data)) if isinstance(data, str | os.PathLike) else read_frame(data, where)
    if not sheet.written:
        frame = flat(sheet.frame(), sheet.where)
        sheet.columns = dict(zip(frame.columns, frame.get_columns(), strict=True))
    return sheet


def columns_of(path: Path) -> list[str] | None:
    """The names of a CSV file's columns, where its beginning tells them; its rows are not parsed. None of others."""
    return None if path.suffix.lower() in (".parquet", *LINES, *OTHERS) else first_names(path)


def read_sheet(path: Path) -> Sheet:
    """CSV, TSV, Parquet or JSON lines; what has another suffix is read as CSV.

    Raises:
        NinelivesError: there is no such file, it is of another kind, damaged, or has no rows.
    """
    from ninelives.artifacts.archive.sources import near

    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise NinelivesError(
                f"the table '{path}' cannot be read: it is a folder", fix="name a CSV, Parquet or JSON-lines file"
            )
        if not path.is_file():
            raise NinelivesError(f"there is no table '{path}'", fix=near(path))
    except ValueError as error:  # a NUL in its name
        raise NinelivesError(f"there is no table '{path}'", fix="name a file") from error
    if suffix in OTHERS:
        raise NinelivesError(
            f"the table '{path}' is no CSV, Parquet or JSON-lines file", fix=OTHERS[suffix].format(path=path)
        )
    if suffix == ".parquet":
        return read_frame(parquet.read(path), f"the table '{path}'")
    return read_jsonl(path) if suffix in LINES else read_csv(path)
