"""How the mean wind grows with height.

Source: MIL-F-8785C (1980), 3.7.3.2: the logarithm of the height over a roughness of .15 ft, as for take-off and
landing, between 3 and 1,000 ft, and 1 at 20 ft, where wind is measured.
"""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled

FOOT = 0.3048  # m
ROUGH = 0.15 * FOOT  # m
LOWEST, HIGHEST = 3 * FOOT, 1000 * FOOT  # m
REFERENCE = 20 * FOOT  # m; ``Conditions.wind`` is told here
_SCALE = 1 / math.log(REFERENCE / ROUGH)


@compiled
def share(z: float) -> float:
    """The mean wind at a height of ``z`` m over that at ``REFERENCE``."""
    return math.log(min(max(z, LOWEST), HIGHEST) / ROUGH) * _SCALE


@compiled
def along(wind_from: float) -> tuple[float, float]:
    """The way that a wind blows: x and y of its unit vector, from the azimuth that it comes from, rad."""
    return -math.cos(wind_from), -math.sin(wind_from)
