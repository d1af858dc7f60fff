from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ninelives.kernels.photos.decode import decode, resize
from ninelives.kernels.photos.header import NotAPicture, read_header
from tests.kernels.photos.pictures import alike, encode, exif_block, jpeg_of_size, png_of_size, scene
from tests.kernels.photos.test_header import KINDS, WHOLE

LOSSY = {"JPEG": 12, "WEBP": 12, "AVIF": 12, "GIF": 30, "JPEG2000": 3}


@pytest.mark.parametrize("kind", KINDS)
def test_every_format(kind):
    found = decode(encode(scene(), kind))
    assert found.shape == (60, 80, 3)
    assert found.dtype == np.uint8
    assert np.abs(found.astype(int) - scene()).mean() <= LOSSY.get(kind, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_one_pixel(kind):
    found = decode(encode(np.full((1, 1, 3), 200, np.uint8), kind), least=160)
    assert found.shape == (1, 1, 3)
    assert np.abs(found.astype(int) - 200).max() <= 3


def grey(value: int) -> Image.Image:
    return Image.fromarray(np.full((20, 20), value, np.uint8))


@pytest.mark.parametrize(
    ("image", "kind", "want"),
    [
        (grey(90), "PNG", (90, 90, 90)),
        (grey(90), "JPEG", (90, 90, 90)),
        (Image.fromarray(np.full((20, 20), 90 * 257, np.uint16)), "PNG", (90, 90, 90)),
        (Image.fromarray(np.full((20, 20), 90 * 257, np.uint16)), "TIFF", (90, 90, 90)),
        (grey(255).convert("1"), "PNG", (255, 255, 255)),
        (Image.new("P", (20, 20), 0), "PNG", (0, 0, 0)),
        (Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "TIFF", (255, 0, 0)),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 128)), "PNG", (227, 127, 127)),
        (Image.new("RGBA", (20, 20), (200, 0, 0, 0)), "WEBP", (255, 255, 255)),
        (Image.new("LA", (20, 20), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (20, 20), (10, 20, 30, 255)), "TIFF", (10, 20, 30)),
    ],
)
def test_every_mode(image, kind, want):
    found = decode(encode(image, kind))
    assert found.shape == (20, 20, 3)
    assert np.abs(found.astype(int) - want).max() <= 2


def test_sixteen_bit_colour_agrees_with_eight():
    _, data = cv2.imencode(".png", scene()[:, :, ::-1].astype(np.uint16) * 257)
    assert np.abs(decode(data.tobytes()).astype(int) - scene()).max() <= 1


def test_a_transparent_colour_of_a_palette_is_white():
    image = Image.fromarray(np.zeros((4, 4), np.uint8)).convert("P")
    assert (decode(encode(image, "PNG", transparency=0)) == 255).all()
    assert (decode(encode(image, "GIF", transparency=0)) == 255).all()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_its_first_frame(kind):
    frames = [Image.fromarray(scene(seed=seed)) for seed in range(3)]
    assert alike(decode(encode(frames[0], kind, save_all=True, append_images=frames[1:])), scene()) > 0.98


def test_numbers_without_a_white_are_named():
    with pytest.raises(NotAPicture, match="32-bit numbers"):
        decode(encode(Image.fromarray(np.ones((4, 4), np.float32)), "TIFF"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_upright(kind, orientation):
    upright = scene(80, 60)
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: np.rot90(upright, 2),
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: np.rot90(upright, 2).transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    options = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": exif_block({0x0112: orientation})}
    data = encode(np.ascontiguousarray(stored), kind, **options)
    found = decode(data)
    assert alike(found, upright) > 0.99
    assert found.shape[:2] == (read_header(data).height, read_header(data).width)


def test_sixteen_bit_tiff_is_turned_once():
    stored = np.rot90(scene(80, 60)[:, :, 0], 1).astype(np.uint16) * 257
    found = decode(encode(Image.fromarray(np.ascontiguousarray(stored)), "TIFF", tiffinfo={0x0112: 6}))
    assert found.shape == (60, 80, 3)
    assert alike(found[:, :, 0], scene(80, 60)[:, :, 0]) > 0.99


@given(st.integers(1, 700), st.integers(1, 700), st.integers(1, 400))
def test_a_fraction_is_never_below_the_least(width, height, least):
    data = encode(np.zeros((height, width, 3), np.uint8), "JPEG")
    found = decode(data, least=least)
    assert min(found.shape[:2]) >= min(least, width, height)
    assert min(found.shape[:2]) < 2 * least + 2 or min(width, height) >= 16 * least


def test_a_fraction_looks_the_same():
    picture = scene(640, 480)
    small = decode(encode(picture, "JPEG"), least=100)
    assert small.shape == (120, 160, 3)
    assert alike(small, picture) > 0.999


CUTS = [kind for kind in KINDS if kind not in ("AVIF", "JPEG2000")]


@pytest.mark.parametrize("kind", CUTS)
@pytest.mark.parametrize("share", [0.4, 0.7, 0.95])
def test_a_cut_off_file_is_named(kind, share):
    noise = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    data = encode(noise, kind)
    with pytest.raises(NotAPicture, match=r"cut off|damaged"):
        decode(data[: int(share * len(data))])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "PPM", "BMP"])
