"""Three sets of trees that share none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.world.oak.sets import SETS, set_of, tree

numbers = st.integers(0, 2**62 - 1)


@given(numbers, numbers, st.sampled_from(SETS), st.sampled_from(SETS))
def test_no_two_trees_of_different_sets_or_numbers_share_a_seed(one: int, other: int, here: str, there: str) -> None:
    assert (tree(here, one) == tree(there, other)) == ((here, one) == (there, other))
    assert set_of(tree(here, one)) == here
    assert 0 <= tree(here, one) < 2**64


def test_what_is_no_set_and_no_number_is_told() -> None:
    with pytest.raises(ValueError, match="trees must be one of train, test, final, got 'all'"):
        tree("all", 1)
    with pytest.raises(ValueError, match=r"the number of a tree must lie in \[0, 2\*\*62\), got -1"):
        tree("test", -1)
