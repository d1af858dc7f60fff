"""A slow ray caster that a reader can trust: every ray against every part, in double precision.

Whole arrays by the array API, so that it runs on NumPy and on torch, where there is one on CUDA. Of the fast one it
shares what a scene is made of (``scene.build``), its light (``lighting``) and the constants; no loop over pixels.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from ninelives.kernels.world.camera import radiance as air
from ninelives.kernels.world.camera import record, room, shadow, surface, trace
from ninelives.kernels.world.camera import scene as made_of
from ninelives.kernels.world.camera.cameras import Cameras, Sensor, basis
from ninelives.kernels.world.camera.cast import CELLS
from ninelives.kernels.world.camera.props import Props, put
from ninelives.kernels.world.camera.texture import X, Y, Z
from ninelives.kernels.world.cat.body import PIECES, turn
from ninelives.kernels.world.chance import Stream, bits
from ninelives.kernels.world.garden import FENCE, FENCE_HEIGHT, Conditions, Doubles, Garden
from ninelives.kernels.world.light.lighting import FOG_HIGH, LIGHTS, lighting
from ninelives.kernels.world.oak.season import density

Array = Any  # of NumPy or of torch
_WORD = 2**32 - 1


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
    salt = int(crown * trace.SALT)
    noise = int(bits(np.uint64(seed), int(Stream.SENSOR), frame)) & _WORD
    field, sensor = float(cameras.field[at]), int(cameras.sensor[at])
    return View(xp, parts, lights, axes, eye, field, crown, density(day), conditions.fog[i], salt, noise, sensor)


def picture(seen: View, height: int, width: int) -> Array:
    """The bytes that one camera records, uint8 (height, width, 3)."""
    rays = directions(seen, height, width)
    depth, found = first(seen, rays)
    return bytes_of(seen, radiance(seen, rays, depth, found, 2 * math.tan(seen.field / 2) / width))


def directions(seen: View, height: int, width: int) -> Array:
    """Unit vectors of the pixels' rays in the world, (height, width, 3)."""
    xp, wide = seen.xp, math.tan(seen.field / 2)
    u = wide * (1 - 2 * (_range(seen, width) + 0.5) / width)
    v = wide * height / width * (1 - 2 * (_range(seen, height) + 0.5) / height)
    rays = seen.axes[0] + u[None, :, None] * seen.axes[1] + v[:, None, None] * seen.axes[2]
    return rays / xp.sqrt(xp.sum(rays * rays, axis=-1))[..., None]


def _range(seen: View, count: int) -> Array:
    return seen.xp.astype(seen.xp.arange(count, device=_device(seen)), seen.eye.dtype)


def _device(seen: View) -> Any:
    from array_api_compat import device

    return device(seen.eye)


def _dot(seen: View, a: Array, b: Array) -> Array:
    return seen.xp.sum(a * b, axis=-1)


def first(seen: View, rays: Array) -> tuple[Array, Array]:
    """Distance of what each ray meets first, m, and its part's number."""
    xp = seen.xp
    depth, found = _outdoors(seen, rays)
    for number in range(made_of.LEAF, seen.parts.shape[0]):
        part = seen.parts[number]
        if float(part[7]) > 0:
            meets = _ball if number < made_of.BRANCH else _rod
            distance = meets(seen, rays, part)
            nearer = distance < depth
            depth, found = xp.where(nearer, distance, depth), xp.where(nearer, number, found)
    return depth, found


def _outdoors(seen: View, rays: Array) -> tuple[Array, Array]:
    """The ground, the fence where the ray enters or leaves the garden, and else the sky."""
    xp = seen.xp
    far = float(trace.FAR)
    level = rays[..., 2]
    ground = xp.where(level < 0, -seen.eye[2] / xp.where(level < 0, level, -1.0), far)
    flat = xp.where(xp.abs(rays[..., :2]) > 1e-12, rays[..., :2], 1e-12)
    low, high = (-FENCE - seen.eye[:2]) / flat, (FENCE - seen.eye[:2]) / flat
    enter = xp.max(xp.minimum(low, high), axis=-1)
    leave = xp.min(xp.maximum(low, high), axis=-1)
    fence = xp.where(_board(seen, rays, leave), leave, far)
    fence = xp.where(_board(seen, rays, enter), enter, fence)
    fence = xp.where(enter < leave, fence, far)
    found = xp.where(ground < far, made_of.GROUND, made_of.SKY)
    return xp.minimum(ground, fence), xp.where(fence < ground, made_of.FENCED, found)


def _board(seen: View, rays: Array, t: Array) -> Array:
    at = seen.eye + t[..., None] * rays
    share = (at[..., 0] + at[..., 1]) * float(trace._PLANKS)
    upright = (at[..., 2] > 0) & (at[..., 2] < FENCE_HEIGHT)
    gap = (share - seen.xp.floor(share) <= float(trace._GAP)) & (t <= float(trace._CLOSED))
    return (t > trace.NEAR) & upright & ~gap


