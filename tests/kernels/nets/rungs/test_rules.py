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


def test_several_questions_may_lead_to_one_node() -> None:
    """If property 0 is at most 1, or property 1 is, then the first class."""
    either = Rules.from_arrays(
        {
            "feature": np.array([0, 1, -1, -1]),
            "threshold": np.array([1.0, 1, 0, 0]),
            "left": np.array([3, 3, 0, 0]),
            "right": np.array([1, 2, 0, 0]),
            "value": np.array([[0.5, 0.5], [0.5, 0.5], [0, 1], [1, 0]]),
            "photos": np.zeros((4, 2), np.int64),
        }
    )
    x = np.array([[0, 9], [9, 0], [9, 9]], np.float32)
    assert either.leaves(x).tolist() == [3, 3, 2]


def test_it_knows_which_properties_it_asks_about() -> None:
    assert tree().reads(5).tolist() == [0, 1]
    assert tree().reads(1).tolist() == [0]


def test_the_photos_of_a_node_are_counted_over_its_classes() -> None:
    assert tree().count.tolist() == [10, 5, 5, 2, 3]
