"""Tests of the columns of a user's own table."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.archive.archive import FIXED
from ninelives.artifacts.archive.columns import GIVEN, MEASURED, left_out, typed
from ninelives.errors import NinelivesError

TABLE = Path("t.csv")


def moments(*values: Any, dtype: Any = None) -> list[tuple[Any, Any, Any]]:
    """(captured_at, zone, hour) of each value."""
    frame = typed(pl.DataFrame({"captured_at": pl.Series(values, dtype=dtype)}), TABLE)
    return frame.select("captured_at", "zone", "hour").rows()


@pytest.mark.parametrize(
    ("text", "clock", "zone", "hour"),
    [
        ("2026-07-01 14:30:00", datetime(2026, 7, 1, 14, 30), None, 14.5),
        ("2026-07-01T14:30", datetime(2026, 7, 1, 14, 30), None, 14.5),
        (" 2026:07:01 14:30:36.25 ", datetime(2026, 7, 1, 14, 30, 36), None, 14.51),
        ("2026-07-01T14:30:00+02:00", datetime(2026, 7, 1, 14, 30), 120, 14.5),
        ("2026-07-01T14:30:00-0330", datetime(2026, 7, 1, 14, 30), -210, 14.5),
        ("2026-07-01T14:30:00Z", datetime(2026, 7, 1, 14, 30), 0, 14.5),
        ("2026-07-01", datetime(2026, 7, 1), None, None),
        ("", None, None, None),
        (None, None, None, None),
    ],
)
def test_times_in_words(text: str | None, clock: datetime | None, zone: int | None, hour: float | None) -> None:
    ((found, east, at),) = moments(text, dtype=pl.String)
    assert (found, east) == (clock, zone)
    assert at == (None if hour is None else pytest.approx(hour, abs=1e-5))


def test_times_as_times() -> None:
    summer, winter = datetime(2026, 7, 1, 12), datetime(2026, 12, 1, 12)
    assert moments(summer) == [(summer, None, 12.0)]
    assert moments(date(2026, 7, 1)) == [(datetime(2026, 7, 1), None, None)]
    local = pl.Series([summer, winter]).dt.replace_time_zone("Europe/Vienna")
    frame = typed(pl.DataFrame({"captured_at": local}), TABLE)
    assert frame.select("captured_at", "zone", "hour").rows() == [(summer, 120, 12.0), (winter, 60, 12.0)]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_a_time_in_words_is_the_time(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert moments(moment.isoformat(" "))[0][0] == whole
    assert moments(moment.isoformat("T") + "+05:45")[0] == (whole, 345, pytest.approx(_hours(whole), abs=1e-5))


def _hours(moment: datetime) -> float:
    return moment.hour + moment.minute / 60 + moment.second / 3600


def test_an_hour_of_the_table_wins_over_its_time() -> None:
    frame = pl.DataFrame({"captured_at": ["2026-07-01 14:00:00"] * 2, "hour": [3.0, None]})
    assert typed(frame, TABLE).get_column("hour").to_list() == [3.0, 14.0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("captured_at", value) for value in ("soon", "2026-02-30", "1899-99-99", "2026-07-01 25:00:00", 7, True)),
        *(("hour", value) for value in (24, -1, "noon", float("inf"))),
    ],
)
def test_what_is_no_time_is_told_with_its_row(name: str, value: Any) -> None:
    good = {"captured_at": "2026-07-01 10:00:00", "hour": "9"}[name] if isinstance(value, str) else None
    with pytest.raises(NinelivesError, match=rf"the table 't.csv' holds {value!r} as '{name}' in row 2") as error:
        typed(pl.DataFrame({name: [good, value]}), TABLE)
    assert error.value.fix


def test_words_are_stripped_and_nothing_is_no_word() -> None:
    frame = typed(pl.DataFrame({"weather": [" windy", "", None], "device": [1, 2, None]}), TABLE)
    assert frame.to_dict(as_series=False) == {"weather": ["windy", None, None], "device": ["1", "2", None]}


@pytest.mark.parametrize("value", [[1], {"a": 1}, b"bytes"])
def test_lists_are_no_condition(value: Any) -> None:
    frame = pl.DataFrame({"pen": [value], "side": ["left"]})
    assert typed(frame, TABLE).columns == ["side"]
    with pytest.raises(NinelivesError, match="holds lists or bytes as 'place'"):
        typed(frame.rename({"pen": "place"}), TABLE)


def test_numbers_that_are_missing_are_no_hour() -> None:
    assert typed(pl.DataFrame({"hour": [float("nan"), None, 2.0]}), TABLE).get_column("hour").to_list() == [
        None,
        None,
        2,
    ]


def test_every_column_of_an_archive_is_given_measured_or_named() -> None:
    assert sorted(FIXED) == sorted(("item", "label", "scene", *GIVEN, *MEASURED))


@pytest.mark.parametrize("name", [*(name for name in GIVEN if name != "zone"), "scene", "pen", "path", "item"])
def test_what_is_kept_or_used_is_not_told(name: str) -> None:
    assert left_out(pl.DataFrame({name: ["1"]}), TABLE, ("path", None, "item")) == []


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        *((name, "1", "measured from the photos themselves; rename it to keep yours") for name in MEASURED),
        ("zone", "+02:00", "write the zone behind the times, 2026-07-01 14:30:00+02:00"),
        ("label", "cat", "another column holds the labels; rename it to keep it"),
        ("pen", [1, 2], "it holds lists or bytes; write one word or number a row"),
        ("pen", b"12", "it holds lists or bytes"),
    ],
)
def test_what_is_left_out_is_told_with_what_to_do(name: str, value: Any, why: str) -> None:
    (note,) = left_out(pl.DataFrame({"path": ["1.jpg"], name: [value]}), TABLE, ("path", "species", "item"))
    assert note.startswith(f"the column '{name}' of 't.csv' was left out: ")
    assert why in note


def test_a_column_without_a_value_is_not_missed() -> None:
    assert left_out(pl.DataFrame({"light": [None, None]}), TABLE, ()) == []
