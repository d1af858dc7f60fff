"""Tests of what is measured of a photo: the same blob whenever and wherever."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive.gauges import NEAR, FactsGauge, FeaturesGauge, Gauge, SmallGauge
from ninelives.kernels.photos import properties
from ninelives.kernels.photos.decode import decode, resize
from ninelives.kernels.photos.header import Header, read_header
from ninelives.kernels.photos.survey import Facts, survey
from tests.artifacts.archive.shelf import photo
from tests.kernels.photos.pictures import encode, scene


def seen(data: bytes) -> tuple[np.ndarray, Header]:
    header = read_header(data)
    return decode(data, least=NEAR, header=header), header


@pytest.mark.parametrize("gauge", [FactsGauge(), SmallGauge(8)], ids=["facts", "small"])
def test_a_gauge_gives_the_same_numbers_again(gauge: Gauge) -> None:
    blob = gauge.measure(*seen(photo(1)))
    assert blob == gauge.measure(*seen(photo(1))) != gauge.measure(*seen(photo(2)))
    vector = gauge.vector(blob)
    assert vector.dtype == np.float32
    assert vector.ndim == 1
    assert np.isfinite(vector).all()


def test_facts_are_those_of_the_survey() -> None:
    data, gauge = photo(3), FactsGauge()
    blob = gauge.measure(*seen(data))
    assert Facts.unpack(blob).light == survey(data).light
    assert gauge.vector(blob).shape == (len(properties.NAMES),)


def test_a_small_picture_is_the_resized_one() -> None:
    data, gauge = encode(scene(40, 40, seed=4), "PNG"), SmallGauge(16)
    vector = gauge.vector(gauge.measure(*seen(data)))
    np.testing.assert_array_equal(np.rint(vector.reshape(16, 16, 3) * 255), resize(seen(data)[0], 16))


def test_recipes_tell_measurements_apart() -> None:
    assert len({FactsGauge().recipe, SmallGauge(8).recipe, SmallGauge(16).recipe}) == 3
    assert str(NEAR) in FactsGauge().recipe


def test_a_large_jpeg_is_looked_at_from_afar() -> None:
    picture, header = seen(encode(scene(2000, 1500, seed=5), "JPEG"))
    assert (header.width, header.height) == (2000, 1500)
    assert NEAR <= min(picture.shape[:2]) <= 2 * NEAR


def test_features_name_their_network_and_load_it_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[Path, int]] = []

    class Embedder:
        def __init__(self, path: Path, size: int) -> None:
            made.append((path, size))
            self.recipe = f"net {path.name} {size}"

        def __call__(self, picture: np.ndarray) -> np.ndarray:
            return np.linspace(-1, 1, 1280, dtype=np.float32) * picture.mean()

    monkeypatch.setattr("ninelives.kernels.nets.embed.Embedder", Embedder)
    gauge = FeaturesGauge(tmp_path / "net.onnx", 96)
    assert made == []
    assert gauge.recipe == "net net.onnx 96 at 109"
    picture, header = seen(photo(6))
    blob = gauge.measure(picture, header)
    assert len(blob) == 2 * 1280
    np.testing.assert_allclose(gauge.vector(blob), gauge.embedder(picture), rtol=1e-3, atol=1e-3)
    assert made == [(tmp_path / "net.onnx", 96)]
