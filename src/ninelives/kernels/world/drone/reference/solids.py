"""What is solid, and what it does to a drone, for all worlds at once; any array library, in double precision."""

from __future__ import annotations

from typing import Any

from array_api_compat import array_namespace

from ninelives.kernels.world.drone import body, clearance, contact
from ninelives.kernels.world.garden import FENCE, FENCE_HEIGHT

Array = Any  # of the library that came in


def solid(branches: Array, leaves: Array, points: Array) -> tuple[Array, Array]:
    """Signed distance (worlds,) and unit vector out (worlds, 3): as ``clearance.clearance``.

    Args:
        branches: (worlds, 7, BRANCHES).
        leaves: (worlds, 4, LEAVES).
        points: (worlds, 3) m.
    """
    xp = array_namespace(points)
    begin, along = branches[:, :3, :], branches[:, 3:6, :] - branches[:, :3, :]
    to, square = points[:, :, None] - begin, xp.sum(along * along, axis=1, keepdims=True)
    share = xp.clip(xp.sum(to * along, axis=1, keepdims=True) / xp.clip(square, 1e-12, None), 0.0, 1.0)
    up = xp.zeros_like(points[:, :, None])
    up[:, 2, 0] = points[:, 2]
    ways = xp.concat([up, to - share * along, points[:, :, None] - leaves[:, :3, :]], axis=2)
    radii = xp.concat([xp.zeros_like(up[:, 0, :]), branches[:, 6, :], clearance.CORE * leaves[:, 3, :]], axis=1)
    away = xp.linalg.vector_norm(ways, axis=1) - radii
    away = xp.where(radii > 0, away, xp.full_like(away, xp.inf))
    away[:, 0] = points[:, 2]
    return _least(away, ways, up[:, :, 0])


def fence(points: Array) -> tuple[Array, Array]:
    """Distance (worlds,) and unit vector (worlds, 3) to the fence: as ``clearance.fence``."""
    xp = array_namespace(points)
    inside, up = xp.clip(points[:, :2], -FENCE, FENCE), points[:, 2] - xp.clip(points[:, 2], 0.0, FENCE_HEIGHT)
    side = xp.where(points[:, :2] < 0, xp.full_like(inside, -FENCE), xp.full_like(inside, FENCE))
    x = xp.stack([points[:, 0] - side[:, 0], points[:, 1] - inside[:, 1], up], axis=-1)
    y = xp.stack([points[:, 0] - inside[:, 0], points[:, 1] - side[:, 1], up], axis=-1)
    ways = xp.stack([x, y], axis=-1)
    return _least(xp.linalg.vector_norm(ways, axis=1), ways, xp.zeros_like(up))


def touch(
    position: Array, velocity: Array, rates: Array, near: tuple[Array, Array]
) -> tuple[Array, Array, Array, Array]:
    """Position, velocity and rates after a contact with what is near, and the speed before it: as ``contact.touch``."""
    xp = array_namespace(position)
    away, normal = near
    hit = (away < body.RADIUS)[:, None]
    speed = xp.linalg.vector_norm(velocity, axis=-1)
    into = xp.clip(xp.sum(velocity * normal, axis=-1, keepdims=True), None, 0.0)
    slide = velocity - into * normal
    size = xp.clip(xp.linalg.vector_norm(slide, axis=-1, keepdims=True), 1e-12, None)
    slide = slide * xp.clip(1 + contact.FRICTION * into / size, 0.0, None)
    pushed = position + (body.RADIUS - away)[:, None] * normal
    return (
        xp.where(hit, pushed, position),
        xp.where(hit, slide, velocity),
        xp.where(hit, contact.SPUN * rates, rates),
        xp.where(hit[:, 0], speed, xp.zeros_like(speed)),
    )


def _least(away: Array, ways: Array, up: Array) -> tuple[Array, Array]:
    """The least of some distances (worlds, parts), and its way (worlds, 3, parts) as a unit vector; none: up."""
    xp = array_namespace(away)
    at = xp.argmin(away, axis=1)
    rows = xp.arange(away.shape[0], device=away.device)
    way = ways[rows, :, at]
    size = xp.linalg.vector_norm(way, axis=-1, keepdims=True)
    up = xp.zeros_like(way)
    up[:, 2] = 1.0
    ground = (at == 0)[:, None] if ways.shape[2] > 2 else size < 0
    return away[rows, at], xp.where(ground | (size < 1e-9), up, way / xp.where(size < 1e-9, size + 1.0, size))
