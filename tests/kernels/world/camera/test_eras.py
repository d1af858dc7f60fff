"""Satellites since 1961."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.eras import ERAS, era

EPOCH = date(1970, 1, 1)


@given(st.dates(date(1961, 1, 1), date(2060, 1, 1)))
def test_each_day_has_the_era_that_began_last(day: date) -> None:
    begun = [each for each in ERAS if each.since <= day]
    assert era((day - EPOCH).days) == begun[-1]


def test_film_of_metres_became_colour_of_decimetres() -> None:
    first, last = era((date(1961, 1, 20) - EPOCH).days), era((date(2026, 1, 1) - EPOCH).days)
    assert (first.sensor, last.sensor) == (Sensor.FILM, Sensor.COLOUR)
    assert first.metres > 5 > 0.5 > last.metres
    assert [each.since for each in ERAS] == sorted(each.since for each in ERAS)


def test_before_1961_there_is_none() -> None:
    with pytest.raises(ValueError, match="satellite pictures begin on 1961-01-01, got 1960-12-31"):
        era((date(1960, 12, 31) - EPOCH).days)
