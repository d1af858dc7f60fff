"""Shading: pixels are sorted by the part that they show, and each part's are shaded a few hundred at a time.

All that differs from pixel to pixel lies in one buffer, a row for each quantity, so that the processor takes several
pixels at a time: ``surface`` and ``radiance`` fill the rows.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.lantern import lantern
from ninelives.kernels.world.camera.props import SHINE
from ninelives.kernels.world.camera.radiance import heaven, light
from ninelives.kernels.world.camera.room import LENGTH, RX, RY, RZ, B, G, Paint, R, Scene, T
from ninelives.kernels.world.camera.scene import FENCED, GROUND, SKY
from ninelives.kernels.world.camera.shadow import cast, frame
from ninelives.kernels.world.camera.surface import fields, shadows, texture
from ninelives.kernels.world.compiled import compiled, kernel
from ninelives.kernels.world.garden import Conditions, Garden
from ninelives.kernels.world.light.lighting import lighting
from ninelives.kernels.world.oak.season import density

_1 = np.uint64(1)


@compiled
def sort(found: np.ndarray, order: np.ndarray, starts: np.ndarray) -> None:
    """Write the pixels by the part that they show into ``order``, and where each part's begin into ``starts``."""
    starts[:] = 0
    start = 0
    for at in range(1, len(found) + 1):  # run by run: neighbours often show the same
        if at == len(found) or found[at] != found[start]:
            starts[found[start] + 1] += at - start
            start = at
    parts = len(starts) - 1
    for part in range(parts):
        starts[part + 1] += starts[part]
    now, to = found[0], starts[found[0]]
    for at in range(len(found)):
        if found[at] != now:
            starts[now] = to
            now = found[at]
            to = starts[now]
        order[to] = at
        to += 1
    starts[now] = to
    for part in range(parts, 0, -1):
        starts[part] = starts[part - 1]
    starts[0] = 0


@compiled
def fetch(rays: np.ndarray, depth: np.ndarray, some: np.ndarray, rows: np.ndarray) -> int:
    """Copy the rays and distances of some pixels into their rows, and tell how many there are.

    The last one is there again and again, so that eights come out even.
    """
    x, y, z = rays[0], rays[1], rays[2]
    for at in range(np.uint64(len(some))):
        source = some[at]
        rows[RX + at], rows[RY + at], rows[RZ + at], rows[T + at] = x[source], y[source], z[source], depth[source]
    last = np.uint64(len(some) - 1)
    count = (len(some) + 7) // 8 * 8
    for at in range(last + _1, np.uint64(count)):
        for row in (RX, RY, RZ, T):
            rows[row + at] = rows[row + last]
    return count


@compiled
def put(rows: np.ndarray, some: np.ndarray, colour: np.ndarray) -> None:
    """Copy the radiance of some pixels to where they lie."""
    red, green, blue = colour[0], colour[1], colour[2]
    for at in range(np.uint64(len(some))):
        to = some[at]
        red[to], green[to], blue[to] = rows[R + at], rows[G + at], rows[B + at]


@compiled
def looking(
    lights: np.ndarray, across: np.ndarray, crown: float, middle: float, reach: float, cells: int, aim: np.ndarray
) -> None:
    """Write what shading needs of light and crown into ``aim``, float32 (15,).

    0, 1: the level axis of the shadow square. 2: its half side, m. 3-5: the other axis. 6-8: to the light. 9: cells a
    metre. 10: the last cell. 11: the crown's middle along the other axis, in cells. 12: its height. 13: 1 / radius
    squared. 14: whether the light is above the horizon.
    """
    aim[0], aim[1], aim[2] = across[0, 0], across[0, 1], reach
    aim[3], aim[4], aim[5] = across[1, 0], across[1, 1], across[1, 2]
    aim[6], aim[7], aim[8] = lights[0], lights[1], lights[2]
    aim[9], aim[10] = cells / (2 * reach), cells - 1
    aim[11] = middle * across[1, 2] * aim[9]
    aim[12], aim[13] = middle, 1.0 / (crown * crown)
    aim[14] = 1.0 if lights[2] > 0.0 else 0.0


@kernel
def shade(first: int, cameras: Cameras, garden: Garden, conditions: Conditions, scene: Scene, paint: Paint) -> None:
    """Write the radiance of each pixel of a few pictures into ``paint.colour``.

    Args: as for ``trace.see``, which filled ``scene``.
    """
    lights, aim, rows, order, starts = paint.lights, paint.aim, paint.rows, paint.order, paint.starts
    for picture in range(len(scene.depth)):
        world, eye = cameras.world[first + picture], cameras.position[first + picture]
        parts, width = scene.parts[picture], scene.depth.shape[2]
        lamp = scene.lamps[picture]
        rays, depth = scene.rays[picture].reshape((3, -1)), scene.depth[picture].reshape(-1)
        crown, dense, fog = float(garden.crown[world]), density(conditions.day[world]), conditions.fog[world]
        middle, reach = 1.2 * crown + 0.8, 1.45 * crown
        pixel = 2 * math.tan(0.5 * cameras.field[first + picture]) / width
        lighting(conditions, world, lights)
        frame(lights, paint.across)
        cast(parts, eye, lights, paint.across, reach, middle, dense, paint.square)
        looking(lights, paint.across, crown, middle, reach, len(paint.square), aim)
        sort(scene.found[picture].reshape(-1), order, starts)
        for number in range(len(parts)):
            wall, ground = 1.0 if number == FENCED else 0.0, 1.0 if number == GROUND else 0.0
            for start in range(starts[number], starts[number + 1], LENGTH):
                stop = min(start + LENGTH, starts[number + 1])
                count = fetch(rays, depth, order[start:stop], rows)
                if number == SKY:
                    heaven(lights, aim, fog, rows, count)
                else:
                    texture(parts[number], aim, eye, pixel, scene.salts[picture], rows, count)
                    shadows(paint.square, rows, count)
                    if number == GROUND:
                        fields(eye, 1.0 - dense, rows, count)
                    light(parts[number], lights, aim, eye, wall, ground, dense, fog, rows, count)
                    if lamp[SHINE] > 0.0:
                        lantern(parts[number], lamp, eye, wall, ground, fog, rows, count)
                put(rows, order[start:stop], paint.colour[picture])
