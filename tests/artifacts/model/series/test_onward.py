"""New rows go on from what a model knows; whatever is odd about them is told."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.series.onward import Onward, foresee, known
from ninelives.artifacts.series import SeriesRows
from ninelives.errors import NinelivesError
from tests.series import hours, made, months, of_months, of_shops, shops, walk


def onward(model: SeriesModel, rows: pl.DataFrame) -> Onward:
    return known(model, SeriesRows.of(rows, model.asked, new=True))


def told(model: SeriesModel, rows: pl.DataFrame) -> str:
    return " ".join(onward(model, rows).notes)


def test_without_rows_all_series_are_as_they_were() -> None:
    model = of_shops()
    assert [(line.name, number) for line, number in known(model, None).lines] == [
        ("north", 0),
        ("south", 1),
        ("west", 2),
    ]


def test_the_same_rows_again_add_nothing() -> None:
    ((line, number),) = onward(of_months(), months()).lines
    assert number == 0
    assert line.values.tobytes() == of_months().lines[0].values.tobytes()
    assert "no value is newer" in told(of_months(), months())


def test_newer_rows_are_laid_behind() -> None:
    ((line, _),) = onward(of_months(), months(136).tail(2)).lines
    assert len(line.values) == 136
    assert np.isnan(line.values[132:134]).all()
    assert line.values[134:].tolist() == months(136)["sold"].to_list()[134:]
    assert "2 of 4 new steps have no value" in told(of_months(), months(136).tail(2))


def test_rows_with_the_newest_first_are_turned_round() -> None:
    newest = months(136).reverse()
    ((line, _),) = onward(of_months(), newest).lines
    assert line.values.tolist() == months(136)["sold"].to_list()


def test_values_that_changed_win_and_are_counted() -> None:
    rows = months(133).with_columns(sold=pl.when(pl.int_range(133).is_in([5, 9])).then(1e4).otherwise("sold"))
    ((line, _),) = onward(of_months(), rows).lines
    assert line.values[5] == 1e4
    assert "2 values differ from those that it learned from" in told(of_months(), rows)


def test_values_outside_all_that_was_seen_are_told() -> None:
    rows = months(133).with_columns(sold=pl.when(pl.int_range(133) == 132).then(500.0).otherwise("sold"))
    assert "1 of 1 new values lie outside all that it has seen" in told(of_months(), rows)


def test_rows_before_all_that_is_known_are_left_out() -> None:
    early = pl.DataFrame({"month": ["2011-11", "2011-12"], "sold": [1.0, 2.0]})
    assert "2 rows lie before what it knows, and are left out" in told(of_months(), early)


@pytest.mark.parametrize(
    ("time", "says"),
    [
        (["2023-01", "2023-01", "2023-02"], "occurs twice"),
        (["2023-02", "2023-01", "2023-03"], "time goes back"),
        ([1.0, 2.0, 3.0], "times are numbers, and were dates before"),
    ],
)
def test_times_that_fit_nowhere_are_refused(time: list[object], says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        onward(of_months(), pl.DataFrame({"month": time, "sold": [1.0, 2.0, 3.0]}))


def test_a_step_between_the_steps_is_refused() -> None:
    model = made(hours(20), "hired", "time", rungs=("drift",))
    half = hours(21).tail(24).with_columns(pl.col("time") + pl.duration(minutes=30))
    with pytest.raises(NinelivesError, match="lies beside the steps that were learned from, an hour apart"):
        onward(model, half)


def test_a_series_that_was_never_seen_is_foreseen_without_bands() -> None:
    rows = shops(60).filter(pl.col("shop") == "west").with_columns(pl.lit("east").alias("shop"))
    ((_, number),) = onward(of_shops(), rows).lines
    assert number is None
    (found,), aside = foresee(of_shops(), onward(of_shops(), rows))
    assert np.isnan(found.low).all()
    assert np.isfinite(found.middle).all()
    assert aside == []
    other = pl.DataFrame(
        {"month": ["2012-01-01", "2012-01-08", "2012-01-15"], "sold": [1.0, 2, 3], "shop": ["east"] * 3}
    )
    (gone,) = onward(of_shops(), other).aside
    assert (gone.path, gone.reason) == ("east", "it has other steps than the series that were learned from")
    assert "two points" in onward(of_shops(), other.head(1)).aside[0].reason


def test_smoothing_cannot_foresee_what_it_has_no_state_of() -> None:
    pytest.importorskip("statsforecast", reason="the series extra is not installed")
    model = made(shops(), "sold", "month", "shop", rungs=("smoothing",), horizon=6)
    assert model.chosen == "smoothing"
    rows = shops(60).filter(pl.col("shop") == "west").with_columns(pl.lit("east").alias("shop"))
    found, aside = foresee(model, onward(model, rows))
    assert found == []
    assert "smoothing has a state of its own" in aside[0].reason
    assert foresee(model, onward(model, shops(135)))[1] == []


def test_a_seasonal_rung_takes_the_season_that_most_have() -> None:
    model = made(shops(), "sold", "month", "shop", rungs=("seasonal",), horizon=6)
    rows = shops(40).filter(pl.col("shop") == "west").with_columns(pl.lit("east").alias("shop"))
    ((found,), _) = foresee(model, onward(model, rows))
    assert found.middle.tolist() == rows["sold"].to_list()[28:34]


def test_hours_of_a_zone_go_on_through_the_night_that_clocks_are_put_back() -> None:
    utc = pl.datetime_range(
        pl.datetime(2026, 10, 1, time_zone="UTC"), pl.datetime(2026, 10, 28, time_zone="UTC"), "1h", eager=True
    )
    rows = pl.DataFrame({"time": utc.dt.convert_time_zone("Europe/Vienna"), "hired": np.arange(len(utc)) % 24 + 0.5})
    model = made(rows.head(24 * 20), "hired", "time", rungs=("seasonal",), season="24", horizon=24)
    ((line, _),) = onward(model, rows).lines
    assert np.isfinite(line.values).all()
    assert len(line.values) == len(utc)
    items = model.predict(rows.head(24 * 24 - 2))["item"]  # until the evening before
    assert items.n_unique() == 24
    assert "2026-10-25T02:00 (2)" in items.to_list()


def test_later_hours_may_come_from_the_clocks_of_summer() -> None:
    utc = pl.datetime_range(pl.datetime(2026, 3, 10), pl.datetime(2026, 4, 5), "1h", eager=True)
    hired = (utc.dt.hour() + 0.5).alias("hired")
    clocks = {ahead: utc.dt.offset_by(f"{ahead}h").dt.strftime(f"%Y-%m-%dT%H:%M+0{ahead}:00") for ahead in (1, 2)}
    winter, summer = (pl.DataFrame([clocks[ahead].alias("time"), hired]) for ahead in (1, 2))
    model = made(winter.head(24 * 18), "hired", "time", rungs=("seasonal",), season="24", horizon=24)
    ((line, _),) = onward(model, summer.tail(24 * 8 + 1)).lines
    assert line.values.tolist() == hired.to_list()


def test_what_is_averaged_is_averaged_anew() -> None:
    rows = walk(120).with_columns(pl.col("day").str.to_datetime().dt.cast_time_unit("us"))
    both = pl.concat([rows, rows.with_columns(pl.col("day") + pl.duration(hours=6), pl.col("price") + 2)]).sort("day")
    model = made(both.head(200), "price", "day", step="1d", rungs=("drift",))
    ((line, _),) = onward(model, both).lines
    assert len(line.values) == 120
    assert line.values[-1] == pytest.approx(rows["price"][-1] + 1)
