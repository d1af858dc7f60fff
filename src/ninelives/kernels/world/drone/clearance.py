"""How far a point is from what is solid, and which way is out."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled, inlined
from ninelives.kernels.world.garden import BRANCHES, FENCE, FENCE_HEIGHT, LEAVES, Doubles, Floats, Garden

CORE = 0.6  # of a foliage sphere's radius: twigs that stop a drone; leaves further out do not
Near = tuple[float, float, float, float]

_OFF = np.float32(1000)  # m, of a part that is not there; further off all is as far
_SMALL = np.float32(1e-12)  # m^2: a capsule may be a ball
_ZERO, _ONE, _CORE = np.float32(0), np.float32(1), np.float32(CORE)
_FINE = np.float32(2**15)  # a distance in 1/32768 m and the part's number make one integer: the least tells both
_PARTS = np.int32(32)


@inlined
def clearance(garden: Garden, i: int, x: float, y: float, z: float) -> Near:
    """Signed distance in m to the nearest solid, below zero inside one, and the unit vector out of it.

    Solid are branches (capsules), the cores of foliage (``CORE`` of each sphere) and the ground, not the fence. Which
    is nearest is found in single precision, and its distance told in double, so it is right within .04 mm. Inside of
    two solids it is the distance to the surface of one.

    Args:
        garden: what stands there.
        i: the world.
        x, y, z: of the point, m.
    """
    return solid(garden.branches, garden.leaves, i, x, y, z)


@compiled
def keep(near: Doubles, i: int, x: float, y: float, z: float, found: Near) -> None:
    """Note in ``Flight.near`` what ``solid`` found at a place."""
    near[i, 0], near[i, 1], near[i, 2] = x, y, z
    near[i, 3], near[i, 4], near[i, 5], near[i, 6] = found


@compiled
def kept(near: Doubles, branches: Floats, leaves: Floats, i: int, x: float, y: float, z: float) -> Near:
    """``solid``, looked for anew only where the last place was another; an episode begins with one at infinity."""
    if near[i, 0] == x and near[i, 1] == y and near[i, 2] == z:
        return near[i, 3], near[i, 4], near[i, 5], near[i, 6]
    return solid(branches, leaves, i, x, y, z)


@compiled
def solid(branches: Floats, leaves: Floats, i: int, x: float, y: float, z: float) -> Near:
    """``clearance``, of the arrays themselves."""
    b, s = _nearest(branches, leaves, i, np.float32(x), np.float32(y), np.float32(z))
    near = z, 0.0, 0.0, 1.0
    # 1.0 * makes single precision double
    if branches[i, 6, b] > 0:
        ex, px = 1.0 * branches[i, 3, b] - branches[i, 0, b], x - branches[i, 0, b]
        ey, py = 1.0 * branches[i, 4, b] - branches[i, 1, b], y - branches[i, 1, b]
        ez, pz = 1.0 * branches[i, 5, b] - branches[i, 2, b], z - branches[i, 2, b]
        share = min(max((px * ex + py * ey + pz * ez) / max(ex * ex + ey * ey + ez * ez, _SMALL), 0.0), 1.0)
        near = _nearer(near, px - share * ex, py - share * ey, pz - share * ez, 1.0 * branches[i, 6, b])
    if leaves[i, 3, s] > 0:
        near = _nearer(near, x - leaves[i, 0, s], y - leaves[i, 1, s], z - leaves[i, 2, s], CORE * leaves[i, 3, s])
    return near


@compiled
def fence(x: float, y: float, z: float) -> Near:
    """Distance in m to the nearest point of the four walls of the fence, and the unit vector away from it.

    A wall has no thickness, and both its sides are air, as is all above it.
    """
    up = z - min(max(z, 0.0), FENCE_HEIGHT)
    px, py = x - math.copysign(FENCE, x), y - min(max(y, -FENCE), FENCE)  # the wall across x, then that across y
    near = _nearer((1e9, 0.0, 0.0, 1.0), px, py, up, 0.0)
    return _nearer(near, x - min(max(x, -FENCE), FENCE), y - math.copysign(FENCE, y), up, 0.0)


@compiled
def _nearest(b: Floats, s: Floats, i: int, x: np.float32, y: np.float32, z: np.float32) -> tuple[int, int]:
    """The numbers of the nearest branch and of the nearest leaf: loops that become vector instructions."""
    branch = leaf = np.int32(2**31 - 1)
    for j in range(BRANCHES):
        fx, fy, fz, radius = b[i, 0, j], b[i, 1, j], b[i, 2, j], b[i, 6, j]
        ex, ey, ez, px, py, pz = b[i, 3, j] - fx, b[i, 4, j] - fy, b[i, 5, j] - fz, x - fx, y - fy, z - fz
        share = (px * ex + py * ey + pz * ez) / (ex * ex + ey * ey + ez * ez + _SMALL)
        share = share if share > _ZERO else _ZERO
        share = share if share < _ONE else _ONE
        px, py, pz = px - share * ex, py - share * ey, pz - share * ez
        away = np.sqrt(px * px + py * py + pz * pz) - radius
        away = away if away < _OFF and radius > _ZERO else _OFF
        branch = min(branch, np.int32(away * _FINE) * _PARTS + np.int32(j))
    for j in range(LEAVES):
        px, py, pz, radius = x - s[i, 0, j], y - s[i, 1, j], z - s[i, 2, j], s[i, 3, j]
        away = np.sqrt(px * px + py * py + pz * pz) - _CORE * radius
        away = away if away < _OFF and radius > _ZERO else _OFF
        leaf = min(leaf, np.int32(away * _FINE) * _PARTS + np.int32(j))
    return int(branch % _PARTS), int(leaf % _PARTS)


@compiled
def _nearer(near: Near, px: float, py: float, pz: float, radius: float) -> Near:
    """The nearer of what was found and a ball at so much from the point; in its very middle the way out is up."""
    away = math.sqrt(px * px + py * py + pz * pz)
    if away - radius >= near[0]:
        return near
    if away < 1e-9:
        return away - radius, 0.0, 0.0, 1.0
    return away - radius, px / away, py / away, pz / away
