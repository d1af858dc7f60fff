"""The head on the network's features."""

from __future__ import annotations

import numpy as np

from ninelives.stages.train.rungs import pretrained
from tests.stages.train.rungs.lessons import lesson


def features(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    y = np.arange(n) % 2
    return (draw.normal(0, 1, (n, 1280)) + np.where(y[:, None] == 1, 0.4, 0)).astype(np.float32), y


def test_few_photos_with_many_features_are_enough() -> None:
    rung = pretrained.fit(lesson(*features(40, 0), 2))
    new, truth = features(200, 1)
    assert (rung.probabilities(new).argmax(axis=1) == truth).mean() > 0.95


def test_the_scale_of_the_features_plays_no_part() -> None:
    x, y = features(40, 0)
    p = pretrained.fit(lesson(x, y, 2)).probabilities(x)
    np.testing.assert_allclose(pretrained.fit(lesson(x * 16, y, 2)).probabilities(x * 16), p, atol=1e-4)


def test_it_has_a_weight_for_each_feature_and_class() -> None:
    assert pretrained.fit(lesson(*features(10, 0), 2)).parameters == 1280 * 2 + 2
