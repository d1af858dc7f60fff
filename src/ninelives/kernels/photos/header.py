"""What a picture file says of itself, before any pixel is decoded.

JPEGs are read by walking their segments (`jpeg`), all else by the reader of Pillow that the first bytes call for.
That is also what says, in plain words, what a file is that is no picture.
"""

from __future__ import annotations

import importlib
import io
import threading
import warnings
from dataclasses import dataclass

from PIL import Image

from ninelives.kernels.photos.exif import Exif, read_exif
from ninelives.kernels.photos.jpeg import walk

LARGEST = 64_000_000  # pixels that are ever held at once: 192 MB as RGB
LARGEST_JPEG = 1_000_000_000  # pixels of a JPEG that can be decoded at a fraction; more is a decompression bomb


class NotAPicture(ValueError):  # noqa: N818 - it reads as what it says: except NotAPicture
    """The bytes are no picture that can be read; ``str`` of it is the reason, in words for a person."""


@dataclass(frozen=True, slots=True)
class Header:
    """A picture's own account of itself.

    ``width`` and ``height`` are upright: turned as ``orientation`` says. ``orientation`` is the turn (EXIF, 1 to 8)
    that the *stored* pixels still need. ``mode`` is Pillow's; ``RGBA`` also where a colour or a palette is transparent.
    """

    format: str
    width: int
    height: int
    frames: int
    mode: str
    orientation: int
    exif: Exif
    complete: bool = True  # False: a JPEG or PNG that ends before its pixels do


def read_header(data: bytes) -> Header:
    """Read a picture's header.

    Raises:
        NotAPicture: empty, text, a pointer, an unknown or damaged format, no pixels, or too many to be decoded.
    """
    kind = sniff(data)
    header = _jpeg(data) if kind == "JPEG" else _other(data, kind)
    if header.width < 1 or header.height < 1:
        raise NotAPicture(f"it says that it is {header.width} × {header.height} pixels large")
    return header


def sniff(data: bytes) -> str:
    """The format that the first bytes name.

    Raises:
        NotAPicture: they name none that can be read.
    """
    for start, kind in _PICTURES:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _boxed(data[8:12])
    raise NotAPicture(_what_else(data))


_PICTURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"BM", "BMP"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG2000"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    *((f"P{digit}{blank}".encode(), "PPM") for digit in "123456" for blank in "\n\r\t "),
)
_READERS = {
    "PNG": ("PngImagePlugin", "PngImageFile"),
    "GIF": ("GifImagePlugin", "GifImageFile"),
    "WEBP": ("WebPImagePlugin", "WebPImageFile"),
    "TIFF": ("TiffImagePlugin", "TiffImageFile"),
    "BMP": ("BmpImagePlugin", "BmpImageFile"),
    "PPM": ("PpmImagePlugin", "PpmImageFile"),
    "JPEG2000": ("Jpeg2KImagePlugin", "Jpeg2KImageFile"),
    "AVIF": ("AvifImagePlugin", "AvifImageFile"),
    "JPEG": ("JpegImagePlugin", "JpegImageFile"),
}
_OTHERS = (
    (b"%PDF", "it is a PDF document"),
    (b"PK\x03\x04", "it is a zip archive"),
    (b"\x1f\x8b", "it is a gzip archive"),
    (b"\x1aE\xdf\xa3", "it is a film"),
    (b"8BPS", "it is a Photoshop file: export it as JPEG or PNG"),
    (b"\0\0\1\0", "it is an icon"),
)


def _boxed(brand: bytes) -> str:
    if brand in (b"avif", b"avis"):
        return "AVIF"
    if brand[:3] in (b"hei", b"hev", b"mif", b"msf"):
        raise NotAPicture("it is a HEIC picture, which cannot be read here: convert it to JPEG")
    raise NotAPicture("it is a film")


