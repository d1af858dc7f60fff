"""What single values of a model may be."""

from __future__ import annotations

import pytest

from ninelives.artifacts.model import values


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), True, "1", None, [1]])
def test_numbers_are_finite_and_no_truth_values(bad: object) -> None:
    assert values.numbers(0, -1.5)
    assert not values.numbers(0, bad)


@pytest.mark.parametrize("bad", [[], [1], [1, 2, 3], 1])
def test_two_are_two(bad: object) -> None:
    assert values.two([1, 2]) == (1, 2)
    with pytest.raises((ValueError, TypeError)):
        values.two(bad)
