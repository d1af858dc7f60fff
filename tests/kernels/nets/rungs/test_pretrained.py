"""The head on the features of the network."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import softmax
from tests.kernels.nets.rungs.fitted import head


def test_the_head_is_a_tempered_softmax() -> None:
    rung, x = head(), np.random.default_rng(1).normal(size=(6, 4))
    logits = (x - rung.mean) / 2 @ rung.weights + rung.bias
    np.testing.assert_allclose(rung.probabilities(x), softmax(logits / 1.5), rtol=1e-9)
