"""All that an archive keeps of one photo: its conditions, fingerprints and properties, in one pass and one blob."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ninelives.kernels.photos import hashes, measure, properties
from ninelives.kernels.photos.decode import decode, resize
from ninelives.kernels.photos.header import Header, read_header
from ninelives.kernels.photos.scenes import SMALLEST

LEAST = measure.SIDE  # px on the short side that a picture must be decoded at, at the least
RECIPE = "photo facts 2"  # changes with any number that a photo's facts would change by; keys every cache of them

_PROPERTIES, _SKETCH = len(properties.NAMES), len(hashes.FREQUENCIES)
_HEAD = struct.Struct("<II")  # digest of the recipe, checksum of what follows
_BODY = struct.Struct(f"<ddIIBdd32s32s1024s{4 * _SKETCH}s{4 * _PROPERTIES}s")
_WORDS = 3  # texts after the body: captured_at, zone, device


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """One photo's facts; None where it does not say. Arrays as in `hashes.Fingerprint` and `properties.measure`."""

    light: float  # [0, 1]
    sharpness: float  # [0, 4.5]
    width: int  # px, upright
    height: int
    orientation: int  # EXIF, 1 to 8: how the stored pixels had to be turned; 1 where the file does not say
    captured_at: str | None  # ISO 8601, local wall clock, with the offset where the file records its zone
    zone: str | None  # "+02:00"
    place: tuple[float, float] | None  # degrees north, degrees east
    device: str | None
    gradient: NDArray[np.uint8]  # (32,)
    dct: NDArray[np.uint8]  # (32,)
    thumb: NDArray[np.uint8]  # (32, 32)
    sketch: NDArray[np.float32]  # (12,), nan where the photo takes part in no search for duplicates
    properties: NDArray[np.float32]  # (len(properties.NAMES),)

    def pack(self) -> bytes:
        """About 1.4 KB: little-endian numbers, then the texts in UTF-8, under a checksum and the recipe's digest."""
        north, east = self.place or (np.nan, np.nan)
        arrays = (self.gradient, self.dct, self.thumb, self.sketch.astype("<f4"), self.properties.astype("<f4"))
        numbers = (self.light, self.sharpness, self.width, self.height, self.orientation, north, east)
        body = _BODY.pack(*numbers, *(each.tobytes() for each in arrays))
        body += b"\0".join((text or "").encode() for text in (self.captured_at, self.zone, self.device))
        return _HEAD.pack(zlib.crc32(RECIPE.encode()), zlib.crc32(body)) + body

    @classmethod
    def unpack(cls, blob: bytes) -> Facts:
        """What `pack` packed.

        Raises:
            ValueError: the blob is damaged, or of another recipe.
        """
        body = blob[_HEAD.size :]
        if len(body) < _BODY.size:
            raise ValueError(f"the facts of a photo take {_HEAD.size + _BODY.size} bytes or more, got {len(blob)}")
        recipe, checksum = _HEAD.unpack_from(blob)
        if recipe != zlib.crc32(RECIPE.encode()):
            raise ValueError(f"these facts of a photo were not made by the recipe {RECIPE!r}")
        if checksum != zlib.crc32(body):
            raise ValueError("these facts of a photo are damaged: their checksum differs")
        return cls._of(body)

    @classmethod
    def _of(cls, body: bytes) -> Facts:
        light, sharpness, width, height, orientation, north, east, *raw = _BODY.unpack_from(body)
        captured_at, zone, device = (text.decode() or None for text in body[_BODY.size :].split(b"\0"))
        gradient, dct, thumb = (np.frombuffer(each, np.uint8) for each in raw[:3])
        sketch, measured = (np.frombuffer(each, "<f4").astype(np.float32) for each in raw[3:])
        return cls(
            light=light,
            sharpness=sharpness,
            width=width,
            height=height,
            orientation=orientation,
            captured_at=captured_at,
            zone=zone,
            place=None if np.isnan(north) else (north, east),
            device=device,
            gradient=gradient,
            dct=dct,
            thumb=thumb.reshape(hashes.THUMB, hashes.THUMB),
            sketch=sketch,
            properties=measured,
        )


def survey(data: bytes) -> Facts:
    """The facts of a picture file.

    Raises:
        NotAPicture: the bytes are none.
    """
    header = read_header(data)
    return measure_picture(decode(data, least=LEAST, header=header), header)


def measure_picture(picture: NDArray[np.uint8], header: Header) -> Facts:
    """The facts of a picture that is decoded already.

    Args:
        picture: ``decode(data, least=N)`` with one N >= `LEAST` for all: at another N, JPEGs may be decoded at another
            fraction, and the numbers differ in their last digits.
        header: of the same bytes.
    """
    square = resize(picture, measure.SIDE)
    grey = cv2.cvtColor(square, cv2.COLOR_RGB2GRAY)
    seen = hashes.fingerprint(grey)
    exif = header.exif
    offset = exif.captured_at.strftime("%z") if exif.captured_at else ""
    large = min(header.width, header.height) >= SMALLEST
    return Facts(
        light=measure.light(grey),
        sharpness=measure.sharpness(grey),
        width=header.width,
        height=header.height,
        orientation=header.orientation,
        captured_at=exif.captured_at.isoformat() if exif.captured_at else None,
        zone=f"{offset[:3]}:{offset[3:5]}" if offset else None,
        place=exif.place,
        device=exif.device,
        gradient=seen.gradient,
        dct=seen.dct,
        thumb=seen.thumb,
        sketch=seen.sketch if large else np.full_like(seen.sketch, np.nan),
        properties=properties.measure(square, header, grey=grey),
    )
