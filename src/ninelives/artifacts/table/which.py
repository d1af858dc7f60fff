"""Whether something is a table to learn from, and not photos or a list of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".avif"})
LOOKED = 100  # values of a column that is called like one of paths
FRAMES = ("__dataframe__", "__arrow_c_stream__", "iloc", "collect_schema")  # what only frames have


def is_table(data: Any) -> bool:
    """Whether rows are to be learned from: a frame, or a file of rows in which no column names pictures.

    Raises:
        NinelivesError: it is such a file by its name, and cannot be read.
    """
    from ninelives.artifacts.archive.sources import TABLES
    from ninelives.artifacts.table import Table

    if isinstance(data, Table) or any(hasattr(data, name) for name in FRAMES):
        return True
    if not isinstance(data, str | os.PathLike):
        return False
    path = Path(data)
    return path.suffix.lower() in TABLES and _is_file(path) and not _names_pictures(path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except ValueError:  # a NUL in its name
        return False


def _names_pictures(path: Path) -> bool:
    """Whether a column is called like one of paths, and holds some: files that are there, or names of pictures."""
    from ninelives.artifacts.archive.tables import PATHS
    from ninelives.artifacts.sheets import columns_of, read_sheet

    names = columns_of(path)
    if names is not None and not any(each in names for each in PATHS):
        return False  # its rows are read once, by whoever learns from them
    sheet = read_sheet(path)
    name = next((each for each in PATHS if each in sheet.names), None)
    return name is not None and any(_is_picture(path.parent, each) for each in _values(sheet.take(name)))


def _values(column: pl.Series) -> list[str]:
    import polars as pl

    if column.dtype.is_nested() or column.dtype == pl.Binary:
        return []
    return [each for each in column.head(LOOKED).cast(pl.String).to_list() if each]


def _is_picture(folder: Path, told: str) -> bool:
    try:
        return os.path.splitext(told)[1].lower() in PICTURES or (folder / told).is_file()
    except (ValueError, OSError):  # a NUL inside, or a name that is too long
        return False
