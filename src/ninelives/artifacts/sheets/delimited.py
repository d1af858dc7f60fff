"""CSV from anyone: any separator, any encoding, whatever Excel writes; every line that is wrong is named."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ninelives.artifacts.sheets.encoding import Encoding, Recoded, UnclearError, blocks, encoding_of
from ninelives.artifacts.sheets.faults import refusal
from ninelives.artifacts.sheets.scan import LONGEST, scan
from ninelives.artifacts.sheets.sheet import Sheet, refuse_twins
from ninelives.errors import NinelivesError

SEPARATORS = (",", ";", "\t", "|")  # a spreadsheet writes what its country does
LOOKED = 30  # lines that decide which of them it is
NAMED = 3  # columns without a name that are told
_SAYS = re.compile(rb'^"?sep=([,;|:\t])"?\r?\n')  # Excel's own way to say it, as the first line
_FIRST = 1 << 16  # bytes that the separator is looked for in


def read_csv(path: Path) -> Sheet:
    """All columns as text; what a cell means is for others.

    Raises:
        NinelivesError: it is empty, no text, has two columns of one name, or lines that cannot be read: all are told.
    """
    where = f"the table '{path}'"
    try:
        encoding = encoding_of(path)
        head = next(blocks(path, encoding.name, _FIRST), b"")
        said = _SAYS.match(head)
        separator = said[1].decode() if said else separator_of(head.decode("utf-8", "replace"))
        found = scan(_without(blocks(path, encoding.name), said.end() if said else 0), separator)
    except (UnclearError, OSError) as error:
        told = error.strerror if isinstance(error, OSError) else str(error)
        raise NinelivesError(f"{where} cannot be read: {told}", fix="save it as CSV in UTF-8") from error
    if found.faults:
        raise refusal(path, found, skipped=int(bool(said)))
    names, notes = _names(where, header(found.first.decode("utf-8", "replace"), separator))
    if found.rows < 1:
        raise NinelivesError(
            f"{where} has no rows" if names else f"{where} cannot be read: it is empty", fix=f"head '{path}'"
        )
    columns = _parsed(path, encoding, separator, len(names), found.rows, skip=bool(said) + found.line - 1)
    if encoding.note:
        notes.append(f"{where}: {encoding.note}")
    return Sheet(
        where, dict(zip(names, columns, strict=True)), found.rows, written=True, comma=separator == ";", notes=notes
    )


def first_names(path: Path) -> list[str] | None:
    """The header of a file by its first block; None where that cannot be read, or is longer."""
    try:
        head = next(blocks(path, encoding_of(path).name, _FIRST), b"")
    except (UnclearError, OSError):
        return None
    said = _SAYS.match(head)
    text = head[said.end() if said else 0 :].decode("utf-8", "replace")
    if "\n" not in text and len(head) >= _FIRST // 4:
        return None
    separator = said[1].decode() if said else separator_of(text)
    return [" ".join(name.split()) for name in header(text.lstrip("\r\n"), separator)]


def separator_of(text: str) -> str:
    """What parts the fields of the first lines: what gives all of them equally many, the most; else the header's."""
    lines = [line for line in text.splitlines()[: LOOKED + 1] if line]
    lines = lines[:-1] if len(text) >= _FIRST // 4 and len(lines) > 1 else lines[:LOOKED]  # the last may be cut off
    best, most = ",", 1
    for each in SEPARATORS:
        counts = {len(row) for row in _rows(lines, each)}
        if len(counts) == 1 and max(counts) > 1 and max(counts) >= most:  # commas stand in words and numbers as well
            best, most = each, max(counts)
    if most > 1 or not lines:
        return best
    counted = {each: len(header(lines[0], each)) for each in SEPARATORS}
    return "," if counted[","] > 1 else max(SEPARATORS, key=lambda each: counted[each])


def header(text: str, separator: str) -> list[str]:
    """The fields of a first row."""
    return next(_rows(text.splitlines(keepends=True), separator), [])


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    return csv.reader(lines, delimiter=separator)


def _without(parts: Iterator[bytes], skipped: int) -> Iterator[bytes]:
    """The blocks without the first bytes."""
    first = next(parts, b"")
    return chain([first[skipped:]], parts)


def _names(where: str, told: list[str]) -> tuple[list[str], list[str]]:
    """The columns' names, and notes on those that have none.

    Raises:
        NinelivesError: two are alike.
    """
    names = [" ".join(name.split()) for name in told]  # a spreadsheet breaks long names into lines
    empty = [at for at, name in enumerate(names) if not name]
    for at in empty:
        names[at] = f"column {at + 1}"
    refuse_twins(where, names)
    notes = [
        f"{where}: column {at + 1} has no name; it is called 'column {at + 1}' here" for at in islice(empty, NAMED)
    ]
    if len(told) > len(empty) and all(_is_number(name) for name in told if name):
        notes.append(f"{where}: its first line looks like data; it was taken for the columns' names")
    return names, notes


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _parsed(path: Path, encoding: Encoding, separator: str, width: int, rows: int, *, skip: int) -> list[Any]:
    """Arrow's columns of text, one for each name.

    Raises:
        NinelivesError: Arrow reads another table than was counted.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow

    keys = [str(at) for at in range(width)]
    try:
        with path.open("rb") if encoding.name == "utf-8" else io.BufferedReader(Recoded(path, encoding.name)) as text:
            table = arrow.read_csv(
                text,
                read_options=arrow.ReadOptions(
                    column_names=keys, skip_rows=skip, skip_rows_after_names=1, block_size=LONGEST
                ),
                parse_options=arrow.ParseOptions(delimiter=separator, newlines_in_values=True),
                convert_options=arrow.ConvertOptions(
                    column_types=dict.fromkeys(keys, pa.string()), strings_can_be_null=False
                ),
            )
    except (pa.ArrowException, UnicodeError, OSError, ValueError) as error:
        first = (str(error).splitlines() or ["it is no table"])[0]
        raise NinelivesError(f"the table '{path}' cannot be read: {first}", fix=f"head '{path}'") from error
    if table.num_rows != rows:
        raise NinelivesError(
            f"the table '{path}' cannot be read: {rows:,} rows were counted and {table.num_rows:,} read",
            fix="write it anew from the program that it comes from",
        )
    return list(table.columns)
