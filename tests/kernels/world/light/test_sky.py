"""Sun and moon against what almanacs print."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.light.sky import LATITUDE, moon, sun

EPOCH = date(1970, 1, 1)


def days(*when: int) -> float:
    return float((date(*when) - EPOCH).days)


def overhead(day: float, hour: float, right_ascension: float) -> float:
    """Longitude, degrees, that a star of this right ascension passes, by mean sidereal time (Meeus 12.4)."""
    since = day + hour / 24 - 10957.5
    return (right_ascension - 280.46061837 - 360.98564736629 * since + 180) % 360 - 180


# (what, day, universal time h, latitude, longitude, height, azimuth from north), degrees
PRINTED = [
    # Reda and Andreas, Solar position algorithm, NREL/TP-560-34302 (2008), appendix A.5: zenith 50.11162
    ("Golden, Colorado", days(2003, 10, 17), 19.508333, 39.742476, -105.1786, 39.88838, 194.34024),
    # Meeus, Astronomical Algorithms, example 25.a: right ascension 198.38083, declination -7.78507
    ("Meeus, 1992", days(1992, 10, 13), 0.0, -7.78507, None, 90.0, 198.38083),
    # Duffett-Smith and Zwart, Practical Astronomy, section 46: 8 h 23 min 33.73 s, 19 degrees 21' 14.33"
    ("Duffett-Smith, 2003", days(2003, 7, 27), 0.0, 19.35398, None, 90.0, 125.89054),
    # US Naval Observatory, Earth's Seasons: solstices of 2000 at 1:48 on 21 June and 13:37 on 21 December
    ("June solstice, 2000", days(2000, 6, 21), 1.8, 23.4393, None, 90.0, 90.0),
    ("December solstice, 2000", days(2000, 12, 21), 13.616667, -23.4393, None, 90.0, 270.0),
    # South African Astronomical Observatory, How to calculate alt/az, example a (Yallop, NAO Technical Note 46, 1978)
    ("Cape Town", days(1995, 2, 15), 8.5, -33.93, 18.42, 49.822, 67.49),
    # Strous, Astronomy Answers: sunrise on 1 January at 4:35 local solar time, 40 degrees south, and at 6:00, equator
    ("40 south", days(2002, 1, 1), 4.5833, -40.0, 0.0, -0.83, None),
    ("equator", days(2002, 1, 1), 6.0, 0.0, 0.0, -0.83, None),
]


@pytest.mark.parametrize("printed", PRINTED, ids=[row[0] for row in PRINTED])
def test_the_sun_stands_where_almanacs_print_it(
    printed: tuple[str, float, float, float, float | None, float, float],
) -> None:
    _, day, hour, latitude, longitude, height, azimuth = printed
    place = overhead(day, hour, azimuth) if longitude is None else longitude
    east, north, up, _ = sun(day, hour, math.radians(latitude), math.radians(place))
    assert abs(math.degrees(math.asin(up)) - height) < 0.5
    if longitude is not None and azimuth is not None:
        assert abs(math.degrees(math.atan2(east, north)) % 360 - azimuth) < 0.5


@given(st.floats(-5000, 30000), st.floats(0, 24))
def test_directions_are_unit_vectors(day: float, hour: float) -> None:
    for body in (sun, moon):
        assert np.hypot(*body(day, hour, LATITUDE, 0.0)[:2]) ** 2 + body(day, hour, LATITUDE, 0.0)[
            2
        ] ** 2 == pytest.approx(1)


# US Naval Observatory, Phases of the Moon: full on 21 January 2000 at 4:40 and 11 June 2025 at 7:44,
# new on 6 January 2000 at 18:14 and 25 June 2025 at 10:31
@pytest.mark.parametrize(
    ("when", "hour", "from_full"),
    [((2000, 1, 21), 4.67, 0), ((2025, 6, 11), 7.73, 0), ((2000, 1, 6), 18.23, 180), ((2025, 6, 25), 10.52, 180)],
)
def test_the_moon_is_full_and_new_when_almanacs_print_it(
    when: tuple[int, int, int], hour: float, from_full: float
) -> None:
    phase = math.degrees(moon(days(*when), hour, LATITUDE, 0.0)[3])
    assert abs(phase - from_full) < 5.6  # the moon passes up to 5.15 degrees above or below


def test_the_garden_sees_the_full_moon_of_june_low_and_of_december_high() -> None:
    heights = [math.asin(moon(days(*when), 24.1, LATITUDE, 0.0)[2]) for when in ((2025, 6, 11), (2025, 12, 4))]
    assert math.degrees(heights[0]) < 12
    assert math.degrees(heights[1]) > 60
