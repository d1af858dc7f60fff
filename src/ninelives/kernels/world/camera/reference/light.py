"""The radiance of each pixel: the light that falls on it, and the air before it."""

from __future__ import annotations

from ninelives.kernels.world.camera import radiance as air
from ninelives.kernels.world.camera import scene as made_of
from ninelives.kernels.world.camera.reference.seen import Array, View, device_of, dot
from ninelives.kernels.world.camera.reference.surface import outside, shaded, textures
from ninelives.kernels.world.light.lighting import FOG_HIGH


def radiance(seen: View, rays: Array, depth: Array, found: Array, pixel: float) -> Array:
    """Radiance of each pixel, lx of a white surface, (height, width, 3)."""
    xp = seen.xp
    part = xp.reshape(xp.take(seen.parts, xp.reshape(found, (-1,)), axis=0), (*found.shape, made_of.COLUMNS))
    at = depth[..., None] * rays
    world = at + seen.eye
    fine, coarse = textures(seen, part, world, depth, pixel)
    f1, g1, g2 = (fine[..., n] for n in range(3))
    solid = found >= made_of.LEAF
    ground, wall = found == made_of.GROUND, found == made_of.FENCED
    f2, g3 = outside(seen, world, coarse, g1, ground)
    share = dot(seen, at - part[..., :3], part[..., 3:6]) * part[..., 6]
    axis = part[..., :3] + xp.clip(share, 0.0, 1.0)[..., None] * part[..., 3:6]
    up = xp.asarray([0.0, 0.0, 1.0], device=device_of(seen))
    level = xp.astype(ground, rays.dtype)[..., None] * up
    facing = xp.asarray([-1.0, -1.0, 0.0], device=device_of(seen)) * rays
    normal = xp.where(solid[..., None], (at - axis) * part[..., 8:9], xp.where(wall[..., None], facing, level))
    normal = normal + part[..., made_of.ROUGH][..., None] * xp.stack([g1, g2, f1], axis=-1)
    lit = xp.where(shaded(seen, world, g1, g2), 0.0, 1.0) * (1.0 if float(seen.lights[2]) > 0 else 0.0)
    bend = part[..., made_of.WRAP]
    key = lit * xp.clip((dot(seen, normal, seen.lights[:3]) + bend) / (1 + bend), 0.0, 1e9)
    light = key[..., None] * seen.lights[3:6] + _sky(seen, world, normal, ground)[..., None] * seen.lights[6:9]
    light = light + _lamp(seen, part, rays, normal, depth)[..., None]
    tone = (1 + part[..., made_of.FINE] * f1) * (1 + part[..., made_of.COARSE] * f2)
    hue = 1 + part[..., made_of.HUE] * (g3 + g1)
    colour = part[..., made_of.COLOUR : made_of.COLOUR + 3] * tone[..., None]
    body = xp.stack([colour[..., 0] * hue, colour[..., 1], colour[..., 2]], axis=-1) * light
    return xp.where((found == made_of.SKY)[..., None], _heaven(seen, rays), _air(seen, rays, world, depth, body))


def _sky(seen: View, world: Array, normal: Array, ground: Array) -> Array:
    xp, square = seen.xp, seen.crown**2
    q = (world[..., 0] ** 2 + world[..., 1] ** 2) / square
    deep = xp.clip(q + (world[..., 2] - 1.2 * seen.crown - 0.8) ** 2 / square, 0.0, 1.0)
    shut = seen.dense * xp.where(ground, float(air._UNDER) / (1 + q * q), (1 - deep) * float(air._INSIDE))
    return xp.clip(float(air._SIDE) + float(air._LEVEL) * normal[..., 2], 0.0, 1e9) * (1 - shut)


def _lamp(seen: View, part: Array, rays: Array, normal: Array, depth: Array) -> Array:
    face = seen.xp.clip(-dot(seen, normal, rays), 0.0, 1e9)
    bounce = float(air._BOUNCE)
    glow = 1 + part[..., made_of.GLOW]
    return seen.lights[15] * glow * (bounce + (1 - bounce) * face) / seen.xp.clip(depth**2, float(air._NEAREST), 1e30)


def _air(seen: View, rays: Array, world: Array, depth: Array, body: Array) -> Array:
    """What fog and haze leave of a body's light, and what they add."""
    xp, high = seen.xp, float(seen.eye[2])
    low = (FOG_HIGH - world[..., 2]) / xp.clip(high - world[..., 2], 1.0, 1e9)
    path = depth * low if high > FOG_HIGH else depth
    clear = xp.exp(-xp.clip((seen.fog + air.CLEAR) * path, 0.0, 64.0))[..., None]
    toward = xp.clip(dot(seen, rays, seen.lights[:3]), 0.0, 1.0) ** 8 * float(air._VEIL) * _up(seen)
    haze = seen.lights[12:15] + seen.lights[3:6] * toward[..., None]
    return haze + (body - haze) * clear


def _up(seen: View) -> float:
    return 1.0 if float(seen.lights[2]) > 0 else 0.0


def _heaven(seen: View, rays: Array) -> Array:
    xp = seen.xp
    level = xp.clip(rays[..., 2], 0.01, 1.0)
    wide = xp.clip(dot(seen, rays, seen.lights[:3]), 0.0, 1.0) ** 8
    thickness = FOG_HIGH * (seen.fog + air.CLEAR) / level
    clear = xp.exp(-xp.clip(thickness, 0.0, 64.0))
    veil = _up(seen) * (float(air._VEIL) * wide + float(air._DISC) * wide**64 * clear)
    share = ((1 - (1 - level) ** 4) * clear)[..., None]
    return seen.lights[12:15] + (seen.lights[9:12] - seen.lights[12:15]) * share + seen.lights[3:6] * veil[..., None]
