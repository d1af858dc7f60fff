"""Sets hold the truth as often as promised, overall or in each group, and come back as they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats import wilson
from ninelives.kernels.stats.guarantee import Sets


def told(draw: np.random.Generator, n: int, classes: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities that claim too much, and truths."""
    p = draw.dirichlet(np.full(classes, 0.3), n)
    truth = (p.cumsum(axis=1) < draw.random(n)[:, None]).sum(axis=1).clip(0, classes - 1)
    sharp = p**3 + 1e-12
    return sharp / sharp.sum(axis=1, keepdims=True), truth


def slow(held: list[float], level: float) -> float:
    """The floor of cases that are each a scene: the k-th largest probability of n, k = ceil(level (n + 1))."""
    k = int(np.ceil(round(level * (len(held) + 1), 9)))
    return sorted(held, reverse=True)[k - 1] if k <= len(held) else 0.0


@given(st.lists(st.floats(0, 1), max_size=40), st.sampled_from([0.5, 0.8, 0.9]))
def test_the_floor_is_that_of_a_sorted_list(held, level):
    p = np.c_[held, 1 - np.array(held)].reshape(-1, 2)
    sets = Sets.learn(p, np.zeros(len(p), int), np.arange(len(p)), level)
    assert sets.floors[0] == slow(held, level)


@pytest.mark.parametrize(("scenes", "each", "level"), [(60, 1, 0.8), (40, 6, 0.9)])
def test_the_truth_of_a_new_scene_is_held_as_often_as_promised(scenes, each, level):
    hits = 0
    for seed in range(400):
        draw = np.random.default_rng(seed)
        p, truth = told(draw, scenes)
        scene = np.repeat(np.arange(scenes), draw.integers(1, each + 1, scenes))  # copies
        sets = Sets.learn(p[scene], truth[scene], scene, level)
        new, true = told(draw, 1)
        hits += bool(sets.of(new)[0, true[0]])
    low, high = wilson(hits, 400, 0.999)
    assert low <= level + 0.06
    assert high >= level


def test_each_group_has_its_own_share():
    draw = np.random.default_rng(0)
    p, truth = told(draw, 8000)
    group = draw.integers(0, 2, 8000)
    truth = np.where((group == 1) & (draw.random(8000) < 0.3), draw.integers(0, 4, 8000), truth)
    half = np.arange(8000) < 4000
    sets = Sets.learn(p[half], truth[half], np.arange(4000), 0.9, group=group[half])
    overall = Sets.learn(p[half], truth[half], np.arange(4000), 0.9)
    holds = sets.of(p, group)[np.arange(8000), truth][~half]
    pooled = overall.of(p)[np.arange(8000), truth][~half]
    for each in (0, 1):
        assert holds[group[~half] == each].mean() == pytest.approx(0.9, abs=0.03)
    assert pooled[group[~half] == 1].mean() < 0.87
    assert sets.of(p, group)[~half].sum() < 0.9 * 4 * 4000  # and not by holding all


def test_too_few_scenes_hold_every_class_and_no_set_is_empty():
    p, truth = told(np.random.default_rng(0), 8)
    assert Sets.learn(p, truth, np.arange(8), 0.9).of(p).all()
    assert Sets.learn(p, truth, np.zeros(8), 0.5, groups=2).of(p, np.ones(8, int)).all()
    sure = Sets(0.5, np.array([0.99]))
    np.testing.assert_array_equal(sure.of([[0.6, 0.4], [0.2, 0.8]]), [[True, False], [False, True]])
    assert sure.of([[np.nan, np.nan]]).all()
    assert sure.of(np.zeros((0, 2))).shape == (0, 2)


def test_it_comes_back_from_arrays():
    sets = Sets(0.9, np.array([0.1, 0.7]))
    again = Sets.from_arrays(sets.arrays())
    assert again.level == 0.9
    np.testing.assert_array_equal(again.floors, sets.floors)


@pytest.mark.parametrize(
    "change",
    [
        {"level": np.asarray(1.5)},
        {"level": np.asarray([0.5])},
        {"floors": np.array([np.nan])},
        {"floors": np.array([2.0])},
        {"floors": np.array([], float)},
        {"floors": np.array([1])},
        {"more": np.zeros(1)},
    ],
)
def test_arrays_that_cannot_be_are_refused(change):
    with pytest.raises(ValueError, match=r"expected|hold|can be"):
        Sets.from_arrays(Sets(0.9, np.array([0.1])).arrays() | change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"level": 1.0}, "level"),
        ({"truth": [0, 2]}, "numbered below 2"),
        ({"group": [0, 3], "groups": 2}, "groups below 2"),
        ({"scene": [0]}, "do not fit"),
        ({"probabilities": [0.5, 0.5]}, "do not fit"),
    ],
)
def test_what_does_not_fit_is_refused(change, says):
    good = {"probabilities": [[0.5, 0.5]] * 2, "truth": [0, 1], "scene": [0, 1]}
    with pytest.raises(ValueError, match=says):
        Sets.learn(**{**good, **change})
