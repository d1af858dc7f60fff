from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import NotAPicture, read_header
from tests.kernels.photos.pictures import encode, exif_block, jpeg_of_size, png_of_size, scene

KINDS = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "PPM", "JPEG2000", "AVIF"]


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", "b")
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_size_and_format(kind):
    header = read_header(encode(scene(81, 60), kind))
    assert (header.format, header.width, header.height, header.frames, header.orientation) == (kind, 81, 60, 1, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_upright(kind, orientation):
    options = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": exif_block({0x0112: orientation})}
    header = read_header(encode(scene(80, 60), kind, **options))
    assert (header.width, header.height) == ((60, 80) if orientation >= 5 else (80, 60))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_of_every_format_that_carries_it(kind):
    data = encode(scene(), kind, exif=exif_block({0x010F: "NIKON"}, {0x9003: "2024:05:06 07:08:09"}))
    assert read_header(data).exif.device == "NIKON"
    assert read_header(data).exif.captured_at.year == 2024


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF"])
def test_frames_are_counted(kind):
    frames = [Image.fromarray(scene(seed=seed)) for seed in range(3)]
    assert read_header(encode(frames[0], kind, save_all=True, append_images=frames[1:])).frames == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty (0 bytes)"),
        (bytes(1000), "nothing but zeros (1,000 bytes)"),
        (b"Dear diary, today it rained.\n", "it is text"),
        ("größte Katze".encode(), "it is text"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "git lfs pull"),
        (b"<!DOCTYPE html><html>404", "web page"),
        (b"\xef\xbb\xbf\n<html><body>", "web page"),
        (b'<?xml version="1.0"?><svg xmlns="">', "SVG"),
        (b"%PDF-1.7 ...", "PDF"),
        (zipped(), "zip"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "film"),
        (bytes(range(128, 256)) * 3, "no picture of a known format"),
        (b"\xff\xd8\xff\xe0", "before its first pixel"),
        (b"\x89PNG\r\n\x1a\n", "PNG header is damaged or cut off"),
        (png_of_size(24, 20, color=3), "PNG header is damaged or cut off"),
        (b"GIF89a", "GIF header is damaged or cut off"),
        (b"RIFF\xff\0\0\0WEBPVP8 ", "cut off after 6 % of its bytes"),
    ],
)
def test_what_is_no_picture_is_named(data, words):
    with pytest.raises(NotAPicture, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_header(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png_of_size(30_000, 30_000), "30,000 × 30,000 pixels large; a PNG may have 64 megapixels"),
        (png_of_size(2**31 - 1, 2**31 - 1), "a PNG may have 64 megapixels"),
        (jpeg_of_size(encode(scene(), "JPEG"), 65_000, 65_000), "a JPEG may have 1,000 megapixels"),
        (jpeg_of_size(encode(scene(), "JPEG", progressive=True), 10_000, 10_000), "a progressive JPEG may have 64"),
        (jpeg_of_size(encode(scene(), "JPEG"), 0, 10), "0 × 10 pixels"),
    ],
)
def test_bombs_are_refused_by_their_header(data, words):
    with pytest.raises(NotAPicture, match=words):
        read_header(data)


def test_a_hundred_megapixels_of_jpeg_are_welcome():
    header = read_header(jpeg_of_size(encode(scene(), "JPEG"), 12_000, 9_000))
    assert header.width * header.height == 108_000_000


def test_a_transparent_palette_is_told():
    image = Image.fromarray(np.zeros((4, 4), np.uint8), "L").convert("P")
    assert read_header(encode(image, "PNG", transparency=0)).mode == "RGBA"
    assert read_header(encode(image, "PNG")).mode == "P"


WHOLE = {
    kind: encode(scene(), kind, exif=exif_block({0x010F: "NIKON"})) for kind in ("JPEG", "PNG", "WEBP", "AVIF")
} | {kind: encode(scene(), kind) for kind in ("GIF", "TIFF", "BMP", "PPM", "JPEG2000")}


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.integers(0, 2000),
)
def test_a_damaged_header_is_a_header_or_named(kind, changes, length):
    data = bytearray(WHOLE[kind][:length])
    for at, value in changes:
        if at < len(data):
            data[at] = value
    with suppress(NotAPicture):
        header = read_header(bytes(data))
        assert header.width > 0
        assert header.height > 0


def test_odd_real_files(data):
    odd = data / "odd"
    with pytest.raises(NotAPicture, match="git lfs pull"):
        read_header((odd / "lfs_pointers" / "agricultural00.tif").read_bytes())
    found = read_header((odd / "exif-samples" / "87_OSError.jpg").read_bytes())
    assert found.exif.device == "NIKON D70s"
    assert found.exif.place == pytest.approx((43.7856, 11.2346), abs=1e-3)
    assert (found.width, found.height) == (1488, 2240)


def test_a_png_whose_chunk_claims_four_gigabytes_is_refused_before_anything_is_allocated():
    whole = cv2.imencode(".png", np.zeros((1, 1, 3), np.uint8))[1].tobytes()
    at = whole.index(b"IDAT") - 4
    hostile = whole[:at] + (0xF600000C).to_bytes(4, "big") + whole[at + 4 :]
    assert not read_header(hostile).complete
    assert read_header(whole).complete
    with pytest.raises(NotAPicture, match=r"cut off|damaged"):
        decode(hostile)
