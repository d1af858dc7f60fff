"""What a training on series stands on: rows on a grid, and a lineage of all that matters."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import polars as pl
import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train.series.job import SeriesJob, asked_of, given, read
from ninelives.stages.train.series.spec import SeriesSpec
from tests.series import months, shops


def job(rows: pl.DataFrame, spec: SeriesSpec | None = None, use: str | None = None, by: str | None = None) -> SeriesJob:
    return read(rows, asked_of("sold", "month", by, (), None), use, spec or SeriesSpec(), time.perf_counter(), None)


def test_rows_become_lines() -> None:
    seen: list[tuple[str, int, int | None]] = []
    asked = asked_of("sold", "month", "shop", (), None)
    found = read(shops(), asked, "month=June", SeriesSpec(), 0.0, lambda *step: seen.append(step))
    assert [line.name for line in found.lines] == ["north", "south", "west"]
    assert found.deployment is not None
    assert found.deployment.declared == ("month",)
    assert seen == [("rows", 396, 396)]


def test_an_unknown_condition_of_the_use_is_told() -> None:
    with pytest.raises(NinelivesError, match="mont"):
        job(months(), use="mont=June")


@pytest.mark.parametrize(
    "spec",
    [
        SeriesSpec(horizon=3),
        SeriesSpec(seasons=(12,)),
        SeriesSpec(delay=1),
        SeriesSpec(step="1d"),
        SeriesSpec(rungs=("drift",)),
        SeriesSpec(seed=1),
    ],
)
def test_what_changes_the_model_changes_its_lineage(spec: SeriesSpec) -> None:
    assert job(months()).lineage == job(months()).lineage
    assert job(months(), spec).lineage.digest != job(months()).lineage.digest


def test_a_budget_and_how_rows_were_written_change_nothing() -> None:
    assert job(months(), SeriesSpec(budget=60.0)).lineage == job(months()).lineage
    typed = months().with_columns(pl.col("month").str.to_date("%Y-%m"))
    assert job(typed).lineage.inputs["series"] == job(months()).lineage.inputs["series"]


def test_values_that_come_late_are_told_unless_that_is_reckoned_with() -> None:
    rows = months().with_columns(sold=pl.when(pl.int_range(132) >= 130).then(None).otherwise("sold"))
    assert "the last 2 rows have no value yet" in " ".join(job(rows).rows.notes)
    assert "--delay 2" in " ".join(job(rows).rows.notes)
    assert job(rows, SeriesSpec(delay=2)).rows.notes == ()


def test_weekends_without_a_value_are_told() -> None:
    days = [day for day in (datetime(2026, 1, 1) + timedelta(at) for at in range(60)) if day.weekday() < 5]
    found = job(pl.DataFrame({"month": days, "sold": range(len(days))}))
    assert "never a value on Saturday and Sunday: these are foreseen like any other step" in " ".join(found.rows.notes)


def test_what_was_said_of_columns() -> None:
    asked = asked_of("sold", "day, hr", "shop", ("off",), "dmy")
    assert (asked.time, asked.by, asked.known, asked.order) == (("day", "hr"), "shop", ("off",), "dmy")
    for target, when in ((None, "day"), ("sold", " , ")):
        with pytest.raises(NinelivesError, match=r"--target|--time"):
            asked_of(target, when, None, (), None)
    assert given({"a": None, "b": (), "c": 0}) == {"c": 0}
