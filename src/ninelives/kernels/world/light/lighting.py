"""How bright sun, sky, moon and lamp are, and of which colour.

Illuminances are in lux, colours are linear red, green and blue with green as the measure. A surface's radiance is
written as the illuminance of a white one that looks the same.

Sources: clear sun 127.5 klx outside the air, extinction .21, and clear sky 0.8 + 15.5 sqrt(sin a) klx (IESNA
Lighting Handbook, 8th edition, 1993, chapter 8), air mass after Kasten and Young (1989), twilight from the AMS Glossary
of Meteorology (500 lx at sunset, 3.4 at the end of civil twilight, .008 of nautical, 6e-4 of astronomical), the moon
after Urban and Seidelmann, Explanatory Supplement to the Astronomical Almanac, 3rd edition (2013), page 518. Starlight
and airglow: 1e-3 lx. Extinction of red and blue relative to green: Rayleigh's and haze's, chosen. Colours of the sky
by the sun's height: chosen, by eye, from photos.

The lamp: the story's .5/d2 in units of 1,600 lx: 800 cd, what a 15 W LED of 1,500 lm gives into a cone of 90 degrees.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Conditions
from ninelives.kernels.world.light.sky import LATITUDE, moon, sun

LAMP = 800.0  # cd
LIGHTS = 16  # numbers that light a scene: see ``lighting``
STARS = 1e-3  # lx
_SUN, _EXTINCTION = 127500.0, (0.15, 0.21, 0.36)
_MOONLIGHT = (0.72, 0.88, 1.18)  # as eyes and films remember it: blue
# sun's height in degrees, ln of the sky's illuminance in lx where it is below 0, zenith's colour, horizon's colour
_SKY = np.array(
    [
        [-18.0, math.log(6e-4), 0.60, 0.80, 1.60, 0.75, 0.95, 1.45],
        [-12.0, math.log(8e-3), 0.45, 0.72, 1.70, 0.85, 1.00, 1.35],
        [-6.0, math.log(3.4), 0.50, 0.72, 1.45, 1.60, 1.10, 0.95],
        [-0.83, math.log(500.0), 0.62, 0.80, 1.28, 2.00, 1.20, 0.70],
        [0.0, math.log(800.0), 0.62, 0.80, 1.28, 1.90, 1.25, 0.75],
        [8.0, 0.0, 0.50, 0.78, 1.35, 1.40, 1.28, 1.05],
        [25.0, 0.0, 0.42, 0.72, 1.45, 1.05, 1.22, 1.38],
        [90.0, 0.0, 0.38, 0.70, 1.50, 1.00, 1.20, 1.40],
    ]
)


@compiled
def lighting(conditions: Conditions, i: int, lights: np.ndarray) -> None:
    """Write what lights world ``i`` into ``lights``, float32 of ``LIGHTS``.

    0-2: unit vector to what casts shadows, the sun or the moon. 3-5: its illuminance of a surface that faces it.
    6-8: the sky's, of a level surface. 9-11: the zenith's radiance. 12-14: the horizon's. 15: the lamp, cd.
    """
    day, hour = float(conditions.day[i]), conditions.hour[i]
    x, y, z, _ = sun(day, hour, LATITUDE, 0.0)
    height = math.degrees(math.asin(z))
    sky = skylight(height)
    if height > -0.83:
        thick = 1.0 / (math.sin(math.radians(max(height, 0.0))) + 0.50572 * (max(height, 0.0) + 6.07995) ** -1.6364)
        for c in range(3):
            lights[3 + c] = _SUN * math.exp(-_EXTINCTION[c] * thick) * min((height + 0.83) / 0.83, 1.0)
    else:
        x, y, z, phase = moon(day, hour, LATITUDE, 0.0)
        shine = moonlight(math.degrees(math.asin(z)), math.degrees(phase))
        sky += 0.15 * shine
        for c in range(3):
            lights[3 + c] = 0.85 * shine * _MOONLIGHT[c] / max(z, 0.1)
    row = 1
    while row < len(_SKY) - 1 and height > _SKY[row, 0]:
        row += 1
    share = max((height - _SKY[row - 1, 0]) / (_SKY[row, 0] - _SKY[row - 1, 0]), 0.0)
    for c in range(3):
        above = _SKY[row - 1, 2 + c] + share * (_SKY[row, 2 + c] - _SKY[row - 1, 2 + c])
        edge = _SKY[row - 1, 5 + c] + share * (_SKY[row, 5 + c] - _SKY[row - 1, 5 + c])
        lights[6 + c] = sky * (0.6 * above + 0.4 * edge)
        lights[9 + c], lights[12 + c] = sky * above, sky * edge
    lights[0], lights[1], lights[2] = x, y, z
    lights[15] = LAMP if conditions.lamp[i] else 0.0


@compiled
def skylight(height: float) -> float:
    """Illuminance of level ground by a clear sky without sun, moon or lamp, lx.

    Args:
        height: of the sun, degrees.
    """
    if height > 0.0:
        return 800.0 + 15500.0 * math.sqrt(math.sin(math.radians(height)))
    row = 1
    while height > _SKY[row, 0]:
        row += 1
    share = (height - _SKY[row - 1, 0]) / (_SKY[row, 0] - _SKY[row - 1, 0])
    return STARS + math.exp(_SKY[row - 1, 1] + max(share, -2.0) * (_SKY[row, 1] - _SKY[row - 1, 1]))


@compiled
def moonlight(height: float, phase: float) -> float:
    """Illuminance of level ground by the moon, lx.

    Args:
        height: of the moon, degrees.
        phase: its angle from the full moon, degrees.
    """
    if height < -0.8:
        return 0.0
    x = height / 90
    if height > 20:
        power = -1.95 + x * (4.06 + x * (-4.24 + x * 1.56))
    elif height > 5:
        power = -2.58 + x * (12.58 + x * (-42.58 + x * 59.06))
    else:
        power = -2.79 + x * (24.27 + x * (-252.95 + x * 1321.29))
    return 10 ** (power - 8.68e-3 * phase - 2.2e-9 * phase**4)


def dark(conditions: Conditions) -> np.ndarray:
    """Whether it is dusk or night in each world, so that a drone's lamp would be on; bool, shape (worlds,)."""
    return heights(conditions) < 0


def heights(conditions: Conditions) -> np.ndarray:
    """Height of the sun in each world, degrees, shape (worlds,)."""
    ups = [sun(float(day), hour, LATITUDE, 0.0)[2] for day, hour in zip(conditions.day, conditions.hour, strict=True)]
    return np.degrees(np.arcsin(ups))
