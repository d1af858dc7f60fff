from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.stats import apart, group_folds

ROWS = st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abc")), min_size=1, max_size=80)
SPLITS = {
    "folds": lambda scene, label, seed, key=None: group_folds(scene, label, 3, seed, key=key),
    "apart": lambda scene, label, seed, key=None: apart(scene, label, 0.3, 5, seed=seed, key=key),
}


def columns(rows):
    return np.array([s for s, _ in rows]), np.array([y for _, y in rows])


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
@given(rows=ROWS, seed=st.integers(0, 5))
def test_a_scene_never_crosses(split, rows, seed):
    scene, label = columns(rows)
    if len(set(scene)) >= 3:
        side = split(scene, label, seed)
        assert all(len(set(side[scene == s])) == 1 for s in set(scene))


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
@given(rows=ROWS, seed=st.integers(0, 5), random=st.randoms(use_true_random=False))
def test_order_and_names_of_scenes_are_irrelevant(split, rows, seed, random):
    scene, label = columns(rows)
    if len(set(scene)) >= 3:
        key = [f"{i:03d}.jpg" for i in range(len(rows))]
        order = random.sample(range(len(rows)), len(rows))
        want = split(scene, label, seed, key)
        again = split(99 - scene[order], label[order], seed, [key[i] for i in order])
        assert np.array_equal(again, want[order])


@pytest.mark.parametrize("split", SPLITS.values(), ids=SPLITS)
def test_the_seed_decides(split):
    scene, label = np.arange(200), np.arange(200) % 2
    one, same, other = (split(scene, label, seed) for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("k", [2, 5, 10])
def test_labels_of_single_items_are_even_to_one(k):
    label = np.repeat(["cat", "dog", "owl"], [103, 48, 7])
    fold = group_folds(np.arange(158), label, k, 0)
    for name in set(label):
        counts = np.bincount(fold[label == name], minlength=k)
        assert counts.max() - counts.min() <= 1
    assert np.ptp(np.bincount(fold, minlength=k)) <= 3


def test_bursts_are_spread_evenly_too():
    rng = np.random.default_rng(0)
    size = rng.geometric(0.2, 300)
    scene = np.repeat(np.arange(300), size)
    label = np.repeat(rng.integers(0, 4, 300), size)
    fold = group_folds(scene, label, 5, 0)
    for y in range(4):
        counts = np.bincount(fold[label == y], minlength=5)
        assert np.ptp(counts) <= 0.1 * counts.mean()


def test_a_giant_scene_fills_one_fold_and_the_rest_share_the_others():
    scene = np.append(np.zeros(500, int), np.arange(1, 401))
    label = np.append(np.arange(500) % 2, np.arange(400) % 2)
    counts = np.bincount(group_folds(scene, label, 5, 0), minlength=5)
    assert sorted(counts) == [100, 100, 100, 100, 500]


def test_no_fold_is_empty_where_every_label_has_one_scene():
    assert sorted(group_folds(np.arange(5), list("abcde"), 5, 0)) == [0, 1, 2, 3, 4]


def test_a_label_of_two_scenes_is_in_two_folds():
    label = np.array(["rare"] * 2 + ["common"] * 60)
    fold = group_folds(np.arange(62), label, 5, 3)
    assert fold[0] != fold[1]


@pytest.mark.parametrize("k", [1, 4])
def test_folds_refuse_a_number_that_cannot_be(k):
    with pytest.raises(ValueError, match=r"k must lie in \[2, 3\]"):
        group_folds([0, 1, 2], [0, 1, 0], k, 0)


@pytest.mark.parametrize(
    ("n", "share", "want"), [(800, 0.2, 300), (5000, 0.2, 1000), (500, 0.2, 200), (800, 0, 0), (2, 0.2, 0)]
)
def test_apart_keeps_the_share_at_least_300_and_at_most_two_fifths(n, share, want):
    mask = apart(np.arange(n), np.arange(n) % 2, share)
    assert mask.sum() == want
    assert abs(int(mask[::2].sum()) - int(mask[1::2].sum())) <= 1


@given(ROWS, st.floats(0, 1), st.floats(0, 0.6), st.integers(0, 40))
def test_apart_never_keeps_too_many_and_leaves_every_label_for_fitting(rows, share, most, least):
    scene, label = columns(rows)
    mask = apart(scene, label, share, least, most)
    assert mask.sum() <= most * len(rows) + 1e-6
    assert set(label[~mask]) == set(label)


def test_apart_reaches_its_target_with_bursts():
    rng = np.random.default_rng(1)
    scene = np.repeat(np.arange(400), rng.integers(1, 9, 400))
    label = scene % 3
    mask = apart(scene, label)
    assert 0.2 * len(scene) <= mask.sum() <= 0.2 * len(scene) + 8
    shares = [mask[label == y].mean() for y in range(3)]
    assert max(shares) - min(shares) < 0.03


def test_apart_leaves_a_giant_scene_for_fitting():
    scene = np.append(np.zeros(700, int), np.arange(1, 301))
    mask = apart(scene, scene % 2)
    assert not mask[0]
    assert mask.sum() == 299  # all others, but one that stays for the other label


@pytest.mark.parametrize("bad", [{"share": 1.5}, {"share": -0.1}, {"most": 2}])
def test_apart_refuses_shares_that_are_none(bad):
    with pytest.raises(ValueError, match=r"shares must lie in \[0, 1\]"):
        apart([0, 1], [0, 1], **bad)


def test_columns_must_fit():
    with pytest.raises(ValueError, match="columns of one length"):
        group_folds([0, 1, 2], [0, 1], 2, 0)
    with pytest.raises(ValueError, match="columns of one length"):
        apart([0, 1], [0, 1], key=["a"])
