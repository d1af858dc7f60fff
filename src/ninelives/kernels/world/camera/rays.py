"""The rays of a picture, and the box of pixels that surely holds a part."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.compiled import compiled

_1 = np.float32(1.0)


@compiled
def spread(axes: np.ndarray, field: float, rays: np.ndarray, edges: np.ndarray) -> None:
    """Write the unit vector of each pixel's ray, in the world, into ``rays``, float32 (3, height, width).

    Args:
        axes: forwards, left and up of the camera, (3, 3).
        field: angle from the left to the right edge, rad.
        rays: written to.
        edges: first and last column and row of the pixels that are wanted, uint64 (4,); the last are outside.
    """
    height, width = rays.shape[1], rays.shape[2]
    wide = math.tan(0.5 * field)
    high = wide * height / width
    fx, fy, fz = np.float32(axes[0, 0]), np.float32(axes[0, 1]), np.float32(axes[0, 2])
    lx, ly, lz = np.float32(axes[1, 0]), np.float32(axes[1, 1]), np.float32(axes[1, 2])
    step, half = np.float32(2 * wide / width), np.float32(wide * (1.0 - 1.0 / width))
    for row in range(edges[2], edges[3]):
        v = np.float32(high * (1.0 - 2.0 * (row + 0.5) / height))
        ox, oy, oz = fx + v * np.float32(axes[2, 0]), fy + v * np.float32(axes[2, 1]), fz + v * np.float32(axes[2, 2])
        square = _1 + v * v
        for column in range(edges[0], edges[1]):
            u = half - step * np.float32(column)
            scale = _1 / math.sqrt(square + u * u)
            rays[0, row, column] = (ox + u * lx) * scale
            rays[1, row, column] = (oy + u * ly) * scale
            rays[2, row, column] = (oz + u * lz) * scale


@compiled
def within(edges: np.ndarray, around: np.ndarray) -> bool:
    """Cut a box of pixels down to another; False where nothing is left of it."""
    for side in range(0, 4, 2):
        edges[side] = max(edges[side], around[side])
        edges[side + 1] = min(edges[side + 1], around[side + 1])
    return bool(edges[0] < edges[1] and edges[2] < edges[3])


@compiled
def box(part: np.ndarray, axes: np.ndarray, field: float, width: int, height: int, edges: np.ndarray) -> bool:
    """Write first and last column and row of what surely holds a part into ``edges``; False where it is out of sight.

    The box of a ball is where its tangent planes through the eye cut the picture; of a capsule, what holds both ends.
    """
    wide = math.tan(0.5 * field)
    high = wide * height / width
    low_u, low_v, high_u, high_v = math.inf, math.inf, -math.inf, -math.inf
    radius = part[7] * 1.0001 + 1e-5
    seen = False
    for end in range(2):
        x, y, z = part[0] + end * part[3], part[1] + end * part[4], part[2] + end * part[5]
        ahead = x * axes[0, 0] + y * axes[0, 1] + z * axes[0, 2]
        right = -(x * axes[1, 0] + y * axes[1, 1] + z * axes[1, 2])
        above = x * axes[2, 0] + y * axes[2, 1] + z * axes[2, 2]
        seen = seen or ahead > -radius
        if ahead <= radius:
            low_u, low_v, high_u, high_v = -math.inf, -math.inf, math.inf, math.inf
        else:
            flat = math.sqrt(ahead * ahead + right * right - radius * radius)
            low_u = min(low_u, (right * flat - ahead * radius) / (ahead * flat + right * radius))
            high_u = max(high_u, (right * flat + ahead * radius) / (ahead * flat - right * radius))
            flat = math.sqrt(ahead * ahead + above * above - radius * radius)
            low_v = min(low_v, (above * flat - ahead * radius) / (ahead * flat + above * radius))
            high_v = max(high_v, (above * flat + ahead * radius) / (ahead * flat - above * radius))
    # columns by eights, as many as the processor takes at a time
    edges[0] = int(min(max((low_u / wide + 1.0) * 0.5, 0.0), 1.0) * width) // 8 * 8
    edges[1] = min((int(min(max((high_u / wide + 1.0) * 0.5, 0.0), 1.0) * width) + 8) // 8 * 8, width)
    edges[2] = math.floor(min(max((1.0 - high_v / high) * 0.5, 0.0), 1.0) * height)
    edges[3] = math.ceil(min(max((1.0 - low_v / high) * 0.5, 0.0), 1.0) * height)
    return seen and part[7] > 0.0 and edges[0] < edges[1] and edges[2] < edges[3]
