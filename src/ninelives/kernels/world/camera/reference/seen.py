"""What one camera sees, as arrays of one library, and what all other rooms reckon with."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from ninelives.kernels.world.camera import room
from ninelives.kernels.world.camera import scene as made_of
from ninelives.kernels.world.camera.cameras import Cameras, basis
from ninelives.kernels.world.camera.props import Props, put
from ninelives.kernels.world.camera.texture import X, Y, Z
from ninelives.kernels.world.cat.body import PIECES, turn
from ninelives.kernels.world.chance import Stream, bits
from ninelives.kernels.world.garden import Conditions, Doubles, Garden
from ninelives.kernels.world.light.lighting import LIGHTS, lighting
from ninelives.kernels.world.oak.season import density

Array = Any  # of NumPy or of torch
WORD = 2**32 - 1


class View(NamedTuple):
    """What one camera sees, as arrays of one library ``xp``."""

    xp: Any
    parts: Array  # (PARTS and props, COLUMNS)
    lights: Array  # (LIGHTS,)
    axes: Array  # (3, 3)
    eye: Array  # (3,)
    field: float
    crown: float
    dense: float
    fog: float
    salt: int
    noise: int
    sensor: int


def view(
    at: int, cameras: Cameras, garden: Garden, conditions: Conditions, seed: int, frame: int, like: Array, *,
    props: Props | None = None,
) -> View:  # fmt: skip
    """Row ``at`` of ``cameras``, and of ``props``, as arrays of the library, and on the device, of ``like``."""
    from array_api_compat import array_namespace, device

    xp, i = array_namespace(like), int(cameras.world[at])
    more = props.parts.shape[1] if props else 0
    scene, lights = room.scene(1, 1, 1, more), np.empty(LIGHTS, np.float32)
    parts = scene.parts[0]
    axes: Doubles = np.empty((3, 3))
    day = int(conditions.day[i])
    turned = turn(np.uint64(seed), cameras.time[at])
    basis(cameras, at, axes)
    if props:
        put(Props(props.parts[at:], props.lamps[at:]), 0, cameras.position[at:], scene)
    made_of.build(garden, i, day, turned, cameras.position[at], np.empty((PIECES, 7)), parts)
    lighting(conditions, i, lights)
    arrays = (parts, lights, axes, cameras.position[at])
    parts, lights, axes, eye = (xp.asarray(a.astype(float), device=device(like)) for a in arrays)
    crown = float(garden.crown[i])
    salt = int(bits(np.uint64(seed), int(Stream.GROUND), 0)) & WORD
    noise = int(bits(np.uint64(seed), int(Stream.SENSOR), frame)) & WORD
    field, sensor = float(cameras.field[at]), int(cameras.sensor[at])
    return View(xp, parts, lights, axes, eye, field, crown, density(day), conditions.fog[i], salt, noise, sensor)


def directions(seen: View, height: int, width: int) -> Array:
    """Unit vectors of the pixels' rays in the world, (height, width, 3)."""
    xp, wide = seen.xp, math.tan(seen.field / 2)
    u = wide * (1 - 2 * (span(seen, width) + 0.5) / width)
    v = wide * height / width * (1 - 2 * (span(seen, height) + 0.5) / height)
    rays = seen.axes[0] + u[None, :, None] * seen.axes[1] + v[:, None, None] * seen.axes[2]
    return rays / xp.sqrt(xp.sum(rays * rays, axis=-1))[..., None]


def span(seen: View, count: int) -> Array:
    """The numbers from 0 on."""
    return seen.xp.astype(seen.xp.arange(count, device=device_of(seen)), seen.eye.dtype)


def device_of(seen: View) -> Any:
    """Where its arrays lie."""
    from array_api_compat import device

    return device(seen.eye)


def dot(seen: View, a: Array, b: Array) -> Array:
    """Of the last axis."""
    return seen.xp.sum(a * b, axis=-1)


def cell(seen: View, at: Array) -> Array:
    """The unfinished hash of the unit cube of a point, 32 bits in an int64."""
    xp = seen.xp
    whole = xp.astype(xp.floor(at), xp.int64) & WORD
    words = [whole[..., axis] * int(by) & WORD for axis, by in enumerate((X, Y, Z))]
    return words[0] ^ words[1] ^ words[2]


def stirred(word: Array) -> Array:
    """One round of the finish."""
    word = (word ^ (word >> 15)) * 0x85EBCA6B & WORD
    return word ^ (word >> 13)


def finished(word: Array) -> Array:
    """Both rounds: neighbours have nothing in common."""
    word = stirred(word) * int(X) & WORD
    return word ^ (word >> 15)
