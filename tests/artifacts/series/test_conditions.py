"""The conditions of a series: parts of its times that differ from step to step, and which series it is."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.artifacts.series import conditions
from ninelives.kernels.series import lines

HOURS = np.datetime64("2026-03-02T00:00", "s") + (3600 * np.arange(24 * 40)).astype("timedelta64[s]")
MONTHS = np.arange("2015-01", "2020-01", dtype="datetime64[M]")


def test_each_day_of_hours_is_a_scene() -> None:
    found = conditions.envelope(lines(HOURS, np.arange(960.0)), None)
    assert [axis.name for axis in found.axes] == ["hour", "month", "weekday"]
    assert (found.scenes, found.items) == (40, 960)
    assert found.region({"hour": 3}).scenes == 40


def test_months_are_scenes_of_their_own_and_series_an_axis() -> None:
    series = lines(np.tile(MONTHS, 2), np.arange(120.0), by=np.repeat(["a", "b"], 60))
    found = conditions.envelope(series, "shop")
    assert [axis.name for axis in found.axes] == ["month", "shop"]
    assert found.scenes == 120
    assert found.region({"shop": "a"}).scenes == 60
    assert found.seen() == ["shop a", "shop b"]  # ten Januaries are thin


def test_a_column_that_is_called_like_a_part_of_a_date_gives_way() -> None:
    series = lines(np.tile(MONTHS, 2), np.arange(120.0), by=np.repeat(["a", "b"], 60))
    assert [axis.name for axis in conditions.envelope(series, "month").axes] == ["month", "series"]


def test_numbers_have_no_hours_and_many_series_are_no_axis() -> None:
    assert conditions.envelope(lines(np.arange(30), np.arange(30.0)), None).axes == ()
    by = np.repeat([f"s{at}" for at in range(21)], 10)
    many = lines(np.tile(MONTHS[:10], 21), np.arange(210.0), by=by)
    assert [axis.name for axis in conditions.envelope(many, "shop").axes] == ["month"]


def test_what_is_foreseen_is_a_declared_use() -> None:
    seen = conditions.envelope(lines(HOURS, np.arange(960.0)), None)
    april = np.datetime64("2026-07-01T00:00", "s") + (3600 * np.arange(24)).astype("timedelta64[s]")
    use = conditions.use([april], [""], 3600, "s", None)
    assert use.shares(seen.axis("month")) == {"July": 1.0}
    assert sum(use.shares(seen.axis("hour")).values()) == pytest.approx(1)
    assert [gap.words for gap in seen.gaps(use) if len(gap.conditions) == 1] == ["month July", "weekday Wednesday"]


def test_days_on_which_a_market_is_closed_are_found() -> None:
    days = np.arange("2026-01-01", "2026-04-01", dtype="datetime64[D]")
    trading = days[np.is_busday(days)]
    assert conditions.closed(lines(trading, np.arange(float(trading.size)))) == ["Saturday", "Sunday"]
    assert conditions.closed(lines(days, np.arange(float(days.size)))) == []
    assert conditions.closed(lines(trading[:9], np.arange(9.0))) == []  # too few to say never
    assert conditions.closed(lines(HOURS, np.arange(960.0))) == []


def test_parts_that_do_not_differ_are_none() -> None:
    assert list(conditions.parts(MONTHS, 1, "M")) == ["month"]
    days = MONTHS.astype("datetime64[D]")
    assert list(conditions.parts(days, 86_400, "s")) == ["weekday", "month"]
    assert conditions.parts(days, 86_400, "s")["weekday"][0] == "Thursday"
    assert list(conditions.parts(days, 7 * 86_400, "s")) == ["month"]
    assert conditions.parts(np.arange(3.0), 1, "") == {}
