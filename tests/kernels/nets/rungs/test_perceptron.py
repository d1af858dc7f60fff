"""One layer of weights."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import softmax
from tests.kernels.nets.rungs.fitted import layer


def test_the_sums_are_tempered() -> None:
    rung, x = layer(), np.random.default_rng(1).normal(size=(6, 2)).astype(np.float32)
    sums = (x - rung.mean) / rung.deviation @ rung.weights + rung.bias
    np.testing.assert_allclose(rung.probabilities(x), softmax(sums / 0.8), rtol=1e-9)


def test_a_voice_is_what_a_standard_deviation_adds_to_the_log_odds() -> None:
    rung = layer(classes=2)
    x = np.stack([rung.mean, rung.mean + rung.deviation * [1, 0]])
    usual, more = (np.log(p[1] / p[0]) for p in rung.probabilities(x))
    voices = rung.voices()
    np.testing.assert_allclose(more - usual, voices[0, 1] - voices[0, 0], rtol=1e-9)
    np.testing.assert_allclose(voices.sum(axis=1), 0, atol=1e-12)


def test_what_is_not_known_of_a_photo_says_nothing() -> None:
    rung = layer()
    known = np.stack([rung.mean, rung.mean]).astype(np.float64)
    unknown = known.copy()
    unknown[0, 1], unknown[1, 0] = np.nan, np.inf
    np.testing.assert_allclose(rung.probabilities(unknown), rung.probabilities(known))
