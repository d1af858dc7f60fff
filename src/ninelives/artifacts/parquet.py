"""Parquet from anyone: whatever is wrong with it comes as one kind of error."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    import polars as pl


def read(path: Path, schema: Mapping[str, Any] | None = None) -> pl.DataFrame:
    """A Parquet file as a table, by Arrow's reader: Polars' own ends the process on some damaged files.

    Args:
        path: the file.
        schema: columns that must be there, with their types; further ones may be.

    Raises:
        NinelivesError: it is no Parquet, is damaged, or lacks a column.
    """
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        if twins := [name for name, times in Counter(pq.read_schema(path).names).items() if times > 1]:
            raise ValueError(f"it has two columns named '{twins[0]}'")
        read = pq.read_table(path)
        read.validate(full=True)  # damaged text is no UTF-8, and ends the process where it is shown
        _names(read.schema)  # so are damaged names, and whatever else the file says of itself
        plain = pa.schema([(field.name, field.type) for field in read.schema])
        table = pl.from_arrow(pa.Table.from_arrays(read.columns, schema=plain))
        if not isinstance(table, pl.DataFrame):
            raise TypeError("it is no table")
        wrong = [name for name, kind in (schema or {}).items() if table.schema.get(name) != kind]
    except (pa.ArrowException, OSError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or ["no Parquet"])[0]
        raise NinelivesError(
            f"the table '{path}' cannot be read: {first}", fix="make it again, or restore it from a copy"
        ) from error
    if wrong:
        raise NinelivesError(
            f"the table '{path}' has no column '{wrong[0]}' of the type that belongs there", fix="make it again"
        )
    return table


def _names(fields: Iterable[Any]) -> list[str]:
    """The names of columns, and of what lies inside them.

    Raises:
        UnicodeDecodeError: one is no UTF-8.
    """
    found: list[str] = []
    for field in fields:
        inside = (field.type.field(at) for at in range(field.type.num_fields))
        found += [field.name, *_names(inside)]
    return found
