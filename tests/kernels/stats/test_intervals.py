from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ninelives.kernels.stats import clustered, error_of_scenes, mean_of_scenes, student, wilson

COUNTS = st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.floats(0.5, 0.999))
def test_wilson_agrees_with_scipy(count, level):
    hits, n = count
    peer = binomtest(hits, n).proportion_ci(level, method="wilson")
    assert wilson(hits, n, level) == pytest.approx((peer.low, peer.high), abs=1e-12)


@given(COUNTS)
def test_wilson_holds_the_share_and_stays_a_share(count):
    hits, n = count
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


def test_wilson_takes_arrays():
    low, high = wilson(np.array([0.0, 5.0, 10.0]), 10)
    for i, hits in enumerate((0, 5, 10)):
        assert (low[i], high[i]) == wilson(hits, 10)


def test_wilson_of_nothing_knows_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "n", "level"), [(-1, 5, 0.95), (6, 5, 0.95), (1, 5, 1.0), (1, 5, 0.0)])
def test_wilson_refuses_what_cannot_be(hits, n, level):
    with pytest.raises(ValueError, match="must lie in"):
        wilson(hits, n, level)


def test_clustered_with_a_scene_an_item_is_nearly_the_plain_interval():
    rng = np.random.default_rng(0)
    right = rng.random(400) < 0.9
    mean, error, low, high = clustered(right, np.arange(400))
    assert mean == right.mean()
    assert error == pytest.approx(np.sqrt(mean * (1 - mean) / 399), rel=1e-9)
    assert (low, high) == pytest.approx(wilson(right.sum() * 399 / 400, 399), abs=1e-12)


def test_clustered_counts_scenes_that_agree_as_one_item_each():
    """The sandwich written as a loop: 50 scenes of 8 items that are all right or all wrong."""
    right = np.repeat(np.random.default_rng(1).random(50) < 0.8, 8)
    scene = np.repeat(np.arange(50), 8)
    mean, error, *_ = clustered(right, scene)
    squares = sum(float((right[scene == s] - mean).sum()) ** 2 for s in range(50))
    assert error == pytest.approx(np.sqrt(50 / 49 * squares) / 400)
    assert error == pytest.approx(np.sqrt(mean * (1 - mean) / 49))


def test_clustered_is_never_more_sure_than_independent_items():
    """Every scene half right: the sandwich is 0, and the items still count as no more than they are."""
    mean, error, low, high = clustered([1, 0] * 20, np.repeat(np.arange(20), 2))
    assert error == pytest.approx(np.sqrt(0.25 / 40))
    assert (low, high) == pytest.approx(wilson(20, 40))
    assert mean == 0.5


@pytest.mark.parametrize("value", [0, 1])
def test_clustered_all_alike_still_has_a_width_and_counts_scenes(value):
    bursts = clustered([value] * 40, np.repeat(np.arange(4), 10))
    singles = clustered([value] * 40, np.arange(40))
    assert bursts[2:] == wilson(4 * value, 4)
    assert singles[2:] == wilson(40 * value, 40)


def test_clustered_covers():
    """The true share lies in 95 % of the intervals of bursts that are right or wrong together."""
    rng = np.random.default_rng(2)
    covered = 0
    for _ in range(400):
        size = rng.integers(1, 9, 120)
        right = np.repeat(rng.random(120) < 0.85, size)
        _, _, low, high = clustered(right, np.repeat(np.arange(120), size))
        covered += low <= 0.85 <= high
    assert covered >= 364  # 1 % quantile of Binomial(400, .935): the sandwich of 120 scenes is a little narrow


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1), st.randoms(use_true_random=False))
def test_clustered_does_not_care_for_order_or_names(rows, random):
    shuffled = random.sample(rows, len(rows))
    plain = clustered([r for r, _ in rows], [s for _, s in rows])
    assert clustered([r for r, _ in shuffled], [7 - s for _, s in shuffled]) == pytest.approx(plain)


@pytest.mark.parametrize(("correct", "scene"), [([], []), ([1], [1, 2])])
def test_clustered_refuses_columns_that_do_not_fit(correct, scene):
    with pytest.raises(ValueError, match="two columns of one length"):
        clustered(correct, scene)


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(-5, 5)), min_size=2, max_size=40))
def test_the_mean_of_scenes_does_not_see_items_that_repeat_within_them(rows):
    scene, values = (np.array(column) for column in zip(*rows, strict=True))
    if len(np.unique(scene)) < 2:
        return
    once, twice = mean_of_scenes(values, scene), mean_of_scenes(np.tile(values, 2), np.tile(scene, 2))
    np.testing.assert_allclose(once, twice, atol=1e-9)
    assert once[1] <= once[0] <= once[2]


def test_the_mean_of_single_items_is_students_interval():
    from scipy import stats

    x = np.random.default_rng(0).normal(1, 2, 12)
    low, high = stats.t.interval(0.9, 11, loc=x.mean(), scale=stats.sem(x))
    np.testing.assert_allclose(mean_of_scenes(x, np.arange(12), 0.9), (x.mean(), low, high))


def test_the_mean_of_scenes_covers_as_often_as_it_says():
    draw, hits = np.random.default_rng(1), 0
    for _ in range(400):
        scene = np.repeat(np.arange(20), 5)
        _, low, high = mean_of_scenes(draw.normal(size=20)[scene] + 0.1 * draw.normal(size=100), scene)
        hits += low <= 0 <= high
    assert 0.92 <= hits / 400 <= 0.98


def test_one_scene_has_no_interval():
    with pytest.raises(ValueError, match="two of them, got 1"):
        mean_of_scenes([1.0, 2.0], [7, 7])
    with pytest.raises(ValueError, match="two columns"):
        mean_of_scenes([1.0, 2.0], [7])


def test_the_error_over_scenes_is_that_of_their_sums() -> None:
    draw = np.random.default_rng(0)
    scene, values = draw.integers(0, 12, 60), draw.normal(size=60)
    mean, error, scenes = error_of_scenes(values, scene)
    sums = [sum(value - values.mean() for value in values[scene == one]) for one in range(12)]
    assert (mean, scenes) == (pytest.approx(values.mean()), 12)
    assert error == pytest.approx(np.sqrt(12 / 11 * sum(one**2 for one in sums)) / 60)
    _, low, high = mean_of_scenes(values, scene, 0.9)
    assert (high - low) / 2 == pytest.approx(student(0.9, 12) * error)


def test_students_quantile_is_wider_for_few_scenes() -> None:
    assert student(0.95, 3) == pytest.approx(4.303, abs=1e-3)
    assert student(0.95, 100_000) == pytest.approx(1.96, abs=1e-3)
