"""What was asked for is there and holds what it should, or all that is wrong is told."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.series.asked import Asked, check, known_of, target_of
from ninelives.artifacts.sheets import open_sheet
from ninelives.errors import NinelivesError

ROWS = pl.DataFrame({"day": ["2024-01-01", "2024-01-02"], "sold": [1.0, 2.0], "shop": ["a", "b"]})


@pytest.mark.parametrize(
    ("asked", "says", "fix"),
    [
        (Asked(target="sole", time=("day",)), "no column 'sole'", "--target sold"),
        (Asked(target="sold", time=("days",), by="shops"), "'days', 'shops'", "--time day, --by shop"),
        (Asked(target="sold", time=("day",), known=("sold",)), "'sold' cannot be two things", "once"),
        (Asked(target="sold", time=("day", "shop", "sold")), "a date and its hours, got 3", "date,hour"),
        (Asked(target="sold", time=("day",), order="ymmd"), "dates are dmy or mdy", "--dates dmy"),
    ],
)
def test_what_is_not_there_is_told_with_what_may_have_been_meant(asked: Asked, says: str, fix: str) -> None:
    with pytest.raises(NinelivesError) as error:
        check(open_sheet(ROWS), asked)
    assert says in error.value.message
    assert fix in error.value.fix


def test_new_rows_need_no_target_where_something_is_known_beforehand() -> None:
    ahead = ROWS.select("day", pl.lit(1).alias("off"))
    check(open_sheet(ahead), Asked(target="sold", time=("day",), known=("off",)), new=True)
    with pytest.raises(NinelivesError, match="no column 'sold'"):
        check(open_sheet(ahead), Asked(target="sold", time=("day",)), new=True)


def test_a_target_of_numbers_is_read_as_tables_read_it() -> None:
    told, notes = target_of(pl.Series("y", ["1,5", "2,25", ""]), "the frame", comma=True)
    assert told.tolist()[:2] == [1.5, 2.25]
    assert np.isnan(told[2])
    assert notes == []


def test_words_and_endless_values_among_numbers_are_gaps_that_are_told() -> None:
    told, notes = target_of(pl.Series("y", [*map(str, range(20)), "off", "inf"]), "the frame")
    assert np.isnan(told).sum() == 2
    assert "2 values are taken as gaps, the first in row 21: its 'y' is no number: 'off'" in notes[0]


@pytest.mark.parametrize("words", [["a", "b", "1"], ["", "", ""], ["1", "x", "2"]])
def test_a_target_of_words_is_refused(words: list[str]) -> None:
    with pytest.raises(NinelivesError, match="should hold numbers, since a series is of numbers"):
        target_of(pl.Series("y", words), "the frame")


def test_what_is_known_is_numbers_or_yes_and_no() -> None:
    assert known_of(pl.Series("off", ["yes", "no", "yes"])).tolist() == [1, 0, 1]
    assert known_of(pl.Series("price", [1.5, None]))[0] == 1.5
    with pytest.raises(NinelivesError, match="should hold numbers, or yes and no"):
        known_of(pl.Series("kind", ["round", "flat", "round"]))
