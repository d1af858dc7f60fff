"""What a network made elsewhere says of a photo is measured and kept like anything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive.measure import Photo
from ninelives.artifacts.foreign.gauge import ForeignGauge
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Foreign, Photos, Told
from tests.tinted import network, tinted


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return network(tmp_path / "net.onnx")


def gauge_of(file: Path, **told: str) -> ForeignGauge:
    opened = Foreign(file, told=Told(**told))  # type: ignore[arg-type]
    assert isinstance(opened.takes, Photos)
    return ForeignGauge(file, opened.takes, None, opened.numbers)


def test_it_says_what_the_network_says(file: Path, tmp_path: Path) -> None:
    photo = Photo((tinted(tmp_path, red=1) / "red" / "000.png").read_bytes())
    gauge = gauge_of(file, values="0-1")
    (said,) = Foreign(file, told=Told(values="0-1")).shown([photo.at(gauge.least)])
    logits = gauge.vector(photo.measure(gauge)).astype(float)
    assert logits.shape == (gauge.width,) == (2,)
    np.testing.assert_allclose(np.exp(logits) / np.exp(logits).sum(), said, atol=1e-6)


def test_the_recipe_tells_files_and_readings_apart_and_not_who_said_them(file: Path, tmp_path: Path) -> None:
    gauge = gauge_of(file)
    assert gauge.recipe == gauge_of(file, channels="rgb", values="imagenet", fit="crop").recipe
    assert gauge.recipe == ForeignGauge(file.read_bytes(), gauge.takes, None, 2).recipe
    others = [
        gauge_of(file, values="0-1"),
        gauge_of(network(tmp_path / "b.onnx", 3)),
        gauge.read_as(replace(gauge.takes, fit="squash")),
    ]
    assert len({gauge.recipe, *(other.recipe for other in others)}) == 4


def test_a_photo_is_decoded_as_closely_as_it_is_looked_at(file: Path) -> None:
    gauge = gauge_of(file)
    assert gauge.least * 7 / 8 >= max(gauge.takes.height, gauge.takes.width) > (gauge.least - 2) * 7 / 8


def test_a_file_that_is_another_than_was_adopted_is_refused(file: Path) -> None:
    gauge = gauge_of(file)
    with pytest.raises(NinelivesError, match="it gives 2 numbers, not 3"):
        _ = ForeignGauge(file, gauge.takes, None, 3).network
    with pytest.raises(NinelivesError, match="it takes other photos"):
        _ = ForeignGauge(file, replace(gauge.takes, dtype="float16"), None, 2).network
