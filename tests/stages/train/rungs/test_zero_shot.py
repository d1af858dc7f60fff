"""Classes that ImageNet names need no teaching."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FeaturesGauge
from ninelives.kernels.nets.imagenet import UnnamedError
from ninelives.stages.train.rungs import Lesson, zero_shot
from ninelives.store.cache import Cache

NONE = np.zeros((0, 1280), np.float32)


def taught(*names: str) -> Lesson:
    return Lesson(NONE, np.zeros(0, np.int64), names)


def test_nothing_is_learned_from_the_photos() -> None:
    x = np.random.default_rng(0).random((4, 1280)).astype(np.float32)
    seen = zero_shot.fit(Lesson(x, np.array([0, 1, 0, 1]), ("cat", "dog"), seed=7))
    assert all(
        np.array_equal(array, seen.arrays()[name])
        for name, array in zero_shot.fit(taught("cat", "dog")).arrays().items()
    )


def test_each_class_has_the_members_that_its_name_has() -> None:
    rung = zero_shot.fit(taught("dogs", "tabby", "persian cat"))
    assert np.bincount(rung.member).tolist() == [118, 1, 1]
    assert rung.parameters == 1281 * 120


def test_what_it_cannot_name_is_said_beforehand() -> None:
    assert zero_shot.cannot(("cat", "dog")) == ""
    assert zero_shot.cannot(("3", "cat")) == "ImageNet names no '3'"
    with pytest.raises(UnnamedError):
        zero_shot.fit(taught("3", "cat"))


@pytest.mark.data
def test_cats_and_dogs_without_a_label(data: Path) -> None:
    archive, cache = Archive.of(data / "dogcat" / "test"), Cache.user()
    p = zero_shot.fit(taught("cat", "dog")).probabilities(archive.vectors(FeaturesGauge.user(cache, 224), cache=cache))
    said = np.array(["cat", "dog"])[p.argmax(axis=1)]
    assert (said == np.array(archive.labels)).mean() >= 0.975  # 98.6 %; summed over breeds instead of averaged 94.1 %
