from __future__ import annotations

import numpy as np

from ninelives.stages.train.rungs import fit
from tests.stages.train.rungs.lessons import lesson


def test_it_counts_with_one_added_to_each_class() -> None:
    rung = fit("majority", lesson(np.zeros((6, 0)), np.array([0, 0, 0, 1, 1, 3]), 4))
    np.testing.assert_allclose(rung.probabilities(np.zeros((1, 0)))[0], np.array([4, 3, 1, 2]) / 10)


def test_its_parameters_are_the_free_shares() -> None:
    assert fit("majority", lesson(np.zeros((2, 0)), np.array([0, 1]), 2)).parameters == 1
