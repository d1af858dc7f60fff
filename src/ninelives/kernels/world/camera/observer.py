"""How large a cat is in a picture, and how often an ideal observer could tell that it is there.

The observer knows everything but one thing: the tree, the pose, the light, the exposure, and both pictures without
noise, the one with the cat and the one without, each as likely as the other. What is left is the noise of each pixel,
taken as normal and independent, of the mean variance of the two. Then the best rule is linear, its two outcomes lie
d' standard deviations apart, and it is right in the share Phi(d' / 2) (Green and Swets, Signal Detection Theory, 1966).
Nobody does better, and who does not know the tree does worse: an upper bound, and no forecast.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera.cameras import Cameras, Sensor
from ninelives.kernels.world.camera.cast import CELLS, cat_pixels
from ninelives.kernels.world.camera.record import FULL, READ, exposure, gather
from ninelives.kernels.world.camera.shade import shade
from ninelives.kernels.world.camera.trace import see
from ninelives.kernels.world.garden import Conditions, Doubles, Floats, Garden

AREA = 0.11  # m^2 that a sitting cat hides, seen from the side: the mean over headings of 51 pixels at 1.5 m
LEAST = 0.55  # below that nobody sees a cat: a coin is right in .5; chosen


class Sight(NamedTuple):
    """One row a picture."""

    pixels: Doubles  # (frames,) of the cat, parts of pixels too
    apart: Doubles  # (frames,) d'
    accuracy: Doubles  # (frames,) the largest share of answers that can be right


def cat_size(distance: float, field: float, size: int) -> float:
    """Pixels of a cat that nothing hides, in the middle of a picture.

    Args:
        distance: m, > 0.
        field: angle from edge to edge, rad.
        size: pixels from edge to edge.
    """
    return AREA / (2 * distance * math.tan(field / 2) / size) ** 2


def sight(
    cameras: Cameras, garden: Garden, conditions: Conditions, *, size: int = 64, samples: int = 1, seed: int = 0
) -> Sight:
    """What an ideal observer could make of each picture, were the cat in it or not.

    Args:
        size: pixels a side.
        samples: rays a pixel, across and down; more where the cat is smaller than a pixel.
        seed: of where the cat looks.
    """
    there, gone = (garden._replace(present=np.full(len(garden.present), here)) for here in (True, False))
    frames = len(cameras.yaw)
    counts = cat_pixels(cameras, there, conditions, seed, height=size * samples, width=size * samples)
    apart = np.zeros(frames)
    for at in range(frames):
        one, other = (light(at, cameras, each, conditions, size, samples, seed) for each in (there, gone))
        apart[at] = distance(one, other, int(cameras.sensor[at]))
    return Sight(counts / samples**2, apart, np.array([NormalDist().cdf(each / 2) for each in apart.tolist()]))


def distance(one: Floats, other: Floats, sensor: int) -> float:
    """d' of two pictures' radiances, (3, pixels) each, at the exposure of the second."""
    scale, gain = exposure(other, np.empty(1, np.float32), int(sensor))
    first, second = (np.clip(each.astype(float) * scale, 0, 1) for each in (one, other))
    kept = slice(1) if sensor in (Sensor.FILM, Sensor.MONO) else slice(None)  # monochrome: three times the same
    return math.sqrt(float(((first - second) ** 2 / variance((first + second) / 2, gain, sensor))[kept].sum()))


def variance(value: Doubles, gain: float, sensor: int) -> Doubles:
    """Of a recorded value, by photons, by reading, and by rounding to a byte."""
    full = FULL[sensor]
    rounding = (2 * np.sqrt(value) / 255) ** 2 / 12
    return value * gain / full + (gain * READ[sensor] / full) ** 2 + rounding


def light(
    at: int, cameras: Cameras, garden: Garden, conditions: Conditions, size: int, samples: int, seed: int
) -> Floats:
    """Radiance of one picture, (3, pixels)."""
    high = size * samples
    scene, paint = room.scene(1, high, high), room.paint(1, high * high, CELLS)
    seeds, colour = np.full(len(cameras.yaw), seed, np.uint64), np.empty((3, size * size), np.float32)
    see(at, cameras, garden, conditions, seeds, scene)
    shade(at, cameras, garden, conditions, scene, paint)
    gather(paint.colour[0], size, samples, int(cameras.sensor[at]), colour)
    return colour


def told(accuracy: float) -> str:
    """What ``collect`` says of pictures that an ideal observer judges so well."""
    if accuracy < LEAST:
        return "No one can see a cat in these."
    return f"Who knew the tree would be right in at most {100 * accuracy:.1f} % of these."
