"""Photos as a side: what they show, when they were taken, and which are there twice."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.sides import opened, photos
from ninelives.store.cache import Cache


def folder(path: Path, count: int, seed: int, bright: float = 1.0) -> Path:
    path.mkdir()
    draw = np.random.default_rng(seed)
    for at in range(count):
        picture = (draw.random((48, 64, 3)) * 255 * bright).astype(np.uint8)
        cv2.imwrite(str(path / f"{at:02}.png"), picture)
    return path


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("photos")
    return folder(root / "old", 16, 0), folder(root / "new", 14, 1, 0.1)


def test_a_side_holds_what_is_measured_and_what_a_network_sees(two: tuple[Path, Path]) -> None:
    both = opened(*two, None, Cache.user())
    assert both.reference.inputs.columns == ["light", "sharpness"]
    assert both.reference.features is not None
    assert both.reference.features.shape == (16, 1280)
    assert both.reference.outputs is None
    assert both.reference.moments is None  # no photo says when
    assert both.new is not None
    assert both.new.archive is not None


def test_conditions_are_a_photos_own_unless_others_are_named(two: tuple[Path, Path]) -> None:
    archive = Archive.of(two[0])
    assert "hour" in photos.axes_of(archive, None)
    assert photos.axes_of(archive, ["light"]) == ["light"]
