"""A whole picture, and the bytes that a camera makes of its light."""

from __future__ import annotations

import math

from ninelives.kernels.world.camera import record
from ninelives.kernels.world.camera.cameras import Sensor
from ninelives.kernels.world.camera.reference.hits import first
from ninelives.kernels.world.camera.reference.light import radiance
from ninelives.kernels.world.camera.reference.seen import WORD, Array, View, device_of, directions, finished


def picture(seen: View, height: int, width: int) -> Array:
    """The bytes that one camera records, uint8 (height, width, 3)."""
    rays = directions(seen, height, width)
    depth, found = first(seen, rays)
    return bytes_of(seen, radiance(seen, rays, depth, found, 2 * math.tan(seen.field / 2) / width))


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
    number = xp.reshape(xp.arange(math.prod(light.shape), device=device_of(seen)), light.shape)
    if grey:
        number = number // 3 * 3
    word = finished((number * int(record._STEP) + seen.noise) & WORD)
    four = sum(xp.astype(word >> 8 * n & 255, value.dtype) for n in range(4))
    value = value + (four - float(record._MEAN)) * float(record._SCALE) * spread
    return xp.astype(xp.floor(xp.sqrt(xp.clip(value, 0.0, 1.0)) * 255 + 0.5), xp.uint8)
