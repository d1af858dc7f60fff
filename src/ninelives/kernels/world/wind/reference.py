"""The wind once more, slowly: whole arrays on the array API, for NumPy and torch alike; what tests compare with."""

from __future__ import annotations

import math
from typing import Any

from array_api_compat import array_namespace

from ninelives.kernels.world.wind import dryden as fast
from ninelives.kernels.world.wind import profile
from ninelives.kernels.world.wind import story as tale

Array = Any  # of the library that came in


def share(z: Array) -> Array:
    """As ``profile.share``."""
    xp = array_namespace(z)
    height = xp.clip(z, profile.LOWEST, profile.HIGHEST)
    return xp.log(height / profile.ROUGH) / math.log(profile.REFERENCE / profile.ROUGH)


def story(gust: Array, sd: Array, kicks: Array) -> Array:
    """The gusts (worlds, 3) a tick later, from standard deviations (worlds,) and numbers of variance 1 (worlds, 3)."""
    xp = array_namespace(gust)
    kept = math.exp(-tale.TICK / tale.LASTS)
    upward = xp.asarray([1.0, 1.0, tale.UPWARD], dtype=gust.dtype, device=gust.device)
    return kept * gust + math.sqrt(1 - kept**2) * sd[:, None] * upward * kicks


def scales(z: Array, wind: Array) -> tuple[Array, Array, Array, Array]:
    """As ``dryden.scales``."""
    xp = array_namespace(z)
    feet = xp.clip(z / profile.FOOT, 10.0, 1000.0)
    grown = 0.177 + 0.000823 * feet
    return feet / grown**1.2 * profile.FOOT, 0.1 * wind / grown**0.4, feet * profile.FOOT, 0.1 * wind


def dryden(gust: Array, memory: Array, z: Array, wind: Array, speed: Array, kicks: Array) -> tuple[Array, Array]:
    """Gusts (worlds, 3) along, across and upwards, and their memories (worlds, 3), a tick later.

    Each is ``T x' = A x + B n`` with white noise n. The step is ``x' = exp(A a) x + L k`` with a covariance ``L L^T``
    that is summed here from a thousand pieces, where the kernel has it in closed form.

    Args:
        gust, memory: (worlds, 3) m/s, along and across the wind, upwards.
        z, wind, speed: (worlds,) height, mean wind at 20 ft, speed through the air.
        kicks: (worlds, 5) numbers of variance 1: one along, two across, two upwards.
    """
    xp = array_namespace(gust)
    far, wide, up, high = scales(z, wind)
    passed = fast.TICK * xp.clip(speed, fast.SLOWEST, None)
    kept = xp.exp(-passed / far)
    along = kept * gust[:, 0] + wide * xp.sqrt(1 - kept**2) * kicks[:, 0]
    across, shape = _second(gust[:, 1], memory[:, 1], passed / far, wide, kicks[:, 1], kicks[:, 2])
    upward, form = _second(gust[:, 2], memory[:, 2], passed / up, high, kicks[:, 3], kicks[:, 4])
    return xp.stack([along, across, upward], axis=-1), xp.stack([0 * along, shape, form], axis=-1)


def _second(gust: Array, memory: Array, a: Array, sd: Array, one: Array, other: Array) -> tuple[Array, Array]:
    xp = array_namespace(gust)
    bend = 1 - math.sqrt(3)
    at = (xp.arange(1000, dtype=gust.dtype, device=gust.device) + 0.5) / 1000
    s = a[:, None] * at
    own = xp.exp(-s)
    out = own * (math.sqrt(3) + bend * s)
    flat, cross, both = (a * xp.mean(product, axis=-1) for product in (own * own, own * out, out * out))
    rest = xp.sqrt(both - cross**2 / flat)
    kept = xp.exp(-a)
    moved = kept * (gust + bend * a * memory) + sd * (cross / xp.sqrt(flat) * one + rest * other)
    return moved, kept * memory + sd * xp.sqrt(flat) * one


def spectra(frequency: Array, z: float, wind: float, speed: float) -> Array:
    """Dryden's spectra along, across and upwards, (3, frequencies), m^2/s^2 per rad/s, all power at frequencies over 0.

    Args:
        frequency: rad/s.
        z: height, m.
        wind: mean at 20 ft, m/s.
        speed: through the air, m/s.
    """
    xp = array_namespace(frequency)
    far, wide, up, high = (float(part) for part in scales(xp.asarray(z), xp.asarray(wind)))
    rows = []
    for length, sd, first in ((far, wide, True), (far, wide, False), (up, high, False)):
        square = (length / speed * frequency) ** 2
        shape = 2 / (1 + square) if first else (1 + 3 * square) / (1 + square) ** 2
        rows.append(sd**2 * length / speed / math.pi * shape)
    return xp.stack(rows, axis=0)
