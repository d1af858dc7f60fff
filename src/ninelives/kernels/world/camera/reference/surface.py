"""What surfaces look like, and which of them lie in shadow."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera import scene as made_of
from ninelives.kernels.world.camera import shadow, surface
from ninelives.kernels.world.camera.cast import CELLS
from ninelives.kernels.world.camera.reference.seen import (
    WORD,
    Array,
    View,
    cell,
    device_of,
    dot,
    finished,
    span,
    stirred,
)
from ninelives.kernels.world.garden import FENCE


def textures(seen: View, part: Array, world: Array, depth: Array, pixel: float) -> tuple[Array, Array]:
    """Three fine textures and two coarse ones of each pixel."""
    xp = seen.xp
    xy, z, patch = part[..., made_of.FINE_XY], part[..., made_of.FINE_Z], float(surface._PATCH)
    cosine, sine = float(surface._COSINE), float(surface._SINE)
    u, v = (cosine * world[..., 0] + sine * world[..., 1]) * xy, (cosine * world[..., 1] - sine * world[..., 0]) * xy
    place = xp.stack([u, v, world[..., 2] * z], axis=-1)
    blur = depth * pixel * xy
    one = stirred(cell(seen, place)) ^ seen.salt
    fine = _centred(seen, one, 3) / (1 + blur**2)[..., None]
    smear = float(surface._SMEAR) * xp.stack([fine[..., 1], fine[..., 2], fine[..., 0]], axis=-1)
    two = stirred(cell(seen, place * patch + smear)) ^ seen.salt
    return fine, _centred(seen, two, 2) / (1 + (blur * patch) ** 2)[..., None]


def _centred(seen: View, word: Array, count: int) -> Array:
    xp = seen.xp
    return xp.stack([xp.astype(word >> 8 * n & 255, seen.eye.dtype) / 255 - 0.5 for n in range(count)], axis=-1)


def outside(seen: View, world: Array, coarse: Array, g1: Array, ground: Array) -> tuple[Array, Array]:
    """Fields beyond the fence and leaves under the tree: both colour the ground alone."""
    xp = seen.xp
    cosine, sine, size = float(surface._COSINE), float(surface._SINE), float(surface._FIELD)
    x, y = world[..., 0], world[..., 1]
    u, v = (cosine * x + sine * y) * size, (cosine * y - sine * x) * size * 0.7
    one = _centred(seen, stirred(cell(seen, xp.stack([u, v, 0 * u], axis=-1))), 2)
    pu, pv = u - xp.floor(u), v - xp.floor(v)
    hedge = xp.maximum(xp.maximum(pu, 1 - pu), xp.maximum(pv, 1 - pv)) > 0.97
    beyond = xp.maximum(xp.abs(x), xp.abs(y)) > FENCE
    f2, g3 = coarse[..., 0], coarse[..., 1]
    tone = xp.where(hedge, -0.9, 1.1 * one[..., 0] + 0.3 * f2)
    hue = xp.where(hedge, 0.0, 2 * one[..., 1])
    hue = xp.where(beyond, hue, g3)
    near = xp.clip(1 - (x * x + y * y) * float(surface._LITTERED), 0.0, 1.0)
    fallen = xp.clip((g1 + 0.6 * (1 - seen.dense) * near - float(surface._BARE)) * 3, 0.0, 1.0)
    hue = hue + fallen * float(surface._RUST)
    return xp.where(ground & beyond, tone, f2), xp.where(ground, hue, g3)


def shadow_square(seen: View) -> tuple[Array, Array]:
    """How far towards the light the tree comes at each cell across it, and the square's two axes."""
    xp, part = seen.xp, seen.parts
    axes = np.empty((2, 3))
    shadow.frame(np.asarray([float(n) for n in seen.lights]), axes)
    across = xp.asarray(axes, device=device_of(seen))
    middle, reach = 1.2 * seen.crown + 0.8, 1.45 * seen.crown
    step = 2 * reach / CELLS
    place = (span(seen, CELLS) + 0.5) * step - reach
    square = xp.zeros((CELLS, CELLS), dtype=seen.eye.dtype, device=device_of(seen)) - 1e9
    cells = xp.reshape(xp.arange(CELLS * CELLS, device=device_of(seen)), (CELLS, CELLS))
    keep = int(255 * seen.dense)
    sink = xp.asarray([0.0, 0.0, middle], device=device_of(seen))
    for number in range(made_of.LEAF, seen.parts.shape[0]):
        start, along = part[number, :3] + seen.eye - sink, part[number, 3:6]
        if number >= made_of.PARTS and float(part[number, 7]) < shadow.THIN * step:
            continue
        thick = max(float(part[number, 7]), 0.6 * step) if float(part[number, 7]) > 0 else 0.0
        u, v = place[None, :] - xp.sum(start * across[0]), place[:, None] - xp.sum(start * across[1])
        bu, bv = xp.sum(along * across[0]), xp.sum(along * across[1])
        long = float(bu * bu + bv * bv)
        share = xp.clip((u * bu + v * bv) / max(long, 1e-9), 0.0, 1.0)
        left = thick**2 - (u - share * bu) ** 2 - (v - share * bv) ** 2
        gap = finished((cells + number * 7919) & WORD) & 255
        up = xp.sum(start * seen.lights[:3]) + share * xp.sum(along * seen.lights[:3])
        up = up + xp.sqrt(xp.where(left > 0, left, 0.0))
        solid = (left > 0) & (thick > 0) & ((gap < keep) | (number >= made_of.BRANCH))
        square = xp.where(solid & (up > square), up, square)
    return square, across


def shaded(seen: View, world: Array, g1: Array, g2: Array) -> Array:
    """Whether the tree stands between a pixel's place and the light."""
    xp = seen.xp
    square, across = shadow_square(seen)
    middle, reach = 1.2 * seen.crown + 0.8, 1.45 * seen.crown
    place = world - xp.asarray([0.0, 0.0, middle], device=device_of(seen))
    u = (dot(seen, place, across[0]) + reach) * CELLS / (2 * reach) + g1
    v = (dot(seen, place, across[1]) + reach) * CELLS / (2 * reach) + g2
    inside = (u > 0) & (v > 0) & (u < CELLS - 1) & (v < CELLS - 1)
    cell = xp.floor(xp.where(inside, v, 0.0)) * CELLS + xp.floor(xp.where(inside, u, 0.0))
    high = xp.take(xp.reshape(square, (-1,)), xp.reshape(xp.astype(cell, xp.int64), (-1,)), axis=0)
    return inside & (xp.reshape(high, u.shape) >= dot(seen, place, seen.lights[:3]) + float(surface._BIAS))
