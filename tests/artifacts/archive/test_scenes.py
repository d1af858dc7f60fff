"""Tests of which photos are one scene."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image
from sklearn.datasets import load_digits, load_sample_images

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.scenes import _codes
from tests.artifacts.archive.shelf import fill, photo
from tests.kernels.photos.pictures import encode, exif_block, scene


def snap(seed: int, second: int, device: str = "One") -> bytes:
    """A photo taken at a second of one minute."""
    at = f"2024:05:01 12:{second // 60:02d}:{second % 60:02d}"
    return encode(scene(seed=seed), "JPEG", exif=exif_block({0x010F: "Make", 0x0110: device}, {0x9003: at}))


def scenes_of(folder: Path) -> list[list[str]]:
    archive = Archive.of(folder)
    groups: dict[int, list[str]] = {}
    for item, number in zip(archive.items, archive.scene.tolist(), strict=True):
        groups.setdefault(number, []).append(item)
    assert list(groups) == sorted(groups)
    assert all(archive.items[number] == members[0] for number, members in groups.items())
    return list(groups.values())


def test_the_same_bytes_are_one_scene_also_when_tiny(tmp_path: Path) -> None:
    tiny = encode(scene(4, 4, seed=1), "PNG")
    fill(tmp_path, {"a.png": tiny, "b.jpg": photo(1), "c.png": tiny, "d.jpg": photo(2), "e.jpg": photo(1)})
    assert scenes_of(tmp_path) == [["a.png", "c.png"], ["b.jpg", "e.jpg"], ["d.jpg"]]


def test_the_same_picture_written_anew_is_one_scene(tmp_path: Path) -> None:
    other, picture = load_sample_images().images
    copies = {
        "a.png": encode(picture, "PNG"),
        "b.jpg": encode(picture, "JPEG", quality=60),
        "c.jpg": encode(Image.fromarray(picture).resize((320, 213)), "JPEG"),
        "d.webp": encode(picture, "WEBP"),
        "z.jpg": encode(other, "JPEG"),
    }
    assert scenes_of(fill(tmp_path, copies)) == [["a.png", "b.jpg", "c.jpg", "d.webp"], ["z.jpg"]]


def test_bursts_are_one_scene(tmp_path: Path) -> None:
    fill(
        tmp_path,
        {
            "a.jpg": snap(1, 0),
            "b.jpg": snap(2, 8),
            "c.jpg": snap(3, 18),
            "d.jpg": snap(4, 29),
            "e.jpg": snap(5, 30, "Two"),
            "f.jpg": snap(6, 39),
        },
    )
    assert scenes_of(tmp_path) == [["a.jpg", "b.jpg", "c.jpg"], ["d.jpg", "f.jpg"], ["e.jpg"]]


def test_a_burst_lasts_a_minute_at_most(tmp_path: Path) -> None:
    fill(tmp_path, {f"{n:02d}.jpg": snap(n, 9 * n) for n in range(10)})
    assert [len(members) for members in scenes_of(tmp_path)] == [7, 3]


def test_a_scene_column_joins_and_an_empty_one_does_not(tmp_path: Path) -> None:
    fill(tmp_path, {f"{n}.jpg": photo(n) for n in range(5)})
    pl.DataFrame({"path": [f"{n}.jpg" for n in range(5)], "scene": ["x", None, "y", "x", None]}).write_csv(
        tmp_path / "t.csv"
    )
    assert scenes_of(tmp_path / "t.csv") == [["0.jpg", "3.jpg"], ["1.jpg"], ["2.jpg"], ["4.jpg"]]


def test_scenes_do_not_depend_on_the_names(tmp_path: Path) -> None:
    files = [photo(n % 4) for n in range(9)]
    one = scenes_of(fill(tmp_path / "one", {f"{n}.jpg": data for n, data in enumerate(files)}))
    two = scenes_of(fill(tmp_path / "two", {f"{8 - n}.jpg": data for n, data in enumerate(files)}))
    turned = {frozenset(f"{8 - int(name[0])}.jpg" for name in members) for members in two}
    assert {frozenset(members) for members in one} == turned


def test_equal_values_get_equal_numbers_and_what_is_missing_or_alone_says_nothing() -> None:
    codes = _codes(pl.Series(["b", None, "a", "b", None, "c", "c"])).tolist()
    assert codes[0] == codes[3] != codes[5] == codes[6]
    assert min(codes[0], codes[5]) >= 0
    assert {codes[1], codes[2], codes[4]} == {-1}


def test_digits_do_not_collapse(tmp_path: Path) -> None:
    for n, digit in enumerate(load_digits().images[:300]):
        grey = Image.fromarray((255 - digit * 15.9).astype(np.uint8)).resize((64, 64), Image.Resampling.BICUBIC)
        file = io.BytesIO()
        grey.save(file, "PNG")
        (tmp_path / f"{n:04d}.png").write_bytes(file.getvalue())
    archive = Archive.of(tmp_path)
    assert len(archive) - archive.scenes < 3


@pytest.mark.data
def test_known_pairs_of_the_real_photos(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    found = {path.name: path for path in (data / "dogcat").rglob("*.jpg")}
    named = ["dog.0074.jpg", "dog.0180.jpg", *(f"cat.{n:04d}.jpg" for n in (1, 10, 101, 500, 777))]
    fill(folder, {name: found[name].read_bytes() for name in named if name in found})
    copies = sorted((data / "odd" / "reencoded_copies").glob("*.jpg"))
    fill(folder, {f"copy of {path.name}": path.read_bytes() for path in copies})
    groups = [set(members) for members in scenes_of(folder)]
    assert {"dog.0074.jpg", "dog.0180.jpg"} in groups
    for path in copies:
        original = f"cat.{int(path.stem.split('.')[1]):04d}.jpg"
        if original in found:
            assert {original, f"copy of {path.name}"} in groups
