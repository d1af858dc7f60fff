"""JSON lines: one object a row; a line that is none is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ninelives.artifacts.sheets.sheet import Sheet, refuse_twins
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

LONGEST = 4 << 20  # bytes of one line
NAMED = 3  # broken lines that are told
_MARK = b"\xef\xbb\xbf"


def read_jsonl(path: Path) -> Sheet:
    """Every key a column; numbers, words and yes or no as they are, a column of several kinds as text.

    Raises:
        NinelivesError: it is empty, or holds lines that are no object: all of them are told.
    """
    import polars as pl

    where = f"the table '{path}'"
    try:
        with path.open("rb") as file:
            refuse_twins(where, _first_keys(file))
        try:
            frame = _quick(path)
        except (pl.exceptions.PolarsError, ValueError):
            frame = pl.DataFrame(_columns(path, where))
    except (OSError, UnicodeError) as error:
        raise NinelivesError(f"{where} cannot be read: {error}", fix=f"head '{path}'") from error
    if not frame.height or not frame.width:
        raise NinelivesError(f"{where} has no rows", fix=f"head '{path}'")
    return Sheet(where, dict(zip(frame.columns, frame.get_columns(), strict=True)), frame.height)


def _quick(path: Path) -> pl.DataFrame:
    """By Polars, which stops at the first thing it does not understand."""
    import polars as pl

    with path.open("rb") as file:
        file.seek(len(_MARK) if file.read(len(_MARK)) == _MARK else 0)
        return pl.read_ndjson(file, infer_schema_length=None)


def _first_keys(file: BinaryIO) -> list[str]:
    """Of the first row; a key that stands there twice is in it twice."""
    try:
        pairs = json.loads(file.readline(LONGEST).removeprefix(_MARK) or b"{}", object_pairs_hook=lambda pairs: pairs)
    except (ValueError, RecursionError):
        return []
    return [pair[0] for pair in pairs] if isinstance(pairs, list) and all(isinstance(p, tuple) for p in pairs) else []


def _columns(path: Path, where: str) -> list[pl.Series]:
    """Line by line, in Python: slower, and knows which line is wrong.

    Raises:
        NinelivesError: some are.
    """
    broken: list[tuple[int, str]] = []
    rows: list[Mapping[str, Any]] = []
    for number, line in _numbered(path):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            broken.append((number, "it is too deep" if isinstance(error, RecursionError) else _why(error)))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            broken.append((number, "it is no object in braces"))
    if broken:
        told = ", ".join(f"line {number:,}: {why}" for number, why in broken[:NAMED])
        more = f" and {len(broken) - NAMED:,} more lines" if len(broken) > NAMED else ""
        fix = f"look at it: sed -n '{broken[0][0]}p' '{path}'"
        raise NinelivesError(f"{where} cannot be read: {told}{more}", fix=fix)
    names = dict.fromkeys(name for row in rows for name in row)
    return [column(name, [row.get(name) for row in rows]) for name in names]


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line that holds something, with its number."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if text := line.removeprefix(_MARK).strip():
                yield number, text


def column(name: str, values: list[Any]) -> pl.Series:
    """Python values as a column: of their one type, or as text where there are several."""
    import polars as pl

    kinds = {type(value) for value in values} - {type(None)}
    if kinds <= {bool} or kinds <= {int, float} or kinds <= {str}:
        try:
            return pl.Series(name, values, dtype=pl.Float64 if float in kinds else None)
        except (OverflowError, pl.exceptions.PolarsError, TypeError):
            pass  # a whole number that fits no type
    if kinds <= {dict, list, tuple} and kinds:
        return pl.Series(name, [None if value is None else [0] for value in values])  # lists, and no more is asked
    return pl.Series(name, _texts(values), dtype=pl.String)


def _texts(values: Iterable[Any]) -> list[str | None]:
    return [value if isinstance(value, str | None) else _text(value) for value in values]


def _text(value: Any) -> str:
    try:
        told = json.dumps(value)
    except (TypeError, ValueError):
        told = str(value)
    return told


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return str(error).partition(":")[0].replace("Expecting", "there should be").lower()
