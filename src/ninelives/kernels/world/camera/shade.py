"""The light that comes from what each pixel shows: sun or moon with shadows, sky, lamp, fog.

Pixels are sorted by the part that they show, and each part's are shaded in rows of a few hundred: all that differs from
pixel to pixel lies in one buffer, row after row, so that the processor takes several pixels at a time.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras
from ninelives.kernels.world.camera.room import LENGTH, ROWS, Paint, Scene
from ninelives.kernels.world.camera.scene import (
    COARSE,
    COLOUR,
    FENCED,
    FINE,
    FINE_XY,
    FINE_Z,
    GLOW,
    GROUND,
    HUE,
    PARTS,
    ROUGH,
    SKY,
    WRAP,
)
from ninelives.kernels.world.camera.shadow import cast, frame
from ninelives.kernels.world.camera.texture import BYTE, cell
from ninelives.kernels.world.camera.trace import SALT
from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.garden import FENCE, Conditions, Garden
from ninelives.kernels.world.light.lighting import lighting
from ninelives.kernels.world.oak.season import density

CLEAR = 2e-4  # extinction of air without fog, 1/m: one sees 20 km (Koschmieder's 3.9 / 20 km)
FOG_HIGH = 60.0  # m: fog lies on the ground; chosen
# rows: ray (3), distance, shadow cell, height towards the light, textures (5), highest towards the light, colour (3)
_RX, _RY, _RZ, _T, _AT, _UP, _F1, _G1, _G2, _F2, _G3, _HIGH, _R, _G, _B = (
    np.uint64(LENGTH * row) for row in range(ROWS)
)
_0, _1, _2, _HALF, _BYTE = np.float32(0.0), np.float32(1.0), np.float32(2.0), np.float32(0.5), np.float32(1 / 255)
_PATCH, _SMEAR = np.float32(0.19), np.float32(0.55)  # coarse cells to a fine one; how far their edges are smeared
_FIELD, _FENCE = np.float32(1 / 53.0), np.float32(FENCE)  # fields to a metre beyond the fence
# leaves lie within 4.5 m of the trunk, half of them where they are densest, and are this much redder; chosen
_LITTERED, _BARE, _3, _RUST = np.float32(1 / 4.5**2), np.float32(0.3), np.float32(3.0), np.float32(2.6)
_8, _16 = np.uint32(8), np.uint32(16)
_BIAS = np.float32(0.12)  # m: a surface does not shadow itself
_COSINE, _SINE = np.float32(0.96), np.float32(0.28)  # textures are turned against the fence
_UNDER, _INSIDE = np.float32(0.45), np.float32(0.62)  # what a crown in full leaf takes of the sky; chosen
_SIDE, _LEVEL = np.float32(0.6), np.float32(0.4)  # of the sky's light, on a wall and on top of it as well; chosen
_BOUNCE = np.float32(0.15)  # share of the lamp's light that does not mind the angle; chosen
_NEAREST = np.float32(0.04)  # m^2: no surface is nearer to the lamp
_VEIL, _DISC = np.float32(0.02), np.float32(0.3)  # brightness around the sun; chosen


@compiled
def sort(found: np.ndarray, order: np.ndarray, starts: np.ndarray) -> None:
    """Write the pixels by the part that they show into ``order``, and where each part's begin into ``starts``."""
    starts[:] = 0
    for at in range(len(found)):
        starts[found[at] + 1] += 1
    for part in range(PARTS):
        starts[part + 1] += starts[part]
    for at in range(len(found)):
        order[starts[found[at]]] = at
        starts[found[at]] += 1
    for part in range(PARTS, 0, -1):
        starts[part] = starts[part - 1]
    starts[0] = 0


