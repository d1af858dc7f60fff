"""Other clocks beside the times: hours of a place, weekdays that disagree."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from ninelives.kernels.series.clock import to_local
from ninelives.stages.audit.patterns.clocks import beside, shifted, weekday
from tests.events import at_random

WHEN = at_random(0, 400, 330)


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        (
            "America/Chicago",
            r"6 h and, in summer, 5 h ahead of 'hour' \(the clocks change on 2024-03-1\d, 2024-11-0\d\)",
        ),
        ("Europe/Berlin", "1 h and, in summer, 2 h behind 'hour'"),
        ("Asia/Tokyo", "always 9 h behind 'hour'"),
    ],
)
@pytest.mark.parametrize("written", ["number", "text", "clock"])
def test_hours_of_a_place_beside_utc_are_found_with_their_place(zone: str, says: str, written: str) -> None:
    local = to_local(WHEN, ZoneInfo(zone)).astype("datetime64[us]")
    hour = local.astype("int64") // 3_600_000_000 % 24
    column = {"number": hour, "text": hour.astype(str), "clock": [str(each)[11:16] for each in local]}[written]
    found = shifted(WHEN, pl.DataFrame({"kind": ["a"] * 400, "hour": column}), "time")
    assert found is not None
    assert found.zone == zone
    assert (WHEN + (found.hours * 3_600_000_000).astype("timedelta64[us]") == local).all()
    assert pl.Series([found.told]).str.contains(says)[0], found.told


def test_hours_that_agree_and_numbers_that_are_none_are_no_other_clock() -> None:
    hour = WHEN.astype("int64") // 3_600_000_000 % 24
    rng = np.random.default_rng(0)
    table = pl.DataFrame({"hour": hour, "age": rng.integers(0, 24, 400), "price": rng.random(400)})
    assert shifted(WHEN, table, "time") is None


def test_weekdays_that_disagree_are_told() -> None:
    names = np.array(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    right = names[weekday(WHEN)]
    assert weekday(np.array(["2026-11-27"], "datetime64[D]"))[0] == 4  # a Friday
    assert beside(WHEN, pl.DataFrame({"day": right}), "time") == []
    wrong = beside(WHEN, pl.DataFrame({"day": np.where(np.arange(400) % 2, right, "Monday")}), "time")
    assert len(wrong) == 1
    assert "'day' and 'time' do not say the same" in wrong[0]
