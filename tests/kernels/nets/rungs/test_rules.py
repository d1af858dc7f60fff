"""A tree of questions."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs import Rules
from tests.kernels.nets.rungs.fitted import tree


def test_rules_go_left_where_the_property_is_at_most_the_threshold() -> None:
    x = np.array([[1.0, 9], [1.1, 2], [1.1, 2.1]], np.float32)
    assert tree().leaves(x).tolist() == [1, 3, 4]
    assert tree().probabilities(x).tolist() == [[1, 0], [0.4, 0.6], [0, 1]]


def test_rules_that_lead_in_a_circle_come_to_an_end() -> None:
    circle = Rules(**{**tree().arrays(), "left": np.zeros(5, np.int64), "right": np.zeros(5, np.int64)})
    assert circle.probabilities(np.zeros((2, 2), np.float32)).shape == (2, 2)
