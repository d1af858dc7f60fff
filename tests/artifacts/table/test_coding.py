"""Tests of how a table becomes numbers, and of what a model keeps of that."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.table import Coding, Table
from ninelives.artifacts.table.column import Column
from ninelives.errors import NinelivesError

FRAME = pl.DataFrame(
    {
        "size": [1.5, None, 3.5, 4.0],
        "wet": ["yes", "no", None, "yes"],
        "kind": ["b", "a", "b", None],
        "day": ["2026-01-05 06:30", "2026-02-01 00:00", None, "1970-01-02 00:00"],
    }
)
NAN = float("nan")


def coding() -> Coding:
    return Coding.of(Table.of(FRAME))


def test_each_kind_as_numbers() -> None:
    table = Table.of(FRAME)
    names = [feature.name for feature in coding().features]
    assert names == ["size", "wet", "kind", "day year", "day month", "day day of week", "day hour", "day days"]
    assert coding().categories.tolist() == [0, 0, 2, 0, 0, 0, 0, 0]
    assert coding().categories.dtype == np.int64
    found = table.matrix()
    assert found.dtype == np.float32
    want = [
        [1.5, 1, 1, 2026, 1, 1, 6.5, 20458.27],
        [NAN, 0, 0, 2026, 2, 7, 0, 20485],
        [3.5, NAN, 1, NAN, NAN, NAN, NAN, NAN],
        [4, 1, NAN, 1970, 1, 5, 0, 1],
    ]
    np.testing.assert_allclose(found, np.array(want, np.float32), rtol=1e-6)


def test_a_part_of_the_rows_has_the_same_numbers() -> None:
    table = Table.of(FRAME)
    part = table.select(np.array([True, False, False, True]))
    np.testing.assert_array_equal(part.matrix(coding()), table.matrix()[[0, 3]])


def test_what_a_model_keeps_is_the_same_after_a_round_trip() -> None:
    assert Coding.from_json(json.loads(json.dumps(coding().to_json()))) == coding()


@pytest.mark.slow
@given(st.permutations(range(FRAME.height)), st.permutations(FRAME.columns))
def test_rows_and_columns_in_any_order_are_coded_alike(rows: list[int], columns: list[str]) -> None:
    new = FRAME.with_columns(day=pl.col("day").str.to_datetime())[rows].select(columns)
    found, _ = coding().of_frame(new)
    np.testing.assert_array_equal(found, coding().of_frame(FRAME)[0][rows])


def test_the_numbers_of_a_frame_are_those_of_its_table() -> None:
    found, notes = coding().of_frame(FRAME)
    np.testing.assert_array_equal(found, Table.of(FRAME).matrix())
    assert notes == ()


def test_every_fault_of_new_rows_is_told_at_once() -> None:
    new = pl.DataFrame({"Size": [1.0], "wet": ["maybe"], "kind": ["a"], "day": ["soon"]})
    with pytest.raises(NinelivesError) as error:
        coding().of_frame(new)
    assert error.value.message == (
        "the frame has no column 'size'; 'wet' should hold yes and no, and holds 'maybe' in row 1; "
        "'day' should hold dates, and holds 'soon' in row 1"
    )
    assert error.value.fix == "did you mean 'Size' for 'size' ?"


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"size": ["1"]}),
        pl.DataFrame({"other": [1.0]}),
        pl.DataFrame({"size": [True]}),
    ],
)
def test_a_frame_that_was_not_read_so_is_refused(frame: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="'size'"):
        Coding((Column("size", "number"),)).matrix(frame)


def test_a_category_must_be_one() -> None:
    with pytest.raises(ValueError, match="is no category"):
        Coding((Column("kind", "category", ("a",)),)).matrix(pl.DataFrame({"kind": ["a"]}))


def test_codes_are_of_the_coding_and_not_of_the_table() -> None:
    other = pl.DataFrame({"kind": pl.Series(["a", "z", "b"], dtype=pl.Enum(["z", "b", "a"]))})
    found = Coding((Column("kind", "category", ("a", "b")),)).matrix(other)
    np.testing.assert_array_equal(found[:, 0], [0, NAN, 1])


def test_a_moment_far_away_is_a_number() -> None:
    frame = pl.DataFrame({"day": pl.Series([datetime(1, 1, 1), datetime(9999, 12, 31)], dtype=pl.Datetime("us"))})
    parts = ("year", "days")
    assert np.isfinite(Coding((Column("day", "date", parts=parts, order="ymd"),)).matrix(frame)).all()


def change(told: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**told, **fields}


GOOD = {"name": "kind", "kind": "category", "categories": ["a", "b"]}
DATE = {"name": "day", "kind": "date", "parts": ["year", "days"], "order": "mdy"}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"columns": None},
        {"columns": {}},
        {"columns": [None]},
        {"columns": [GOOD, GOOD]},
        {"columns": [{"name": "x"}]},
        {"columns": [change(GOOD, name="")]},
        {"columns": [change(GOOD, name=7)]},
        {"columns": [change(GOOD, name="x" * 10_001)]},
        {"columns": [change(GOOD, kind="colour")]},
        {"columns": [change(GOOD, kind=["number"])]},
        {"columns": [change(GOOD, categories=["b", "a"])]},
        {"columns": [change(GOOD, categories=["a", "a"])]},
        {"columns": [change(GOOD, categories=[])]},
        {"columns": [change(GOOD, categories=[1])]},
        {"columns": [change(GOOD, categories="ab")]},
        {"columns": [change(GOOD, categories=[f"{n:06d}" for n in range(10_001)])]},
        {"columns": [change(GOOD, more=1)]},
        {"columns": [{"name": "x", "kind": "number", "categories": []}]},
        {"columns": [change(DATE, parts=["days", "year"])]},
        {"columns": [change(DATE, parts=["year", "century"])]},
        {"columns": [change(DATE, parts=[])]},
        {"columns": [change(DATE, order="ydm")]},
        {"columns": [{"name": "day", "kind": "date", "parts": ["year"]}]},
        {"columns": [{"name": str(n), "kind": "number"} for n in range(100_001)]},
    ],
)
def test_what_is_no_coding_is_refused(told: Any) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Coding.from_json(told)


def test_what_is_one_is_not() -> None:
    told = {"columns": [GOOD, DATE, {"name": "x", "kind": "number"}, {"name": "y", "kind": "boolean"}]}
    assert Coding.from_json(told).names == ("kind", "day", "x", "y")
    assert Coding.from_json(told).to_json() == told
