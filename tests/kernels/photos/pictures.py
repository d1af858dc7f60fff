"""Small pictures made for the tests."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import cv2
import numpy as np
from PIL import Image


def scene(width: int = 80, height: int = 60, seed: int = 0) -> np.ndarray:
    """Soft blotches of colour, (height, width, 3): no two seeds look alike."""
    coarse = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)


def encode(picture: np.ndarray | Image.Image, kind: str, **options: Any) -> bytes:
    """A picture file."""
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif_block(
    top: dict[int, Any] | None = None, taken: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> bytes:
    """An EXIF block with these fields, written by Pillow."""
    exif = Image.Exif()
    exif.update(top or {})
    for pointer, fields in ((0x8769, taken), (0x8825, gps)):
        if fields:
            exif[pointer] = fields
    return exif.tobytes()


def png_of_size(width: int, height: int, *, color: int = 2) -> bytes:
    """A PNG of a few bytes that states any size; color 3 speaks of a palette that it has not."""
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ):
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return out


def jpeg_of_size(jpeg: bytes, width: int, height: int) -> bytes:
    """The same JPEG, stating another size."""
    at = next(i for code in (b"\xff\xc0", b"\xff\xc2") if (i := jpeg.find(code)) >= 0)
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


def alike(one: np.ndarray, two: np.ndarray) -> float:
    """Correlation of two pictures at 32 x 32."""
    small = [cv2.resize(p, (32, 32), interpolation=cv2.INTER_AREA).astype(float).ravel() for p in (one, two)]
    return float(np.corrcoef(*small)[0, 1])
