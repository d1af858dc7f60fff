"""How bright the garden is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.garden import Conditions, empty
from ninelives.kernels.world.light.lighting import LAMP, LIGHTS, dark, heights, lighting, moonlight, skylight

MIDSUMMER = (date(2025, 6, 21) - date(1970, 1, 1)).days
ENTRY = st.floats(-90, 89)


def lit(day: int, hour: float, *, lamp: bool = False) -> np.ndarray:
    conditions = empty(Conditions, 1)
    conditions.day[0], conditions.hour[0], conditions.lamp[0] = day, hour, lamp
    lights = np.empty(LIGHTS, np.float32)
    lighting(conditions, 0, lights)
    return lights


# AMS Glossary of Meteorology, civil, nautical and astronomical twilight
@pytest.mark.parametrize(
    ("height", "least", "most"), [(-0.83, 410, 585), (-6, 2, 3.5), (-12, 7e-3, 1e-2), (-18, 6e-4, 2e-3)]
)
def test_twilight_is_as_bright_as_the_glossary_says(height: float, least: float, most: float) -> None:
    assert least <= skylight(height) <= most


@given(ENTRY)
def test_the_sky_grows_brighter_as_the_sun_rises(height: float) -> None:
    assert 0 < skylight(height) <= skylight(height + 0.5) * 1.0000001
    assert skylight(height + 0.01) / skylight(height) < 1.3


def test_the_moon_is_brightest_when_full_and_high() -> None:
    assert 0.2 < moonlight(90, 0) < 0.32
    assert moonlight(90, 90) < 0.12 * moonlight(90, 0)  # a half moon gives a twelfth or so
    assert moonlight(-1, 0) == 0 < moonlight(1, 0) < moonlight(30, 0)
    for at in (5.0, 20.0):  # pieces meet
        assert moonlight(at - 1e-6, 0) == pytest.approx(moonlight(at + 1e-6, 0), rel=0.05)


def test_noon_dusk_and_night_differ_by_powers_of_ten() -> None:
    noon, dusk, night = (lit(MIDSUMMER, hour) for hour in (12.0, 20.6, 0.0))
    assert 60_000 < noon[4] * noon[2] + noon[7] < 130_000
    assert noon[2] > 0.85  # 62 degrees
    assert 10 < dusk[7] < 400
    assert dusk[12] > dusk[14]  # the horizon is red
    assert night[7] < 1
    assert lit(MIDSUMMER, 12.0)[15] == 0
    assert lit(MIDSUMMER, 23.0, lamp=True)[15] == LAMP


def test_the_evening_sun_is_red_and_weak() -> None:
    noon, evening = lit(MIDSUMMER, 12.0), lit(MIDSUMMER, 19.8)
    assert evening[3] / evening[5] > 3 * noon[3] / noon[5]
    assert evening[4] < 0.3 * noon[4]


@given(st.integers(-3300, 20500), st.floats(0, 24, exclude_max=True))
def test_lights_are_finite_and_nowhere_negative(day: int, hour: float) -> None:
    lights = lit(day, hour, lamp=True)
    assert np.isfinite(lights).all()
    assert (lights[3:] >= 0).all()
    assert np.linalg.norm(lights[:3]) == pytest.approx(1, abs=1e-5)


def test_it_is_dark_once_the_sun_has_set() -> None:
    conditions = empty(Conditions, 3)
    conditions.day[:], conditions.hour[:] = MIDSUMMER, (12.0, 20.9, 0.0)
    assert dark(conditions).tolist() == [False, True, True]
    assert heights(conditions)[0] == pytest.approx(90 - 51.48 + 23.44, abs=0.1)
