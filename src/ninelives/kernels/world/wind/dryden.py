"""Dryden's gusts at low altitude, MIL-F-8785C (1980), 3.7.2 and 3.7.3.

Spectra (angular frequency w, airspeed V, both sides of zero joined), with T = L / V: along the mean wind ``2 sd^2 T /
pi / (1 + (T w)^2)``; across and upwards ``sd^2 T / pi * (1 + 3 (T w)^2) / (1 + (T w)^2)^2``. Between 10 and 1,000 ft, h
and L in feet: L = h upwards, ``h / (.177 + .000823 h)^1.2`` else; sd = .1 of the wind at 20 ft upwards, over ``(.177 +
.000823 h)^.4`` else. The filters are those of white noise that have these spectra, stepped exactly: the covariance of
output and memory after a tick is that of the continuous process, whatever T is.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import Doubles
from ninelives.kernels.world.wind.kicks import kicks, start
from ninelives.kernels.world.wind.profile import FOOT

TICK = 0.02  # s
SLOWEST = 1.0  # m/s: a drone that drifts with the wind meets gusts as if it moved so fast; chosen
ROOT = math.sqrt(3)


@compiled
def scales(z: float, wind: float) -> tuple[float, float, float, float]:
    """Length in m and standard deviation in m/s, along and across the wind, then upwards.

    Args:
        z: height, m.
        wind: mean speed at 20 ft, m/s.
    """
    feet = min(max(z / FOOT, 10.0), 1000.0)
    grown = (0.177 + 0.000823 * feet) ** 0.4
    return feet * FOOT / (grown * grown * grown), 0.1 * wind / grown, feet * FOOT, 0.1 * wind


@compiled
def dryden(
    gust: Doubles,
    memory: Doubles,
    i: int,
    along: tuple[float, float],
    z: float,
    wind: float,
    speed: float,
    seed: np.uint64,
    time: int,
) -> None:
    """The gust of the next tick, and what shapes it.

    Args:
        gust: (worlds, 3) m/s, world; written.
        memory: (worlds, 3) what shapes the gusts across and upwards, m/s; written.
        i: the world.
        along: unit vector that the wind blows along.
        z: height, m.
        wind: mean speed at 20 ft, m/s.
        speed: of the drone through the mean wind, m/s.
        seed: of the world.
        time: the tick, from 0.
    """
    ahead, aside = along
    passed = TICK * max(speed, SLOWEST)
    far, wide, up, high = scales(z, wind)
    a, b, c = kicks(seed, 2 * time)
    d, e, _ = kicks(seed, 2 * time + 1)
    kept = math.exp(-passed / far)
    u = kept * (gust[i, 0] * ahead + gust[i, 1] * aside) + wide * math.sqrt(1 - kept * kept) * a
    v, memory[i, 1] = _second(gust[i, 1] * ahead - gust[i, 0] * aside, memory[i, 1], passed / far, wide, b, c)
    gust[i, 2], memory[i, 2] = _second(gust[i, 2], memory[i, 2], passed / up, high, d, e)
    gust[i, 0], gust[i, 1] = u * ahead - v * aside, u * aside + v * ahead


@compiled
def first(
    gust: Doubles, memory: Doubles, i: int, along: tuple[float, float], z: float, wind: float, seed: np.uint64
) -> None:
    """A gust that an episode may begin with, and its memory; arguments as of ``dryden``."""
    ahead, aside = along
    _, wide, _, high = scales(z, wind)
    u = wide * start(seed, 0)
    v, memory[i, 1] = _first(wide, start(seed, 1), start(seed, 2))
    gust[i, 2], memory[i, 2] = _first(high, start(seed, 3), start(seed, 4))
    gust[i, 0], gust[i, 1] = u * ahead - v * aside, u * aside + v * ahead


@compiled
def _second(gust: float, memory: float, a: float, sd: float, one: float, other: float) -> tuple[float, float]:
    """Output and memory after ``a`` correlation times: ``T y' = -y + (1 - sqrt 3) m + sqrt 3 n``, ``T m' = -m + n``."""
    kept, bend = math.exp(-a), 1 - ROOT
    own, cross, both = _spread(a, kept * kept)
    root = math.sqrt(own)
    rest = math.sqrt(max(both - cross * cross / own, 0.0))
    return (
        kept * (gust + bend * a * memory) + sd * (cross / root * one + rest * other),
        kept * memory + sd * root * one,
    )


@compiled
def _spread(a: float, left: float) -> tuple[float, float, float]:
    """Variance of the memory, covariance, variance of the output, ``a`` times after rest; ``left`` is exp(-2a).

    Integrals of ``exp(-2s)``, times ``sqrt 3 + (1 - sqrt 3) s``, times its square, from 0 to a.
    """
    bend = 1 - ROOT
    flat = (1 - left) / 2
    slope = (1 - left) / 4 - a * left / 2
    square = (1 - left) / 4 - a * left / 2 - a * a * left / 2
    return flat, ROOT * flat + bend * slope, 3 * flat + 2 * ROOT * bend * slope + bend * bend * square


@compiled
def _first(sd: float, one: float, other: float) -> tuple[float, float]:
    """Output and memory as they are after long."""
    own, cross = 0.5, (1 + ROOT) / 4
    return sd * (cross / math.sqrt(own) * one + math.sqrt(1 - cross * cross / own) * other), sd * math.sqrt(own) * one