@compiled
def texture(
    part: np.ndarray, aim: np.ndarray, eye: np.ndarray, pixel: float, salt: np.uint32, rows: np.ndarray, count: int
) -> None:
    """Write textures, and the place in the shadow square, of ``count`` pixels of a part into their rows."""
    ex, ey, ez = np.float32(eye[0]), np.float32(eye[1]), np.float32(eye[2])
    xy, z, width = part[FINE_XY], part[FINE_Z], np.float32(pixel) * part[FINE_XY]
    cells, last = aim[9], aim[10]
    for at in range(np.uint64(count)):
        t = rows[_T + at]
        wx, wy, wz = t * rows[_RX + at] + ex, t * rows[_RY + at] + ey, t * rows[_RZ + at] + ez
        tu, tv, tw = (_COSINE * wx + _SINE * wy) * xy, (_COSINE * wy - _SINE * wx) * xy, wz * z
        one = np.uint32(cell(tu, tv, tw) ^ salt)
        blur = t * width
        fade = _1 / (_1 + blur * blur)
        f1, g1 = (_centred(one) * fade), _centred(one >> _8) * fade
        g2 = _centred(one >> _16) * fade
        two = np.uint32(cell(tu * _PATCH + g1 * _SMEAR, tv * _PATCH + g2 * _SMEAR, tw * _PATCH + f1 * _SMEAR) ^ salt)
        rows[_F1 + at], rows[_G1 + at], rows[_G2 + at] = f1, g1, g2
        blur *= _PATCH
        fade = _1 / (_1 + blur * blur)
        rows[_F2 + at], rows[_G3 + at] = _centred(two) * fade, _centred(two >> _8) * fade
        u = (wx * aim[0] + wy * aim[1] + aim[2]) * cells + g1
        v = (wx * aim[3] + wy * aim[4] + wz * aim[5] + aim[2]) * cells + g2 - aim[11]
        inside = (u > _0) & (v > _0) & (u < last) & (v < last)
        rows[_AT + at] = np.floor(v) * (last + _1) + np.floor(u) if inside else -_1
        rows[_UP + at] = wx * aim[6] + wy * aim[7] + (wz - aim[12]) * aim[8] + _BIAS


@inlined
def _centred(bits: np.uint32) -> np.float32:
    """A byte as a number in [-.5, .5]."""
    return np.float32(np.uint32(bits) & BYTE) * _BYTE - _HALF


@compiled
def shadows(square: np.ndarray, rows: np.ndarray, count: int) -> None:
    """Look each pixel's place up in the shadow square."""
    flat = square.reshape(-1)
    for at in range(count):
        place = int(rows[_AT + np.uint64(at)])
        rows[_HIGH + np.uint64(at)] = flat[place] if place >= 0 else np.float32(-1e9)


@compiled
def fields(eye: np.ndarray, dry: float, rows: np.ndarray, count: int) -> None:
    """Beyond the fence the grass becomes fields with hedges; under a bare tree lie leaves."""
    ex, ey, litter = np.float32(eye[0]), np.float32(eye[1]), np.float32(0.6 * dry)
    for at in range(np.uint64(count)):
        t = rows[_T + at]
        wx, wy = t * rows[_RX + at] + ex, t * rows[_RY + at] + ey
        beyond = max(abs(wx), abs(wy)) > _FENCE
        u, v = (_COSINE * wx + _SINE * wy) * _FIELD, (_COSINE * wy - _SINE * wx) * _FIELD * np.float32(0.7)
        one = cell(u, v, _0)
        pu, pv = u - np.floor(u), v - np.floor(v)
        hedge = max(pu, _1 - pu, pv, _1 - pv) > np.float32(0.97)
        tone, hue = _centred(one) * np.float32(1.1), _centred(one >> _8) * _2
        rows[_F2 + at] = (
            (np.float32(-0.9) if hedge else tone + rows[_F2 + at] * np.float32(0.3)) if beyond else rows[_F2 + at]
        )
        rows[_G3 + at] = (_0 if hedge else hue) if beyond else rows[_G3 + at]
        near = max(_1 - (wx * wx + wy * wy) * _LITTERED, _0)
        fallen = min(max((rows[_G1 + at] + litter * near - _BARE) * _3, _0), _1)
        rows[_G3 + at] += fallen * _RUST


