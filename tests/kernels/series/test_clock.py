"""Local clocks and what they show twice, or never."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.series.clock import to_local, to_utc, twice

VIENNA = ZoneInfo("Europe/Vienna")


def s(*times: str) -> np.ndarray:
    return np.array(times, "datetime64[s]")


@given(
    st.integers(0, 40_000),
    st.sampled_from([900, 1800, 3600]),
    st.sampled_from(["Europe/Vienna", "America/St_Johns", "Asia/Kolkata"]),
)
def test_there_and_back_every_moment_is_itself(day: int, step: int, zone: str) -> None:
    utc = np.datetime64("2001-01-01", "s") + (np.arange(400) * step + 3600 * day).astype("timedelta64[s]")
    found, never = to_utc(to_local(utc, ZoneInfo(zone)), ZoneInfo(zone))
    assert not never.size
    # where a stretch begins within the doubled hour nobody can tell which of the two it is
    assert (found == utc)[5 * 3600 // step :].all()


def test_an_hour_that_occurs_twice_goes_on_in_utc() -> None:
    found, _ = to_utc(
        s(
            "2026-10-25T01:30",
            "2026-10-25T02:00",
            "2026-10-25T02:30",
            "2026-10-25T02:00",
            "2026-10-25T02:30",
            "2026-10-25T03:00",
        ),
        VIENNA,
    )
    assert (np.diff(found) == np.timedelta64(1800, "s")).all()


def test_an_hour_that_is_skipped_is_no_gap_and_a_time_within_it_was_never() -> None:
    found, never = to_utc(s("2026-03-29T01:00", "2026-03-29T03:00"), VIENNA)
    assert found[1] - found[0] == np.timedelta64(3600, "s")
    assert to_utc(s("2026-03-29T01:00", "2026-03-29T02:30"), VIENNA)[1].tolist() == [1]
    assert not never.size


@pytest.mark.parametrize("step", [15, 30, 60])
def test_clocks_put_back_are_seen_without_a_zone(step: int) -> None:
    utc = np.datetime64("2026-10-24T00:00", "s") + (np.arange(48 * 60 // step) * step * 60).astype("timedelta64[s]")
    local = to_local(utc, VIENNA)
    found = twice(local)
    assert len(found) == 60 // step
    assert (np.diff(np.delete(local, found)) == np.timedelta64(step * 60, "s")).all()


def test_other_doubles_are_none_of_the_clock() -> None:
    hours = np.datetime64("2026-10-24T00:00", "s") + (np.arange(30) * 3600).astype("timedelta64[s]")
    assert twice(hours).size == 0
    often = np.repeat(hours, 2)
    assert twice(often).size < 2
    assert twice(np.sort(np.append(hours, hours[14]))).size == 0
    assert twice(s("2026-01-01T02:00", "2026-01-01T03:00", "2026-01-01T02:00")).size == 0