def test_a_cut_off_file_says_how_much_of_it_is_there(kind):
    noise = np.random.default_rng(0).integers(1, 256, (400, 80, 3), np.uint8)
    data = encode(noise, kind)
    with pytest.raises(NotAPicture, match=r"cut off after (\d+) % of its rows") as caught:
        decode(data[: len(data) // 2])
    assert abs(int(str(caught.value).split()[3]) - 50) <= 8


def test_a_cut_off_progressive_jpeg_is_named():
    data = encode(scene(400, 300), "JPEG", progressive=True)
    with pytest.raises(NotAPicture, match="cut off"):
        decode(data[: len(data) // 2])


def test_a_jpeg_that_lacks_its_end_marker_alone_is_cut_off():
    with pytest.raises(NotAPicture, match="cut off"):
        decode(WHOLE["JPEG"][:-2])


def test_a_jpeg_with_too_few_bytes_is_cut_off():
    with pytest.raises(NotAPicture, match="cannot hold 20,000 × 20,000 pixels"):
        decode(jpeg_of_size(WHOLE["JPEG"], 20_000, 20_000), least=160)


def test_a_png_without_pixels_is_named():
    with pytest.raises(NotAPicture, match="before its first row"):
        decode(png_of_size(100, 100))


def test_nothing_is_written_to_standard_error():
    code = """
import sys
import numpy as np
from tests.kernels.photos.test_header import WHOLE
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import NotAPicture
draw = np.random.default_rng(0)
for data in WHOLE.values():
    for _ in range(40):
        damaged = np.frombuffer(data, np.uint8).copy()
        damaged[draw.integers(len(data) // 2, len(data), 4)] = draw.integers(0, 256, 4)
        for part in (damaged.tobytes(), damaged.tobytes()[: -len(data) // 4]):
            try:
                decode(part)
            except NotAPicture:
                pass
at = WHOLE["JPEG"].find(b"\\xff\\xdb")
decode(WHOLE["JPEG"][:at] + b"1234" + WHOLE["JPEG"][at:])
print("done")
"""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert (done.stdout, done.stderr) == ("done\n", "")


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
    st.floats(0, 1),
)
def test_a_damaged_file_is_a_picture_or_named(kind, changes, length):
    data = bytearray(WHOLE[kind])
    for at, value in changes:
        data[int(at * (len(data) - 1))] = value
    with suppress(NotAPicture):
        found = decode(bytes(data[: int(length * len(data))]), least=20)
        assert found.ndim == 3
        assert found.shape[2] == 3


def test_a_hundred_megapixels_take_little_memory(tmp_path):
    file = tmp_path / "large.jpg"
    file.write_bytes(encode(np.full((9_000, 12_000), 90, np.uint8), "JPEG"))
    code = """
import pathlib, resource, sys
from ninelives.kernels.photos.decode import decode
data = pathlib.Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(decode(data, least=160).shape, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024)
"""
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "(1125, 1500, 3) True\n"


def test_more_than_64_megapixels_are_halved_unasked():
    assert decode(encode(np.zeros((9_000, 8_000), np.uint8), "JPEG")).shape == (4_500, 4_000, 3)


def test_the_eight_orientations_look_alike(data):
    for shape in ("landscape", "portrait"):
        found = [decode((data / "odd/orientation" / f"{shape}_{n}.jpg").read_bytes()) for n in (1, 3, 5, 7)]
        assert {picture.shape for picture in found} == {found[0].shape}
        assert all(alike(found[0], picture) > 0.9 for picture in found)


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 40), st.integers(1, 40), st.integers(0, 255))
def test_resize_keeps_a_flat_picture(width, height, to_width, to_height, value):
    found = resize(np.full((height, width, 3), value, np.uint8), (to_width, to_height))
    assert found.shape == (to_height, to_width, 3)
    assert (found == value).all()


@pytest.mark.parametrize("size", [(640, 480), (333, 517), (159, 161), (40, 30)])
def test_resize_agrees_with_averaging_areas(size):
    picture = scene(*size)
    want = cv2.resize(picture, (64, 64), interpolation=cv2.INTER_AREA)
    assert np.abs(resize(picture, 64).astype(int) - want).mean() < 3


def test_resize_does_not_alias():
    stripes = np.zeros((640, 640, 3), np.uint8)
    stripes[:, ::2] = 255
    assert np.abs(resize(stripes, 64).astype(int) - 127).max() <= 1
