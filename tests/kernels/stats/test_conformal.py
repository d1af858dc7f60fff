"""Intervals about predictions hold, whatever the distribution, and scenes count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats import Reach, wilson
from ninelives.kernels.stats import conformal as module
from ninelives.kernels.stats.conformal import _ends, least


def skewed(draw: np.random.Generator, scenes: int, each: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Predictions, truths whose errors are skewed, grow with the prediction and are shared by a scene, and scenes."""
    scene = np.repeat(np.arange(scenes), draw.integers(1, each + 1, scenes))
    said = draw.uniform(0, 10, scenes)[scene]
    off = draw.exponential(1, scenes)[scene] + draw.normal(0, 0.2, len(scene))
    return said, said + off * (1 + said), scene


def covered(scenes: int, each: int, level: float, redraws: int = 400) -> float:
    """How often a row of a new scene lies within, over redraws of everything."""
    hits = 0
    for seed in range(redraws):
        draw = np.random.default_rng(seed)
        reach = Reach.learn(*skewed(draw, scenes, each), level)
        assert reach is not None
        said, true, _ = (column[:1] for column in skewed(draw, 1, each))
        low, high = reach.interval(said)
        hits += int(low[0] <= true[0] <= high[0])
    return hits / redraws


@pytest.mark.parametrize(("scenes", "each", "level"), [(40, 1, 0.9), (60, 8, 0.8), (300, 3, 0.9)])
def test_a_row_of_a_new_scene_is_covered_as_often_as_promised(scenes: int, each: int, level: float) -> None:
    share = covered(scenes, each, level)
    low, high = wilson(share * 400, 400, 0.999)
    assert high >= level
    assert low <= level + 2 / (scenes + 1) + 0.03  # and not much more often


def test_counting_rows_in_the_place_of_scenes_would_promise_too_much() -> None:
    """The trap is one: a few large scenes that agree within themselves."""
    hits = {"scenes": 0, "rows": 0}
    for seed in range(300):
        draw = np.random.default_rng(seed)
        many = np.where(np.arange(40) < 3, 300, 1)
        scene = np.repeat(np.arange(40), many)
        true = draw.normal(size=40)[scene]
        new = draw.normal()
        for name, group in (("scenes", scene), ("rows", np.arange(len(scene)))):
            reach = Reach.learn(np.zeros(len(scene)), true, group, 0.9)
            assert reach is not None
            low, high = reach.interval(np.zeros(1))
            hits[name] += int(low[0] <= new <= high[0])
    assert hits["scenes"] >= 0.87 * 300
    assert hits["rows"] < 0.8 * 300


def test_large_predictions_reach_further_where_they_err_more() -> None:
    reach = Reach.learn(*skewed(np.random.default_rng(0), 2000, 1), 0.9)
    assert reach is not None
    assert len(reach.edges) == 9
    assert reach.above[-1] - reach.below[-1] > 3 * (reach.above[0] - reach.below[0])
    for part in range(10):  # the promise holds in each part
        said, true, _ = skewed(np.random.default_rng(1), 20_000, 1)
        some = np.searchsorted(reach.edges, said) == part
        low, high = reach.interval(said[some])
        assert ((low <= true[some]) & (true[some] <= high)).mean() > 0.85


@pytest.mark.parametrize("level", [0.5, 0.8, 0.9, 0.95])
def test_fewer_scenes_than_needed_give_no_interval(level: float) -> None:
    few = least(level)
    said, scene = np.zeros(few), np.arange(few)
    assert Reach.learn(said, said, scene, level) is not None
    assert Reach.learn(said[1:], said[1:], scene[1:], level) is None


def test_as_many_scenes_as_needed() -> None:
    assert [least(level) for level in (0.5, 0.8, 0.9, 0.95)] == [3, 9, 19, 39]
    for level in (0.0, 1.0):
        with pytest.raises(ValueError, match="level"):
            least(level)


@given(st.lists(st.floats(-1e6, 1e6), min_size=19, max_size=60))
def test_of_single_rows_the_ends_are_split_conformal_ones(values: list[float]) -> None:
    residual, n = np.sort(np.array(values)), len(values)
    low, high = _ends(np.array(values), np.arange(n), 0.05)
    rank = int(np.ceil(0.95 * (n + 1) - 1e-6))  # the k-th smallest of n, as in the text books
    assert (low, high) == (residual[n - rank], residual[rank - 1])


@given(st.integers(0, 500), st.integers(20, 200))
def test_there_and_back(seed: int, scenes: int) -> None:
    reach = Reach.learn(*skewed(np.random.default_rng(seed), scenes, 3), 0.9)
    assert reach is not None
    again = Reach.from_arrays(reach.arrays())
    said = np.linspace(-5, 20, 40)
    assert [side.tolist() for side in again.interval(said)] == [side.tolist() for side in reach.interval(said)]
    assert (again.level, again.scenes) == (reach.level, reach.scenes)


def test_predictions_that_are_all_alike_are_one_part() -> None:
    reach = Reach.learn(np.zeros(500), np.arange(500.0), np.arange(500))
    assert reach is not None
    assert reach.edges.size == 0


def test_each_part_has_the_scenes_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scene of many rows fills a part alone; parts are joined until all have enough."""
    monkeypatch.setattr(module, "SCENES", 1)
    scene = np.concatenate([np.zeros(2000, int), np.arange(1, 61)])
    said = np.concatenate([np.linspace(0, 1, 2000), np.linspace(5, 6, 60)])
    reach = Reach.learn(said, said, scene, 0.9)
    assert reach is not None
    part = np.searchsorted(reach.edges, said)
    assert min(len(np.unique(scene[part == one])) for one in range(len(reach.edges) + 1)) >= 19


BAD: list[tuple[str, np.ndarray]] = [
    ("level", np.asarray(1.0)),
    ("level", np.ones(1)),
    ("scenes", np.asarray(3)),
    ("scenes", np.asarray(30.0)),
    ("edges", np.array([2.0, 1.0])),
    ("edges", np.zeros(1)),
    ("below", np.array([0.0])),
    ("below", np.array([9.0, 9.0, 9.0])),
    ("above", np.array([np.nan, 1, 1])),
    ("above", np.array([np.inf, 1, 1])),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_arrays_that_cannot_be_intervals_are_refused(name: str, value: np.ndarray) -> None:
    told = {
        "level": np.asarray(0.9),
        "scenes": np.asarray(50),
        "edges": np.array([1.0, 2.0]),
        "below": np.full(3, -1.0),
        "above": np.ones(3),
    }
    Reach.from_arrays(told)
    with pytest.raises(ValueError, match=r"level|edges|below|holds"):
        Reach.from_arrays({**told, name: value})
    with pytest.raises(ValueError, match="expected"):
        Reach.from_arrays({key: array for key, array in told.items() if key != name})


def test_columns_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        Reach.learn(np.zeros(30), np.zeros(31), np.arange(30))