def _ball(seen: View, rays: Array, part: Array) -> Array:
    """Where a ray meets a leaf of a sphere; far away where it meets none."""
    xp, far, square = seen.xp, float(trace.FAR), part[7] ** 2
    near = _dot(seen, rays, part[:3])
    aside = near[..., None] * rays - part[:3]
    apart = _dot(seen, aside, aside) / square
    half = xp.sqrt(xp.where(apart < 1, (1 - apart) * square, 0.0))
    where = xp.where(near - half > trace.NEAR, near - half, near + half)
    at = seen.eye + where[..., None] * rays
    sheared = at + float(trace._SHEAR) * xp.stack([at[..., 2], at[..., 0], at[..., 1]], axis=-1)
    word = _cell(seen, sheared * float(trace._CELLS) + float(trace._POSITIVE)) ^ seen.salt
    word = (word ^ (word >> 15)) * int(X) & _WORD
    rare = xp.where(apart > float(trace._RAGGED), apart - float(trace._RAGGED), 0.0)
    keep = trace.DENSE * seen.dense * (1 - rare**2 * float(trace._SQUARED))
    leaf = xp.astype(word >> 24, keep.dtype) / 255 < keep
    return xp.where((apart < 1) & leaf & (where > trace.NEAR), where, far)


def _cell(seen: View, at: Array) -> Array:
    """The unfinished hash of the unit cube of a point, 32 bits in an int64."""
    xp = seen.xp
    whole = xp.astype(xp.floor(at), xp.int64) & _WORD
    words = [whole[..., axis] * int(by) & _WORD for axis, by in enumerate((X, Y, Z))]
    return words[0] ^ words[1] ^ words[2]


def _stirred(word: Array) -> Array:
    word = (word ^ (word >> 15)) * 0x85EBCA6B & _WORD
    return word ^ (word >> 13)


def _finished(word: Array) -> Array:
    word = _stirred(word) * int(X) & _WORD
    return word ^ (word >> 15)


def _rod(seen: View, rays: Array, part: Array) -> Array:
    """Where a ray meets a capsule: its body between the ends, or the nearer of the two balls."""
    xp, far = seen.xp, float(trace.FAR)
    start, along, radius = part[:3], part[3:6], part[7]
    long = xp.sum(along * along)
    axis = along / xp.sqrt(long)
    ray_on, start_on = _dot(seen, rays, axis), -_dot(seen, start, axis)
    flat, origin = rays - ray_on[..., None] * axis, -start - start_on * axis
    a = xp.sum(flat * flat, axis=-1)
    b, c = _dot(seen, flat, origin), xp.sum(origin * origin) - radius**2
    inside = b * b - a * c
    t = (-b - xp.sqrt(xp.where(inside > 0, inside, 0.0))) / xp.where(a > 1e-15, a, 1e-15)
    share = start_on + t * ray_on
    body = (inside >= 0) & (share > 0) & (share * share < long)
    best = xp.where(body & (t > trace.NEAR), t, far)
    for end in (start, start + along):
        near = _dot(seen, rays, end)
        disc = near**2 - xp.sum(end * end) + radius**2
        t = near - xp.sqrt(xp.where(disc > 0, disc, 0.0))
        best = xp.where((disc >= 0) & (t > trace.NEAR) & (t < best), t, best)
    return best


def shadow_square(seen: View) -> tuple[Array, Array]:
    """How far towards the light the tree comes at each cell across it, and the square's two axes."""
    xp, part = seen.xp, seen.parts
    axes = np.empty((2, 3))
    shadow.frame(np.asarray([float(n) for n in seen.lights]), axes)
    across = xp.asarray(axes, device=_device(seen))
    middle, reach = 1.2 * seen.crown + 0.8, 1.45 * seen.crown
    step = 2 * reach / CELLS
    place = (_range(seen, CELLS) + 0.5) * step - reach
    square = xp.zeros((CELLS, CELLS), dtype=seen.eye.dtype, device=_device(seen)) - 1e9
    cells = xp.reshape(xp.arange(CELLS * CELLS, device=_device(seen)), (CELLS, CELLS))
    keep = int(255 * seen.dense)
    sink = xp.asarray([0.0, 0.0, middle], device=_device(seen))
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
        gap = _finished((cells + number * 7919) & _WORD) & 255
        up = xp.sum(start * seen.lights[:3]) + share * xp.sum(along * seen.lights[:3])
        up = up + xp.sqrt(xp.where(left > 0, left, 0.0))
        solid = (left > 0) & (thick > 0) & ((gap < keep) | (number >= made_of.BRANCH))
        square = xp.where(solid & (up > square), up, square)
    return square, across


