from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope.axes import Axis, axis_for, by_rank
from ninelives.artifacts.envelope.regions import Tally, coarsened, count, widened
from tests.laws import items

COLD = Axis("temperature", "continuous", step=0.5)


def counted(axes, drawn):
    columns = {axis.name: axis.encode(drawn.columns[axis.name] or [None] * len(drawn.scene)) for axis in axes}
    return count(columns, drawn.scene)


def test_a_scene_that_visits_two_bins_counts_once_in_each():
    light = Axis("light", "continuous", step=0.1)
    tally = count({"light": light.encode([0.11, 0.12, 0.55, 0.51])}, np.array([4, 4, 4, 9]))
    assert tally == Tally(2, 4, {(("light", 1),): (1, 2), (("light", 5),): (2, 2)})


@given(items())
def test_agrees_with_the_count_written_as_a_loop(drawn):
    axes = by_rank([axis_for(name, v) for name, v in drawn.columns.items() if v is not None])
    scenes, number = defaultdict(set), defaultdict(int)
    for i, scene in enumerate(drawn.scene):
        bins = [(axis.name, axis.bin(drawn.columns[axis.name][i])) for axis in axes]
        for key in [*combinations(bins, 1), *combinations(bins, 2)]:
            scenes[key].add(scene)
            number[key] += 1
    tally = counted(axes, drawn)
    assert tally.regions == {key: (len(scenes[key]), number[key]) for key in number}
    assert (tally.scenes, tally.items) == (len(set(drawn.scene)), len(drawn.scene))


@given(items(), st.sampled_from([2, 10]))
def test_joined_bins_never_count_too_many_and_are_exact_without_bursts(drawn, factor):
    fine = counted([COLD], drawn)
    got = coarsened(fine, {"temperature": factor})
    want = counted([COLD.coarser(0.5 * factor)], drawn)
    assert got.regions.keys() == want.regions.keys()
    for key, (scenes, number) in want.regions.items():
        assert got.regions[key][1] == number
        assert got.regions[key][0] <= scenes
        assert got.regions[key][0] == scenes or fine.scenes < fine.items


@given(items())
def test_an_axis_widened_is_a_column_of_unknowns(drawn):
    axes = by_rank([COLD, axis_for("light", []), axis_for("hour", [])])
    without = [axis for axis in axes if axis.name != "light"]
    lost = type(drawn)(drawn.columns | {"light": None}, drawn.scene, drawn.made)
    assert widened(counted(without, drawn), "light", axes) == counted(axes, lost)


def test_many_bins_are_counted_without_a_table_of_all_pairs():
    n = 3000
    a, b = (Axis(name, "continuous", step=1.0) for name in "ab")
    x = np.arange(n, dtype=float)
    tally = count({"a": a.encode(x), "b": b.encode(x[::-1])}, np.arange(n) // 2)
    assert len(tally.regions) == 3 * n
    assert tally.regions[(("a", 0), ("b", n - 1))] == (1, 1)
