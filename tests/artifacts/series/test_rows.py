"""Rows as series: what is used, what is set aside, what is left aside."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.series import Asked, SeriesRows
from ninelives.errors import NinelivesError
from tests.series import months, shops

ASKED = Asked(target="sold", time=("month",))


def test_columns_that_nobody_knows_beforehand_are_left_aside() -> None:
    rows = months().with_columns(pl.lit(1.5).alias("rain"), pl.lit("x").alias("kind"))
    found = SeriesRows.of(rows, ASKED)
    assert found.left == ("rain", "kind")
    assert len(found) == 132
    assert found.by is None


def test_rows_without_a_time_or_a_name_are_set_aside() -> None:
    rows = (
        shops(24)
        .with_row_index()
        .with_columns(
            month=pl.when(pl.col("index") == 3).then(pl.lit("soon")).otherwise("month"),
            shop=pl.when(pl.col("index") == 30).then(None).otherwise("shop"),
        )
    )
    found = SeriesRows.of(rows.drop("index"), Asked(target="sold", time=("month",), by="shop"))
    assert [(entry.path, entry.reason) for entry in found.set_aside] == [
        ("4", "its 'month' is no time: 'soon'"),
        ("31", "its 'shop' is missing"),
    ]
    assert "2 rows without a time or the name of its series set aside" in found.notes
    assert 4 not in found.row
    assert len(found) == 70


def test_too_few_times_stop_it() -> None:
    rows = months(20).with_columns(month=pl.when(pl.int_range(20) % 4 == 1).then(pl.lit("soon")).otherwise("month"))
    with pytest.raises(NinelivesError, match="tells no time in 5 of 20 rows: 'soon' in row 2"):
        SeriesRows.of(rows, ASKED)


def test_several_rows_a_day_and_a_column_of_hours_are_understood() -> None:
    rows = pl.DataFrame({"day": ["2024-01-01"] * 24, "hr": range(24), "sold": range(24)})
    with pytest.raises(NinelivesError) as error:
        SeriesRows.of(rows, Asked(target="sold", time=("day",)))
    assert "--time day,hr" in error.value.fix
    assert len(SeriesRows.of(rows, Asked(target="sold", time=("day", "hr")))) == 24


def test_a_series_of_one_value_is_left_out_by_name() -> None:
    rows = pl.concat([shops(24), pl.DataFrame({"month": ["2012-01"], "shop": ["east"], "sold": [1.0]})])
    found = SeriesRows.of(rows, Asked(target="sold", time=("month",), by="shop"))
    assert found.by is not None
    assert "east" not in found.by
    assert "left out is 'east'" in " ".join(found.notes)


def test_rows_after_the_last_value_are_counted() -> None:
    rows = months(24).with_columns(sold=pl.when(pl.int_range(24) >= 21).then(None).otherwise("sold"))
    assert SeriesRows.of(rows, ASKED).late == 3
    assert SeriesRows.of(rows.reverse(), ASKED).late == 3
    assert SeriesRows.of(months(24), ASKED).late == 0


def test_the_digest_is_of_what_is_learned_and_not_of_how_it_was_written() -> None:
    plain = SeriesRows.of(months(), ASKED)
    typed = months().with_columns(pl.col("month").str.to_date("%Y-%m"))
    other = months().with_columns(pl.col("sold") + np.where(np.arange(132) == 5, 1, 0))
    assert SeriesRows.of(typed, ASKED).digest == plain.digest
    assert SeriesRows.of(other, ASKED).digest != plain.digest
    assert SeriesRows.of(months().reverse(), ASKED).digest != plain.digest