def radiance(seen: View, rays: Array, depth: Array, found: Array, pixel: float) -> Array:
    """Radiance of each pixel, lx of a white surface, (height, width, 3)."""
    xp = seen.xp
    part = xp.reshape(xp.take(seen.parts, xp.reshape(found, (-1,)), axis=0), (*found.shape, made_of.COLUMNS))
    at = depth[..., None] * rays
    world = at + seen.eye
    fine, coarse = _textures(seen, part, world, depth, pixel)
    f1, g1, g2 = (fine[..., n] for n in range(3))
    solid = found >= made_of.LEAF
    ground, wall = found == made_of.GROUND, found == made_of.FENCED
    f2, g3 = _outside(seen, world, coarse, g1, ground)
    share = _dot(seen, at - part[..., :3], part[..., 3:6]) * part[..., 6]
    axis = part[..., :3] + xp.clip(share, 0.0, 1.0)[..., None] * part[..., 3:6]
    up = xp.asarray([0.0, 0.0, 1.0], device=_device(seen))
    level = xp.astype(ground, rays.dtype)[..., None] * up
    facing = xp.asarray([-1.0, -1.0, 0.0], device=_device(seen)) * rays
    normal = xp.where(solid[..., None], (at - axis) * part[..., 8:9], xp.where(wall[..., None], facing, level))
    normal = normal + part[..., made_of.ROUGH][..., None] * xp.stack([g1, g2, f1], axis=-1)
    lit = xp.where(_shaded(seen, world, g1, g2), 0.0, 1.0) * (1.0 if float(seen.lights[2]) > 0 else 0.0)
    bend = part[..., made_of.WRAP]
    key = lit * xp.clip((_dot(seen, normal, seen.lights[:3]) + bend) / (1 + bend), 0.0, 1e9)
    light = key[..., None] * seen.lights[3:6] + _sky(seen, world, normal, ground)[..., None] * seen.lights[6:9]
    light = light + _lamp(seen, part, rays, normal, depth)[..., None]
    tone = (1 + part[..., made_of.FINE] * f1) * (1 + part[..., made_of.COARSE] * f2)
    hue = 1 + part[..., made_of.HUE] * (g3 + g1)
    colour = part[..., made_of.COLOUR : made_of.COLOUR + 3] * tone[..., None]
    body = xp.stack([colour[..., 0] * hue, colour[..., 1], colour[..., 2]], axis=-1) * light
    return xp.where((found == made_of.SKY)[..., None], _heaven(seen, rays), _air(seen, rays, world, depth, body))


def _textures(seen: View, part: Array, world: Array, depth: Array, pixel: float) -> tuple[Array, Array]:
    xp = seen.xp
    xy, z, patch = part[..., made_of.FINE_XY], part[..., made_of.FINE_Z], float(surface._PATCH)
    cosine, sine = float(surface._COSINE), float(surface._SINE)
    u, v = (cosine * world[..., 0] + sine * world[..., 1]) * xy, (cosine * world[..., 1] - sine * world[..., 0]) * xy
    place = xp.stack([u, v, world[..., 2] * z], axis=-1)
    blur = depth * pixel * xy
    one = _stirred(_cell(seen, place)) ^ seen.salt
    fine = _bytes(seen, one, 3) / (1 + blur**2)[..., None]
    smear = float(surface._SMEAR) * xp.stack([fine[..., 1], fine[..., 2], fine[..., 0]], axis=-1)
    two = _stirred(_cell(seen, place * patch + smear)) ^ seen.salt
    return fine, _bytes(seen, two, 2) / (1 + (blur * patch) ** 2)[..., None]


def _bytes(seen: View, word: Array, count: int) -> Array:
    xp = seen.xp
    return xp.stack([xp.astype(word >> 8 * n & 255, seen.eye.dtype) / 255 - 0.5 for n in range(count)], axis=-1)


def _outside(seen: View, world: Array, coarse: Array, g1: Array, ground: Array) -> tuple[Array, Array]:
    """Fields beyond the fence and leaves under the tree: both colour the ground alone."""
    xp = seen.xp
    cosine, sine, size = float(surface._COSINE), float(surface._SINE), float(surface._FIELD)
    x, y = world[..., 0], world[..., 1]
    u, v = (cosine * x + sine * y) * size, (cosine * y - sine * x) * size * 0.7
    one = _bytes(seen, _stirred(_cell(seen, xp.stack([u, v, 0 * u], axis=-1))), 2)
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