@compiled
def light(
    part: np.ndarray, lights: np.ndarray, aim: np.ndarray, eye: np.ndarray, board: float, ground: float,
    dense: float, fog: float, rows: np.ndarray, count: int,
) -> None:  # fmt: skip
    """Write the radiance of ``count`` pixels of a part into their rows.

    Args:
        board: 1 where the part is the fence, which faces whoever looks at it; else 0.
        ground: 1 where it is the ground; else 0.
    """
    ex, ey, ez = np.float32(eye[0]), np.float32(eye[1]), np.float32(eye[2])
    ax, ay, az, tx, ty, tz, over, inverse = part[0], part[1], part[2], part[3], part[4], part[5], part[6], part[8]
    rough, bend, glow = part[ROUGH], part[WRAP], _1 + part[GLOW]
    wall, level = np.float32(board), np.float32(ground)
    middle, square, lit, leafy = aim[12], aim[13], aim[14], np.float32(dense)
    high, thin = np.float32(FOG_HIGH), np.float32((fog + CLEAR) / 16)
    above = _1 if ez > high else _0
    for at in range(np.uint64(count)):
        dx, dy, dz, t = rows[_RX + at], rows[_RY + at], rows[_RZ + at], rows[_T + at]
        f1, g1, g2, f2, g3 = rows[_F1 + at], rows[_G1 + at], rows[_G2 + at], rows[_F2 + at], rows[_G3 + at]
        x, y, z = t * dx, t * dy, t * dz
        wx, wy, wz = x + ex, y + ey, z + ez
        rx, ry, rz = x - ax, y - ay, z - az
        share = min(max((rx * tx + ry * ty + rz * tz) * over, _0), _1)
        nx = (rx - share * tx) * inverse - wall * dx + rough * g1
        ny = (ry - share * ty) * inverse - wall * dy + rough * g2
        nz = (rz - share * tz) * inverse + level + rough * f1
        tone = (_1 + part[FINE] * f1) * (_1 + part[COARSE] * f2)
        hue = _1 + part[HUE] * (g3 + g1)
        free = lit if rows[_HIGH + at] < rows[_UP + at] else _0
        key = free * max((nx * aim[6] + ny * aim[7] + nz * aim[8] + bend) / (_1 + bend), _0)
        q = (wx * wx + wy * wy) * square
        deep = min(q + (wz - middle) * (wz - middle) * square, _1)
        shut = leafy * (level * _UNDER / (_1 + q * q) + (_1 - level) * (_1 - deep) * _INSIDE)
        sky = max(_SIDE + _LEVEL * nz, _0) * (_1 - shut)
        face = max(-(nx * dx + ny * dy + nz * dz), _0)
        beam = lights[15] * glow * (_BOUNCE + (_1 - _BOUNCE) * face) / max(t * t, _NEAREST)
        path = t * (_1 - above + above * (high - wz) / max(ez - wz, _1))
        clear = _thinned(path * thin)
        toward = _glare(dx * aim[6] + dy * aim[7] + dz * aim[8]) * _VEIL * lit
        haze = lights[12] + lights[3] * toward
        body = part[COLOUR] * tone * hue * (lights[3] * key + lights[6] * sky + beam)
        rows[_R + at] = haze + (body - haze) * clear
        haze = lights[13] + lights[4] * toward
        body = part[COLOUR + 1] * tone * (lights[4] * key + lights[7] * sky + beam)
        rows[_G + at] = haze + (body - haze) * clear
        haze = lights[14] + lights[5] * toward
        body = part[COLOUR + 2] * tone * (lights[5] * key + lights[8] * sky + beam)
        rows[_B + at] = haze + (body - haze) * clear


@inlined
def _thinned(s: np.float32) -> np.float32:
    """exp(-16 s) to a thousandth, as (1 + s + s^2 / 2 + s^3 / 6)^-16."""
    s = min(s, np.float32(4.0))
    part = _1 / (_1 + s * (_1 + s * (_HALF + s * np.float32(1 / 6))))
    part *= part
    part *= part
    part *= part
    return part * part


