"""The light that surfaces and the sky send to the camera, through haze and fog."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.camera.room import F1, F2, G1, G2, G3, HIGH, RX, RY, RZ, UP, B, G, R, T
from ninelives.kernels.world.camera.scene import COARSE, COLOUR, FINE, GLOW, HUE, ROUGH, WRAP
from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.light.lighting import FOG_HIGH

CLEAR = 2e-4  # extinction of air without fog, 1/m: one sees 20 km (Koschmieder's 3.9 / 20 km)
_0, _1, _HALF = np.float32(0.0), np.float32(1.0), np.float32(0.5)
_UNDER, _INSIDE = np.float32(0.45), np.float32(0.62)  # what a crown in full leaf takes of the sky; chosen
_SIDE, _LEVEL = np.float32(0.6), np.float32(0.4)  # of the sky's light, on a wall and on top of it as well; chosen
_BOUNCE = np.float32(0.15)  # share of the lamp's light that does not mind the angle; chosen
_NEAREST = np.float32(0.04)  # m^2: no surface is nearer to the lamp
_VEIL, _DISC = np.float32(0.02), np.float32(0.3)  # brightness around the sun; chosen


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
        dx, dy, dz, t = rows[RX + at], rows[RY + at], rows[RZ + at], rows[T + at]
        f1, g1, g2, f2, g3 = rows[F1 + at], rows[G1 + at], rows[G2 + at], rows[F2 + at], rows[G3 + at]
        x, y, z = t * dx, t * dy, t * dz
        wx, wy, wz = x + ex, y + ey, z + ez
        rx, ry, rz = x - ax, y - ay, z - az
        share = min(max((rx * tx + ry * ty + rz * tz) * over, _0), _1)
        nx = (rx - share * tx) * inverse - wall * dx + rough * g1
        ny = (ry - share * ty) * inverse - wall * dy + rough * g2
        nz = (rz - share * tz) * inverse + level + rough * f1
        tone = (_1 + part[FINE] * f1) * (_1 + part[COARSE] * f2)
        hue = _1 + part[HUE] * (g3 + g1)
        free = lit if rows[HIGH + at] < rows[UP + at] else _0
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
        rows[R + at] = haze + (body - haze) * clear
        haze = lights[13] + lights[4] * toward
        body = part[COLOUR + 1] * tone * (lights[4] * key + lights[7] * sky + beam)
        rows[G + at] = haze + (body - haze) * clear
        haze = lights[14] + lights[5] * toward
        body = part[COLOUR + 2] * tone * (lights[5] * key + lights[8] * sky + beam)
        rows[B + at] = haze + (body - haze) * clear


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
        dz = max(rows[RZ + at], np.float32(0.01))
        edge = (_1 - dz) * (_1 - dz)
        edge *= edge
        wide = _glare(rows[RX + at] * aim[6] + rows[RY + at] * aim[7] + rows[RZ + at] * aim[8])
        narrow = _glare(_glare(wide))
        clear = _thinned(thin / dz)
        veil = lit * (_VEIL * wide + _DISC * narrow * clear)
        rows[R + at] = lights[12] + (lights[9] - lights[12]) * (_1 - edge) * clear + lights[3] * veil
        rows[G + at] = lights[13] + (lights[10] - lights[13]) * (_1 - edge) * clear + lights[4] * veil
        rows[B + at] = lights[14] + (lights[11] - lights[14]) * (_1 - edge) * clear + lights[5] * veil
