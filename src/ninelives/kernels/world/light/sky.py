"""Where sun and moon stand, and how far the moon is from full.

Sources: sun, mean sidereal time and obliquity by the low-precision formulas of The Astronomical Almanac (page C5 and
B; .01 degrees from 1950 to 2050); moon by the largest terms of Meeus, Astronomical Algorithms, chapter 47 (.3 degrees).

The garden lies at Greenwich, 51.48 degrees north on the prime meridian: local mean solar time is universal time there,
the pedunculate oak is native, and dusk is long enough to be a time of its own (civil twilight lasts 33 to 48 minutes).
"""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled

LATITUDE = math.radians(51.48)  # of the Royal Observatory, Greenwich
DARK = 0.0  # sine of the sun's height: below it a lamp that is left to itself is on, the story's "dusk and night"
_J2000 = 10957.5  # days from 1970-01-01 0:00 to 2000-01-01 12:00
_DEGREE = math.pi / 180


@compiled
def sun(day: float, hour: float, latitude: float, longitude: float) -> tuple[float, float, float, float]:
    """East, north and up of the unit vector to the sun, without refraction, and its ecliptic longitude, rad.

    Args:
        day: since 1970-01-01.
        hour: universal time, h.
        latitude: of the place, north positive, rad.
        longitude: of the place, east positive, rad.
    """
    days = day + hour / 24 - _J2000
    anomaly = (357.529 + 0.98560028 * days) * _DEGREE
    along = (280.459 + 0.98564736 * days + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)) * _DEGREE
    east, north, up = _seen(days, along, 0.0, latitude, longitude)
    return east, north, up, along


@compiled
def moon(day: float, hour: float, latitude: float, longitude: float) -> tuple[float, float, float, float]:
    """East, north and up of the unit vector to the moon, and its angle from the full moon, rad in [0, pi].

    Arguments as for ``sun``. Seen from the middle of the earth: up to a degree higher than from the ground.
    """
    days = day + hour / 24 - _J2000
    mean = (134.963 + 13.064993 * days) * _DEGREE
    solar = (357.529 + 0.98560028 * days) * _DEGREE
    elongation = (297.850 + 12.190749 * days) * _DEGREE
    along = 218.316 + 13.176396 * days + 6.289 * math.sin(mean) + 1.274 * math.sin(2 * elongation - mean)
    along = (along + 0.658 * math.sin(2 * elongation) - 0.186 * math.sin(solar)) * _DEGREE
    across = 5.128 * _DEGREE * math.sin((93.272 + 13.229350 * days) * _DEGREE)
    east, north, up = _seen(days, along, across, latitude, longitude)
    behind = along - sun(day, hour, latitude, longitude)[3]
    return east, north, up, math.pi - math.acos(math.cos(across) * math.cos(behind))


@compiled
def _seen(days: float, along: float, across: float, latitude: float, longitude: float) -> tuple[float, float, float]:
    """A direction of the ecliptic as a person on the ground has it."""
    tilt = (23.439 - 0.00000036 * days) * _DEGREE
    x = math.cos(across) * math.cos(along)
    y = math.cos(tilt) * math.cos(across) * math.sin(along) - math.sin(tilt) * math.sin(across)
    z = math.sin(tilt) * math.cos(across) * math.sin(along) + math.cos(tilt) * math.sin(across)
    turned = (280.46062 + 360.98564737 * days) * _DEGREE + longitude  # local mean sidereal time
    south = x * math.cos(turned) + y * math.sin(turned)  # towards the meridian
    east = y * math.cos(turned) - x * math.sin(turned)
    north = z * math.cos(latitude) - south * math.sin(latitude)
    return east, north, z * math.sin(latitude) + south * math.cos(latitude)
