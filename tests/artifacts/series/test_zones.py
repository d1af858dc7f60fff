"""Times with zones behind them: moments, and never each its own clock."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.series.times import times_of
from ninelives.errors import NinelivesError


def read(*words: str, zone: str = "") -> tuple[list[str], str, str]:
    found = times_of([pl.Series("t", words)], zone=zone)
    return [str(each)[:16] for each in found.values], found.zone, " ".join(found.notes)


def test_zones_that_differ_are_told_in_one_clock_and_in_order() -> None:
    spring = ("2024-03-31T01:00+01:00", "2024-03-31T03:00+02:00", "2024-03-31T04:00+0200")
    times, zone, told = read(*spring)
    assert times == ["2024-03-31T00:00", "2024-03-31T01:00", "2024-03-31T02:00"]
    assert zone == ""
    assert "zones are mixed (+01:00, +02:00)" in told
    assert read(*spring, zone="Europe/Vienna")[0] == [word[:16] for word in spring]


def test_one_zone_is_a_local_clock() -> None:
    times, zone, told = read("2024-03-31T01:00-05:00", "2024-03-31T02:00-05:00")
    assert (times[0], zone) == ("2024-03-31T01:00", "Etc/GMT+5")
    assert read("2024-03-31T01:00+05:30", "2024-03-31T02:00+05:30")[:2] == (
        ["2024-03-31T01:00", "2024-03-31T02:00"],
        "",
    )
    assert "clock times of zone -05:00" in told
    assert read("2024-03-31T01:00-05:00", "2024-03-31T02:00-05:00", zone="Europe/Vienna")[0][0] == "2024-03-31T08:00"
    assert read("2024-03-31T01:00Z", "2024-03-31T02:00Z")[:2] == (["2024-03-31T01:00", "2024-03-31T02:00"], "UTC")


def test_some_with_a_zone_and_some_without_cannot_be_ordered() -> None:
    with pytest.raises(NinelivesError, match=r"some times have a zone \(\+01:00\) and some none .* in row 2"):
        read("2024-03-31T01:00+01:00", "2024-03-31T02:00")
