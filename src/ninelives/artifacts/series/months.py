"""Months and quarters without a day: ``2026-03``, ``2026M3``, ``2026Q1``, ``Mar 2026``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.table.written import MONTHS

if TYPE_CHECKING:
    import polars as pl

_MONTH = r"^(?P<year>\d{4})(?:[-/ ]|M)(?P<month>\d{1,2})$"
_QUARTER = r"^(?P<year>\d{4})[-/ ]?Q(?P<quarter>[1-4])$"
_NAMED = r"^(?P<name>[A-Za-z]{3})[A-Za-z]*\.? (?P<year>\d{4})$"


def months_of(text: pl.Series) -> np.ndarray | None:
    """Months and quarters, as the first of them; None where no word is one."""
    import polars as pl

    named = {name: at for at, name in enumerate(MONTHS, 1)}
    found = pl.select(
        pl.coalesce(text.str.extract(_MONTH, 1), text.str.extract(_QUARTER, 1), text.str.extract(_NAMED, 2)).alias("y"),
        pl.coalesce(
            text.str.extract(_MONTH, 2).cast(pl.Int32),
            text.str.extract(_QUARTER, 2).cast(pl.Int32) * 3 - 2,
            text.str.extract(_NAMED, 1).str.to_lowercase().replace_strict(named, default=None, return_dtype=pl.Int32),
        ).alias("m"),
    )
    day = pl.col("y") + "-" + pl.col("m").cast(pl.String) + "-1"
    told = found.select(day.str.to_datetime("%Y-%m-%d", strict=False, time_unit="us")).to_series()
    return None if told.null_count() == len(told) else told.to_numpy().astype("datetime64[us]")
