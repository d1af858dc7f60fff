"""Frames that are in memory already: of Polars, pandas, Arrow, or whatever speaks Arrow's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninelives.artifacts.sheets.jsonl import column
from ninelives.artifacts.sheets.sheet import Sheet, refuse_twins
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

_INDEX = "__index_level_"  # how pandas calls the numbers of its rows on the way


def read_frame(data: Any, where: str = "the frame") -> Sheet:
    """The columns of a frame; a pandas column of several types becomes text.

    Raises:
        NinelivesError: it is no frame, has no rows, or two columns of one name.
    """
    import polars as pl

    frame = data if isinstance(data, pl.DataFrame) else _converted(data, where)
    if not frame.height or not frame.width:
        raise NinelivesError(f"{where} has no rows", fix="give a frame with a row for each thing to learn from")
    return Sheet(where, dict(zip(frame.columns, frame.get_columns(), strict=True)), frame.height)


def _converted(data: Any, where: str) -> pl.DataFrame:
    import polars as pl
    import pyarrow as pa

    if isinstance(data, pl.LazyFrame):
        return data.collect()
    if hasattr(data, "iloc") and hasattr(data, "columns"):  # pandas, which knows columns that Arrow does not
        names = [str(name) for name in data.columns]
        refuse_twins(where, names)
        return pl.DataFrame([_of_pandas(name, data.iloc[:, at]) for at, name in enumerate(names)])
    try:
        told = data if isinstance(data, pa.Table) else pa.table(data)
        refuse_twins(where, told.column_names)
        frame = pl.from_arrow(told)
    except (pa.ArrowException, TypeError, ValueError, AttributeError, pl.exceptions.PolarsError) as error:
        what = f"a table is a path or a frame, and this is {type(data).__name__}"
        raise NinelivesError(what, fix="nl.train('table.csv', target='price')") from error
    assert isinstance(frame, pl.DataFrame)
    return frame.select(name for name in frame.columns if not name.startswith(_INDEX))


def _of_pandas(name: str, values: Any) -> pl.Series:
    """One column; where Arrow cannot take it, by its Python values."""
    import polars as pl
    import pyarrow as pa

    try:
        told = pl.from_arrow(pa.Array.from_pandas(values))
        assert isinstance(told, pl.Series)
        return told.alias(name)
    except (pa.ArrowException, TypeError, ValueError, pl.exceptions.PolarsError):
        return column(name, [None if value != value else value for value in values.tolist()])  # NaN is not itself
