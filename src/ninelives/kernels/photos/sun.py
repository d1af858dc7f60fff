"""How high the sun stands, and the hours that are dark, at a latitude on a day of the year. Solar time.

Source: J. W. Spencer, Fourier series representation of the position of the sun, Search 2 (5), 1971, for the
declination; the elevation follows from the spherical triangle of pole, zenith and sun.
"""

from __future__ import annotations

import math
from typing import overload

import numpy as np
from numpy.typing import NDArray

DARK = -6.0  # degrees; below it (the end of civil twilight) a camera sees lamps only
Hours = NDArray[np.float64]
Interval = tuple[float, float]  # hours in [0, 24], from and to; from > to runs over midnight


def declination(day_of_year: float) -> float:
    """Degrees that the sun stands north of the equator at noon, day 1 being the first of January.

    Spencer's series states an error of .035 degrees at the most; the leap year adds up to .4 near the equinoxes.
    """
    year = 2 * math.pi * (day_of_year - 1) / 365
    return math.degrees(
        0.006918
        - 0.399912 * math.cos(year)
        + 0.070257 * math.sin(year)
        - 0.006758 * math.cos(2 * year)
        + 0.000907 * math.sin(2 * year)
        - 0.002697 * math.cos(3 * year)
        + 0.00148 * math.sin(3 * year)
    )


@overload
def elevation(hour: float, day_of_year: float, latitude: float) -> float: ...
@overload
def elevation(hour: Hours, day_of_year: float, latitude: float) -> Hours: ...
def elevation(hour: float | Hours, day_of_year: float, latitude: float) -> float | Hours:
    """Degrees of the sun's centre above the horizon, without refraction.

    Args:
        hour: solar time, any shape: 12 is when the sun is highest.
        day_of_year: 1 to 366.
        latitude: degrees, north positive, in [-90, 90].
    """
    north, sun = math.radians(latitude), math.radians(declination(day_of_year))
    turn = np.radians(15 * (np.asarray(hour, float) - 12))
    height = math.sin(north) * math.sin(sun) + math.cos(north) * math.cos(sun) * np.cos(turn)
    degrees = np.degrees(np.arcsin(np.clip(height, -1, 1)))
    return float(degrees) if degrees.ndim == 0 else degrees


def dark_hours(latitude: float, day_of_year: float, below: float = DARK) -> Interval | None:
    """The hours of solar time with the sun lower than ``below`` degrees, as (from, to) over midnight.

    ``(0.0, 24.0)`` where it is dark all day, None where it never is.

    Raises:
        ValueError: the latitude is none.
    """
    if not -90 <= latitude <= 90:
        raise ValueError(f"latitude must lie in [-90, 90], got {latitude}")
    if elevation(12, day_of_year, latitude) < below:
        return (0.0, 24.0)
    if elevation(0, day_of_year, latitude) >= below:
        return None
    north, sun = math.radians(latitude), math.radians(declination(day_of_year))
    turn = (math.sin(math.radians(below)) - math.sin(north) * math.sin(sun)) / (math.cos(north) * math.cos(sun))
    half = math.degrees(math.acos(max(-1.0, min(1.0, turn)))) / 15
    return (12 + half, 12 - half)
