"""From radiance to bytes: exposure, the noise of photons and of the sensor, gamma."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.cameras import Cameras, Sensor
from ninelives.kernels.world.camera.room import Paint
from ninelives.kernels.world.camera.texture import BYTE, finish
from ninelives.kernels.world.chance import Stream, bits
from ninelives.kernels.world.compiled import compiled, kernel, whole

# electrons at full scale and of reading, by sensor: the drone's are the story's; film as a sensor whose photons are its
# grains (a signal of 20 times the noise at full scale), detectors in orbit of 110 times (IKONOS and later); chosen
FULL, READ = (3000.0, 400.0, 12000.0, 12000.0), (3.0, 8.0, 40.0, 40.0)
LEVEL = (
    0.36  # root mean square of a well exposed picture, of full scale: sqrt(.36) is a bit above the middle of the bytes
)
# electrons a lux of a white surface, at the longest exposure: f/2, 1/50 s, pixels of 20 um, half of the photons
# (4.1e15 a lux, second and square metre at 555 nm): 4.1e15 * 4e-10 * .5 * .9 / 16 / 50 = 920
ELECTRONS = 920.0
KNEE = 0.45  # of full scale: above it, pictures for people are bent; chosen, by eye
BLINDING = 60.0  # times a picture's typical radiance; chosen
GAIN = 8.0  # the most by which a dark picture is amplified; chosen
_NOISE = whole(Stream.SENSOR)
FILM, MONO = int(Sensor.FILM), int(Sensor.MONO)
_RED, _GREEN, _BLUE = np.float32(0.45), np.float32(0.4), np.float32(0.15)  # behind the yellow filter of orbit; chosen
_0, _1, _8, _16, _24 = np.float32(0.0), np.float32(1.0), np.uint32(8), np.uint32(16), np.uint32(24)
_MEAN, _SCALE = np.float32(510.0), np.float32(1 / math.sqrt(4 * (256**2 - 1) / 12))  # of the sum of four bytes
_STEP = np.uint32(0x9E3779B9)
_FULL_BYTE, _ROUND = np.float32(255.0), np.float32(0.5)


@compiled
def gather(fine: np.ndarray, width: int, samples: int, sensor: int, colour: np.ndarray) -> None:
    """Write the mean of each pixel's samples, (samples * samples) of them, into ``colour``; alike where monochrome."""
    share = np.float32(1.0 / (samples * samples))
    for at in range(colour.shape[1]):
        corner = (at // width * width * samples + at % width) * samples
        for c in range(3):
            total = _0
            for sample in range(samples * samples):
                total += fine[c, corner + sample // samples * width * samples + sample % samples]
            colour[c, at] = total * share
        if sensor in (FILM, MONO):
            grey = _RED * colour[0, at] + _GREEN * colour[1, at] + _BLUE * colour[2, at]
            colour[0, at] = colour[1, at] = colour[2, at] = grey


@compiled
def exposure(colour: np.ndarray, total: np.ndarray, sensor: int) -> tuple[float, float]:
    """What a lux is of full scale, and how much of that is amplification, from the root mean square of a picture."""
    width = len(total)
    total[:] = _0
    for c in range(3):
        for row in range(colour.shape[1] // width):
            for column in range(width):
                value = colour[c, row * width + column]
                total[column] += value * value
    power = 0.0
    for column in range(width):
        power += total[column]
    scale = LEVEL / math.sqrt(power / (3 * (colour.shape[1] // width) * width) + 1e-12)
    longest = ELECTRONS / FULL[sensor]
    gain = min(max(scale / longest, 1.0), GAIN)
    return min(scale, longest * gain), gain


@compiled
def glare(colour: np.ndarray) -> None:
    """Dim what outshines a picture, such as a lamp that is looked into, so that the rest is exposed for; for people.

    Args:
        colour: radiance, (3, pixels), written to.
    """
    total = 0.0
    for at in range(colour.shape[1]):
        total += math.sqrt(colour[1, at])
    most = BLINDING * (total / colour.shape[1]) ** 2
    for at in range(colour.shape[1]):
        peak = max(colour[0, at], colour[1, at], colour[2, at])
        if peak > most:
            for c in range(3):
                colour[c, at] *= most / peak


@compiled
def lamplight(scale: float) -> float:
    """How much darker than exposed a picture is shown to people: what a lamp lights at night is no day.

    Args:
        scale: what a lux is of full scale: .002 by dusk, .01 to 1 by a lamp, above 2 where there is the moon alone.
    """
    lamp, moon = (scale - 0.004) / 0.05, (scale - 1.0) / 1.4
    return 1.0 - 0.6 * min(max(lamp, 0.0), 1.0) * (1.0 - min(max(moon, 0.0), 1.0))


@compiled
def soften(colour: np.ndarray, scale: float) -> None:
    """Bend what is too bright for a picture, so that it keeps its colour: as film does, and for people alone.

    Args:
        colour: radiance, (3, pixels), written to.
        scale: what a lux is of full scale.
    """
    for at in range(colour.shape[1]):
        peak = scale * max(colour[0, at], colour[1, at], colour[2, at])
        if peak > KNEE:
            over = (peak - KNEE) / (1.0 - KNEE)
            bent = KNEE + (1.0 - KNEE) * over / (1.0 + over)
            for c in range(3):
                colour[c, at] *= bent / peak


@compiled
def develop(colour: np.ndarray, scale: float, gain: float, sensor: int, noise: np.uint32, out: np.ndarray) -> None:
    """Write a picture's bytes, (pixels * 3), from its radiance.

    The noise is close to normal: the sum of the four bytes of a hash of (noise, pixel, colour). Its variance is that of
    the photons, a Poisson's, and of the sensor's reading.
    """
    by, amplified = np.float32(scale), np.float32(gain / FULL[sensor])
    read = np.float32((gain * READ[sensor] / FULL[sensor]) ** 2)
    other = 0 if sensor in (FILM, MONO) else 1  # monochrome has one noise for all three colours
    for c in range(3):
        for at in range(colour.shape[1]):
            value = colour[c, at] * by
            h = finish(np.uint32(np.uint32(at * 3 + c * other) * _STEP + noise))
            four = np.float32(
                np.uint32(h & BYTE) + np.uint32((h >> _8) & BYTE) + np.uint32((h >> _16) & BYTE) + (h >> _24)
            )
            value += (four - _MEAN) * _SCALE * math.sqrt(value * amplified + read)
            out[at * 3 + c] = np.uint8(math.sqrt(min(max(value, _0), _1)) * _FULL_BYTE + _ROUND)


@kernel
def record(
    first: int, cameras: Cameras, seeds: np.ndarray, frames: np.ndarray, samples: int, paint: Paint, colour: np.ndarray,
    totals: np.ndarray, out: np.ndarray,
) -> None:  # fmt: skip
    """Write the bytes of a few pictures, from ``paint.colour``.

    Args:
        samples: rays a pixel, across and down.
        colour: room for a picture, float32 (3, pixels).
        totals: room for a row, float32 (width,).
        out: (pictures, height, width, 3), written to.
    """
    for picture in range(len(out)):
        sensor = cameras.sensor[first + picture]
        shown = paint.colour[picture]
        if samples > 1 or sensor in (FILM, MONO):
            gather(shown, len(totals), samples, sensor, colour)
            shown = colour
        if samples > 1:
            glare(shown)
        scale, gain = exposure(shown, totals, sensor)
        if samples > 1:
            scale, gain = scale * lamplight(scale), gain / samples**2  # as a larger sensor has it
            soften(shown, scale)
        noise = np.uint32(bits(seeds[first + picture], _NOISE, frames[first + picture]))
        develop(shown, scale, gain, sensor, noise, out[picture].reshape(-1))
