"""Photos beside those that their model kept: like them they are quiet, darker ones are not."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

import ninelives as nl
from ninelives.errors import NinelivesError
from tests.folders import noise


def test_photos_like_those_kept_are_quiet_and_dark_ones_are_not(photo_model: nl.Model, tmp_path: Path) -> None:
    watch = nl.Watch.of(photo_model)
    assert watch.columns[:3] == ("light", "sharpness", "probability of dim")
    new = noise(tmp_path / "new", bright=(150, 220, 20), dim=(120, 190, 20), seed=5)
    watch.see_batch(new)
    assert watch.n == 40
    assert watch.alarm is None
    dark = noise(tmp_path / "dark", night=(0, 20, 40), seed=6)
    watch.see_batch(dark)
    assert watch.alarm is not None
    assert 40 < watch.alarm < 80


def test_one_picture_in_whatever_form_is_the_same_observation(photo_model: nl.Model, tmp_path: Path) -> None:
    path = noise(tmp_path, dim=(120, 190, 1), seed=9) / "dim" / "000.png"
    pixels = cv2.imread(str(path))[:, :, ::-1]
    lens = nl.Watch.of(photo_model).lens
    for shown in ([path], [path.read_bytes()], [np.ascontiguousarray(pixels)]):
        assert (lens.look(shown)[0] == lens.look([path])[0]).all()


def test_what_is_no_picture_is_refused(photo_model: nl.Model) -> None:
    with pytest.raises(NinelivesError, match="cannot be read"):
        nl.Watch.of(photo_model).see(b"no picture")


def test_the_model_is_needed_again_and_no_other(
    photo_model: nl.Model, table_model: nl.TableModel, tmp_path: Path
) -> None:
    nl.Watch.of(photo_model).save(tmp_path / "state")
    assert nl.Watch.load(tmp_path / "state", photo_model).n == 0
    with pytest.raises(NinelivesError, match="was begun with a model"):
        nl.Watch.load(tmp_path / "state")
    with pytest.raises(NinelivesError, match="another reference or model"):
        nl.Watch.load(tmp_path / "state", table_model)