@inlined
def _glare(along: np.float32) -> np.float32:
    """The eighth power of a cosine, where it is positive."""
    along = max(along, _0)
    along *= along
    along *= along
    return along * along


@compiled
def heaven(lights: np.ndarray, aim: np.ndarray, fog: float, rows: np.ndarray, count: int) -> None:
    """Write the radiance of ``count`` pixels of sky into their rows."""
    thin, lit = np.float32(FOG_HIGH * (fog + CLEAR) / 16), aim[14]
    for at in range(np.uint64(count)):
        dz = max(rows[_RZ + at], np.float32(0.01))
        edge = (_1 - dz) * (_1 - dz)
        edge *= edge
        wide = _glare(rows[_RX + at] * aim[6] + rows[_RY + at] * aim[7] + rows[_RZ + at] * aim[8])
        narrow = _glare(_glare(wide))
        clear = _thinned(thin / dz)
        veil = lit * (_VEIL * wide + _DISC * narrow * clear)
        rows[_R + at] = lights[12] + (lights[9] - lights[12]) * (_1 - edge) * clear + lights[3] * veil
        rows[_G + at] = lights[13] + (lights[10] - lights[13]) * (_1 - edge) * clear + lights[4] * veil
        rows[_B + at] = lights[14] + (lights[11] - lights[14]) * (_1 - edge) * clear + lights[5] * veil


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


@compiled
def shade(first: int, cameras: Cameras, garden: Garden, conditions: Conditions, scene: Scene, paint: Paint) -> None:
    """Write the radiance of each pixel of a few pictures into ``paint.colour``.

    Args: as for ``trace.see``, which filled ``scene``.
    """
    lights, aim, rows, order, starts = paint.lights, paint.aim, paint.rows, paint.order, paint.starts
    for picture in range(len(scene.depth)):
        world, eye = cameras.world[first + picture], cameras.position[first + picture]
        parts, width = scene.parts[picture], scene.depth.shape[2]
        rays, depth = scene.rays[picture].reshape((3, -1)), scene.depth[picture].reshape(-1)
        crown, dense, fog = float(garden.crown[world]), density(conditions.day[world]), conditions.fog[world]
        middle, reach = 1.2 * crown + 0.8, 1.45 * crown
        pixel = 2 * math.tan(0.5 * cameras.field[first + picture]) / width
        salt = np.uint32(garden.crown[world] * SALT)
        lighting(conditions, world, lights)
        frame(lights, paint.across)
        cast(parts, eye, lights, paint.across, reach, middle, dense, paint.square)
        looking(lights, paint.across, crown, middle, reach, len(paint.square), aim)
        sort(scene.found[picture].reshape(-1), order, starts)
        for number in range(PARTS):
            wall, ground = 1.0 if number == FENCED else 0.0, 1.0 if number == GROUND else 0.0
            for start in range(starts[number], starts[number + 1], LENGTH):
                last = min(start + LENGTH, starts[number + 1]) - 1
                count = (last - start + 8) // 8 * 8  # the last pixel again and again, so that eights come out even
                for at in range(count):
                    source = order[min(start + at, last)]
                    for axis in range(3):
                        rows[axis * LENGTH + at] = rays[axis, source]
                    rows[_T + np.uint64(at)] = depth[source]
                if number == SKY:
                    heaven(lights, aim, fog, rows, count)
                else:
                    texture(parts[number], aim, eye, pixel, salt, rows, count)
                    shadows(paint.square, rows, count)
                    if number == GROUND:
                        fields(eye, 1.0 - dense, rows, count)
                    light(parts[number], lights, aim, eye, wall, ground, dense, fog, rows, count)
                for at in range(last + 1 - start):
                    for c in range(3):
                        paint.colour[picture, c, order[start + at]] = rows[_R + np.uint64(c * LENGTH + at)]
