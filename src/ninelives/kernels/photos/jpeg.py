"""The marker segments of a JPEG, walked without decoding: its size, its EXIF block, and whether it is all there.

Source: ITU-T T.81 annex B.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame; the three are tables
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a segment
_SCAN, _END, _APP1 = 0xDA, 0xD9, 0xE1
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


@dataclass(frozen=True, slots=True)
class Jpeg:
    """What the segments before the first scan say, as stored (not upright)."""

    width: int
    height: int
    mode: str
    sequential: bool  # False (progressive): all coefficients of the picture are held at once to decode it
    exif: bytes
    complete: bool  # the end marker is there, and at least the fewest bytes that so many blocks take


def walk(data: bytes) -> Jpeg | None:
    """The segments of a JPEG that starts at the first byte; None where it ends before its first scan."""
    at, size, exif = 2, b"", b""
    sequential = True
    while (at := _next_marker(data, at)) >= 0:
        kind = data[at]
        if kind in _BARE:
            at += 1
            continue
        body = data[at + 3 : at + 1 + int.from_bytes(data[at + 1 : at + 3])]
        if kind == _END or len(body) < 1:
            return None
        if kind in _SIZES and len(body) >= 6:
            size, sequential = body, kind in (0xC0, 0xC1)
        elif kind == _APP1 and not exif and body[:6] == b"Exif\0\0":
            exif = body
        elif kind == _SCAN:
            return _summary(data, at, size, sequential, exif) if size else None
        at += 3 + len(body)
    return None


def _next_marker(data: bytes, at: int) -> int:
    """Where the code of the next marker stands, skipping fill bytes and rubbish as decoders do; -1 at the end."""
    while (at := data.find(b"\xff", at)) >= 0:
        while data[at : at + 1] == b"\xff":
            at += 1
        if at >= len(data):
            return -1
        if data[at]:
            return at
    return -1


def _summary(data: bytes, scan: int, size: bytes, sequential: bool, exif: bytes) -> Jpeg:
    height, width = int.from_bytes(size[1:3]), int.from_bytes(size[3:5])
    end = data.rfind(b"\xff\xd9", scan)
    # a block of 8 x 8 takes 2 bits at the least: one code for its mean, one for "nothing else"
    enough = not sequential or 4 * (end - scan) >= (width // 8) * (height // 8)
    mode = _MODES.get(size[5], f"{size[5]} channels")
    return Jpeg(width, height, mode, sequential, exif, end >= 0 and enough)
