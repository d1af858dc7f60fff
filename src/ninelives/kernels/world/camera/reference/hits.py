"""What each ray meets first."""

from __future__ import annotations

from ninelives.kernels.world.camera import scene as made_of
from ninelives.kernels.world.camera import trace
from ninelives.kernels.world.camera.reference.seen import WORD, Array, View, cell, dot
from ninelives.kernels.world.camera.texture import X
from ninelives.kernels.world.garden import FENCE, FENCE_HEIGHT


def first(seen: View, rays: Array) -> tuple[Array, Array]:
    """Distance of what each ray meets first, m, and its part's number."""
    xp = seen.xp
    depth, found = _outdoors(seen, rays)
    for number in range(made_of.LEAF, seen.parts.shape[0]):
        part = seen.parts[number]
        if float(part[7]) > 0:
            meets = _ball if number < made_of.BRANCH else rod
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
    near = dot(seen, rays, part[:3])
    aside = near[..., None] * rays - part[:3]
    apart = dot(seen, aside, aside) / square
    half = xp.sqrt(xp.where(apart < 1, (1 - apart) * square, 0.0))
    where = xp.where(near - half > trace.NEAR, near - half, near + half)
    at = seen.eye + where[..., None] * rays
    sheared = at + float(trace._SHEAR) * xp.stack([at[..., 2], at[..., 0], at[..., 1]], axis=-1)
    word = cell(seen, sheared * float(trace._CELLS) + float(trace._POSITIVE)) ^ seen.salt
    word = (word ^ (word >> 15)) * int(X) & WORD
    rare = xp.where(apart > float(trace._RAGGED), apart - float(trace._RAGGED), 0.0)
    keep = trace.DENSE * seen.dense * (1 - rare**2 * float(trace._SQUARED))
    leaf = xp.astype(word >> 24, keep.dtype) / 255 < keep
    return xp.where((apart < 1) & leaf & (where > trace.NEAR), where, far)


def rod(seen: View, rays: Array, part: Array) -> Array:
    """Where a ray meets a capsule: its body between the ends, or the nearer of the two balls."""
    xp, far = seen.xp, float(trace.FAR)
    start, along, radius = part[:3], part[3:6], part[7]
    long = xp.sum(along * along)
    axis = along / xp.sqrt(long)
    ray_on, start_on = dot(seen, rays, axis), -dot(seen, start, axis)
    flat, origin = rays - ray_on[..., None] * axis, -start - start_on * axis
    a = xp.sum(flat * flat, axis=-1)
    b, c = dot(seen, flat, origin), xp.sum(origin * origin) - radius**2
    inside = b * b - a * c
    t = (-b - xp.sqrt(xp.where(inside > 0, inside, 0.0))) / xp.where(a > 1e-15, a, 1e-15)
    share = start_on + t * ray_on
    body = (inside >= 0) & (share > 0) & (share * share < long)
    best = xp.where(body & (t > trace.NEAR), t, far)
    for end in (start, start + along):
        near = dot(seen, rays, end)
        disc = near**2 - xp.sum(end * end) + radius**2
        t = near - xp.sqrt(xp.where(disc > 0, disc, 0.0))
        best = xp.where((disc >= 0) & (t > trace.NEAR) & (t < best), t, best)
    return best
