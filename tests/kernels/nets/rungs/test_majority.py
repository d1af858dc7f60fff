"""The commoner class."""

from __future__ import annotations

import numpy as np

from tests.kernels.nets.rungs.fitted import EACH


def test_the_majority_says_its_prior_whatever_it_is_shown() -> None:
    p = EACH["majority"].probabilities(np.zeros((3, 0)))
    assert p.tolist() == [[0.2, 0.8]] * 3
