from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.exif import Exif
from ninelives.kernels.photos.header import Header
from ninelives.kernels.photos.properties import HIGH, LOW, NAMES, measure
from tests.kernels.photos.pictures import scene


def of(picture: np.ndarray) -> dict[str, float]:
    height, width = picture.shape[:2]
    header = Header("JPEG", width, height, 1, "RGB", 1, Exif())
    return dict(zip(NAMES, measure(picture, header).tolist(), strict=True))


def flat(*colour: int) -> np.ndarray:
    return np.full((64, 96, 3), colour, np.uint8)


def test_twenty_to_thirty_or_so_distinct_names_with_ranges():
    assert 20 <= len(NAMES) <= 32
    assert len(set(NAMES)) == len(NAMES) == len(LOW) == len(HIGH)
    assert (LOW < HIGH).all()


@given(st.integers(0, 1000), st.integers(1, 400), st.integers(1, 400), st.booleans())
def test_all_are_finite_and_in_range(seed, width, height, soft):
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    found = np.array(list(of(scene(width, height, seed) if soft else noise).values()), np.float32)
    assert np.isfinite(found).all()
    assert (found >= LOW).all()
    assert (found <= HIGH).all()


def test_proportions():
    assert of(flat(9, 9, 9))["width over height"] == 1.5


@pytest.mark.parametrize(
    ("colour", "share"),
    [((220, 90, 30), "share of warm colours"), ((40, 200, 60), "share of green"), ((30, 80, 220), "share of blue")],
)
def test_colours(colour, share):
    found = of(flat(*colour))
    shares = ("share of warm colours", "share of green", "share of blue", "share of colourless pixels")
    assert {name: found[name] for name in shares} == {name: float(name == share) for name in shares}
    assert found["colour strength"] > 0.5


def test_grey_is_colourless():
    found = of(flat(128, 128, 128))
    assert found["share of colourless pixels"] == 1
    assert found["mean brightness"] == pytest.approx(128 / 255, abs=1e-3)
    assert found["contrast"] == found["amount of edges"] == found["sharpness"] == 0
    assert found["edges in the centre"] == found["upright edges"] == 0.5


def test_half_black_half_white():
    picture = flat(0, 0, 0)
    picture[:, 48:] = 255
    found = of(picture)
    assert found["contrast"] == pytest.approx(1, abs=0.01)
    assert found["share of dark pixels"] == found["share of bright pixels"] == pytest.approx(0.5)
    assert found["upright edges"] == 1
    assert found["left-right symmetry"] == pytest.approx(-1, abs=0.01)
    assert found["brightness at the centre left"] == 0
    assert found["brightness at the centre right"] == 1


def test_a_disc_in_the_centre():
    picture = flat(20, 20, 20)
    cv2.circle(picture, (48, 32), 12, (230, 120, 40), -1)
    found = of(picture)
    assert found["edges in the centre"] > 0.9
    assert found["centre brighter than rim"] > 0.1
    assert found["warm colours in the centre"] > 3 * found["share of warm colours"]
    assert found["left-right symmetry"] > 0.95


def test_sky_above_ground():
    picture = flat(60, 50, 30)
    picture[:24] = (120, 170, 240)
    assert of(picture)["sky-like top"] > 0.95
    assert of(picture[::-1].copy())["sky-like top"] == 0


@pytest.mark.parametrize(("cell", "name"), [(2, "fine texture"), (12, "medium texture"), (36, "coarse texture")])
def test_texture_by_scale(cell, name):
    rows, columns = np.indices((160, 160)) // cell
    picture = np.repeat(((rows + columns) % 2 * 255).astype(np.uint8)[:, :, None], 3, axis=2)
    found = of(picture)
    assert found[name] == max(found[f"{scale} texture"] for scale in ("fine", "medium", "coarse"))


@given(st.integers(0, 1000))
def test_mirroring_swaps_left_and_right_alone(seed):
    picture = scene(160, 160, seed)
    one, two = of(picture), of(np.ascontiguousarray(picture[:, ::-1]))
    for name in NAMES:
        mirrored = " ".join({"left": "right", "right": "left"}.get(word, word) for word in name.split())
        assert one[name] == pytest.approx(two[mirrored], abs=0.02)
