"""Times as people write them, and what is told of their reading."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.series.times import in_order, times_of
from ninelives.errors import NinelivesError


def text(*words: str) -> pl.Series:
    return pl.Series("t", words)


def at(*columns: pl.Series, **options: str) -> list[str]:
    return [str(each)[:16] for each in times_of(columns, **options).values]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["2024-01-05", "2024-01-06"], "2024-01-05T00:00"),
        (["13.01.2024 07:30", "14.01.2024 07:30"], "2024-01-13T07:30"),
        (["20240105", "20240106"], "2024-01-05T00:00"),
        (["2024-03", "2024-04"], "2024-03-01T00:00"),
        (["2024M3", "2024M4"], "2024-03-01T00:00"),
        (["2024Q2", "2024-Q3"], "2024-04-01T00:00"),
        (["Mar 2024", "April 2024"], "2024-03-01T00:00"),
    ],
)
def test_dates_are_read_as_they_are_written(words: list[str], first: str) -> None:
    assert at(text(*words))[0] == first


def test_numbers_are_times_and_words_are_none() -> None:
    assert times_of([text("1", "2.5", "")]).values.tolist()[:2] == [1, 2.5]
    assert times_of([pl.Series("t", [3, None, 5])]).values.tolist()[::2] == [3, 5]
    for column in (text("day one", "day two"), text("", ""), pl.Series("t", [True, False])):
        with pytest.raises(NinelivesError, match="should tell when each row was"):
            times_of([column])


def test_a_word_among_dates_is_kept_with_its_row() -> None:
    found = times_of([text("2024-01-05", "soon", "2024-01-07", "")])
    assert found.odd == {1: "soon"}
    assert np.isnat(found.values).tolist() == [False, True, False, True]


def test_what_leaves_day_and_month_open_is_told_by_time_that_does_not_go_back() -> None:
    days = [f"{day}/{month}/11" for month in (1, 2, 3) for day in range(1, 13)]
    found = in_order([text(*days)], None)
    assert found.order == "dmy"
    assert "read the other way time would go back" in found.notes[0]
    assert [str(each)[:10] for each in found.values[[1, 12]]] == ["2011-01-02", "2011-02-01"]
    assert in_order([text(*days[::-1])], None).order == "dmy"
    twice = in_order([text(*days, *days)], np.repeat(["a", "b"], 36))
    assert twice.order == "dmy"


def test_where_both_ways_go_forward_the_customary_one_is_taken_and_doubted() -> None:
    found = in_order([text("1/2/11", "1/3/11", "1/4/11")], None)
    assert found.order == "mdy"
    assert "could be either; --dates dmy" in " ".join(found.notes)
    assert at(text("1/2/11", "1/3/11"), order="dmy")[0] == "2011-02-01T00:00"


def test_a_date_and_the_hours_beside_it_are_one_time() -> None:
    dates = text("1/13/11", "1/13/11", "1/14/11")
    assert at(dates, pl.Series("hr", [0, 23, 7])) == ["2011-01-13T00:00", "2011-01-13T23:00", "2011-01-14T07:00"]
    assert at(dates, pl.Series("clock", ["0:30", "23:15", "7:00"]))[1] == "2011-01-13T23:15"
    assert times_of([dates, pl.Series("hr", [0, 23, 7])]).clock


@pytest.mark.parametrize("hours", [[0, 24, 1], [-1, 2, 3]])
def test_hours_that_are_none_are_told(hours: list[int]) -> None:
    with pytest.raises(NinelivesError, match="should tell the hour, from 0 to 23"):
        times_of([text("2024-01-01", "2024-01-01", "2024-01-02"), pl.Series("hr", hours)])
    with pytest.raises(NinelivesError, match="holds no dates"):
        times_of([pl.Series("n", [1, 2, 3]), pl.Series("hr", hours)])


def test_moments_with_a_type_of_their_own_keep_their_zone() -> None:
    utc = pl.Series("t", ["2024-07-01T10:00", "2024-07-01T11:00"]).str.to_datetime(time_unit="us", time_zone="UTC")
    assert [str(each)[11:16] for each in times_of([utc]).values] == ["10:00", "11:00"]
    assert "told in UTC" in times_of([utc]).notes[0]
    vienna = times_of([utc.dt.convert_time_zone("Europe/Vienna")])
    assert (str(vienna.values[0])[11:16], vienna.zone) == ("12:00", "Europe/Vienna")
    assert str(times_of([utc], zone="Asia/Tokyo").values[0])[11:16] == "19:00"
    day = pl.Series("t", ["2024-07-01"]).str.to_date()
    assert not times_of([day]).clock
