"""Objects within a table, as JSON and Parquet have them, as columns of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.artifacts.sheets.sheet import refuse_twins

if TYPE_CHECKING:
    import polars as pl

DEEPEST = 8  # objects within objects that become columns


def flat(frame: pl.DataFrame, where: str = "the table") -> pl.DataFrame:
    """The same table, with what lies inside objects in columns called ``outer.inner``.

    Raises:
        NinelivesError: there is a column of that name already.
    """
    import polars as pl

    for _ in range(DEEPEST):
        inside = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Struct) and kind.fields]
        if not inside:
            break
        parts: list[pl.Series] = []
        for column in frame.get_columns():
            if column.name in inside:
                parts += [part.alias(f"{column.name}.{part.name}") for part in column.struct.unnest().get_columns()]
            else:
                parts.append(column)
        refuse_twins(where, [part.name for part in parts])
        frame = pl.DataFrame(parts)
    return frame
