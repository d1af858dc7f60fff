"""Pictures as Python users hold them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from ninelives.artifacts.archive.gauges import FactsGauge, SmallGauge
from ninelives.artifacts.pictures import each
from ninelives.errors import NinelivesError

GAUGE = SmallGauge(4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draw = np.random.default_rng(0)
    for name in ("b.png", "a.png", "ä ' \".png"):
        cv2.imwrite(str(tmp_path / name), draw.integers(0, 255, (20, 30, 3), dtype=np.uint8))
    return tmp_path


def seen(pictures: object) -> list[bytes]:
    return [vector.tobytes() for vector in each(pictures, GAUGE)]  # type: ignore[arg-type]


def test_vectors_are_the_gauges(folder: Path) -> None:
    for gauge in (GAUGE, FactsGauge()):
        for vector in each(folder, gauge):
            assert vector.shape == (gauge.width,)
            assert vector.dtype == np.float32


def test_a_folder_comes_in_the_order_of_names_and_a_list_in_its_own(folder: Path) -> None:
    paths = [folder / name for name in ("b.png", "a.png", "ä ' \".png")]
    own, of_folder = seen(paths), seen(folder)
    assert of_folder == [own[1], own[0], own[2]]
    assert seen([str(path) for path in paths]) == own


def test_the_same_photo_twice_is_seen_twice(folder: Path) -> None:
    one = seen([folder / "a.png"])
    assert seen([folder / "a.png"] * 3) == one * 3


def test_arrays_are_rgb(folder: Path) -> None:
    red = np.zeros((8, 8, 3), np.uint8)
    red[:, :, 0] = 255
    (vector,) = each([red], GAUGE)
    np.testing.assert_array_equal(vector.reshape(4, 4, 3)[0, 0], [1, 0, 0])


def test_an_array_that_is_a_view_is_taken_as_it_looks(folder: Path) -> None:
    picture = np.random.default_rng(0).integers(0, 255, (20, 30, 3), dtype=np.uint8)
    assert seen([picture[::2, ::-1]]) == seen([np.ascontiguousarray(picture[::2, ::-1])])


def test_any_mode_and_orientation_of_a_file_is_seen_upright(tmp_path: Path) -> None:
    grey = Image.fromarray(np.random.default_rng(0).integers(0, 255, (20, 30), dtype=np.uint8))
    exif = Image.Exif()
    exif[0x0112] = 3
    grey.save(tmp_path / "turned.png", exif=exif)
    grey.rotate(180).convert("RGB").save(tmp_path / "upright.png")
    one, two = seen([tmp_path / "turned.png", tmp_path / "upright.png"])
    assert one == two


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (np.zeros((4, 4, 4), np.uint8), "picture 1 must be uint8 of shape"),
        (np.zeros((4, 4, 3), np.float32), "got float32 of shape"),
        (np.zeros((4, 0, 3), np.uint8), "got uint8 of shape"),
        (None, "picture 1 must be uint8"),
        (7, "picture 1 must be uint8"),
        (b"", "'picture 1' cannot be read: it is empty"),
        (b"no picture at all", "'picture 1' cannot be read"),
    ],
)
def test_what_is_no_picture_is_named_by_its_number(bad: object, told: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        seen([np.zeros((4, 4, 3), np.uint8), bad])
    assert told in str(caught.value)


def test_a_file_that_is_none_is_named(folder: Path) -> None:
    (folder / "a.png").write_text("no picture")
    for pictures in (folder, [folder / "b.png", folder / "a.png"]):
        with pytest.raises(NinelivesError, match=r"a\.png' cannot be read"):
            seen(pictures)


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(NinelivesError, match=r"none\.png"):
        seen([folder / "none.png"])


def test_they_are_read_as_they_are_wanted(folder: Path) -> None:
    first = next(each([np.zeros((4, 4, 3), np.uint8), b"no picture"], GAUGE))
    assert first.shape == (GAUGE.width,)
