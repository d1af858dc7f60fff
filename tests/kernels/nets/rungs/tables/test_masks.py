"""Trees as masks; that their sums are those of walks is shown where the forest is."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.rungs.tables.masks import ALL, goes_left, leaves, tables
from tests.kernels.nets.rungs.tables.fitted import forest

CUTS = {1: np.array([-3.0]), 2: np.array([1, 3, 4])}


def test_leaves_are_counted_from_the_left() -> None:
    assert leaves(forest(1), 0) == {0: (0, 3), 1: (0, 1), 2: (1, 3), 3: (1, 2), 4: (2, 3)}
    assert leaves(forest(1), 5) == {5: (0, 1)}


def test_places_go_left_up_to_the_threshold_or_where_the_set_says() -> None:
    assert goes_left(forest(1), 0, CUTS[1]).tolist() == [True, False, True]  # missing goes left
    assert goes_left(forest(1), 2, CUTS[2]).tolist() == [True, False, True, False, False]  # missing goes right
    assert goes_left(forest(1), 0, np.array([-9.0, -3, 5])).tolist() == [True, True, False, False, True]


def test_who_goes_right_closes_the_leaves_to_the_left() -> None:
    (table,) = tables(forest(2), CUTS, 128)
    assert table.leaf[:, :3].tolist() == [[0.5, 1.5, -1], [0.25, 0, 0]]
    assert table.output.tolist() == [0, 1]
    assert table.mask[1].tolist() == [[ALL, ALL], [ALL - 0b001, ALL], [ALL, ALL]]
    assert table.mask[2][:, 0].tolist() == [ALL, ALL - 0b010, ALL, ALL - 0b010, ALL - 0b010]


def test_trees_come_so_many_at_a_time() -> None:
    one, other = tables(forest(1), CUTS, 1)
    assert (len(one.leaf), len(other.leaf), other.mask) == (1, 1, {})
