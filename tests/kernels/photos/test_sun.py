from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ninelives.kernels.photos.sun import DARK, dark_hours, declination, elevation

EQUINOX, MIDSUMMER, MIDWINTER = 80, 172, 355
latitudes, days, hours = st.floats(-90, 90), st.integers(1, 366), st.floats(0, 24)


@pytest.mark.parametrize(("day", "degrees"), [(EQUINOX, 0), (MIDSUMMER, 23.44), (266, 0), (MIDWINTER, -23.44)])
def test_declination_of_the_almanac(day, degrees):
    assert declination(day) == pytest.approx(degrees, abs=0.5)


@pytest.mark.parametrize(
    ("hour", "day", "latitude", "degrees"),
    [
        (12, EQUINOX, 0, 90),
        (6, EQUINOX, 0, 0),
        (18, EQUINOX, 52, 0),
        (12, EQUINOX, 47, 43),
        (12, MIDSUMMER, 47, 66.4),
        (12, MIDWINTER, 47, 19.6),
        (0, MIDSUMMER, 90, 23.4),
        (12, MIDWINTER, -35, 78.4),
    ],
)
def test_elevation_of_the_almanac(hour, day, latitude, degrees):
    assert elevation(hour, day, latitude) == pytest.approx(degrees, abs=0.5)


def test_dark_hours_at_the_equator_and_at_47_north_at_equinox():
    assert dark_hours(0, EQUINOX) == pytest.approx((18.4, 5.6), abs=0.05)
    assert dark_hours(47, EQUINOX) == pytest.approx((18.59, 5.41), abs=0.05)


@pytest.mark.parametrize(
    ("latitude", "day", "want"),
    [
        (78, MIDSUMMER, None),
        (78, MIDWINTER, (0, 24)),
        (-78, MIDWINTER, None),
        (62, MIDSUMMER, None),
        (90, MIDWINTER, (0, 24)),
    ],
)
def test_polar_days_and_nights(latitude, day, want):
    assert dark_hours(latitude, day) == want


@given(latitudes, days, hours)
def test_an_hour_is_dark_exactly_inside_the_interval(latitude, day, hour):
    height = elevation(hour, day, latitude)
    assume(abs(height - DARK) > 1e-6)
    interval = dark_hours(latitude, day)
    inside = interval is not None and (interval == (0.0, 24.0) or hour >= interval[0] or hour < interval[1])
    assert inside == (height < DARK)


@given(latitudes, days)
def test_morning_mirrors_evening_and_noon_is_highest(latitude, day):
    assert elevation(9, day, latitude) == pytest.approx(elevation(15, day, latitude), abs=1e-9)
    assert elevation(12, day, latitude) >= elevation(8, day, latitude) - 1e-9


@pytest.mark.parametrize("latitude", [-91, 90.1, float("nan")])
def test_no_such_latitude(latitude):
    with pytest.raises(ValueError, match="latitude must lie in"):
        dark_hours(latitude, 1)
