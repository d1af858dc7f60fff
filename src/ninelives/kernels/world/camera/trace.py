"""What each ray meets first: one part of the scene after another into a depth buffer.

The rays of a picture are turned into the world once. A part is held only against the pixels of a box that surely
holds it, without a branch, so that the processor takes several pixels at a time. Distances are reckoned from the point
of the ray that is nearest to the part, which keeps single precision exact from orbit too.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras, basis
from ninelives.kernels.world.camera.rays import box, spread, within
from ninelives.kernels.world.camera.room import Scene
from ninelives.kernels.world.camera.scene import BRANCH, FENCED, GROUND, LEAF, SKY, build
from ninelives.kernels.world.camera.texture import X, Y, Z, salt
from ninelives.kernels.world.cat.body import turn
from ninelives.kernels.world.compiled import compiled, inlined, kernel
from ninelives.kernels.world.garden import FENCE, FENCE_HEIGHT, Conditions, Garden
from ninelives.kernels.world.oak.season import density

DENSE = 0.9  # share of a sphere that is leaf, in full leaf; the rest are gaps. Chosen: the sky shows through an oak
NEAR = 0.03  # m: nothing nearer is drawn
FAR = np.float32(1e9)
_NEAR, _0, _1, _HALF = np.float32(NEAR), np.float32(0.0), np.float32(1.0), np.float32(0.5)
_FENCE, _HIGH = np.float32(FENCE), np.float32(FENCE_HEIGHT)
_CLOSED = np.float32(7.0)  # m: beyond, the gaps of a fence would only flicker
_PLANKS, _GAP, _TINY = np.float32(4.0), np.float32(0.12), np.float32(1e-12)
_CELLS = np.float32(14.0)  # leaves a metre: 7 cm each
_SHEAR = np.float32(0.37)  # oblique cells, so that none of their faces lies level
_15, _24 = np.uint32(15), np.uint32(24)
_POSITIVE = np.float32(256.0)  # cells: a tree's are above 0 then, and cutting off is rounding down
_RAGGED = np.float32(0.55)  # share of a sphere's disc that is as dense as told; towards its edge leaves grow rare
_SQUARED = np.float32(1 / (1 - 0.55) ** 2)
_BYTE = np.float32(1 / 255)


@compiled
def floor(rays: np.ndarray, eye: np.ndarray, depth: np.ndarray, found: np.ndarray) -> None:
    """Begin a picture: sky, ground and fence."""
    x, y, z = np.float32(eye[0]), np.float32(eye[1]), np.float32(eye[2])
    for row in range(depth.shape[0]):
        for at in range(depth.shape[1]):
            dx, dy, dz = rays[0, row, at], rays[1, row, at], rays[2, row, at]
            far = -z / dz if dz < _0 else FAR
            ground = far < FAR
            # the square of the fence: where the ray enters it and where it leaves it
            ix, iy = _1 / (dx if abs(dx) > _TINY else _TINY), _1 / (dy if abs(dy) > _TINY else _TINY)
            x0, x1, y0, y1 = (-_FENCE - x) * ix, (_FENCE - x) * ix, (-_FENCE - y) * iy, (_FENCE - y) * iy
            enter = max(min(x0, x1), min(y0, y1))
            leave = min(max(x0, x1), max(y0, y1))
            crosses = enter < leave
            first = crosses and enter > _NEAR and _board(x + enter * dx + y + enter * dy, z + enter * dz, enter)
            last = crosses and leave > _NEAR and _board(x + leave * dx + y + leave * dy, z + leave * dz, leave)
            fence = enter if first else (leave if last else FAR)
            depth[row, at] = min(far, fence)
            found[row, at] = FENCED if fence < far else (GROUND if ground else SKY)


@inlined
def _board(along: np.float32, high: np.float32, far: np.float32) -> bool:
    """Whether there is a board, and no gap, at a place along the fence and a height: from afar gaps close."""
    share = along * _PLANKS
    here: bool = (high > _0) & (high < _HIGH) & ((share - np.floor(share) > _GAP) | (far > _CLOSED))
    return here


@compiled
def balls(
    part: np.ndarray, number: int, edges: np.ndarray, eye: np.ndarray, dense: float,
    salt: np.uint32, rays: np.ndarray, depth: np.ndarray, found: np.ndarray,
) -> None:  # fmt: skip
    """A sphere of leaves: a ray meets a leaf at its front, or at its back where the eye is inside, or a gap."""
    x, y, z, radius = part[0], part[1], part[2], part[7]
    ex, ey, ez = np.float32(eye[0]), np.float32(eye[1]), np.float32(eye[2])
    square, full = radius * radius, np.float32(dense)
    inverse = _1 / square
    for row in range(edges[2], edges[3]):
        for at in range(edges[0], edges[1]):
            dx, dy, dz = rays[0, row, at], rays[1, row, at], rays[2, row, at]
            near = x * dx + y * dy + z * dz  # along the ray, to the point next to the middle
            qx, qy, qz = near * dx - x, near * dy - y, near * dz - z
            apart = (qx * qx + qy * qy + qz * qz) * inverse  # 0 in the middle of the disc, 1 at its edge
            half = math.sqrt(max(_1 - apart, _0) * square)
            front, back = near - half, near + half
            rare = max(apart - _RAGGED, _0)
            where = front if front > _NEAR else back
            leaf = _leaf(ex + where * dx, ey + where * dy, ez + where * dz, salt) < full * (_1 - rare * rare * _SQUARED)
            before, what = depth[row, at], found[row, at]
            hit = (apart < _1) & leaf & (where > _NEAR) & (where < before)
            depth[row, at] = where if hit else before
            found[row, at] = number if hit else what


@inlined
def _leaf(x: np.float32, y: np.float32, z: np.float32, salt: np.uint32) -> np.float32:
    """A number in [0, 1] for the leaf at a place."""
    at = np.uint32(np.uint32(np.int32((x + z * _SHEAR) * _CELLS + _POSITIVE)) * X)
    at = np.uint32(at ^ np.uint32(np.uint32(np.int32((y + x * _SHEAR) * _CELLS + _POSITIVE)) * Y))
    at = np.uint32(at ^ np.uint32(np.uint32(np.int32((z + y * _SHEAR) * _CELLS + _POSITIVE)) * Z) ^ salt)
    at = np.uint32(np.uint32(at ^ np.uint32(at >> _15)) * X)
    return np.float32(np.uint32(at >> _24)) * _BYTE


@compiled
def rods(
    part: np.ndarray, number: int, edges: np.ndarray,
    rays: np.ndarray, depth: np.ndarray, found: np.ndarray,
) -> None:  # fmt: skip
    """A capsule (after Quilez, Intersectors: the body's quadratic, or the sphere of the end that is nearer)."""
    x, y, z, radius = part[0], part[1], part[2], part[7]
    ux, uy, uz = part[3], part[4], part[5]
    long = ux * ux + uy * uy + uz * uz
    mx, my, mz = x + _HALF * ux, y + _HALF * uy, z + _HALF * uz
    square = radius * radius
    for row in range(edges[2], edges[3]):
        for at in range(edges[0], edges[1]):
            dx, dy, dz = rays[0, row, at], rays[1, row, at], rays[2, row, at]
            near = mx * dx + my * dy + mz * dz
            ox, oy, oz = near * dx - x, near * dy - y, near * dz - z
            ud, uo = ux * dx + uy * dy + uz * dz, ux * ox + uy * oy + uz * oz
            od, oo = ox * dx + oy * dy + oz * dz, ox * ox + oy * oy + oz * oz
            a, b, c = long - ud * ud, long * od - uo * ud, long * oo - uo * uo - square * long
            h = b * b - a * c
            body = (-b - math.sqrt(max(h, _0))) / max(a, _TINY)
            share = uo + body * ud
            inside = (h >= _0) & (share > _0) & (share < long)
            end = _1 if share >= long else _0
            px, py, pz = ox - end * ux, oy - end * uy, oz - end * uz
            pd = px * dx + py * dy + pz * dz
            disc = pd * pd - (px * px + py * py + pz * pz) + square
            where = near + (body if inside else -pd - math.sqrt(max(disc, _0)))
            before, what = depth[row, at], found[row, at]
            hit = (inside | ((h >= _0) & (disc >= _0))) & (where > _NEAR) & (where < before)
            depth[row, at] = where if hit else before
            found[row, at] = number if hit else what


@compiled
def meet(
    parts: np.ndarray, axes: np.ndarray, field: float, eye: np.ndarray, dense: float, salt: np.uint32,
    around: np.ndarray, edges: np.ndarray, rays: np.ndarray, depth: np.ndarray, found: np.ndarray,
) -> None:  # fmt: skip
    """Hold the pixels of a box, ``around``, against all parts but ground, fence and sky.

    Args:
        parts: of the scene, the eye at the origin.
        axes, field: of the camera, as for ``spread``.
        eye: where it is in the world, m, (3,).
        dense, salt: of the leaves: as for ``balls``.
        around: first and last column and row, uint64 (4,); the last are outside.
        edges: room for the box of a part, uint64 (4,).
        rays: of the pixels.
        depth, found: what is nearest so far, written to.
    """
    height, width = depth.shape
    for number in range(LEAF, len(parts)):
        if box(parts[number], axes, field, width, height, edges) and within(edges, around):
            if number < BRANCH:
                balls(parts[number], number, edges, eye, dense, salt, rays, depth, found)
            else:
                rods(parts[number], number, edges, rays, depth, found)


@kernel
def see(first: int, cameras: Cameras, garden: Garden, conditions: Conditions, seeds: np.ndarray, scene: Scene) -> None:
    """Write what each pixel of a few pictures shows, and how far away, into ``scene``.

    Args:
        first: which camera sees the first of the pictures.
        cameras: all of them, as ``garden``, ``conditions`` and ``seeds`` are.
        scene: written to: ``parts``, ``rays``, ``depth``, ``found``, ``salts``.
    """
    pictures, height, width = scene.depth.shape
    axes, edges, around = scene.axes, scene.edges, scene.around
    for picture in range(pictures):
        at = first + picture
        world, eye, field = cameras.world[at], cameras.position[at], cameras.field[at]
        parts, rays = scene.parts[picture], scene.rays[picture]
        depth, found = scene.depth[picture], scene.found[picture]
        day = conditions.day[world]
        basis(cameras, at, axes)
        build(garden, world, day, turn(seeds[at], cameras.time[at]), eye, scene.pieces, parts)
        around[0], around[1], around[2], around[3] = 0, width, 0, height
        spread(axes, field, rays, around)
        floor(rays, eye, depth, found)
        scene.salts[picture] = salt(seeds[at])
        meet(parts, axes, field, eye, DENSE * density(day), scene.salts[picture], around, edges, rays, depth, found)