def _what_else(data: bytes) -> str:
    """What bytes are that start like no picture."""
    if not data:
        return "it is empty (0 bytes)"
    if not data[:65536].strip(b"\0"):
        return f"it holds nothing but zeros ({len(data):,} bytes)"
    for start, words in _OTHERS:
        if data.startswith(start):
            return words
    return _which_text(data[:512]) or "it is no picture of a known format"


def _which_text(start: bytes) -> str | None:
    try:
        text = start.decode("utf-8", "strict" if len(start) < 512 else "ignore").lstrip("\ufeff \t\r\n")
    except UnicodeDecodeError:
        return None
    if start.startswith(b"version https://git-lfs"):
        return "it is a pointer of git-lfs, not the picture itself: run git lfs pull"
    if text[:14].casefold() == "<!doctype html" or text[:5].casefold() == "<html":
        return "it is a web page (HTML)"
    if "<svg" in text:
        return "it is an SVG drawing: export it as PNG"
    printable = sum(c.isprintable() or c.isspace() for c in text)
    return "it is text" if printable >= 0.98 * len(text) and len(text) >= 0.6 * len(start) else None


def _jpeg(data: bytes) -> Header:
    found = walk(data)
    if found is None:
        raise NotAPicture("cut off or damaged before its first pixel")
    exif, orientation = read_exif(found.exif)
    _check_size("JPEG" if found.sequential else "progressive JPEG", found.width, found.height, found.sequential)
    width, height = (found.height, found.width) if orientation >= 5 else (found.width, found.height)
    return Header("JPEG", width, height, 1, found.mode, orientation, exif, found.complete)


def _check_size(kind: str, width: int, height: int, at_fraction: bool) -> None:
    most = LARGEST_JPEG if at_fraction else LARGEST
    if width * height > most:
        limit = f"a {kind} may have {most // 1_000_000:,} megapixels"
        raise NotAPicture(f"it says that it is {width:,} × {height:,} pixels large; {limit}")


_warnings_lock = threading.Lock()


def _other(data: bytes, kind: str) -> Header:
    if kind == "WEBP" and len(data) < (stated := int.from_bytes(data[4:8], "little")):
        raise NotAPicture(f"cut off after {100 * len(data) // stated} % of its bytes")
    try:
        picture = open_with_pillow(data, kind)
        width, height = picture.size
        _check_size(kind, width, height, at_fraction=False)
        with _warnings_lock, warnings.catch_warnings(action="ignore"):
            frames = int(getattr(picture, "n_frames", 1))
        mode = _mode(picture)
    except NotAPicture:
        raise
    except Exception as error:  # readers of hostile bytes raise anything: SyntaxError, KeyError, struct.error, ...
        raise NotAPicture(f"its {kind} header is damaged or cut off") from error
    exif, orientation = _exif_of(data, kind, picture)
    if orientation >= 5:
        width, height = height, width
    return Header(kind, width, height, frames, mode, orientation, exif, kind != "PNG" or _png_is_whole(data))


def _png_is_whole(data: bytes) -> bool:
    """Whether its chunks lie within the bytes, up to the last: OpenCV believes whatever length a chunk states."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + length
    return False


def _exif_of(data: bytes, kind: str, picture: Image.Image) -> tuple[Exif, int]:
    if kind == "TIFF":  # the file is its own EXIF block, and every decoder turns it by itself
        return read_exif(data)[0], 1
    block = picture.info.get("exif")
    return read_exif(block if isinstance(block, bytes) else b"")


def _mode(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else picture.mode


def open_with_pillow(data: bytes, kind: str) -> Image.Image:
    """Open a picture with the one reader of its format; no pixel is decoded.

    `PIL.Image.open` is passed by: it tries reader after reader, and its own check for decompression bombs would warn
    (through Python's warnings) before the size is judged here.
    """
    module, name = _READERS[kind]
    reader = getattr(importlib.import_module(f"PIL.{module}"), name)
    with _warnings_lock, warnings.catch_warnings(action="ignore"):
        picture: Image.Image = reader(io.BytesIO(data))
    return picture
