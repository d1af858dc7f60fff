"""Questions over the columns of a table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import Rules, RulesOfNumbers
from tests.kernels.nets.rungs.tables.fitted import NAN, NUMBERS, QUESTIONS, RULES, table


def walked(rung: Rules | RulesOfNumbers, row: np.ndarray) -> int:
    """The leaf of one row, by a loop."""
    at = 0
    while rung.feature[at] >= 0:
        value = row[rung.feature[at]]
        if np.isnan(value):
            left = rung.missing[at] == 1
        else:
            left = value == rung.category[at] if rung.category[at] >= 0 else value <= rung.threshold[at]
        at = int(rung.left[at] if left else rung.right[at])
    return at


def test_a_row_goes_left_where_the_answer_is_yes() -> None:
    x = np.array([[1, 0, 0], [1.1, 0, 3], [1.1, 0, 2], [NAN, 0, 3], [2, 0, NAN]], np.float32)
    assert RULES.leaves(x).tolist() == [1, 3, 4, 1, 4]
    assert RULES.probabilities(x).tolist() == [[1, 0], [0.4, 0.6], [0, 1], [1, 0], [0, 1]]
    assert NUMBERS["rules"].predict(x).tolist() == [1, 2, 7, 1, 7]


def test_all_rows_together_go_where_each_goes_alone() -> None:
    x = table(200)
    assert RULES.leaves(x).tolist() == [walked(RULES, row) for row in x]


def test_shorter_rules_are_those_that_were_asked_first() -> None:
    one, two = RULES.shorter(1), RULES.shorter(2)
    assert (one.feature.tolist(), two.feature.tolist()) == ([-1], [0, -1, -1])
    assert one.probabilities(table(2)).tolist() == [[0.5, 0.5]] * 2
    np.testing.assert_array_equal(two.probabilities(np.float32([[0, 0, 0], [2, 0, 0]])), [[1, 0], [0.2, 0.8]])
    for rung in (one, two, RULES.shorter(3), RULES.shorter(9)):
        Rules.from_arrays(rung.arrays())
    assert RULES.shorter(3).feature.tolist() == RULES.feature.tolist()


def test_it_knows_what_it_asks_about_and_how_many_came_by() -> None:
    assert RULES.reads(9).tolist() == [0, 2]
    assert RULES.count.tolist() == [10, 5, 5, 2, 3]
    assert NUMBERS["rules"].count.tolist() == [10, 5, 5, 2, 3]


BAD: list[tuple[str, Any]] = [
    ("left", np.array([0, 0, 3, 0, 0])),  # back to itself
    ("right", np.array([9, 0, 4, 0, 0])),  # nowhere
    ("right", np.array([2, 0, 1, 0, 0])),  # back
    ("left", np.array([1.0, 0, 3, 0, 0])),
    ("feature", np.array([0, -1, 2, -1])),
    ("threshold", np.zeros(4)),
    ("missing", np.array([2, 0, 0, 0, 0])),
    ("gaps", np.array([-1, 0, 0, 0, 0])),
    ("category", np.array([-2, 0, 0, 0, 0])),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_questions_that_lead_nowhere_are_refused(name: str, value: np.ndarray) -> None:
    for kind, rung in ((Rules, RULES), (RulesOfNumbers, NUMBERS["rules"])):
        with pytest.raises(ValueError, match=r"leads|entry|number"):
            kind.from_arrays({**rung.arrays(), name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", np.ones((5, 2))),
        ("value", np.full((4, 2), 0.5)),
        ("value", np.ones(5)),
        ("rows", np.zeros(5, np.int64)),
        ("rows", np.full((5, 2), -1)),
        ("rows", np.zeros((5, 2))),
    ],
)
def test_leaves_that_tell_no_class_are_refused(name: str, value: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"shares|rows"):
        Rules.from_arrays({**RULES.arrays(), name: value})


@pytest.mark.parametrize(
    ("name", "value"), [("value", np.ones(4)), ("value", np.ones(5, np.int64)), ("rows", np.full(5, -1))]
)
def test_leaves_that_tell_no_number_are_refused(name: str, value: np.ndarray) -> None:
    with pytest.raises(ValueError, match="entry"):
        RulesOfNumbers.from_arrays({**NUMBERS["rules"].arrays(), name: value})


def test_thresholds_may_be_of_any_unit() -> None:
    held = {**RULES.arrays(), "threshold": np.array([1.7e18, 0, 0, 0, 0])}
    assert Rules.from_arrays(held).leaves(np.float32([[1.6e18, 0, 0], [1.8e18, 0, 0]])).tolist() == [1, 4]
    with pytest.raises(ValueError, match="beyond"):
        Rules.from_arrays({**held, "threshold": np.array([1e39, 0, 0, 0, 0])})


def test_the_questions_of_the_tests_are_a_tree() -> None:
    assert set(QUESTIONS) == {"feature", "threshold", "category", "left", "right", "missing", "gaps"}