def _shaded(seen: View, world: Array, g1: Array, g2: Array) -> Array:
    xp = seen.xp
    square, across = shadow_square(seen)
    middle, reach = 1.2 * seen.crown + 0.8, 1.45 * seen.crown
    place = world - xp.asarray([0.0, 0.0, middle], device=_device(seen))
    u = (_dot(seen, place, across[0]) + reach) * CELLS / (2 * reach) + g1
    v = (_dot(seen, place, across[1]) + reach) * CELLS / (2 * reach) + g2
    inside = (u > 0) & (v > 0) & (u < CELLS - 1) & (v < CELLS - 1)
    cell = xp.floor(xp.where(inside, v, 0.0)) * CELLS + xp.floor(xp.where(inside, u, 0.0))
    high = xp.take(xp.reshape(square, (-1,)), xp.reshape(xp.astype(cell, xp.int64), (-1,)), axis=0)
    return inside & (xp.reshape(high, u.shape) >= _dot(seen, place, seen.lights[:3]) + float(surface._BIAS))


def _sky(seen: View, world: Array, normal: Array, ground: Array) -> Array:
    xp, square = seen.xp, seen.crown**2
    q = (world[..., 0] ** 2 + world[..., 1] ** 2) / square
    deep = xp.clip(q + (world[..., 2] - 1.2 * seen.crown - 0.8) ** 2 / square, 0.0, 1.0)
    shut = seen.dense * xp.where(ground, float(air._UNDER) / (1 + q * q), (1 - deep) * float(air._INSIDE))
    return xp.clip(float(air._SIDE) + float(air._LEVEL) * normal[..., 2], 0.0, 1e9) * (1 - shut)


def _lamp(seen: View, part: Array, rays: Array, normal: Array, depth: Array) -> Array:
    face = seen.xp.clip(-_dot(seen, normal, rays), 0.0, 1e9)
    bounce = float(air._BOUNCE)
    glow = 1 + part[..., made_of.GLOW]
    return seen.lights[15] * glow * (bounce + (1 - bounce) * face) / seen.xp.clip(depth**2, float(air._NEAREST), 1e30)


def _air(seen: View, rays: Array, world: Array, depth: Array, body: Array) -> Array:
    """What fog and haze leave of a body's light, and what they add."""
    xp, high = seen.xp, float(seen.eye[2])
    low = (FOG_HIGH - world[..., 2]) / xp.clip(high - world[..., 2], 1.0, 1e9)
    path = depth * low if high > FOG_HIGH else depth
    clear = xp.exp(-xp.clip((seen.fog + air.CLEAR) * path, 0.0, 64.0))[..., None]
    toward = xp.clip(_dot(seen, rays, seen.lights[:3]), 0.0, 1.0) ** 8 * float(air._VEIL) * _up(seen)
    haze = seen.lights[12:15] + seen.lights[3:6] * toward[..., None]
    return haze + (body - haze) * clear


def _up(seen: View) -> float:
    return 1.0 if float(seen.lights[2]) > 0 else 0.0


def _heaven(seen: View, rays: Array) -> Array:
    xp = seen.xp
    level = xp.clip(rays[..., 2], 0.01, 1.0)
    wide = xp.clip(_dot(seen, rays, seen.lights[:3]), 0.0, 1.0) ** 8
    thickness = FOG_HIGH * (seen.fog + air.CLEAR) / level
    clear = xp.exp(-xp.clip(thickness, 0.0, 64.0))
    veil = _up(seen) * (float(air._VEIL) * wide + float(air._DISC) * wide**64 * clear)
    share = ((1 - (1 - level) ** 4) * clear)[..., None]
    return seen.lights[12:15] + (seen.lights[9:12] - seen.lights[12:15]) * share + seen.lights[3:6] * veil[..., None]


def bytes_of(seen: View, light: Array) -> Array:
    """Exposure, noise and gamma."""
    xp, full, read = seen.xp, record.FULL[seen.sensor], record.READ[seen.sensor]
    if grey := seen.sensor in (Sensor.FILM, Sensor.MONO):
        one = sum(light[..., n] * float(by) for n, by in enumerate((record._RED, record._GREEN, record._BLUE)))
        light = xp.stack([one, one, one], axis=-1)
    scale = record.LEVEL / math.sqrt(float(xp.mean(light**2)) + 1e-12)
    longest = record.ELECTRONS / full
    gain = min(max(scale / longest, 1.0), record.GAIN)
    value = light * min(scale, longest * gain)
    spread = xp.sqrt(value * gain / full + (gain * read / full) ** 2)
    number = xp.reshape(xp.arange(math.prod(light.shape), device=_device(seen)), light.shape)
    if grey:
        number = number // 3 * 3
    word = _finished((number * int(record._STEP) + seen.noise) & _WORD)
    four = sum(xp.astype(word >> 8 * n & 255, value.dtype) for n in range(4))
    value = value + (four - float(record._MEAN)) * float(record._SCALE) * spread
    return xp.astype(xp.floor(xp.sqrt(xp.clip(value, 0.0, 1.0)) * 255 + 0.5), xp.uint8)
