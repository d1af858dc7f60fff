"""Pixels: any picture as upright RGB, and its squash to the size that a network looks at.

OpenCV decodes (it releases the interpreter's lock, and JPEGs at a fraction of their size cost a fraction of the time);
Pillow takes what OpenCV has no way of showing on white, and says what is wrong with what OpenCV refuses.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ninelives.kernels.photos.header import LARGEST, Header, NotAPicture, open_with_pillow, read_header
from ninelives.kernels.photos.quiet import quiet

Picture = NDArray[np.uint8]  # (height, width, 3), RGB, upright

# Photos are decoded many at a time, one on each thread: OpenCV's own threads would only get in the way.
cv2.setNumThreads(1)
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

_RGB = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
_AT = {
    1: _RGB,
    2: _RGB | cv2.IMREAD_REDUCED_GRAYSCALE_2,  # the bit "at 1/2"; the colour comes from IMREAD_COLOR_RGB
    4: _RGB | cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: _RGB | cv2.IMREAD_REDUCED_GRAYSCALE_8,
}


def decode(data: bytes, *, least: int | None = None, header: Header | None = None) -> Picture:
    """The pixels of a picture, upright, RGB, 8 bit; transparent parts on white; of an animation the first frame.

    Args:
        data: the file's bytes.
        least: px on the short side that the caller never looks closer than, so that a JPEG may be decoded at 1/2, 1/4
            or 1/8 of its size (never below ``least``). None: at its own size, as long as that is 64 megapixels at most.
        header: of these bytes, where the caller has read it already.

    Raises:
        NotAPicture: the bytes are no picture, or one that is damaged or cut off.
    """
    header = header or read_header(data)
    share = fraction(header, least)
    picture = None if _needs_pillow(header) else _by_opencv(data, share)
    if picture is None:
        picture = _by_pillow(data, header, share)
    return _upright(picture, header.orientation)


def fraction(header: Header, least: int | None) -> int:
    """1, 2, 4 or 8: ``decode`` gives a JPEG at one such part of its size, and everything else whole."""
    if header.format != "JPEG":
        return 1
    short = min(header.width, header.height)
    wanted = 1 if least is None else max(f for f in (1, 2, 4, 8) if f == 1 or short // f >= least)
    needed = next((f for f in (1, 2, 4) if header.width * header.height <= LARGEST * f * f), 8)
    return max(wanted, needed)


def _needs_pillow(header: Header) -> bool:
    """Whether OpenCV would show it wrongly, or (a picture that is cut off) without a word about what is missing."""
    if header.format == "JPEG" or not header.complete:
        return not header.complete
    deep = header.mode.startswith("I;16") or (header.mode == "I" and header.format == "PNG")
    return not deep and (header.mode not in ("RGB", "L") or header.format == "TIFF")


def _by_opencv(data: bytes, fraction: int) -> Picture | None:
    try:
        with quiet():
            picture: Picture | None = cv2.imdecode(np.frombuffer(data, np.uint8), _AT[fraction])
    except cv2.error:
        return None
    return picture


def _by_pillow(data: bytes, header: Header, fraction: int) -> Picture:
    try:
        picture = open_with_pillow(data, header.format)
    except Exception as error:  # readers of hostile bytes raise anything
        raise NotAPicture(f"its {header.format} header is damaged") from error
    if header.format == "JPEG":
        picture.draft("RGB", (picture.width // fraction, picture.height // fraction))
    try:
        with quiet():
            picture.load()
    except Exception as error:
        raise NotAPicture(_what_is_missing(picture, str(error))) from error
    if not header.complete:
        raise NotAPicture(f"cut off: {len(data):,} bytes cannot hold {header.width:,} × {header.height:,} pixels")
    return _on_white(picture)


def _what_is_missing(picture: Image.Image, error: str) -> str:
    """Why Pillow failed, with the share of rows that it got to: those it did not reach are zero."""
    how = "cut off" if "truncated" in error or "unexpected end" in error.lower() else "damaged"
    try:
        share = _share_of_rows(picture)
    except Exception:  # nothing was allocated, or the picture was closed
        return f"{how} before its first row"
    return f"{how} after {share} % of its rows" if share else f"{how} before its first row"


def _share_of_rows(picture: Image.Image) -> int:
    """Percent of the rows that are not all zero, 99 at the most; a file may hold them from below, or interlaced."""
    _, rows = picture.im.getprojection()
    return min(99, 100 * sum(map(bool, rows)) // picture.height)


def _on_white(picture: Image.Image) -> Picture:
    if picture.mode in ("I", "F"):
        raise NotAPicture("its pixels are 32-bit numbers, which have no agreed white")
    try:
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
        return np.array(picture.convert("RGB"))
    except ValueError as error:
        raise NotAPicture(f"its colours are of a kind that cannot be shown ({picture.mode})") from error


def _upright(picture: Picture, orientation: int) -> Picture:
    """Undo the camera's turn. Source: Exif 2.32, tag 0x0112."""
    if orientation == 1:
        return picture
    turned = {
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: lambda p: p[::-1].transpose(1, 0, 2),
        7: lambda p: p[::-1, ::-1].transpose(1, 0, 2),
        8: lambda p: p[:, ::-1].transpose(1, 0, 2),
    }[orientation](picture)
    return np.ascontiguousarray(turned)


def resize(picture: NDArray[np.uint8], size: int | tuple[int, int]) -> NDArray[np.uint8]:
    """Squash a picture (h, w, 3) or (h, w) to ``size`` x ``size`` or (width, height) px.

    Bilinear; where both axes shrink to a half or less, or one to a third, whole boxes of pixels are averaged first, so
    that nothing aliases. The boxes are centred: under one pixel of the result is lost at the edges.
    """
    width, height = (size, size) if isinstance(size, int) else size
    across, down = max(1, picture.shape[1] // width), max(1, picture.shape[0] // height)
    if min(across, down) > 1 or max(across, down) > 2:  # boxes of 2 x 1 cost thrice the bilinear resize, for little
        picture = _boxes(picture, across, down)
    small: NDArray[np.uint8] = cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR)
    return small


def _boxes(picture: NDArray[np.uint8], across: int, down: int) -> NDArray[np.uint8]:
    """The mean of each box of ``across`` x ``down`` pixels."""
    height, width = picture.shape[0] // down, picture.shape[1] // across
    top, left = (picture.shape[0] - height * down) // 2, (picture.shape[1] - width * across) // 2
    whole = picture[top : top + height * down, left : left + width * across]
    means: NDArray[np.uint8] = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return means
